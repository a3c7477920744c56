/**
 * Reads again, right before a delete, everything that could save one NLB: itself and its successor, its users outside
 * Kubernetes, every cluster, whoever contradicts that its cluster is gone, its target groups, health, traffic, attributes,
 * and last of all its tags. What takes minutes comes before what changes within seconds. What it does not read again are
 * load balancers that have no say in it.
 */
import { namedClusters, witnessesAgainst, wordsOn } from '../core/judge/to-read.ts';
import { successorNamed } from '../core/judge/successor.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { DueDelete } from '../model/plan.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';
import { readAllClusters, readClusters } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { trafficWindow, NOT_INSPECTED, readInspections } from './inspections.ts';
import { readOutsideUsers, type LookOutside } from './outside-users.ts';
import type { CollectSettings } from './settings.ts';
import { readClassicAgain } from './successors.ts';

/** The list of all target groups comes in pages of 400: where a cluster had many NLBs it is the shorter way. */
const MOST_ONE_BY_ONE = 10;

/** What is read after the clusters takes seconds as a rule. The last word takes no view that is three minutes old. */
const READ_AGAIN_AFTER_MS = 60_000;

export async function lastLook(
  { read, deadline, now: clock }: { readonly read: ReadPorts; readonly deadline: Deadline; readonly now: () => Date },
  facts: Facts,
  { candidate, by }: Pick<DueDelete, 'candidate' | 'by'>,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  const { loadBalancer: target, successor, targetGroupArns } = candidate.orphan;
  const isAsked = ({ arn, dnsName }: LoadBalancer): boolean => arn === target.arn || dnsName === successor;
  const asked = facts.loadBalancers.filter(isAsked);
  const described = await read.loadBalancers.byArn(asked.map(({ arn }) => arn));
  if (!described.ok) return described;
  const loadBalancers = [...facts.loadBalancers.filter((one) => !isAsked(one)), ...described.value];

  // SAFETY: a record is a caution, and a caution forbids what no person approved.
  const look: LookOutside = by === 'automatic' ? { is: 'all' } : { is: 'again', earlier: facts.inspections };
  // Where one has come since, the services of ECS count as unread: its evidence has changed anyway.
  const hasTargetGroups = targetGroupArns.length > 0;
  // SAFETY: some of these sources take minutes, in which a cluster that was read before them may claim it.
  const outside = await readOutsideUsers(read, settings, look, hasTargetGroups);

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
  const inspected = await readInspections(
    read,
    asking,
    heard.value.facts,
    {
      window: trafficWindow(now, settings.trafficLookbackDays),
      withTargetGroupTags: true,
      groupsOf: asking.length > MOST_ONE_BY_ONE ? undefined : asking.map(({ arn }) => arn),
      words: wordsOn([target], heard.value.facts),
      // They were read already, before the clusters.
      outside: { is: 'not-due' },
      knownRemovals: facts.inspections.controllerRemovals,
      suspects: new Set([target.arn]),
      successors: new Map(took === undefined ? [] : [[target.arn, took]]),
      deadline,
    },
    settings,
  );

  // SAFETY: not asked in there is not the same as nobody.
  const inspections = { ...inspected, ...outside };
  // SAFETY: where hundreds had a say, it took minutes in which a claim may have been born.
  const latest = isAnyOld(clusters.views, clock())
    ? await readAllClusters(read, await readClusters(read, namedClusters(alone)))
    : undefined;

  const own = await read.loadBalancers.tagsOf(target.arn);
  return {
    ok: true,
    value: { ...heard.value.facts, ...latest, inspections, tags: new Map(heard.value.facts.tags).set(target.arn, own) },
  };
}

function isAnyOld(views: Facts['views'], now: Date): boolean {
  return [...views.values()].some(({ readAt }) => !(now.getTime() - readAt.getTime() <= READ_AGAIN_AFTER_MS));
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
