/**
 * What the summary tells: whom what waits for, what was deleted since the last one, what could not be read. Pure.
 */
import type { Facts } from '../../model/facts.ts';
import { namespacedName } from '../../model/kubernetes.ts';
import type { PauseState } from '../../model/pause.ts';
import type { Reading } from '../../model/reading.ts';
import type { MadeDeletion } from '../../model/record.ts';
import type { SummaryMemory } from '../../model/state.ts';
import type { Verdict } from '../../model/verdict.ts';
import { placeOf } from '../plan/breaker.ts';
import type { PendingSettings } from '../plan/not-before.ts';
import { writeInstant } from '../time.ts';
import { causesOf } from './causes.ts';
import { fixFor } from './fixes.ts';
import { pageUrlOf } from './page-link.ts';
import { sumUsd } from './prices.ts';
import { savingUsd, scanReport, type Judged } from './scan.ts';
import { standOf, type Standing } from './standing.ts';
import type { Shown, Summary, SummaryDeleted, SummaryNlb, SummaryUnread } from './summary-form.ts';
import { unjudgedInWords } from './unjudged.ts';

export interface Happened {
  /** The account's alias; undefined where it has none, or none is known. */
  readonly accountName: string | undefined;
  readonly helpUrl: string | undefined;
  /** Name of the bucket that the page is in; undefined in a stack that has none. */
  readonly bucket: string | undefined;
  readonly memory: SummaryMemory;
  readonly pause: PauseState;
  /** ARNs of those that this run quarantined. */
  readonly quarantinedNow: ReadonlySet<string>;
  /** Since the last summary; undefined in a mode that never deletes. */
  readonly deleted: Reading<readonly MadeDeletion[]> | undefined;
}

/** @param most how many of each kind are named */
export function summaryOf(
  facts: Facts,
  verdicts: readonly Verdict[],
  settings: PendingSettings,
  { accountName, helpUrl, bucket, memory, pause, quarantinedNow, deleted }: Happened,
  most = MOST_NAMED,
): Summary {
  const report = scanReport(facts, verdicts);
  const { judged, lostClusters: lost } = report;
  const seen = { now: facts.now, inspections: facts.inspections, quarantinedNow };
  const known = memory.toldAt === undefined ? undefined : new Set(memory.orphans);
  const stands = judged.flatMap((one) => {
    const stand = standOf(one, seen, settings);
    return stand === undefined ? [] : [{ standing: stand.standing, nlb: nlbOf(one, stand, known) }];
  });
  const ofStanding = (standing: Standing): readonly SummaryNlb[] =>
    stands.filter((one) => one.standing === standing).map(({ nlb }) => nlb);
  const answered = new Set(lost.map(({ cluster }) => cluster));
  // Those of a cluster that somebody may call gone are told with it.
  const others = judged.filter((one) => one.reason !== 'cluster-never-seen' || !answered.has(one.owner?.cluster ?? ''));
  return {
    version: 1,
    kind: 'summary',
    account: facts.account,
    accountName: accountName ?? null,
    region: facts.region,
    at: writeInstant(facts.now),
    since: memory.toldAt === undefined ? null : writeInstant(memory.toldAt),
    mode: settings.mode,
    approval: settings.approval,
    helpUrl: helpUrl ?? null,
    pageUrl: pageUrlOf(bucket, facts.region) ?? null,
    paused: pause.is === 'paused' ? pause.why : null,
    counts: {
      judged: judged.length,
      orphans: numberOf(judged, 'orphan'),
      waiting: ofStanding('waits').length,
      unknown: numberOf(judged, 'unknown'),
      inUse: numberOf(judged, 'in-use'),
      leftAlone: numberOf(judged, 'leave-alone'),
    },
    monthlyCostUsd: savingUsd(judged) ?? null,
    loadBalancers: STANDINGS.flatMap((standing) => {
      const members = ofStanding(standing).toSorted(dearestFirst);
      return members.length === 0 ? [] : [{ standing, ...shown(members, most) }];
    }),
    unjudged: unjudgedInWords([report]) ?? null,
    unread: shown(unreadIn({ ...report, judged: others }), most),
    lostClusters: shown(
      lost
        .map(({ monthlyCostUsd, confirm, ...one }) => ({
          ...one,
          monthlyCostUsd: monthlyCostUsd ?? null,
          confirm: confirm ?? null,
        }))
        .toSorted((one, other) => other.loadBalancers - one.loadBalancers),
      most,
    ),
    deleted: deleted === undefined ? null : deletedOf(deleted, most),
  };
}

