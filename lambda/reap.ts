/**
 * The story of `reap`: collect → judge → plan → act → tell. It deletes what is due and finishes what an earlier run began.
 * Decides nothing itself.
 */
import { deleteAll } from './act/delete.ts';
import { pauseFailures, pauseNow } from './act/pause.ts';
import { lastState } from './act/state.ts';
import { findUnfinished, finishAll } from './act/unfinished.ts';
import { withApprovals } from './collect/approvals.ts';
import { collect } from './collect/collect.ts';
import { isAnythingRipe } from './collect/ripe.ts';
import { judge } from './core/judge/judge.ts';
import { toLookUp, whatMayBeDue } from './core/plan/looks.ts';
import { newsOf, planReap } from './core/plan/reap.ts';
import { reapFigures } from './core/report/figures.ts';
import { onlyArns, type Scope } from './core/scope.ts';
import { dayOf } from './core/time.ts';
import type { ReapWorld } from './ports/world.ts';
import type { Settings } from './settings/settings.ts';
import { announceReaped } from './tell/events.ts';
import { logReapPlan, logUncounted, logVerdicts, resultOf, unseen, type RunResult } from './tell/log.ts';
import { tell } from './tell/tell.ts';

export async function reap(scope: Scope, world: ReapWorld, settings: Settings): Promise<RunResult> {
  const { account, region, now, read, write } = world;
  const pause = await pauseNow(world);
  // SAFETY: paused means that nothing is written, not even the end of what was begun.
  if (pause.is === 'paused') return { outcomes: [], failures: pauseFailures(pause) };
  const unfinished = await findUnfinished(world);
  const { onRecord, recent: last } = await lastState(write.snapshots, world);
  // SAFETY: without the fleet there is no limit, and what is left of a delete is known to be gone only when it was asked for.
  const only =
    last === undefined
      ? undefined
      : onlyArns(scope)?.concat(
          unfinished.items.map(({ record }) => record.arn),
          // SAFETY: not deleted by this run, but approved before: the day is theirs first.
          last.waiting,
        );
  if (unfinished.items.length === 0 && !(await isAnythingRipe(read, only, now(), settings))) {
    return { outcomes: [], failures: unfinished.failures };
  }
  const looks = { choose: whatMayBeDue(settings), deadline: world.deadline };
  const facts = await collect(
    read,
    { account, region, now: now(), withTargetGroupTags: true, only, ...looks },
    settings,
  );
  if (!facts.ok) return { outcomes: [], failures: [...unfinished.failures, facts.why] };

  const verdicts = judge(facts.value, settings);
  logVerdicts(facts.value, verdicts, scope, read.journal);
  const seen = await withApprovals(read, facts.value, toLookUp(verdicts, facts.value, settings), settings);
  logUncounted(seen, verdicts, settings, read.journal);

  const { refusals } = unfinished;
  const plan = planReap(verdicts, seen, settings, scope, {
    todaysSnapshots: await write.snapshots.keysOfDay(dayOf(facts.value.now)),
    lastFleet: last?.fleet,
    refusals,
    // An approval covers what its notice said, which does not age as the fleet does.
    told: onRecord?.told,
  });
  logReapPlan(plan, read.journal);

  const deleted = await deleteAll(plan, seen, refusals, settings, world);
  const finished = await finishAll(unfinished.items, facts.value, deleted.records, settings, world);
  const told = await tell([...deleted.news, ...finished.news, ...newsOf(plan)], settings, world);
  const announced = await announceReaped([deleted, finished], verdicts, settings, world);
  const steps = [unseen(facts.value), unfinished, deleted, finished, told, announced];
  const result = resultOf(steps, read.journal);
  return { ...result, figures: reapFigures(result.outcomes) };
}
