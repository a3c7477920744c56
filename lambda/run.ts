/**
 * The story, on one screen for each function: collect → judge → plan → act → report. Decides nothing itself.
 */
import { deleteAll, rememberRefusal, type ReapActs } from './act-reap.ts';
import { finishRelease, releaseAll } from './act-release.ts';
import type { SweepActs } from './act-sweep.ts';
import { collect } from './collect.ts';
import { judge } from './core/judge/judge.ts';
import { isRipe, planReap } from './core/plan/plan-reap.ts';
import { planSweep } from './core/plan/plan-sweep.ts';
import { deletedEntry, entryOf, type DigestFrame, type Entry } from './core/report/digest.ts';
import { unreadableSources } from './core/scan-report.ts';
import { inScope, type Scope } from './core/scope.ts';
import { TAG } from './core/tags.ts';
import { findUnfinished, finishAll } from './finish-earlier.ts';
import type { Facts, Outcome, Verdict } from './model.ts';
import { noticeAll } from './notice.ts';
import type { Notifier, ReadPorts } from './ports.ts';
import type { Settings } from './settings.ts';
import { dayOf, outcomeJson, outcomeKeyOf } from './snapshot.ts';
import { tell } from './tell.ts';

export interface World {
  readonly account: string;
  readonly region: string;
  readonly ports: ReadPorts;
  readonly notifier: Notifier;
  readonly now: () => Date;
}

/** What a run did. `failures` make the function fail, visibly, after everything else was done. */
export interface RunResult {
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly string[];
}

export async function sweep(scope: Scope, world: World & { acts: SweepActs }, settings: Settings): Promise<RunResult> {
  const { ports, acts } = world;
  const facts = await readFacts(world, settings, (arns) => acts.describer.targetGroupTags(arns));
  if (!facts.ok) return { outcomes: [], failures: [facts.why] };
  const verdicts = judge(facts.value, settings);
  logVerdicts(facts.value, verdicts, scope, ports);

  const plan = planSweep(verdicts, facts.value, settings, scope);
  for (const { verdict, why } of plan.frozen) ports.journal.note('frozen', { arn: verdict.loadBalancer.arn, why });
  const released = await releaseAll(plan, acts);
  const frame = frameOf(world, settings);
  const heardOf = new Set(verdicts.filter((one) => one.tags?.has(TAG.notifiedAt)).map((one) => one.loadBalancer.arn));
  const news = released.filter(({ arn }) => heardOf.has(arn)).map((outcome) => entryOf(outcome, frame));
  const noticed = await noticeAll(
    plan,
    news.filter((entry) => entry !== undefined),
    settings,
    frame,
    acts,
    world.notifier,
  );
  if (noticed.nobodyListens) ports.journal.note('nobody has confirmed a subscription', { untold: plan.notify.length });

  const failures = [...noticed.failures];
  for (const { arn, did } of released) {
    if (did !== 'released' || (heardOf.has(arn) && !noticed.heard.has(arn) && !noticed.nobodyListens)) continue;
    const finished = await finishRelease(arn, acts);
    if (!finished.ok) failures.push(finished.why);
  }
  return result([...released, ...noticed.outcomes], failures, ports);
}

