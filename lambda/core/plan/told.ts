/**
 * What people were told speaks against a delete, and what has come since: an approval covers what its notice said
 * (docs/design.md section 4). Pure. The fingerprint leaves cautions out; the state of the last sweep remembers them by name.
 */
import type { Facts } from '../../model/facts.ts';
import type { ToldCautions } from '../../model/state.ts';
import type { Caution, LastingCaution, Orphan, Verdict } from '../../model/verdict.ts';
import { listed } from '../words.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';

/**
 * Those that last and tell of something that was not told. One that passes is none: flows, and what is counted of clients,
 * come and go by themselves.
 *
 * @param told as `toldNow` names them
 */
export function cautionsSince(cautions: readonly Caution[], told: readonly string[]): readonly LastingCaution[] {
  // SAFETY: whoever approved it did not know of these.
  return cautions.filter(isLasting).filter((one) => partsOf(one).some(({ name }) => !told.includes(name)));
}

/** What could not be read is no reason to ask people again: it lets nothing go, and the next run may read it. */
export function isWorthAsking({ kind }: LastingCaution): boolean {
  return kind !== 'clients-not-known';
}

/** In one line, without its last full stop. Where a caution was told of in part, what is new in it is named in full. */
export function cautionsInWords(since: readonly LastingCaution[], told: readonly string[] = []): string {
  return since
    .map((one) => {
      const fresh = partsOf(one).filter(({ name }) => !told.includes(name));
      const isAllNew = fresh.length === partsOf(one).length;
      return isAllNew
        ? one.words
        : `${one.words} New: ${listed(
            fresh.map(({ what }) => what),
            MOST_NAMED,
          )}.`;
    })
    .join(' ')
    .replace(/\.$/, '');
}

/** Of what was told, what stands now, and what nobody can say whether it does. */
function stillTold(told: readonly string[], cautions: readonly Caution[]): readonly string[] {
  const standing = namesOf(cautions);
  // Nobody counted them, which must not make those who were told of new.
  const isUncounted = cautions.some(({ kind }) => kind === 'clients-not-known');
  const isKept = (name: string): boolean =>
    COME_AND_GO.has(name) || (isUncounted && isOfKind('clients-answered', name));
  // SAFETY: what came since was not told, and what went away and comes back is new: somebody has moved back.
  return told.filter((name) => standing.includes(name) || isKept(name));
}

function isOfKind(kind: LastingCaution['kind'], name: string): boolean {
  return name === kind || name.startsWith(`${kind}: `);
}

/** Told once is told: health checks fail and recover by themselves, and whoever approved it knew that something answers. */
const COME_AND_GO: ReadonlySet<string> = new Set<LastingCaution['kind']>(['healthy-target', 'clients-served']);

/** A message has a limit; what is left out is counted. */
const MOST_NAMED = 10;

function isLasting(caution: Caution): caution is LastingCaution {
  return 'about' in caution;
}

/**
 * Everything that a caution tells of, each with its name on record. The kind alone is not enough: a second DNS record is a
 * second client.
 */
function partsOf({ kind, about }: LastingCaution): readonly { readonly what: string; readonly name: string }[] {
  // SAFETY: one that names nothing is one thing, and not nothing.
  if (about.length === 0) return [{ what: kind, name: kind }];
  // SAFETY: another record, source or cluster is another reason.
  return about.map((what) => ({ what, name: `${kind}: ${what}` }));
}

function namesOf(cautions: readonly Caution[]): readonly string[] {
  return [...new Set(cautions.filter(isLasting).flatMap((one) => partsOf(one).map(({ name }) => name)))];
}

/** What the notices of this very quarantine told of; undefined when that is not on record. */
export function cautionsTold(
  told: readonly ToldCautions[] | undefined,
  arn: string,
  quarantinedAt: Date,
): readonly string[] | undefined {
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
  return { arn: loadBalancer.arn, quarantinedAt, cautions: namesOf(cautions) };
}

/** The record with these in the place of what it says of the same NLBs. */
export function withTold(record: readonly ToldCautions[], told: readonly ToldCautions[]): readonly ToldCautions[] {
  const arns = new Set(told.map(({ arn }) => arn));
  return [...record.filter(({ arn }) => !arns.has(arn)), ...told];
}

/**
 * What a full sweep leaves on record, before it tells anybody anything. Of a quarantine of which nothing is on record,
 * nothing counts as told: whoever approved it is asked again, where there is anything to tell.
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
    // SAFETY: what the janitor wrote down itself is not replaced by tags that somebody has set back.
    if (laterQuarantine(before, arn, quarantinedAt) !== undefined) return before.filter((one) => one.arn === arn);
    const told = cautionsTold(before, arn, quarantinedAt) ?? [];
    const standing = verdict.is === 'orphan' && !wasLeftOut ? verdict.cautions : undefined;
    return [{ arn, quarantinedAt, cautions: standing === undefined ? told : stillTold(told, standing) }];
  });
}
