/** What a full sweep leaves to the runs after it, and whether they have to look for users outside Kubernetes. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { USER_SOURCES, type UserSource } from '../../model/users.ts';
import type { SweepPlan } from '../../model/plan.ts';
import type { LastState, SweepState } from '../../model/state.ts';
import type { Verdict } from '../../model/verdict.ts';
import { tagsIn } from '../tags/reading.ts';
import { DAY_MS } from '../time.ts';
import { fleetOf, type BreakerSettings } from './breaker.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';
import { toldAfter } from './told.ts';
import { ripeByApproval } from './wake.ts';

interface UserSettings {
  readonly usersOfNlb: Readonly<Partial<Record<UserSource, 'on' | 'off'>>>;
}

/** @param before what the last full sweep left */
export function stateOf(
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: PlanSettings & BreakerSettings,
  before: LastState,
): SweepState {
  return {
    judgedAt: facts.now,
    fleet: fleetOf(verdicts),
    // More could not go before the others on any day.
    waiting: oldestFirst(ripeByApproval(verdicts, facts, settings), facts, settings).slice(
      0,
      settings.maxDeletesPerDay,
    ),
    ...usersReadIn(facts, before.recent),
    told: toldAfter(verdicts, facts, settings, before.onRecord?.told),
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

type UsersRead = Pick<SweepState, 'usersReadAt' | 'usersRead'>;

function usersReadIn({ now, inspections }: Facts, before: SweepState | undefined): UsersRead {
  const asked = [...inspections.outsideUsers].flatMap(([source, one]) =>
    one.is === 'asked' ? [{ source, isRead: one.answer.ok }] : [],
  );
  if (asked.length === 0) return { usersReadAt: before?.usersReadAt, usersRead: before?.usersRead ?? NONE };
  // SAFETY: one that did not answer was not looked at.
  return {
    usersReadAt: asked.every(({ isRead }) => isRead) ? now : undefined,
    usersRead: asked.map(({ source }) => source),
  };
}

const NONE: readonly UserSource[] = [];

/**
 * Users outside Kubernetes are looked for before a quarantine and once a day for what is quarantined; right before each
 * delete they are looked for in any case.
 *
 * @param last what the last full sweep left; undefined when nothing is known of it
 */
export function areUsersDue(
  suspects: readonly LoadBalancer[],
  { now, tags }: Pick<Facts, 'now' | 'tags'>,
  last: UsersRead | undefined,
  settings: PlanSettings & UserSettings,
): boolean {
  const lastReadAt = last?.usersReadAt;
  // ECS is not asked where there is no target group, and need not be.
  const isNew = (source: UserSource): boolean =>
    source !== 'ecs-services' && settings.usersOfNlb[source] !== 'off' && last?.usersRead.includes(source) !== true;
  // SAFETY: a source that was off was not looked at.
  if (USER_SOURCES.some(isNew)) return true;
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

/**
 * Whether the plan would tell people of an NLB although its users were not looked for in this run: a quarantine that starts
 * again, a notice that comes late and a reminder say what speaks against a delete now.
 */
export function tellsUnlooked({ quarantine, notify, remind }: SweepPlan, { inspections }: Facts): boolean {
  const wasLeftOut = [...inspections.outsideUsers.values()].some(({ is }) => is === 'not-due');
  return wasLeftOut && quarantine.length + notify.length + remind.length > 0;
}
