/**
 * `nlb-janitor pause` and `resume`: the kill switch of one or more regions, with the person's own AWS rights. A region
 * that fails never keeps the others from being paused.
 */
import { defaultRegion, type AwsClients } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { pauseJanitor, resumeJanitor, type FlipResult } from '../lambda/aws/pause-flip.ts';
import { ssmPauseSwitch } from '../lambda/aws/pause-switch.ts';
import { clientsFor } from './clients.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { failureIn } from './known-regions.ts';
import { regionsOfSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { regionsOf } from './regions.ts';

interface PauseOptions {
  readonly region: readonly string[];
  readonly profile?: string;
}

const PAUSED =
  'paused: nothing is deleted any more, also by a run that has begun, and nothing is quarantined or released';
const RESUMED = 'running again: the next run goes on with what is quarantined and approved';

/** Goes by the region of the environment where the settings have a fault: an emergency must not wait for a comma. */
export async function pause(options: PauseOptions, output: Output): Promise<number> {
  const { regions, doubt } = await regionsToPause(options);
  // Before the first call, which may fail.
  if (doubt !== undefined) output.say(doubt);
  const status = await inEachRegion(regions, options.profile, output, async (clients) => {
    const identity = await callerIdentity(clients.sts);
    // Whoever it is: the switch must not wait for a name.
    const by = identity.ok ? identity.value.roleOrUserArn : 'somebody';
    const result = await pauseJanitor(clients.ssm, new Date(), by);
    if (!result.ok || result.did === 'flipped') return { result, said: PAUSED };
    const state = await ssmPauseSwitch(clients.ssm).state();
    return {
      result,
      said: `unchanged: ${state.is === 'paused' ? state.why : 'paused, and resumed just now by somebody else'}`,
    };
  });
  // Whoever goes by the status must not believe that all of them stand still.
  return doubt === undefined ? status : EXIT.couldNot;
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
    const here = await defaultRegion(profile);
    if (here === undefined) throw error;
    const doubt = `${error.message}\nOnly ${here} is paused, the region of your environment: pause others with --region R.`;
    return { regions: [here], doubt };
  }
  return { regions: await regionsOf(region, profile, ofSettings), doubt: undefined };
}

/** Unlike a pause, it refuses settings with a fault: what runs again must be what the person meant. */
export async function resume({ region, profile }: PauseOptions, output: Output): Promise<number> {
  const regions = await regionsOf(region, profile, regionsOfSettings(region));
  return inEachRegion(regions, profile, output, async (clients) => {
    const result = await resumeJanitor(clients.ssm);
    return { result, said: result.ok && result.did === 'nothing' ? 'unchanged: it was not paused' : RESUMED };
  });
}

interface Flipped {
  readonly result: FlipResult;
  readonly said: string;
}

async function inEachRegion(
  regions: readonly string[],
  profile: string | undefined,
  output: Output,
  flip: (clients: AwsClients) => Promise<Flipped>,
): Promise<number> {
  const failures: string[] = [];
  for (const one of regions) {
    const { result, said } = await flip(clientsFor(one, { profile, say: (text) => output.say(text) }));
    if (result.ok) output.result(`${one}: ${said}\n`);
    else failures.push(failureIn(one, result.why));
  }
  if (failures.length > 0) throw new CouldNotError(failures.join('\n'));
  return EXIT.judged;
}
