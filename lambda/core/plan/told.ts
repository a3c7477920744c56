/**
 * What people were told speaks against a delete, and what has come since: an approval covers what its notice said
 * (docs/design.md section 4). Pure. The fingerprint leaves cautions out; the state of the last sweep remembers their kinds.
 */
import type { Facts } from '../../model/facts.ts';
import type { ToldCautions } from '../../model/state.ts';
import type { Caution, CautionKind, Orphan, Verdict } from '../../model/verdict.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';

/**
 * Whether one that comes after the notice voids the approval: it says that somebody points at the NLB, or that less was
 * looked at. Health, flows and what is counted of clients come and go by themselves; a younger cluster changes the fingerprint.
 */
const LASTS: Readonly<Record<CautionKind, boolean>> = {
  'healthy-target': false,
  traffic: false,
  'clients-not-moved': false,
  'younger-cluster': false,
  // SAFETY: whoever approved it did not know of these.
  'dns-record': true,
  'external-dns-target': true,
  'capacity-reservation': true,
  'remainder-binding': true,
  'tool-tag': true,
  'source-off': true,
  'ignored-cluster': true,
  'persons-word': true,
  'proof-without-vpc': true,
};

/** Those that last, of kinds that were not told. */
export function cautionsSince(cautions: readonly Caution[], told: readonly CautionKind[]): readonly Caution[] {
  return cautions.filter(({ kind }) => LASTS[kind] && !told.includes(kind));
}

/** In one line, without its last full stop. */
export function cautionsInWords(cautions: readonly Caution[]): string {
  return cautions
    .map(({ words }) => words)
    .join(' ')
    .replace(/\.$/, '');
}

/** Kinds that the notices of this very quarantine told of; undefined when that is not on record. */
export function kindsTold(
  told: readonly ToldCautions[] | undefined,
  arn: string,
  quarantinedAt: Date,
): readonly CautionKind[] | undefined {
  // SAFETY: another quarantine of the same NLB had another notice.
  const isOfIt = (one: ToldCautions): boolean =>
    one.arn === arn && one.quarantinedAt.getTime() === quarantinedAt.getTime();
  return told?.find(isOfIt)?.cautions;
}

/**
 * The instant at which the janitor itself quarantined the NLB, where that is later than the tags say; undefined otherwise.
 * Whoever may write tags could let a window be over that has only begun.
 */
export function laterQuarantine(
  told: readonly ToldCautions[] | undefined,
  arn: string,
  quarantinedAt: Date,
): Date | undefined {
  const recorded = told?.find((one) => one.arn === arn)?.quarantinedAt;
  return recorded !== undefined && recorded.getTime() > quarantinedAt.getTime() ? recorded : undefined;
}

/** What the notice of a quarantine says that begins or is told now. */
export function toldNow({ loadBalancer, cautions }: Orphan, quarantinedAt: Date): ToldCautions {
  const kinds = cautionsSince(cautions, []).map(({ kind }) => kind);
  return { arn: loadBalancer.arn, quarantinedAt, cautions: [...new Set(kinds)] };
}

/** The record with these in the place of what it says of the same NLBs. */
export function withTold(record: readonly ToldCautions[], told: readonly ToldCautions[]): readonly ToldCautions[] {
  const arns = new Set(told.map(({ arn }) => arn));
  return [...record.filter(({ arn }) => !arns.has(arn)), ...told];
}

/**
 * What a full sweep leaves on record, before it quarantines anything. What is not on record of a quarantine is taken from
 * this run's verdict.
 */
export function toldAfter(
  verdicts: readonly Verdict[],
  { now, inspections }: Pick<Facts, 'now' | 'inspections'>,
  settings: PlanSettings,
  before: readonly ToldCautions[] = [],
): readonly ToldCautions[] {
  const wasLeftOut = [...inspections.outsideUsers.values()].some(({ is }) => is === 'not-due');
  return verdicts.flatMap((verdict) => {
    const { loadBalancer, tags } = verdict;
    const { arn } = loadBalancer;
    // SAFETY: a reading that failed must not make people hear less: it is the same quarantine in the next run.
    if (tags === undefined) return before.filter((one) => one.arn === arn);
    const quarantine = quarantineOf(loadBalancer, tags, now, settings);
    if (quarantine.is !== 'valid') return [];
    const { quarantinedAt } = quarantine;
    const cautions = kindsTold(before, arn, quarantinedAt);
    // SAFETY: what the janitor wrote down itself is not replaced by tags that somebody has set back.
    if (laterQuarantine(before, arn, quarantinedAt) !== undefined) return before.filter((one) => one.arn === arn);
    // SAFETY: what came since was not told.
    if (cautions !== undefined) return [{ arn, quarantinedAt, cautions }];
    // A verdict that did not look everywhere says less than the notice did.
    return verdict.is === 'orphan' && !wasLeftOut ? [toldNow(verdict, quarantinedAt)] : [];
  });
}
