/**
 * Reads again, right before a delete, everything that could save one NLB: itself and its successor, its users outside
 * Kubernetes, every cluster, whoever contradicts that its cluster is gone, its target groups, health, traffic, attributes,
 * and last of all its tags. What takes minutes comes before what changes within seconds. What it does not read again are
 * load balancers that have no say in it.
 */
import { namedClusters, witnessesAgainst, wordsOn } from '../core/judge/to-read.ts';
import { successorNamed } from '../core/judge/successor.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { PersonsWord } from '../core/judge/same-cluster.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { DueDelete } from '../model/plan.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';
import { readAllClusters, readClusters } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { trafficWindow, NOT_INSPECTED, readInspections } from './inspections.ts';
import { withInspectedAgain } from './inspected-again.ts';
import { readOutsideUsers, type LookOutside, type OutsideReadings } from './outside-users.ts';
import type { CollectSettings } from './settings.ts';
import { readClassicAgain } from './successors.ts';

/** The list of all target groups comes in pages of 400: where a cluster had many NLBs it is the shorter way. */
const MOST_ONE_BY_ONE = 10;

/**
 * What was asked for longer ago is asked for again at the end, in the same order. It takes seconds as a rule, and minutes
 * where hundreds have a say. The last word takes nothing that is much older (act/last-word.ts).
 */
const ASK_AGAIN_AFTER_MS = { outsideUsers: 240_000, views: 60_000, target: 60_000 } as const;

export async function lastLook(
  { read, deadline, now: clock }: { readonly read: ReadPorts; readonly deadline: Deadline; readonly now: () => Date },
  facts: Facts,
  { candidate, by }: Pick<DueDelete, 'candidate' | 'by'>,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  const { loadBalancer: target, successor, targetGroupArns } = candidate.orphan;
  const isAsked = ({ arn, dnsName }: LoadBalancer): boolean => arn === target.arn || dnsName === successor;
  const before = facts.loadBalancers.filter(isAsked);
  const described = await read.loadBalancers.byArn(before.map(({ arn }) => arn));
  if (!described.ok) return described;
  const loadBalancers = [...facts.loadBalancers.filter((one) => !isAsked(one)), ...described.value];

  // SAFETY: a record is a caution, and a caution forbids what no person approved.
  const look: LookOutside = by === 'automatic' ? { is: 'all' } : { is: 'again', earlier: facts.inspections };
  // Where one has come since, the services of ECS count as unread: its evidence has changed anyway.
  const hasTargetGroups = targetGroupArns.length > 0;
  const askOutside = (): Promise<Asked<OutsideReadings>> =>
    asked(clock, () => readOutsideUsers(read, settings, look, facts, hasTargetGroups));
  // SAFETY: some of these sources take minutes, in which a cluster that was read before them may claim it.
  let outside = await askOutside();

  const now = clock();
  const alone = { loadBalancers: [target], tags: facts.tags };
  // SAFETY: a cluster born since the run began may claim it, and the old view of one that can no longer be read does not
  // count: all are listed and read again.
  const clusters = await readAllClusters(read, await readClusters(read, namedClusters(alone)));
  const classicLoadBalancers = await readClassicAgain(read, facts, successor);
  const deletions = await readDeletions(read, { ...alone, clusters: clusters.clusters }, { now }, settings);
  const known: Facts = {
    ...facts,
    now,
    loadBalancers,
    classicLoadBalancers,
    ...clusters,
    deletions,
    inspections: NOT_INSPECTED,
  };

  const heard = await withWitnesses(target, known, read);
  if (!heard.ok) return heard;
  const asking = [target, ...heard.value.witnesses.filter(({ arn }) => arn !== target.arn)];
  const took = successor === undefined ? undefined : successorNamed(successor, heard.value.facts);
  const inspect = (whom: readonly LoadBalancer[], words: readonly PersonsWord[]): Promise<Asked<Inspections>> =>
    asked(clock, () =>
      readInspections(
        read,
        whom,
        heard.value.facts,
        {
          window: trafficWindow(now, settings.trafficLookbackDays),
          withTargetGroupTags: true,
          groupsOf: whom.length > MOST_ONE_BY_ONE ? undefined : whom.map(({ arn }) => arn),
          words,
          // They were read already, before the clusters.
          outside: { is: 'not-due' },
          knownRemovals: facts.inspections.controllerRemovals,
          suspects: new Set([target.arn]),
          successors: new Map(took === undefined ? [] : [[target.arn, took]]),
          deadline,
        },
        settings,
      ),
    );
  const all = await inspect(asking, wordsOn([target], heard.value.facts));

  // Where hundreds had a say, it took minutes.
  const isOld = (askedAt: Date, mostMs: number): boolean => !(clock().getTime() - askedAt.getTime() <= mostMs);
  // SAFETY: somebody may point at it since.
  if (isOld(outside.askedAt, ASK_AGAIN_AFTER_MS.outsideUsers)) outside = await askOutside();
  // Where no cluster was there, one may have come.
  const readAts = clusters.views.size === 0 ? [now] : [...clusters.views.values()].map(({ readAt }) => readAt);
  // SAFETY: a claim may have been born.
  const areViewsOld = readAts.some((readAt) => isOld(readAt, ASK_AGAIN_AFTER_MS.views));
  const latest = areViewsOld ? await readAllClusters(read, await readClusters(read, namedClusters(alone))) : undefined;
  // SAFETY: targets may have been registered.
  const own = isOld(all.askedAt, ASK_AGAIN_AFTER_MS.target) ? await inspect([target], []) : undefined;
  const inspected = own === undefined ? all.value : withInspectedAgain(all.value, own.value, target.arn);

  const tags = new Map(heard.value.facts.tags).set(target.arn, await read.loadBalancers.tagsOf(target.arn));
  return {
    ok: true,
    value: {
      ...heard.value.facts,
      ...latest,
      // SAFETY: not asked in there is not the same as nobody.
      inspections: { ...inspected, ...outside.value },
      askedAt: { outsideUsers: outside.askedAt, target: (own ?? all).askedAt },
      tags,
    },
  };
}

interface Asked<T> {
  /** Before the first call: what changes in the middle may not be seen. */
  readonly askedAt: Date;
  readonly value: T;
}

async function asked<T>(clock: () => Date, ask: () => Promise<T>): Promise<Asked<T>> {
  const askedAt = clock();
  return { askedAt, value: await ask() };
}

interface Heard {
  readonly facts: Facts;
  readonly witnesses: readonly LoadBalancer[];
}

/** Where a person's word is the proof, every NLB of the cluster has a say: they are listed again, with their tags. */
async function withWitnesses(target: LoadBalancer, facts: Facts, read: ReadPorts): Promise<Reading<Heard>> {
  if (witnessesAgainst(target, facts).length === 0) return { ok: true, value: { facts, witnesses: [] } };
  const listed = await read.loadBalancers.list();
  if (!listed.ok) return listed;
  const now: Facts = { ...facts, loadBalancers: listed.value };
  const witnesses = witnessesAgainst(target, now);
  const tags = await read.loadBalancers.tags(witnesses.map(({ arn }) => arn));
  return { ok: true, value: { facts: { ...now, tags: new Map([...now.tags, ...tags]) }, witnesses } };
}