export async function reap(scope: Scope, world: World & { acts: ReapActs }, settings: Settings): Promise<RunResult> {
  const { ports, acts, now } = world;
  const unfinished = await findUnfinished(acts.snapshots, now());
  if (unfinished.items.length === 0 && !(await isAnythingRipe(world, settings))) {
    return result([], unfinished.failures, ports);
  }
  const facts = await readFacts(world, settings, (arns) => acts.describer.targetGroupTags(arns));
  if (!facts.ok) return { outcomes: [], failures: [...unfinished.failures, facts.why] };
  const verdicts = judge(facts.value, settings);
  logVerdicts(facts.value, verdicts, scope, ports);

  const today = await acts.snapshots.keysOfDay(dayOf(facts.value.now));
  const plan = planReap(verdicts, facts.value, settings, scope, today);
  if (plan.refused !== undefined)
    ports.journal.note('breaker refused', { why: plan.refused, waiting: plan.waiting.length });
  for (const { candidate } of plan.waiting)
    ports.journal.note('waiting', {
      arn: candidate.orphan.loadBalancer.arn,
      why: plan.refused ?? `today's limit is ${plan.limit} (maxDeletesPerDay, maxDeletePercent)`,
    });
  const outcomes = await deleteAll(plan, facts.value, settings, acts);
  const deleted = outcomes.flatMap((one) => (one.did === 'deleted' ? [one.deletion] : []));
  const earlier = await finishAll(unfinished.items, facts.value, deleted, acts);

  const frame = frameOf(world, settings);
  const entries: Entry[] = [
    ...outcomes.map((outcome) => entryOf(outcome, frame)),
    ...earlier.items.map((one) => deletedEntry(one.deletion)),
  ].filter((entry) => entry !== undefined);
  // The breaker has an alarm of its own: alone, a refusal would be told again by every run.
  if (plan.refused !== undefined && entries.length > 0) entries.push({ kind: 'refused', why: plan.refused });
  const told = await tell(entries, frame, world.notifier, now);
  if (told.nobodyListens) ports.journal.note('nobody has confirmed a subscription', { untold: entries.length });

  const deletions = [...earlier.items.map((one) => one.deletion), ...deleted];
  const failures = [...unfinished.failures, ...earlier.failures, ...told.failures];
  for (const { entry, acceptedAt } of told.accepted) {
    const deletion = deletions.find((one) => entry.kind === 'deleted' && one.arn === entry.arn);
    if (deletion === undefined) continue;
    const key = outcomeKeyOf(deletion.snapshotKey);
    const written = await acts.snapshots.put(key, outcomeJson({ ...deletion, reportedAt: acceptedAt }));
    if (!written.ok) failures.push(written.why);
  }
  const heard = new Set(told.accepted.map(({ entry }) => (entry.kind === 'failed' ? entry.arn : undefined)));
  for (const outcome of outcomes) {
    if (outcome.did !== 'failed' || outcome.lastError === undefined) continue;
    if (!heard.has(outcome.arn) && !told.nobodyListens) continue;
    const remembered = await rememberRefusal(outcome.arn, outcome.lastError, acts);
    if (!remembered.ok) failures.push(remembered.why);
  }
  return result(outcomes, failures, ports);
}

function readFacts(
  world: World,
  settings: Settings,
  targetGroupTags: NonNullable<Parameters<typeof collect>[1]['targetGroupTags']>,
) {
  const { account, region, ports, now } = world;
  return collect(ports, { account, region, now: now(), targetGroupTags }, settings);
}

/** A look at the tags alone: most runs of `reap` end here, and cost no cluster a request. */
async function isAnythingRipe({ ports, now }: World, settings: Settings): Promise<boolean> {
  const loadBalancers = await ports.loadBalancers.list();
  // What cannot be listed is listed again, and reported, by the run itself.
  if (!loadBalancers.ok) return true;
  const network = loadBalancers.value.filter((loadBalancer) => loadBalancer.type === 'network');
  const tags = await ports.loadBalancers.tags(network.map(({ arn }) => arn));
  return network.some((loadBalancer) => {
    const reading = tags.get(loadBalancer.arn);
    return reading?.ok === true && isRipe(loadBalancer, reading.value, now(), settings);
  });
}

function frameOf({ account, region, now }: World, { mode, approval, graceDays }: Settings): DigestFrame {
  return { account, region, at: now(), mode, approval, graceDays };
}

/** One line for each source that could not be read, each orphan and each unknown in scope, and one of counts. */
function logVerdicts(facts: Facts, verdicts: readonly Verdict[], scope: Scope, { journal }: ReadPorts): void {
  for (const { source, why } of unreadableSources(facts)) journal.note('unreadable', { source, why });
  const counts: Record<string, number> = {};
  for (const verdict of verdicts) {
    counts[verdict.is] = (counts[verdict.is] ?? 0) + 1;
    if (!inScope(verdict, scope) || (verdict.is !== 'orphan' && verdict.is !== 'unknown')) continue;
    const { arn, name } = verdict.loadBalancer;
    journal.note('verdict', { arn, name, is: verdict.is, reason: verdict.reason, explanation: verdict.explanation });
  }
  journal.note('judged', { scope: scope.is, all: verdicts.length, ...counts });
}

function result(outcomes: readonly Outcome[], failures: readonly string[], { journal }: ReadPorts): RunResult {
  for (const outcome of outcomes) {
    const why = 'why' in outcome ? outcome.why : 'reason' in outcome ? outcome.reason : undefined;
    journal.note('outcome', { arn: outcome.arn, name: outcome.name, did: outcome.did, why });
  }
  const failed = outcomes.flatMap((outcome) =>
    outcome.did === 'failed' ? [`${outcome.name} ${outcome.what}: ${outcome.why}`] : [],
  );
  return { outcomes, failures: [...failures, ...failed] };
}
