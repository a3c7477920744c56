/**
 * From the settings of the folder to one stack for each region. Refuses all faults at once, before anything is made.
 */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { contextSettings, eitherOf, SETTINGS_FILE, type GivenSettings } from '../lambda/settings/files.ts';
import { settingsFor } from '../lambda/settings/region.ts';
import { parseSettings, SETTINGS_KEY, SettingsError, type Settings } from '../lambda/settings/settings.ts';
import { JanitorStack } from './janitor-stack.ts';
import { refusalsOf } from './refusals.ts';

/** One stack for each region, checked by cdk-nag at synth. */
export function addStacks(app: App, settings: Settings, root?: string): readonly JanitorStack[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const account = process.env['CDK_DEFAULT_ACCOUNT'];
  const ownsChat = chatOwnerOf(settings);
  const stacks = settings.regions.map(
    (region) =>
      new JanitorStack(app, `nlb-janitor-${region}`, {
        env: { region, ...(account === undefined ? {} : { account }) },
        description: 'nlb-janitor: deletes Network Load Balancers that Kubernetes left behind',
        settings: settingsFor(settings, region),
        ...(ownsChat === undefined ? {} : { chatRegions: region === ownsChat ? settings.regions : [] }),
        ...(root === undefined ? {} : { root }),
      }),
  );
  const owner = stacks.find(({ region }) => region === ownsChat);
  // Its channel subscribes to the topics of all of them.
  for (const other of stacks) if (owner !== undefined && other !== owner) owner.addStackDependency(other);
  return stacks;
}

/** The region whose stack has the channel and the buttons of the account; undefined without a chat. */
function chatOwnerOf({ chat, regions }: Settings): string | undefined {
  return chat === undefined ? undefined : (chat.region ?? regions[0]);
}

/**
 * @param inFile the settings of the app's folder, where it has a file with them
 * @throws SettingsError listing every fault, each with its key and how to fix it
 */
export function settingsIn(app: App, inFile?: GivenSettings): Settings {
  const found = eitherOf(inFile, contextSettings(app.node.tryGetContext(SETTINGS_KEY)));
  if (found === undefined) {
    throw new SettingsError(SETTINGS_FILE, [
      'settings are missing — copy nlb-janitor.example.json to it and fill it in',
    ]);
  }
  const { given, where } = found;
  const refusals = typeof given === 'object' && given !== null ? refusalsOf(given) : [];
  let faults: readonly string[] = refusals;
  try {
    const settings = parseSettings(given, where);
    if (refusals.length === 0) return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    faults = [...error.faults, ...refusals];
  }
  throw new SettingsError(where, faults);
}
