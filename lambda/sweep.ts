/**
 * The story of `sweep`: collect → judge → plan → act → tell. It quarantines, tells, releases and wakes `reap`; it
 * holds nothing that deletes. Decides nothing itself.
 */
import { acknowledge } from './act/acknowledge.ts';
import { storePage } from './act/page.ts';
import { pauseFailures, pauseNow } from './act/pause.ts';
import { writeProofs } from './act/proofs.ts';
import { quarantineBatch } from './act/quarantine.ts';
import { releaseBatch } from './act/release.ts';
import { remindBatch, withdrawReminders } from './act/reminders.ts';
import { lastState, recordTold, summaryWriter, writeState } from './act/state.ts';
import { wakeReap } from './act/wake.ts';
import { withRipeApprovals } from './collect/approvals.ts';
import { collect } from './collect/collect.ts';
import { withOutsideUsers } from './collect/outside-users.ts';
import { withSeenRemovals } from './collect/seen-removals.ts';
import { judge } from './core/judge/judge.ts';
import { planAnswers } from './core/plan/acknowledge.ts';
import { allInTurns } from './core/plan/looks.ts';
import { areUsersDue, tellsUnlooked } from './core/plan/state.ts';
import { withoutUnproved } from './core/plan/proofs.ts';
import { withReleases } from './core/plan/released-by-hand.ts';
import { summaryTurn } from './core/plan/summary.ts';
import { noticeBatches } from './core/plan/notice-batches.ts';
import { planSweep } from './core/plan/sweep.ts';
import { wakeScope, wakeUnseen } from './core/plan/wake.ts';
import { withdrawalsWhilePaused } from './core/plan/withdrawals.ts';
import { sweepFigures } from './core/report/figures.ts';
import { MOST_ENTRIES } from './core/report/messages.ts';
import { answersIn, chatAnswersIn, deletionsIn, isOfNothing, onlyArns, removalsIn, type Scope } from './core/scope.ts';
import type { LoadBalancer } from './model/aws.ts';
import type { Facts } from './model/facts.ts';
import { NOTHING_DONE, type Done } from './model/outcome.ts';
import type { PauseState } from './model/pause.ts';
import type { SweepWorld } from './ports/world.ts';
import { hasRun } from './settings/schedule.ts';
import type { Settings } from './settings/settings.ts';
import { takeChatAnswers } from './tell/chat-answer.ts';
import { renewChatAnswer } from './tell/chat-renewal.ts';
import { announceCompleted, announceSwept } from './tell/events.ts';
import { logOverdue, logSweepPlan, logVerdicts, resultOf, unseen, type RunResult } from './tell/log.ts';
import { tellSummary } from './tell/summary.ts';
import { tell } from './tell/tell.ts';

