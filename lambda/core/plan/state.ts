/** What a full sweep leaves to the runs after it, and whether they have to look for users outside Kubernetes. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { SweepState } from '../../model/state.ts';
import type { Verdict } from '../../model/verdict.ts';
import { tagsIn } from '../tags/reading.ts';
import { DAY_MS } from '../time.ts';
import { fleetOf, type BreakerSettings } from './breaker.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';
import { ripeByApproval } from './wake.ts';

/** @param before what the last full sweep left; undefined when nothing is known of it */
export function stateOf(
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: PlanSettings & BreakerSettings,
  before: SweepState | undefined,
): SweepState {
  return {
    judgedAt: facts.now,
    fleet: fleetOf(verdicts),
    // More could not go before the others on any day.
    waiting: oldestFirst(ripeByApproval(verdicts, facts, settings), facts, settings).slice(
      0,
      settings.maxDeletesPerDay,
    ),
    usersReadAt: usersReadAtOf(facts, before),
  };
}

/** ARNs, in the order in which `reap` takes them. */
function oldestFirst(ripe: readonly Verdict[], { now }: Facts, settings: PlanSettings): readonly string[] {
  const notified = ripe.flatMap(({ loadBalancer, tags }) => {
    const quarantine = tags === undefined ? undefined : quarantineOf(loadBalancer, tags, now, settings);
    return quarantine?.is === 'valid' && quarantine.notifiedAt !== undefined
      ? [{ arn: loadBalancer.arn, notifiedAt: quarantine.notifiedAt }]
      : [];
  });
  return notified.toSorted((one, other) => one.notifiedAt.getTime() - other.notifiedAt.getTime()).map(({ arn }) => arn);
}

function usersReadAtOf({ now, inspections }: Facts, before: SweepState | undefined): Date | undefined {
  const readings = [...inspections.outsideUsers.values()];
  const asked = readings.filter((one) => one.is === 'asked');
  if (asked.length === 0) return before?.usersReadAt;
  // SAFETY: one that did not answer was not looked at.
  return asked.every(({ answer }) => answer.ok) ? now : undefined;
}

/**
 * Users outside Kubernetes are looked for before a quarantine and once a day for what is quarantined; right before each
 * delete they are looked for in any case.
 *
 * @param lastReadAt of the last full sweep that read them all
 */
export function areUsersDue(
  suspects: readonly LoadBalancer[],
  { now, tags }: Pick<Facts, 'now' | 'tags'>,
  lastReadAt: Date | undefined,
  settings: PlanSettings,
): boolean {
  const ageMs = lastReadAt === undefined ? Number.NaN : now.getTime() - lastReadAt.getTime();
  // SAFETY: states what must hold, so that an unknown time looks.
  if (lastReadAt === undefined || !(ageMs >= 0 && ageMs < DAY_MS)) return true;
  return suspects.some((loadBalancer) => {
    const own = tagsIn(tags.get(loadBalancer.arn));
    const quarantine = own === undefined ? undefined : quarantineOf(loadBalancer, own, now, settings);
    // SAFETY: what is about to be quarantined was not looked at yet.
    return quarantine?.is !== 'valid' || !(quarantine.quarantinedAt.getTime() <= lastReadAt.getTime());
  });
}