/** For the memory: what the next summary calls known. */
export function orphansNamedIn(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.filter(({ is }) => is === 'orphan').map(({ loadBalancer }) => placeOf(loadBalancer.arn));
}

const MOST_NAMED = 20;
/** Explanations quote what others write. */
const MOST_CHARACTERS = 500;

/** What a reader has to do first. */
const STANDINGS = ['waits', 'automatic', 'approved', 'orphan', 'frozen', 'left-alone'] as const satisfies Standing[];

function numberOf(judged: readonly Judged[], is: Judged['is']): number {
  return judged.filter((one) => one.is === is).length;
}

function nlbOf(
  one: Judged,
  { says, since, notBefore }: NonNullable<ReturnType<typeof standOf>>,
  known: ReadonlySet<string> | undefined,
): SummaryNlb {
  const { arn, name } = one.loadBalancer;
  const { owner } = one;
  return {
    arn,
    name,
    cluster: owner?.cluster ?? null,
    service: owner?.is === 'service' ? namespacedName(owner.service) : null,
    reason: one.reason,
    explanation: clipped(one.explanation),
    cautions: one.is === 'orphan' ? one.cautions.length : 0,
    monthlyCostUsd: one.monthlyCostUsd ?? null,
    isNew: one.is === 'orphan' && known !== undefined && !known.has(placeOf(arn)),
    says: says === undefined ? null : clipped(says),
    since: since ?? null,
    notBefore: notBefore ?? null,
  };
}

function dearestFirst(one: SummaryNlb, other: SummaryNlb): number {
  const cost = (other.monthlyCostUsd ?? 0) - (one.monthlyCostUsd ?? 0);
  if (cost !== 0) return cost;
  return (one.since ?? '') < (other.since ?? '') ? -1 : 1;
}

function unreadIn(report: Parameters<typeof causesOf>[0]): readonly SummaryUnread[] {
  const { ofUnknown, others } = causesOf(report);
  const causes = ofUnknown.map(({ why, keeps }) => ({
    why: clipped(why),
    keeps: keeps.length,
    fix: fixFor(keeps.map(({ reason }) => reason)) ?? null,
  }));
  const unused = others.map((why) => ({ why: clipped(why), keeps: 0, fix: null }));
  return [...causes.toSorted((one, other) => other.keeps - one.keeps), ...unused];
}

function deletedOf(deleted: Reading<readonly MadeDeletion[]>, most: number): SummaryDeleted {
  if (!deleted.ok) return { items: [], more: 0, number: 0, savedUsd: null, unread: clipped(deleted.why) };
  const deletions = deleted.value.map(({ name, cluster, service, deletedAt, monthlyCostUsd }) => ({
    name,
    cluster: cluster ?? null,
    service: service ?? null,
    deletedAt: writeInstant(deletedAt),
    monthlyCostUsd: monthlyCostUsd ?? null,
  }));
  const dearest = deletions.toSorted((one, other) => (other.monthlyCostUsd ?? 0) - (one.monthlyCostUsd ?? 0));
  const savedUsd = sumUsd(deleted.value.map(({ monthlyCostUsd }) => monthlyCostUsd)) ?? null;
  return { ...shown(dearest, most), number: deletions.length, savedUsd, unread: null };
}

function shown<T>(items: readonly T[], most: number): Shown<T> {
  return { items: items.slice(0, most), more: Math.max(0, items.length - most) };
}

/** Never through the middle of a character. */
function clipped(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
