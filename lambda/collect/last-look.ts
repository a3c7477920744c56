/**
 * Reads again, right before a delete, everything that could save one NLB: itself and its successor, its users outside
 * Kubernetes, every cluster, whoever contradicts that its cluster is gone, its target groups, health, traffic, attributes,
 * and last of all its tags. What takes minutes comes before what changes within seconds; where it took too long, part of
 * it is asked for once more (second-round.ts). What it does not read again are load balancers that have no say in it.
 */
import { namedClusters, witnessesAgainst, wordsOn } from '../core/judge/to-read.ts';
import { successorNamed } from '../core/judge/successor.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { PersonsWord } from '../core/judge/same-cluster.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { DueDelete } from '../model/plan.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';
import { asked, type Asked } from './asked.ts';
import { readAllClusters, readClusters, type ClusterReadings } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { trafficWindow, NOT_INSPECTED, readInspections } from './inspections.ts';
import { readOutsideUsers, type LookOutside, type OutsideReadings } from './outside-users.ts';
import { secondRound } from './second-round.ts';
import type { CollectSettings } from './settings.ts';
import { readClassicAgain } from './successors.ts';

/** The list of all target groups comes in pages of 400: where a cluster had many NLBs it is the shorter way. */
const MOST_ONE_BY_ONE = 10;

/** One NLB is looked at wholly: where Lambda ends the run in between, nothing has been deleted. */
const ENDLESS: Deadline = { remainingMs: () => Number.POSITIVE_INFINITY };

export async function lastLook(
  { read, deadline, now: clock }: { readonly read: ReadPorts; readonly deadline: Deadline; readonly now: () => Date },
  facts: Facts,
  { candidate, by }: Pick<DueDelete, 'candidate' | 'by'>,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  const { loadBalancer: target, successor, targetGroupArns } = candidate.orphan;
  const described = await describedAgain(read, facts, target, successor);
  if (!described.ok) return described;
  const loadBalancers = described.value;

  // SAFETY: a record is a caution, and a caution forbids what no person approved.
  const look: LookOutside = by === 'automatic' ? { is: 'all' } : { is: 'again', earlier: facts.inspections };
  // Where one has come since, the services of ECS count as unread: its evidence has changed anyway.
  const hasTargetGroups = targetGroupArns.length > 0;
  const askOutside = (): Promise<Asked<OutsideReadings>> =>
    asked(clock, () => readOutsideUsers(read, settings, look, facts, hasTargetGroups));
  // SAFETY: some of these sources take minutes, in which a cluster that was read before them may claim it.
  const outside = await askOutside();

  const alone = { loadBalancers: [target], tags: facts.tags };
  // SAFETY: a cluster born since the run began may claim it, and the old view of one that can no longer be read does not
  // count: all are listed and read again.
  const askClusters = (): Promise<Asked<ClusterReadings>> =>
    asked(clock, async () => readAllClusters(read, await readClusters(read, namedClusters(alone))));
  const clusters = await askClusters();
  const now = clusters.askedAt;
  const classicLoadBalancers = await readClassicAgain(read, facts, successor);
  const deletions = await readDeletions(read, { ...alone, clusters: clusters.value.clusters }, { now }, settings);
  const known: Facts = {
    ...facts,
    now,
    loadBalancers,
    classicLoadBalancers,
    ...clusters.value,
    deletions,
    inspections: NOT_INSPECTED,
  };

  const witnessesAt = clock();
  const heard = await withWitnesses(target, known, read);
  if (!heard.ok) return heard;
  const { witnesses, facts: latest } = heard.value;
  const about = { target, successor, facts: latest, knownRemovals: facts.inspections.controllerRemovals };
  const inspections = await asked(clock, () => {
    const asking = [target, ...witnesses.filter(({ arn }) => arn !== target.arn)];
    return inspect(read, about, { asking, words: wordsOn([target], latest), deadline }, settings);
  });

  const round = await secondRound(
    { outside, clusters, inspections },
    {
      outside: askOutside,
      clusters: askClusters,
      inspections: () =>
        asked(clock, () => inspect(read, about, { asking: [target], words: [], deadline: ENDLESS }, settings)),
    },
    target.arn,
    clock,
  );
  const tags = new Map(latest.tags).set(target.arn, await read.loadBalancers.tagsOf(target.arn));
  return {
    ok: true,
    value: {
      ...latest,
      ...round.clusters.value,
      // SAFETY: not asked in there is not the same as nobody.
      inspections: { ...round.inspections.value, ...round.outside.value },
      askedAt: {
        outsideUsers: round.outside.askedAt,
        target: round.inspections.askedAt,
        witnesses: witnessesAt,
      },
      tags,
    },
  };
}

/** All load balancers, with the NLB and its successor as they are now. */
async function describedAgain(
  read: ReadPorts,
  { loadBalancers }: Facts,
  target: LoadBalancer,
  successor: string | undefined,
): Promise<Reading<readonly LoadBalancer[]>> {
  const isAsked = ({ arn, dnsName }: LoadBalancer): boolean => arn === target.arn || dnsName === successor;
  const described = await read.loadBalancers.byArn(loadBalancers.filter(isAsked).map(({ arn }) => arn));
  if (!described.ok) return described;
  return { ok: true, value: [...loadBalancers.filter((one) => !isAsked(one)), ...described.value] };
}

interface About {
  readonly target: LoadBalancer;
  /** DNS name. */
  readonly successor: string | undefined;
  readonly facts: Facts;
  readonly knownRemovals: Inspections['controllerRemovals'];
}

/** Whom a round inspects: the target, and whoever has a say beside it. */
interface Inspected {
  readonly asking: readonly LoadBalancer[];
  readonly words: readonly PersonsWord[];
  readonly deadline: Deadline;
}

function inspect(
  read: ReadPorts,
  { target, successor, facts, knownRemovals }: About,
  { asking, words, deadline }: Inspected,
  settings: CollectSettings,
): Promise<Inspections> {
  const took = successor === undefined ? undefined : successorNamed(successor, facts);
  const options = {
    window: trafficWindow(facts.now, settings.trafficLookbackDays),
    withTargetGroupTags: true,
    groupsOf: asking.length > MOST_ONE_BY_ONE ? undefined : asking.map(({ arn }) => arn),
    words,
    // Without users outside Kubernetes: they were read before the clusters.
    knownRemovals,
    suspects: new Set([target.arn]),
    successors: new Map(took === undefined ? [] : [[target.arn, took]]),
    deadline,
  } as const;
  return readInspections(read, asking, facts, options, settings);
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
