/**
 * Which of the suspects a run looks at, and in which order: each costs calls of the account's one bucket, and a run has
 * only so much time. Pure. Who is not looked at is judged unknown, and nothing is done to it.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Choose } from '../judge/to-read.ts';
import { TAG } from '../tags/keys.ts';
import { tagsIn } from '../tags/reading.ts';
import { HOUR_MS } from '../time.ts';
import { mayCount } from './due.ts';
import type { PlanSettings } from './quarantine.ts';
import { ripeByApproval } from './wake.ts';

/** Steps of the golden ratio round a circle leave no part of it unvisited for long, however many steps a run takes. */
const STEP = (Math.sqrt(5) - 1) / 2;

/** For `sweep`: all, from another place of the list every hour, so that each gets its turn where the time does not suffice. */
export function allInTurns(suspects: readonly LoadBalancer[], { now }: Pick<Facts, 'now'>): readonly LoadBalancer[] {
  const sorted = suspects.toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
  const hour = Math.floor(now.getTime() / HOUR_MS);
  const start = Math.floor(((hour * STEP) % 1) * sorted.length);
  return [...sorted.slice(start), ...sorted.slice(0, start)];
}

/**
 * For `reap`: those alone whose verdict could matter, in the order in which they would be deleted (reap.ts): oldest notice
 * first, and last what AWS refused before.
 */
export function whatMayBeDue(settings: PlanSettings): Choose {
  return (suspects, { now, tags }) =>
    suspects
      .flatMap((loadBalancer) => {
        const own = tagsIn(tags.get(loadBalancer.arn));
        if (own === undefined || !mayCount(loadBalancer, own, now, settings)) return [];
        return [{ loadBalancer, turn: `${own.has(TAG.lastError) ? 2 : 1} ${own.get(TAG.notifiedAt)}` }];
      })
      .toSorted((one, other) => (one.turn < other.turn ? -1 : 1))
      .map(({ loadBalancer }) => loadBalancer);
}

/** The most approvals that CloudTrail is asked about in one run: two calls a second, for the whole account. */
const MOST_LOOK_UPS = 50;

/**
 * ARNs of the orphans whose approval has to be looked up before the plan, oldest notice first: those that may be due, where
 * approvers are named. Others are looked up right before their delete.
 */
export function toLookUp(verdicts: readonly Verdict[], facts: Facts, settings: PlanSettings): readonly string[] {
  if (settings.approvers === undefined) return [];
  const orphans = verdicts.filter(({ is }) => is === 'orphan');
  return ripeByApproval(orphans, facts, settings)
    .toSorted((one, other) => (noticeOf(one) < noticeOf(other) ? -1 : 1))
    .slice(0, MOST_LOOK_UPS)
    .map(({ loadBalancer }) => loadBalancer.arn);
}

function noticeOf({ tags }: Verdict): string {
  return tags?.get(TAG.notifiedAt) ?? '';
}
