/**
 * Carries out a ReapPlan, one NLB at a time: fresh reads, fresh verdict, snapshot, tags, delete, companions. Anything but
 * the same orphan with the same evidence spares it. Never forces what AWS refuses; one failure never stops the others.
 */
import { deleteCompanions, type CompanionActs } from './companion-deleter.ts';
import type { CollectSettings } from './collect.ts';
import { judge } from './core/judge/judge.ts';
import { takenPlaces } from './core/plan/breaker.ts';
import { loadBalancerId, planReap, type ReapSettings } from './core/plan/plan-reap.ts';
import { TAG, writeInstant } from './core/tags.ts';
import type { Deletion, DueDelete, Facts, Outcome, ReapPlan } from './model.ts';
import type { ReadPorts, SnapshotStore, TagWriter, WriteFailure, WriteResult } from './ports.ts';
import { refresh } from './refresh.ts';
import { dayOf, deletionOf, OUTCOME_FILE, outcomeJson, recordFolder, SNAPSHOT_FILE, snapshotJson } from './snapshot.ts';

export interface ReapActs extends CompanionActs {
  readonly ports: ReadPorts;
  readonly snapshots: SnapshotStore;
  readonly tagWriter: TagWriter;
  readonly now: () => Date;
}

/** One delete with its fresh reads and the waiting for its target groups. */
const NEEDED_MS = 120_000;

export async function deleteAll(
  plan: ReapPlan,
  facts: Facts,
  settings: ReapSettings & CollectSettings,
  acts: ReapActs,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const due of plan.delete) {
    const { arn, name } = due.candidate.orphan.loadBalancer;
    const enough = acts.deadline.remainingMs() >= NEEDED_MS;
    outcomes.push(
      enough
        ? await deleteOne(due, plan.limit, facts, settings, acts)
        : { arn, name, did: 'not-attempted', why: 'the time of this run is over' },
    );
  }
  return outcomes;
}

async function deleteOne(
  due: DueDelete,
  limit: number,
  facts: Facts,
  settings: ReapSettings & CollectSettings,
  acts: ReapActs,
): Promise<Outcome> {
  const { loadBalancer, owner, reason } = due.candidate.orphan;
  const { arn, name } = loadBalancer;
  const spared = (why: string): Outcome => ({ arn, name, did: 'spared', why });
  const failed = (what: string, why: string): Outcome => ({
    arn,
    name,
    did: 'failed',
    what,
    why,
    isNews: false,
    lastError: undefined,
  });

  const fresh = await refresh({ ...acts.ports, describer: acts.describer }, facts, loadBalancer, acts.now(), settings);
  if (!fresh.ok) return failed('could not be looked at again', fresh.why);
  const stillDue = dueStill(due, fresh.value, settings);
  if (typeof stillDue === 'string') return spared(stillDue);
  if (owner?.is !== 'service') return spared('its owner is not known any more');

  const description = await acts.describer.describe(arn);
  if (!description.ok) return failed('could not be described for its snapshot', description.why);
  const folder = recordFolder(due, acts.now());
  // SAFETY: no snapshot, no delete. Test: run-reap.test.ts "deletes nothing whose snapshot cannot be stored".
  const stored = await acts.snapshots.putOnce(
    folder + SNAPSHOT_FILE,
    snapshotJson(due, description.value, facts.region, acts.now()),
  );
  if (stored.ok === false) return failed('could not be stored as a snapshot', stored.why);

  const room = await roomLeft(arn, limit, acts);

  // SAFETY: tags are the last thing read before the delete. Test: run-reap.test.ts "spares an NLB that was rejected between …".
  const tags = await acts.ports.loadBalancers.tags([arn]);
  const last = dueStill(
    due,
    { ...fresh.value, now: acts.now(), tags: new Map([...fresh.value.tags, ...tags]) },
    settings,
  );
  const begun = deletionOf(due.candidate, facts.region, acts.now(), folder + SNAPSHOT_FILE);
  // The snapshot must not look like that of a deletion which a crash interrupted.
  const notDeleted = (why: string): Promise<unknown> =>
    acts.snapshots.put(folder + OUTCOME_FILE, outcomeJson({ ...begun, companions: [], spared: why }));
  if (room !== undefined) {
    if (stored.ok === true) await notDeleted(room);
    return spared(room);
  }
  if (typeof last === 'string') {
    // Where the snapshot is an earlier run's, its delete may have come through: the record stays open.
    if (stored.ok === true) await notDeleted(last);
    return spared(last);
  }
  if (stored.ok === 'exists') {
    // An earlier run may have closed the record as spared: were this one to die now, nobody would finish it.
    const reopened = await acts.snapshots.put(folder + OUTCOME_FILE, outcomeJson(begun));
    if (!reopened.ok) return failed('has a record that could not be opened again', reopened.why);
  }
  const deleted = await acts.deleter.deleteLoadBalancer(arn);
  if (!deleted.ok) {
    // No answer is no refusal: AWS may have deleted it, and then the open record lets the next run say so.
    if (deleted.kind !== 'other') await notDeleted(deleted.why);
    return refused(due, deleted, acts);
  }

  const companions = await deleteCompanions({ arn, owner, reason }, due.candidate.companions, fresh.value, acts);
  const deletion: Deletion = { ...begun, companions };
  // A failure here loses nothing: a snapshot without an outcome is looked at again by the next run.
  await acts.snapshots.put(folder + OUTCOME_FILE, outcomeJson(deletion));
  return { arn, name, did: 'deleted', deletion };
}