export async function sweep(scope: Scope, world: SweepWorld, settings: Settings): Promise<RunResult> {
  const { account, region, now } = world;
  const read = withSeenRemovals(world.read, removalsIn(scope));
  const atStart = await pauseNow(world);
  const taken = await takeChatAnswers(chatAnswersIn(scope), settings, world);
  if (isOfNothing(scope)) return resultOf([{ ...NOTHING_DONE, failures: pauseFailures(atStart) }, taken], read.journal);
  const renewed = await renewChatAnswer(scope, settings, world);
  const before = await lastState(world.write.report, world);
  const startedAt = now();
  const turn = summaryTurn(before.summary, scope, startedAt, settings.summary, hasRun);
  const breadth = {
    only: onlyArns(scope),
    seenDeletions: deletionsIn(scope),
    // SAFETY: the summary tells of NLBs too, and nobody is told of one whose users were not looked for.
    areUsersDue: (suspects: readonly LoadBalancer[], known: Facts) =>
      turn.is === 'due' || areUsersDue(suspects, known, before.recent, settings),
  };
  const looks = { choose: allInTurns, deadline: world.deadline };
  const facts = await collect(
    read,
    { account, region, now: startedAt, withTargetGroupTags: true, ...breadth, ...looks },
    settings,
  );
  if (!facts.ok) {
    const woken = await wakeReap(wakeUnseen(settings, scope), world);
    return {
      outcomes: [],
      failures: [...pauseFailures(atStart), ...taken.failures, ...renewed.failures, facts.why, ...woken.failures],
    };
  }

  // What could not be read may hold what people were told: nobody is asked again because of that.
  const told = before.summary.ok ? (before.onRecord?.told ?? []) : undefined;
  let seen = facts.value;
  let verdicts = judge(seen, settings);
  // SAFETY: nobody is told of an NLB whose users were not looked for in this run.
  if (tellsUnlooked(planSweep(verdicts, seen, settings, scope, told), seen)) {
    seen = await withOutsideUsers(read, seen, settings);
    verdicts = judge(seen, settings);
  }
  logVerdicts(seen, verdicts, scope, read.journal);
  logOverdue(seen, verdicts, settings, read.journal);

  // Reading took minutes, in which somebody may have pulled the switch.
  const still = atStart.is === 'paused' ? atStart : await pauseNow(world);
  let recorded = await writeState({ verdicts, facts: seen, scope, before }, settings, world);
  const judged = { facts: seen, verdicts };
  const page = await storePage({ ...judged, scope }, settings, world);
  // SAFETY: a paused sweep reads and reports, and writes no tag. What was to go by itself waits for another reminder.
  if (still.is === 'paused') {
    const withdrawn = await withdrawReminders(withdrawalsWhilePaused(seen, settings), world);
    const remember = summaryWriter(recorded, world);
    const happened = { ...judged, remember, pause: still, quarantinedNow: new Set<string>() };
    const summed = await tellSummary(turn, happened, settings, world);
    const figures = sweepFigures(scope, seen, verdicts, new Set(), settings);
    const steps = [taken, renewed, recorded, page, withdrawn, summed].map((done) => ({
      ...NOTHING_DONE,
      failures: done.failures,
    }));
    steps.push(await announceCompleted({ scope, isPaused: true, figures, steps }, settings, world));
    const failures = steps.flatMap((done) => done.failures);
    return { outcomes: [], failures: [...pauseFailures(still), ...failures], figures };
  }

  const plan = planSweep(verdicts, seen, settings, scope, told);
  logSweepPlan(plan, read.journal);

  const withdrawn = await withdrawReminders(plan.withdraw, world);
  const proofs = await writeProofs(plan, world);
  const steps: Done[] = [taken, renewed, unseen(seen), page, withdrawn, proofs, recorded];
  const heard = answersIn(scope);
  const asked = await withRipeApprovals(read, seen, verdicts, settings, world.deadline);
  const answers = await acknowledge(planAnswers(verdicts, asked, plan, heard, settings, scope), heard, settings, world);
  const acknowledged = await tell(answers.news, settings, world);
  steps.push(answers, acknowledged, await announceSwept([], acknowledged.heard, settings, world));
  let pause: PauseState = still;
  // A run that ends early leaves whole batches told and written down; the next run begins with what is left.
  const proved = withoutUnproved(plan, proofs.unproved);
  for (const batch of noticeBatches(withReleases(proved, heard), MOST_ENTRIES)) {
    pause = await pauseNow(world);
    // SAFETY: a large sweep takes minutes, and nobody who pauses it wants to wait for its end.
    if (pause.is === 'paused') {
      steps.push({ ...NOTHING_DONE, failures: pauseFailures(pause) });
      steps.push(await withdrawReminders(withdrawalsWhilePaused(seen, settings, plan.remind), world));
      break;
    }
    const released = await releaseBatch(batch, answers.releasedBy, world);
    const quarantined = await quarantineBatch(batch, settings, world);
    recorded = await recordTold(quarantined.told, recorded, world);
    const reminded = remindBatch(batch, world);
    const news = [released, quarantined, reminded].flatMap((done) => done.news);
    steps.push(released, quarantined, reminded, recorded, await tell(news, settings, world));
    steps.push(await announceSwept([released, quarantined], [], settings, world));
  }
  const remember = summaryWriter(recorded, world);
  const happened = { ...judged, remember, pause, quarantinedNow: quarantinedIn(steps) };
  steps.push(await tellSummary(turn, happened, settings, world));
  const figures = sweepFigures(scope, seen, verdicts, happened.quarantinedNow, settings);
  steps.push(await announceCompleted({ scope, isPaused: pause.is === 'paused', figures, steps }, settings, world));
  // Last, and whatever failed before: what is due does not wait for the next schedule.
  steps.push(await wakeReap(wakeScope(verdicts, seen, settings, scope), world));
  return { ...resultOf(steps, read.journal), figures };
}

function quarantinedIn(steps: readonly Done[]): ReadonlySet<string> {
  const outcomes = steps.flatMap((step) => step.outcomes);
  return new Set(outcomes.filter(({ did }) => did === 'quarantined').map(({ arn }) => arn));
}
