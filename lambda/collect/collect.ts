/**
 * Reads everything the judge may know, in the safe order: what may die before what could save it, so that whatever is
 * born in between shows as saved. Decides nothing; a source that fails is carried along as unreadable, never left out.
 */
import {
  namedClusters,
  needsClassicLoadBalancers,
  needsWholeFleet,
  toInspect,
  wordsOn,
  type Choose,
  type ToInspect,
} from '../core/judge/to-read.ts';
import type { PersonsWord } from '../core/judge/same-cluster.ts';
import type { SeenDeletion } from '../core/scope.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Facts, Inspections, LeftOut } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';
import { NOT_LISTED, readAllClusters, readClusters } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { readFleet, withSuccessors } from './fleet.ts';
import { trafficWindow, NOT_INSPECTED, readInspections } from './inspections.ts';
import type { CollectSettings } from './settings.ts';

export interface CollectOptions {
  readonly account: string;
  readonly region: string;
  /** Taken once, before the first read. */
  readonly now: Date;
  /** ARNs of those whose targets, traffic and attributes are read although nothing suspects them. */
  readonly alsoInspect?: (facts: Facts) => ReadonlySet<string>;
  /** Words of a person that are not written down yet: whoever may contradict them is looked at too. */
  readonly wordsSaid?: (facts: Facts) => readonly PersonsWord[];
  /** Whether something may be quarantined or deleted: then what goes with it is read too. */
  readonly withTargetGroupTags?: boolean;
  /** ARNs of the NLBs that the run is about; undefined reads the whole fleet. */
  readonly only?: readonly string[] | undefined;
  /** Whether users outside Kubernetes are looked for, given whom the run suspects; always by default. */
  readonly areUsersDue?: (suspects: readonly LoadBalancer[], facts: Facts) => boolean;
  /** Deletions of clusters that the run was woken by: CloudTrail's own records, delivered sooner than it lists them. */
  readonly seenDeletions?: readonly SeenDeletion[];
  /** Which of the suspects are looked at, and in which order; all of them by default. */
  readonly choose?: Choose;
  /** Half of what is left of it when the looking begins is kept for what comes after. Endless by default. */
  readonly deadline?: Deadline;
}

const NOBODY = (): ReadonlySet<string> => new Set();
const ALL: Choose = (suspects) => suspects;
const ENDLESS: Deadline = { remainingMs: () => Number.POSITIVE_INFINITY };
const NO_WORDS = (): readonly PersonsWord[] => [];

/** Unreadable only when the load balancers themselves cannot be listed: then there is nothing to judge. */
export async function collect(
  read: ReadPorts,
  options: CollectOptions,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  const {
    account,
    region,
    now,
    alsoInspect = NOBODY,
    wordsSaid = NO_WORDS,
    withTargetGroupTags = false,
    only,
    areUsersDue = () => true,
    seenDeletions = [],
    choose = ALL,
    deadline = ENDLESS,
  } = options;
  // SAFETY: candidates before clusters, clusters before Services.
  const fleet = await readFleet(read, only);
  if (!fleet.ok) return fleet;
  const network = fleet.value.loadBalancers.filter(({ type }) => type === 'network');

  const named = await readClusters(read, namedClusters(fleet.value));
  const deletions = await readDeletions(read, { ...fleet.value, ...named }, { now, seenDeletions }, settings);
  const { ignoredClusters, dnsRecords } = settings;
  const known = {
    account,
    region,
    now,
    ...fleet.value,
    deletions,
    classicLoadBalancers: undefined,
    ignoredClusters,
    dnsRecords,
  };

  const alone: Facts = { ...known, ...named, clusterList: NOT_LISTED, inspections: NOT_INSPECTED };
  const listed = alone.isWholeFleet ? alone : await withSuccessors(read, alone);
  if (!listed.isWholeFleet && needsWholeFleet(listed)) return collect(read, { ...options, only: undefined }, settings);
  const first = needsClassicLoadBalancers(listed) ? await withClassic(read, listed) : listed;
  const asked = alsoInspect(first);
  const before = toInspect(first, choose);
  if (before.arns.size + before.undecided.size + asked.size === 0) {
    return { ok: true, value: withLeftOut(first, before, NOT_INSPECTED) };
  }

  // SAFETY: whoever is suspected by its own cluster may be used by any other.
  const facts: Facts = { ...first, ...(await readAllClusters(read, named)) };
  const after = toInspect(facts, choose);
  const byArn = new Map(network.map((loadBalancer) => [loadBalancer.arn, loadBalancer]));
  const inspected = [...new Set([...after.arns, ...asked])]
    .map((arn) => byArn.get(arn))
    .filter((loadBalancer) => loadBalancer !== undefined);
  read.journal.note('weighing by targets and traffic', { number: inspected.length });
  if (inspected.length + after.undecided.size === 0) {
    return { ok: true, value: withLeftOut(facts, after, NOT_INSPECTED) };
  }
  const window = trafficWindow(now, settings.trafficLookbackDays);
  const inspections = await readInspections(
    read,
    inspected,
    facts,
    {
      window,
      withTargetGroupTags,
      groupsOf: facts.isWholeFleet ? undefined : [...inspected.map(({ arn }) => arn), ...after.undecided],
      words: [...wordsOn(inspected, facts), ...wordsSaid(facts)],
      outside: { is: areUsersDue(inspected, facts) ? 'all' : 'not-due' },
      suspects: new Set([...after.chosen, ...asked]),
      successors: after.successors,
      deadline,
    },
    settings,
  );
  return { ok: true, value: withLeftOut(facts, after, inspections) };
}

/** Says of each suspect that was not looked at why: nobody may take it for one whose reading failed. */
function withLeftOut(facts: Facts, { suspects, arns }: ToInspect, inspections: Inspections): Facts {
  const leftOut = [...suspects]
    .filter((arn) => !inspections.deletionProtection.has(arn))
    .map((arn): [string, LeftOut] => [arn, arns.has(arn) ? 'out-of-time' : 'not-asked']);
  return { ...facts, inspections: { ...inspections, leftOut: new Map(leftOut) } };
}

/** Those of the Classic API too: one of them may have taken over. */
async function withClassic({ classicLoadBalancers }: ReadPorts, facts: Facts): Promise<Facts> {
  return { ...facts, classicLoadBalancers: await classicLoadBalancers.list() };
}
