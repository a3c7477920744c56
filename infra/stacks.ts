/**
 * From the settings in cdk.json to one stack for each region. Refuses all faults at once, before anything is made.
 */
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { settingsFor } from '../lambda/settings/region.ts';
import { parseSettings, SETTINGS_KEY, SettingsError, type Settings } from '../lambda/settings/settings.ts';
import { JanitorStack } from './janitor-stack.ts';
import { refusalsOf } from './refusals.ts';

const WHERE = `cdk.json, context "${SETTINGS_KEY}"`;

/** One stack for each region, checked by cdk-nag at synth. */
export function addStacks(app: App, settings: Settings, root?: string): readonly JanitorStack[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const account = process.env['CDK_DEFAULT_ACCOUNT'];
  return settings.regions.map(
    (region) =>
      new JanitorStack(app, `nlb-janitor-${region}`, {
        env: { region, ...(account === undefined ? {} : { account }) },
        description: 'nlb-janitor: deletes Network Load Balancers that Kubernetes left behind',
        settings: settingsFor(settings, region),
        ...(root === undefined ? {} : { root }),
      }),
  );
}

/** @throws SettingsError listing every fault, each with its key and how to fix it */
export function settingsIn(app: App): Settings {
  const given: unknown = app.node.tryGetContext(SETTINGS_KEY);
  const refusals = typeof given === 'object' && given !== null ? refusalsOf(given) : [];
  let faults: readonly string[] = refusals;
  try {
    const settings = parseSettings(given, WHERE);
    if (refusals.length === 0) return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    faults = [...error.faults, ...refusals];
  }
  throw new SettingsError(WHERE, faults);
}
