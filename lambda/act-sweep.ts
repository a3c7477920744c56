/**
 * Carries out what a SweepPlan says of orphans: quarantines and notices, one NLB at a time. Reads the tags again right
 * before each write. Never deletes anything; a failure of one NLB never stops the others. Releases: act-release.ts.
 */
import { companionMark } from './core/companions.ts';
import { quarantineOf, type PlanSettings } from './core/plan/plan-sweep.ts';
import { approvalOf, DAY_MS, keepOf, TAG, writeInstant } from './core/tags.ts';
import type { Candidate, Outcome, Tags } from './model.ts';
import type { Deadline, Describer, LoadBalancers, TagWriter, WriteResult } from './ports.ts';

export interface SweepActs {
  readonly loadBalancers: LoadBalancers;
  readonly describer: Describer;
  readonly tagWriter: TagWriter;
  readonly deadline: Deadline;
  readonly now: () => Date;
}

/** Enough for the few calls that one NLB takes, throttled ones included. */
const NEEDED_MS = 30_000;

/** Whoever deleted it meanwhile did nothing wrong: no failure. */
export const GONE = 'it is gone';

const MOST_TAGS = 50;
/** All that `sweep` and `reap` write on one NLB between quarantine and deletion. */
const LIFE_KEYS: ReadonlySet<string> = new Set([
  TAG.quarantinedAt,
  TAG.reason,
  TAG.evidence,
  TAG.notifiedAt,
  TAG.deleteAfter,
  TAG.approval,
  TAG.lastError,
]);

export async function quarantineOne(
  candidate: Candidate,
  anew: string | undefined,
  settings: PlanSettings,
  acts: SweepActs,
): Promise<Outcome> {
  const { loadBalancer, reason } = candidate.orphan;
  const { arn, name } = loadBalancer;
  const failed = (why: string): Outcome => ({
    arn,
    name,
    did: 'failed',
    what: 'could not be quarantined',
    why,
    isNews: false,
    lastError: undefined,
  });

  const tags = await tagsNow(arn, acts);
  if (tags === GONE) return { arn, name, did: 'spared', why: GONE };
  if (typeof tags === 'string') return failed(tags);
  const full = whyNoRoom(tags);
  if (full !== undefined) return failed(full);
  const veto = vetoOf(tags, acts.now());
  if (veto !== undefined) return { arn, name, did: 'spared', why: veto };
  const before = quarantineOf(loadBalancer, tags, acts.now(), settings);
  const isSame = before.is === 'valid' && before.evidence === candidate.evidence && before.reason === reason;
  if (isSame && before.approval !== 'absent') {
    return { arn, name, did: 'spared', why: 'another run has quarantined it meanwhile' };
  }

  // Before the new tags: a notice of an earlier window must never count for this one.
  const stale = [TAG.notifiedAt, TAG.deleteAfter, TAG.lastError].filter((key) => tags.has(key));
  if (stale.length > 0) {
    const removed = await acts.tagWriter.remove(arn, stale);
    if (!removed.ok) return failed(removed.why);
  }
  const added = await acts.tagWriter.add(arn, {
    [TAG.quarantinedAt]: writeInstant(acts.now()),
    [TAG.reason]: reason,
    [TAG.evidence]: candidate.evidence,
    [TAG.approval]: 'pending',
  });
  if (!added.ok) return failed(added.why);
  const marked = await markCompanions(candidate, acts);
  if (!marked.ok) return failed(marked.why);
  return { arn, name, did: 'quarantined', candidate, anew };
}

/** Marks the target groups that go with the NLB, unless they are; `reap` deletes only what carries the mark. Safe to repeat. */
export async function markCompanions(candidate: Candidate, acts: SweepActs): Promise<WriteResult> {
  for (const companion of candidate.companions.filter(({ isMarked }) => !isMarked)) {
    const mark = { [TAG.companionOf]: companionMark(candidate.orphan.loadBalancer.arn) };
    const result = await acts.tagWriter.add(companion.arn, mark);
    if (!result.ok && result.kind !== 'gone') return result;
  }
  return { ok: true };
}

