/** Why a load balancer is quarantined again at once: somebody released it, as the events say that woke the run. Pure. */
import type { AnswerEvent } from '../../model/answer.ts';
import type { QuarantineStep, SweepPlan } from '../../model/plan.ts';
import { dateTime } from '../words.ts';
import { answerEventOf } from './answer-event.ts';

/** Of every event that woke the run: what was released before has no tags that say since when. */
const EVER = new Date(0);

/** The same plan, in which new notices name who released the load balancer. A reason that the plan has already stays. */
export function withReleases(plan: SweepPlan, heard: readonly AnswerEvent[]): SweepPlan {
  if (heard.length === 0) return plan;
  return { ...plan, quarantine: plan.quarantine.map((step) => named(step, heard)) };
}

function named(step: QuarantineStep, heard: readonly AnswerEvent[]): QuarantineStep {
  if (step.restartedBecause !== undefined) return step;
  const { arn } = step.candidate.orphan.loadBalancer;
  const event = answerEventOf('released', { arn, since: EVER }, heard);
  if (event === undefined) return step;
  const { at, by } = event;
  return {
    ...step,
    restartedBecause: `${by.arn} took the janitor's tags off at ${dateTime(at)}, and it still looks orphaned`,
  };
}
