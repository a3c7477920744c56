/**
 * `nlb-janitor confirm-gone <cluster>`: a person's word that a cluster which EKS does not know is gone, written on each of
 * its NLBs after they were shown. The whole cluster is refused for one sign of life; the judge looks again at each run.
 */
import { createInterface } from 'node:readline/promises';
import { eksClusters } from '../lambda/aws/clusters.ts';
import { ec2Client, ec2ClusterInstances, type ClusterInstances } from '../lambda/aws/cluster-instances.ts';
import { elbTagWriter } from '../lambda/aws/tag-writer.ts';
import { confirmPlan, madeLater, naming, whyNotGone, wordsOf } from '../lambda/core/plan/confirm-gone.ts';
import { TAG } from '../lambda/core/tags/keys.ts';
import { parseInstant } from '../lambda/core/time.ts';
import { count } from '../lambda/core/words.ts';
import type { LoadBalancer } from '../lambda/model/aws.ts';
import { judgeRegion } from './account.ts';
import { clientsFor, type Caller } from './clients.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { patience } from './patience.ts';
import { regionsOf } from './regions.ts';

interface ConfirmOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  /** ISO 8601, UTC; now, unless told. */
  readonly since?: string;
  /** Writes without asking. */
  readonly yes?: boolean;
}

/** What a test replaces. */
interface Surroundings {
  readonly instances?: ClusterInstances;
  readonly ask?: (question: string) => Promise<boolean>;
}

export async function confirmGone(
  cluster: string,
  options: ConfirmOptions,
  output: Output,
  { instances, ask = askOnTerminal }: Surroundings = {},
): Promise<number> {
  const goneSince = options.since === undefined ? new Date() : parseInstant(options.since);
  if (goneSince === undefined || !(goneSince.getTime() <= Date.now())) {
    throw new UsageError(
      `--since ${options.since}: give an instant in UTC that has passed, such as 2026-03-01T00:00:00Z`,
    );
  }
  const { settings, regions: ofSettings } = operatorSettings(options.settings);
  const [region = '', ...more] = await regionsOf(options.region, options.profile, ofSettings);
  if (more.length > 0) throw new UsageError('a cluster is of one region: give one --region');
  const caller: Caller = { profile: options.profile, say: (text) => output.say(text) };

  const { facts } = await judgeRegion({
    region,
    caller,
    settings,
    alsoInspect: (read) => new Set(naming(cluster, read).map(({ arn }) => arn)),
    wordsSaid: (read) => wordsOf(cluster, read),
  });
  const plan = confirmPlan(cluster, goneSince, facts);
  if (plan.write.length + plan.unchanged.length === 0) {
    throw new CouldNotError(
      `no Network Load Balancer of ${region} belongs to a Service of cluster ${cluster}; nlb-janitor scan lists the clusters that are named`,
    );
  }
  const clients = clientsFor(region, caller);
  const instancesOf = instances ?? ec2ClusterInstances(ec2Client(region, options.profile, patience(caller.say)));
  const refusals = whyNotGone(
    cluster,
    facts,
    await eksClusters(clients.eks).describe(cluster),
    await instancesOf(cluster),
  );
  if (refusals.length > 0) {
    const lines = refusals.map((refusal) => `  - ${refusal}`);
    throw new CouldNotError(
      [`cluster ${cluster} may be alive in ${region}:`, ...lines, 'No tag was written.'].join('\n'),
    );
  }

  const later = madeLater(plan, goneSince);
  if (later.length > 0) {
    const names = later.map(({ name, createdAt }) => `  ${name}, made ${createdAt.toISOString()}`);
    throw new CouldNotError(
      [
        `made after ${goneSince.toISOString()}, so that the cluster was not gone then:`,
        ...names,
        'No tag was written.',
      ].join('\n'),
    );
  }
  for (const { name } of plan.unchanged) output.result(`${name}: unchanged, ${TAG.clusterGone} says so already\n`);
  if (plan.write.length === 0) return EXIT.judged;
  output.result(
    `${plan.write.map(({ name, createdAt }) => `  ${name}, made ${createdAt.toISOString()}`).join('\n')}\n`,
  );
  const question = `Write ${TAG.clusterGone} = "${plan.value}" on ${count(plan.write.length, 'load balancer')}?`;
  if (options.yes !== true && !(await ask(question))) {
    output.say('No tag was written.');
    return EXIT.couldNot;
  }
  await writeAll(plan.write, { [TAG.clusterGone]: plan.value }, elbTagWriter(clients.elasticLoadBalancing), output);
  return EXIT.judged;
}

/** One that cannot be written never keeps the others from it. */
async function writeAll(
  targets: readonly LoadBalancer[],
  tags: Readonly<Record<string, string>>,
  writer: ReturnType<typeof elbTagWriter>,
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

async function askOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`${question} Say so with --yes: there is no terminal to ask on.`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
