/**
 * `nlb-janitor pause` and `resume`: the kill switch of one or more regions, with the person's own AWS rights. A region
 * that fails never keeps the others from being paused.
 */
import type { AwsClients } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { pauseJanitor, resumeJanitor, type FlipResult } from '../lambda/aws/pause-flip.ts';
import { ssmPauseSwitch } from '../lambda/aws/pause-switch.ts';
import { clientsFor } from './clients.ts';
import { CouldNotError, EXIT } from './errors.ts';
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

export function pause(options: PauseOptions, output: Output): Promise<number> {
  return inEachRegion(options, output, async (clients) => {
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
}

export function resume(options: PauseOptions, output: Output): Promise<number> {
  return inEachRegion(options, output, async (clients) => {
    const result = await resumeJanitor(clients.ssm);
    return { result, said: result.ok && result.did === 'nothing' ? 'unchanged: it was not paused' : RESUMED };
  });
}

interface Flipped {
  readonly result: FlipResult;
  readonly said: string;
}

async function inEachRegion(
  { region, profile }: PauseOptions,
  output: Output,
  flip: (clients: AwsClients) => Promise<Flipped>,
): Promise<number> {
  const failures: string[] = [];
  for (const one of await regionsOf(region, profile, regionsOfSettings(region))) {
    const { result, said } = await flip(clientsFor(one, { profile, say: (text) => output.say(text) }));
    if (result.ok) output.result(`${one}: ${said}\n`);
    else failures.push(failureIn(one, result.why));
  }
  if (failures.length > 0) throw new CouldNotError(failures.join('\n'));
  return EXIT.judged;
}
