/** `nlb-janitor approve|reject|keep|release <which>…`: a person's answer, with the person's own AWS rights. */
import { setTimeout } from 'node:timers/promises';
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { elbTagWriter } from '../lambda/aws/tag-writer.ts';
import { giveAnswer } from '../lambda/act/answer.ts';
import { faultOfLastDay, type Answer } from '../lambda/core/plan/answer.ts';
import { callerOf, clientsFor } from './clients.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { finder, type Finder, type Found, type Search } from './find.ts';
import { sayInTheWay } from './in-the-way.ts';
import { ambiguous, inDoubt, notFound, regionsNotLookedIn } from './not-one.ts';
import { regionsOfSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import type { Sleep } from './patience.ts';
import { regionsOf } from './regions.ts';
import { seenTagWriter } from './tags-seen.ts';
import { parseWhich } from './which.ts';

interface AnswerOptions {
  readonly region: readonly string[];
  readonly profile?: string;
}

/**
 * The same answer for each. All of them are found before the first is written to, so that a typo answers for
 * none; after that, one that cannot be answered never keeps the others from it.
 */
export async function answer(
  names: readonly string[],
  what: Answer,
  { region, profile }: AnswerOptions,
  output: Output,
  sleep: Sleep = setTimeout,
): Promise<number> {
  const fault = what.is === 'keep' && what.until !== undefined ? faultOfLastDay(what.until, new Date()) : undefined;
  if (fault !== undefined) throw new UsageError(fault);
  const caller = callerOf({ profile }, output);
  const where = (): Promise<readonly string[]> => regionsOf(region, profile, regionsOfSettings(region));

  const targets = await onlyOnes(names, finder(caller, where));
  const refusals: string[] = [];
  const answered: string[] = [];
  for (const target of targets) {
    const elb = clientsFor(target.region, caller).elasticLoadBalancing;
    const loadBalancers = elbLoadBalancers(elb);
    const ports = { loadBalancers, tagWriter: seenTagWriter(elbTagWriter(elb), loadBalancers, sleep) };
    const result = await giveAnswer(what, target.loadBalancer, new Date(), ports);
    if (result.ok) {
      output.result(`${result.said}\n`);
      answered.push(target.region);
    } else refusals.push(result.why);
  }
  await sayInTheWay(what.is, answered, caller, (text) => output.say(text));
  if (refusals.length > 0) throw new CouldNotError(refusals.join('\n'));
  return EXIT.judged;
}

/** One load balancer for each name, and each once. @throws CouldNotError that lists every name that is not one */
async function onlyOnes(names: readonly string[], search: Finder): Promise<readonly Found[]> {
  const targets = new Map<string, Found>();
  const searches: Search[] = [];
  const faults: string[] = [];
  // A name that makes no sense is told before anything is read.
  for (const [name, which] of names.map((text) => [text, parseWhich(text)] as const)) {
    const looked = await search.find(which);
    searches.push(looked);
    const [only] = looked.found;
    const fault = notFound(name, looked) ?? (await ambiguous(name, looked, search)) ?? inDoubt(name, looked);
    if (fault !== undefined) faults.push(fault);
    else if (only !== undefined) targets.set(only.loadBalancer.arn, only);
  }
  if (faults.length > 0)
    throw new CouldNotError([...faults, ...regionsNotLookedIn(searches), 'No tag was written.'].join('\n'));
  return [...targets.values()];
}
