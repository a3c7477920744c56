/**
 * `nlb-janitor pause` and `resume`: the kill switch of one or more regions, with the person's own AWS rights. A region
 * that fails never keeps the others from being paused.
 */
import { setTimeout } from 'node:timers/promises';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsClients } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { pauseJanitor, resumeJanitor } from '../lambda/aws/pause-flip.ts';
import { sinceIn } from '../lambda/aws/pause-switch.ts';
import { clientsFor } from './clients.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { failureIn } from './known-regions.ts';
import { regionsOfSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import type { Sleep } from './patience.ts';
import { switchShows } from './pause-seen.ts';
import { regionOfEnvironment, regionsOf } from './regions.ts';

interface PauseOptions {
  readonly region: readonly string[];
  readonly profile?: string;
}

const PAUSED =
  'paused: nothing is deleted any more, also by a run that has begun, and nothing is quarantined or released';
const RESUMED = 'running again: the next run goes on with what is quarantined and approved';

/** How long a pause waits for the name of whoever pauses. */
const NAME_MS = 2000;

/** What a test replaces. */
interface Surroundings {
  readonly sleep?: Sleep;
  /** Ends the wait for a name. */
  readonly nameSignal?: () => AbortSignal;
}

/** Goes by the region of the environment where the settings have a fault: an emergency must not wait for a comma. */
export async function pause(
  options: PauseOptions,
  output: Output,
  { sleep = setTimeout, nameSignal = () => AbortSignal.timeout(NAME_MS) }: Surroundings = {},
): Promise<number> {
  const { regions, doubt } = await regionsToPause(options);
  // Before the first call, which may fail.
  if (doubt !== undefined) output.say(doubt);
  const status = await inEachRegion(regions, options.profile, output, async ({ sts, ssm }) => {
    const result = await pauseJanitor(ssm, new Date(), await nameOf(sts, nameSignal()));
    if (!result.ok) return result;
    const shown = await switchShows(ssm, 'set', sleep);
    if (!shown.ok) return shown;
    if (result.did === 'flipped') return { ok: true, said: PAUSED };
    const since = shown.value.is === 'set' ? sinceIn(shown.value.text) : '';
    return { ok: true, said: `unchanged: paused${since}; \`npx nlb-janitor resume\` ends it` };
  });
  // Whoever goes by the status must not believe that all of them stand still.
  return doubt === undefined ? status : EXIT.couldNot;
}

/** Whoever it is: the switch must not wait for a name, which may come from another, slower place of the network. */
async function nameOf(sts: STSClient, signal: AbortSignal): Promise<string> {
  const tooLong = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  // The signal alone is not enough: the SDK does not look at it between two tries.
  const identity = await Promise.race([callerIdentity(sts, signal), tooLong]);
  return identity?.ok === true ? identity.value.roleOrUserArn : 'somebody';
}

/** `doubt`: that there may be more regions, whose names could not be read. */
async function regionsToPause({
  region,
  profile,
}: PauseOptions): Promise<{ regions: readonly string[]; doubt: string | undefined }> {
  let ofSettings: readonly string[];
  try {
    ofSettings = regionsOfSettings(region);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const here = await regionOfEnvironment(profile);
    if (here === undefined) throw error;
    const doubt = `${error.message}\nOnly ${here} is paused, the region of your environment: pause others with --region R.`;
    return { regions: [here], doubt };
  }
  return { regions: await regionsOf(region, profile, ofSettings), doubt: undefined };
}

/** Unlike a pause, it refuses settings with a fault: what runs again must be what the person meant. */
export async function resume(
  { region, profile }: PauseOptions,
  output: Output,
  { sleep = setTimeout }: Pick<Surroundings, 'sleep'> = {},
): Promise<number> {
  const regions = await regionsOf(region, profile, regionsOfSettings(region));
  return inEachRegion(regions, profile, output, async ({ ssm }) => {
    const result = await resumeJanitor(ssm);
    if (!result.ok) return result;
    if (result.did === 'nothing') return { ok: true, said: 'unchanged: it was not paused' };
    const shown = await switchShows(ssm, 'absent', sleep);
    return shown.ok ? { ok: true, said: RESUMED } : shown;
  });
}

type Flipped = { readonly ok: true; readonly said: string } | { readonly ok: false; readonly why: string };

/** Side by side: one that hangs must not keep the others running. Each is told when it is done. */
async function inEachRegion(
  regions: readonly string[],
  profile: string | undefined,
  output: Output,
  flip: (clients: AwsClients) => Promise<Flipped>,
): Promise<number> {
  const failures = await Promise.all(
    regions.map(async (one) => {
      const flipped = await flip(clientsFor(one, { profile, say: (text) => output.say(text) }));
      if (!flipped.ok) return [failureIn(one, flipped.why)];
      output.result(`${one}: ${flipped.said}\n`);
      return [];
    }),
  );
  if (failures.flat().length > 0) throw new CouldNotError(failures.flat().join('\n'));
  return EXIT.judged;
}
