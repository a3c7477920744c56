/**
 * `nlb-janitor confirm-gone <cluster>`: a person's word that a cluster which EKS does not know is gone, written on each of
 * its NLBs after they were shown, and looked at once more. The judge looks again at each run.
 */
import { setTimeout } from 'node:timers/promises';
import type { ClusterInstances } from '../lambda/aws/cluster-instances.ts';
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { elbTagWriter } from '../lambda/aws/tag-writer.ts';
import { changesSince, type Look } from '../lambda/core/plan/confirm-gone.ts';
import { faultOfClusterName } from '../lambda/model/cluster-name.ts';
import { TAG } from '../lambda/core/tags/keys.ts';
import { parseInstant } from '../lambda/core/time.ts';
import { count } from '../lambda/core/words.ts';
import type { LoadBalancer } from '../lambda/model/aws.ts';
import type { TagWriter } from '../lambda/ports/write.ts';
import { terminal, type Ask } from './ask.ts';
import { callerOf, clientsFor } from './clients.ts';
import { lookAt, refusal } from './confirm-look.ts';
import { shown } from './confirm-shown.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import type { Sleep } from './patience.ts';
import { onlyRegion, regionsOf } from './regions.ts';
import { seenTagWriter } from './tags-seen.ts';

interface ConfirmOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  /** ISO 8601, UTC; now by default. */
  readonly since?: string;
  /** Writes without asking. */
  readonly yes?: boolean;
}

/** What a test replaces. */
interface Surroundings {
  readonly instances?: ClusterInstances;
  readonly ask?: Ask;
  readonly sleep?: Sleep;
}

export async function confirmGone(
  cluster: string,
  options: ConfirmOptions,
  output: Output,
  { instances, ask, sleep = setTimeout }: Surroundings = {},
): Promise<number> {
  const fault = faultOfClusterName(cluster);
  if (fault !== undefined) throw new UsageError(`${JSON.stringify(cluster)} ${fault}`);
  const goneSince = options.since === undefined ? new Date() : parseInstant(options.since);
  if (goneSince === undefined || !(goneSince.getTime() <= Date.now())) {
    throw new UsageError(
      `--since ${options.since}: give an instant in UTC that has passed, such as 2026-03-01T00:00:00Z`,
    );
  }
  // Before any call: reading takes minutes, and then it would be for nothing.
  const asking = options.yes === true ? undefined : (ask ?? terminal('the tags are written'));
  const { settings, regions: ofSettings } = operatorSettings(options.settings);
  const region = onlyRegion(await regionsOf(options.region, options.profile, ofSettings), 'a cluster is of one region');
  const caller = callerOf({ profile: options.profile }, output);
  const look = (): Promise<Look> => lookAt({ cluster, goneSince, region, caller, settings, instances });

  const first = await look();
  for (const { name } of first.plan.unchanged) {
    output.result(`${name}: unchanged, ${TAG.clusterGone} says so already\n`);
  }
  for (const { loadBalancer, why } of first.plan.vetoed) {
    output.result(`${loadBalancer.name}: left as it is: ${why}\n`);
  }
  const { write, value } = first.plan;
  if (write.length === 0) return EXIT.judged;
  output.result(write.map((loadBalancer) => shown(loadBalancer, first.facts)).join(''));
  if (asking !== undefined) {
    const question = `Write ${TAG.clusterGone} = "${value}" on ${count(write.length, 'load balancer')}?`;
    if (!(await asking(question))) {
      output.say('No tag was written.');
      return EXIT.couldNot;
    }
    // People take minutes for an answer, and it is about what they were shown.
    output.say('Looking once more before it is written');
    const changes = changesSince(first, await look(), cluster);
    if (changes.length > 0) throw refusal('not any more as you were shown it; ask again:', changes);
  }
  const { elasticLoadBalancing } = clientsFor(region, caller);
  const writer = seenTagWriter(elbTagWriter(elasticLoadBalancing), elbLoadBalancers(elasticLoadBalancing), sleep);
  await writeAll(write, { [TAG.clusterGone]: value }, writer, output);
  return EXIT.judged;
}

/** One that cannot be written never keeps the others from it. */
async function writeAll(
  targets: readonly LoadBalancer[],
  tags: Readonly<Record<string, string>>,
  writer: TagWriter,
  output: Output,
): Promise<void> {
  const failures: string[] = [];
  for (const { arn, name } of targets) {
    const written = await writer.add(arn, tags);
    if (written.ok) output.result(`${name}: said to be gone; the next sweep judges by it\n`);
    else failures.push(`${name}: ${written.why}`);
  }
  if (failures.length > 0) throw new CouldNotError(failures.join('\n'));
}
