/** What targets and traffic say together against each reason. */
import { signOfUse, targetName, type Signs } from '../../../lambda/core/judge/sign-of-use.ts';
import type { TrafficSigns } from '../../../lambda/core/judge/traffic.ts';
import type { TargetHealth } from '../../../lambda/model/aws.ts';
import type { OrphanReason } from '../../../lambda/model/verdict.ts';
import { aTargetGroup, flowsOf, type TrafficPart } from '../../support/builders.ts';

function traffic(is: 'none' | 'flows', newFlows: number, part: TrafficPart = {}): TrafficSigns {
  const reading = flowsOf(newFlows, part);
  if (!reading.ok || reading.value.is === 'missing') throw new Error('not measured');
  return { is, words: `${newFlows} new flows`, measured: reading.value };
}

const NONE = traffic('none', 0);
const SCANNED = traffic('flows', 12);
const SERVED = traffic('flows', 12, { bytes: 12 * 512 });
const LOST: TrafficSigns = { is: 'unreadable', words: 'no data' };

const HEALTHY: TargetHealth = { targetId: 'i-00', port: 31234, state: 'healthy' };
const UNHEALTHY: TargetHealth = { ...HEALTHY, state: 'unhealthy' };

const isGone = (reason: OrphanReason): boolean => reason === 'cluster-gone' || reason === 'previous-cluster';

function said(reason: OrphanReason, part: Partial<Signs>): string {
  const basis = { targets: [], traffic: NONE, isReplaced: false, isClusterGone: isGone(reason) };
  const signs = { targetGroups: [aTargetGroup()], ...basis, ...part };
  const sign = signOfUse(reason, signs);
  return sign === undefined ? 'nothing' : sign.is === 'in-use' ? sign.reason : sign.is;
}

const ALL: readonly TrafficSigns[] = [NONE, SCANNED, SERVED, LOST];
const REASONS: readonly OrphanReason[] = [
  'service-gone',
  'service-not-load-balancer',
  'superseded',
  'cluster-gone',
  'previous-cluster',
];

// Without flows, with flows of scanners, with served ones, with flows that nobody could read.
it.each<[string, TargetHealth, readonly OrphanReason[], readonly string[]]>([
  [
    'a healthy target',
    HEALTHY,
    ['cluster-gone', 'previous-cluster'],
    ['healthy-targets', 'healthy-targets', 'healthy-targets', 'healthy-targets'],
  ],
  [
    'a healthy target',
    HEALTHY,
    ['service-gone', 'service-not-load-balancer', 'superseded'],
    ['nothing', 'serving-traffic', 'serving-traffic', 'unreadable'],
  ],
  ['an unhealthy target', UNHEALTHY, REASONS, ['nothing', 'nothing', 'serving-traffic', 'unreadable']],
])('%s speaks against %s', (_, target, reasons, expected) => {
  for (const reason of reasons) {
    expect(ALL.map((one) => said(reason, { targets: [target], traffic: one }))).toEqual(expected);
    // What no target is registered with, no client is answered by.
    expect(ALL.map((one) => said(reason, { traffic: one }))).toEqual(ALL.map(() => 'nothing'));
  }
});

it('leaves clients to a person where a load balancer that took over answers', () => {
  for (const target of [HEALTHY, UNHEALTHY]) {
    expect(ALL.map((one) => said('superseded', { targets: [target], traffic: one, isReplaced: true }))).toEqual(
      ALL.map(() => 'nothing'),
    );
  }
});

it('lets a healthy target save whatever rests on the end of a cluster, also where another load balancer took over', () => {
  for (const reason of ['superseded', 'service-not-load-balancer'] as const) {
    for (const isReplaced of [true, false]) {
      const part = { isReplaced, isClusterGone: true };
      expect(said(reason, { ...part, targets: [HEALTHY] })).toBe('healthy-targets');
      expect(said(reason, { ...part, targets: [UNHEALTHY] })).toBe('nothing');
      expect(said(reason, { ...part, targets: [HEALTHY], isClusterGone: false })).toBe('nothing');
    }
  }
});

it('takes any flow over UDP for served', () => {
  const targetGroups = [aTargetGroup({ protocol: 'UDP' })];
  expect(said('service-gone', { targets: [UNHEALTHY], traffic: SCANNED, targetGroups })).toBe('serving-traffic');
  expect(said('service-gone', { targets: [UNHEALTHY], traffic: SCANNED })).toBe('nothing');
});

it('names the targets and the traffic', () => {
  const two = [HEALTHY, { ...HEALTHY, targetId: 'i-01', port: undefined }];
  const sign = (reason: OrphanReason, targets: readonly TargetHealth[], one: TrafficSigns) =>
    signOfUse(reason, {
      targetGroups: [aTargetGroup()],
      targets,
      traffic: one,
      isReplaced: false,
      isClusterGone: isGone(reason),
    });
  expect(sign('cluster-gone', two, NONE)).toMatchObject({
    explanation: 'Its cluster is gone, but i-00:31234 and i-01 answer its health checks: somebody uses it.',
  });
  expect(sign('service-gone', [HEALTHY], SCANNED)).toMatchObject({
    explanation:
      'No Service that we can see owns it, but i-00:31234 answers its health checks and flows reach it: 12 new flows. If nobody needs it, deregister its targets: then it is judged without them.',
  });
  expect(sign('previous-cluster', [UNHEALTHY], SERVED)).toMatchObject({
    explanation:
      'Its cluster is gone, but clients are answered: 12 flows and 6.1 kB in the hour of 2026-02-28 13:00 UTC, 512 bytes a flow.',
  });
  expect(sign('superseded', [UNHEALTHY], LOST)).toMatchObject({
    why: 'it has registered targets and its traffic is not known: no data.',
  });
});

it('names a target with its port, where it has one', () => {
  expect(targetName(HEALTHY)).toBe('i-00:31234');
  expect(targetName({ ...HEALTHY, port: undefined })).toBe('i-00');
});