/**
 * Whether this NLB's snapshot still fits into the day's limit, beside those that runs at the same time have stored. Two
 * that race both give way: each stores first and looks then. @returns why not, or undefined
 */
async function roomLeft(arn: string, limit: number, { snapshots, now }: ReapActs): Promise<string | undefined> {
  const keys = await snapshots.keysOfDay(dayOf(now()));
  if (!keys.ok) return `today's snapshots cannot be read: ${keys.why}`;
  const others = [...takenPlaces(keys.value)].filter((id) => id !== loadBalancerId(arn));
  // SAFETY: the plan's count is minutes old. Test: run-reap.test.ts "keeps the day's limit when runs overlap".
  return others.length < limit ? undefined : "today's limit was reached meanwhile";
}

/** The same right to delete, from these facts; otherwise why not. The day's limit was settled by the plan. */
function dueStill(due: DueDelete, facts: Facts, settings: ReapSettings): DueDelete | string {
  const { arn } = due.candidate.orphan.loadBalancer;
  const verdict = judge(facts, settings).find((one) => one.loadBalancer.arn === arn);
  if (verdict === undefined) return 'it is gone';
  if (verdict.is !== 'orphan') return `it is ${verdict.is} now (${verdict.reason}): ${verdict.explanation}`;
  const unlimited = { ...settings, maxDeletesPerDay: 1, maxDeletePercent: 100 };
  const plan = planReap([verdict], facts, unlimited, { is: 'everything' }, { ok: true, value: [] });
  const [again] = plan.delete;
  if (again === undefined) return 'it is not due any more: its tags, its evidence or its approval changed';
  // SAFETY: as an automatic delete it would have counted against the breaker, and nobody counted it.
  // Test: run-reap.test.ts "spares an NLB whose approval is taken back …".
  if (due.by === 'approval' && again.by !== 'approval') return 'its approval was taken back';
  return again.candidate.evidence === due.candidate.evidence ? again : 'what its verdict rests on has changed';
}

/**
 * AWS said no: told once for each kind of no, and remembered on the NLB. News are remembered only after they were told
 * (`rememberRefusal`): a run that dies in between must not make everybody believe that people know.
 */
async function refused(due: DueDelete, failure: WriteFailure, acts: ReapActs): Promise<Outcome> {
  const { loadBalancer, tags } = due.candidate.orphan;
  const { arn, name } = loadBalancer;
  const lastError = `${writeInstant(acts.now())} ${failure.kind} ${tagText(failure.why)}`.slice(0, 255).trim();
  const isNews = tags?.get(TAG.lastError)?.split(' ')[1] !== failure.kind;
  const note = isNews ? undefined : await rememberRefusal(arn, lastError, acts);
  const unwritten = note?.ok === false ? ` (${TAG.lastError} could not be written: ${note.why})` : '';
  const why = failure.why + unwritten;
  return {
    arn,
    name,
    did: 'failed',
    what: 'was not deleted: AWS refused',
    why,
    isNews,
    lastError: isNews ? lastError : undefined,
  };
}

export function rememberRefusal(
  arn: string,
  lastError: string,
  { tagWriter }: Pick<ReapActs, 'tagWriter'>,
): Promise<WriteResult> {
  return tagWriter.add(arn, { [TAG.lastError]: lastError });
}

/** Only what a tag value may hold: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html */
function tagText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').replaceAll(/\s+/g, ' ');
}
