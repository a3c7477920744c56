/**
 * Facts about NLBs in quarantine, for the tests of the plans. Every builder defaults to an orphan that is due: approved,
 * with its notice and its window long over.
 */
import { candidateOf } from '../../lambda/core/plan/candidate.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import type { ReapSettings } from '../../lambda/core/plan/reap.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { LoadBalancer, TargetGroup } from '../../lambda/model/aws.ts';
import type { UserReading } from '../../lambda/model/users.ts';
import type { Verdict } from '../../lambda/model/verdict.ts';
import {
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  inspectionsOf,
  facts,
  flowsOf,
  healthOf,
  inTreeTags,
  tagReading,
} from './builders.ts';

export const REAP: ReapSettings = {
  mode: 'delete',
  approval: 'required',
  minimumAgeHours: 24,
  graceDays: 7,
  approvalValidDays: 30,
  approvers: undefined,
  reminderHours: 24,
  maxDeletesPerDay: 10,
  maxDeletePercent: 100,
  deletionHours: undefined,
};

export const QUARANTINED_AT = '2026-02-10T00:00:00Z';
export const NOTIFIED_AT = '2026-02-10T00:05:00Z';
export const DELETE_AFTER = '2026-02-17T00:05:00Z';

/** In the last second in which it leaves the whole time before the deadline. */
export const REMINDED_AT = '2026-02-16T00:05:00Z';

export type Marks = Readonly<Record<string, string | undefined>>;

/** The nth NLB of a fleet; each has one target group of its own. */
export function nthLoadBalancer(index: number): LoadBalancer {
  const name = `a${index.toString(16).padStart(31, '0')}`;
  return aLoadBalancer({ name, arn: arnOf(name).replace('50dc6c495c0c9188', index.toString(16).padStart(16, '0')) });
}

/** Facts about as many due orphans as there are marks; a mark given as undefined is left out. */
export function dueFacts(
  marks: readonly Marks[] = [{}],
  settings: ReapSettings = REAP,
  part: Partial<Facts> = {},
): Facts {
  const loadBalancers = marks.map((_, index) => nthLoadBalancer(index));
  const bare = factsOf(
    loadBalancers,
    marks.map(() => ({})),
    part,
  );
  const evidence = new Map(
    judge(bare, settings).map((verdict) => [verdict.loadBalancer.arn, evidenceOf(verdict, bare, settings)]),
  );
  const tags = marks.map((own, index) => {
    const all: Marks = {
      'quarantined-at': QUARANTINED_AT,
      reason: 'service-gone',
      evidence: evidence.get(nthLoadBalancer(index).arn),
      'notified-at': NOTIFIED_AT,
      'delete-after': DELETE_AFTER,
      approval: 'approved',
      'reminded-at': settings.approval === 'automatic' ? REMINDED_AT : undefined,
      ...own,
    };
    const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return Object.fromEntries(present.map(([key, value]) => [`nlb-janitor/${key}`, value]));
  });
  return factsOf(loadBalancers, tags, part);
}

function evidenceOf(verdict: Verdict, given: Facts, settings: ReapSettings): string | undefined {
  if (verdict.is !== 'orphan') return '0123456789abcdef';
  const candidate = candidateOf(verdict, given.inspections, settings);
  return candidate.ok ? candidate.value.fingerprint : '0123456789abcdef';
}

function factsOf(
  loadBalancers: readonly LoadBalancer[],
  own: readonly Record<string, string>[],
  part: Partial<Facts>,
): Facts {
  const groups = loadBalancers.map((loadBalancer, index) => groupOf(loadBalancer, index));
  const inspections = inspectionsOf(aLoadBalancer(), {
    targetGroups: { ok: true, value: groups },
    health: new Map(groups.map(({ arn }) => [arn, healthOf('unhealthy')])),
    flows: new Map(loadBalancers.map(({ arn }) => [arn, flowsOf(0)])),
    deletionProtection: new Map(loadBalancers.map(({ arn }) => [arn, { ok: true, value: false }])),
    capacityReservations: new Map(loadBalancers.map(({ arn }) => [arn, { ok: true, value: 0 }])),
    targetGroupTags: new Map(groups.map(({ arn }) => [arn, tagReading(inTreeTags())])),
  });
  return facts({
    loadBalancers,
    tags: new Map(loadBalancers.map(({ arn }, index) => [arn, tagReading(inTreeTags(own[index]))])),
    inspections,
    ...part,
  });
}

function groupOf(loadBalancer: LoadBalancer, index: number): TargetGroup {
  const group = aTargetGroup({ name: `k8s-group-${index}`, loadBalancerArns: [loadBalancer.arn] });
  return { ...group, arn: `${group.arn}${index}` };
}

/** The same facts, with a record of Route 53 that points there. */
export function withRecord(given: Facts, to: string): Facts {
  const record: UserReading = { is: 'asked', answer: { ok: true, value: [{ who: 'api.example.com', to }] } };
  const outsideUsers = new Map(given.inspections.outsideUsers).set('route-53', record);
  return { ...given, inspections: { ...given.inspections, outsideUsers } };
}