/**
 * Writes that people were told at `acceptedAt`, and from when the NLB may be deleted. An approval found here was given
 * before the notice and goes back to pending.
 *
 * @returns undefined when the world moved on meanwhile: then nothing is written
 */
export async function stampNotice(
  candidate: Candidate,
  acceptedAt: Date,
  settings: PlanSettings,
  acts: SweepActs,
): Promise<WriteResult | undefined> {
  const { loadBalancer } = candidate.orphan;
  const tags = await tagsNow(loadBalancer.arn, acts);
  if (tags === GONE) return undefined;
  if (typeof tags === 'string') return { ok: false, kind: 'other', why: tags };
  if (vetoOf(tags, acceptedAt) !== undefined) return undefined;
  const quarantined = quarantineOf(loadBalancer, tags, acts.now(), settings);
  if (quarantined.is !== 'valid' || quarantined.evidence !== candidate.evidence) return undefined;
  // Another run was quicker: its window has begun, and an approval given since then counts.
  const isStamped =
    quarantined.notifiedAt !== undefined && (quarantined.deleteAfter !== undefined || settings.mode !== 'delete');
  if (isStamped) return undefined;

  // SAFETY: only a word other than pending is overwritten, so that a rejection of this very moment stays.
  // Test: run-sweep.test.ts "takes back an approval that was given before the notice".
  const approval: Readonly<Record<string, string>> =
    quarantined.approval === 'pending' ? {} : { [TAG.approval]: 'pending' };
  const deleteAfter = new Date(acceptedAt.getTime() + settings.graceDays * DAY_MS);
  return acts.tagWriter.add(loadBalancer.arn, {
    [TAG.notifiedAt]: writeInstant(acceptedAt),
    ...(settings.mode === 'delete' ? { [TAG.deleteAfter]: writeInstant(deleteAfter) } : {}),
    ...approval,
  });
}

/** Why a person's tag forbids everything; undefined when none does. */
function vetoOf(tags: Tags, now: Date): string | undefined {
  if (keepOf(tags, now).is === 'vetoes') return `tag ${TAG.keep} was set meanwhile`;
  const approval = approvalOf(tags);
  if (approval === 'rejected') return 'it was rejected meanwhile';
  // SAFETY: a word that the janitor does not know may be somebody's no. Test: run-sweep.test.ts "leaves a word that it does not know".
  if (approval === 'unrecognized')
    return `tag ${TAG.approval} is "${tags.get(TAG.approval)}", neither approved nor rejected`;
  return undefined;
}

/**
 * Room for every tag of a whole life is asked for before the first is written: a notice that cannot be written down would
 * be sent again by every sweep. 50 tags, those of `aws:` not counted:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
function whyNoRoom(tags: Tags): string | undefined {
  const foreign = [...tags.keys()].filter((key) => !key.startsWith('aws:') && !LIFE_KEYS.has(key)).length;
  if (foreign + LIFE_KEYS.size <= MOST_TAGS) return undefined;
  return `it holds ${foreign} tags of others, and AWS allows ${MOST_TAGS}: remove some, the janitor needs ${LIFE_KEYS.size}`;
}

/** The tags right now, or why they are not known. */
export async function tagsNow(arn: string, acts: SweepActs): Promise<Tags | string> {
  const reading = (await acts.loadBalancers.tags([arn])).get(arn);
  if (reading === undefined) return 'its tags were not read';
  if (reading.ok === 'gone') return GONE;
  return reading.ok ? reading.value : reading.why;
}

/** One outcome for each step, in order; `not-attempted` once the time does not suffice. */
export async function oneByOne<T>(
  steps: readonly T[],
  { deadline }: SweepActs,
  targetOf: (step: T) => { readonly arn: string; readonly name: string },
  act: (step: T) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const { arn, name } = targetOf(step);
    const enough = deadline.remainingMs() >= NEEDED_MS;
    outcomes.push(enough ? await act(step) : { arn, name, did: 'not-attempted', why: 'the time of this run is over' });
  }
  return outcomes;
}
