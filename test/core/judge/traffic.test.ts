/** Flows, and what they say with healthy targets against each reason: what was not measured is never zero. */
import { signOfUse, targetName, trafficOf, type TrafficSigns } from '../../../lambda/core/judge/traffic.ts';
import type { Flows, TargetHealth } from '../../../lambda/model/aws.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import type { OrphanReason } from '../../../lambda/model/verdict.ts';
import { aLoadBalancer, flowsOf, inspectionsOf, unreadable } from '../../support/builders.ts';

const L = aLoadBalancer();
const MISSING = { ok: true, value: { is: 'missing', why: 'NewFlowCount has no data for 2 of 7 whole days' } } as const;

it.each<[string, Reading<Flows> | undefined, TrafficSigns['is'], string]>([
  ['no flow at all', flowsOf(0, 0), 'none', '0 new flows in 7 days, 0 active at the peak'],
  ['one new flow', flowsOf(1, 0), 'flows', '1 new flows in 7 days, 0 active at the peak'],
  ['a long-lived flow only', flowsOf(0, 1), 'flows', '0 new flows in 7 days, 1 active at the peak'],
  ['less than one flow on average', flowsOf(0, 0.2), 'flows', '0 new flows in 7 days, 0.2 active at the peak'],
  ['a figure that is none', flowsOf(Number.NaN, 0), 'flows', 'NaN new flows in 7 days, 0 active at the peak'],
  ['a peak that is none', flowsOf(0, Number.NaN), 'flows', '0 new flows in 7 days, NaN active at the peak'],
  ['missing data', MISSING, 'unreadable', 'NewFlowCount has no data for 2 of 7 whole days'],
  [
    'unreadable data',
    unreadable('cloudwatch GetMetricData: AccessDenied', 'denied'),
    'unreadable',
    'cloudwatch GetMetricData: AccessDenied',
  ],
  ['data that nobody asked for', undefined, 'unreadable', 'flows were not read'],
])('traffic: %s', (_, reading, is, words) => {
  const flows = new Map(reading === undefined ? [] : [[L.arn, reading] as const]);
  expect(trafficOf(L, { inspections: inspectionsOf(L, { flows }) })).toEqual({ is, words });
});

it('is that of this NLB, not of another', () => {
  const flows = new Map([['arn:other', flowsOf(0)]]);
  expect(trafficOf(L, { inspections: inspectionsOf(L, { flows }) }).is).toBe('unreadable');
});

const TARGET: TargetHealth = { targetId: 'i-00', port: 31234, state: 'healthy' };
const SIGNS = {
  none: { is: 'none', words: 'no flow' },
  flows: { is: 'flows', words: '12 new flows' },
  unreadable: { is: 'unreadable', words: 'no data' },
} as const satisfies Readonly<Record<TrafficSigns['is'], TrafficSigns>>;

// What healthy targets say without flows, with flows, and with flows that nobody could read.
it.each<[OrphanReason, string, string, string]>([
  ['cluster-gone', 'healthy-targets', 'healthy-targets', 'healthy-targets'],
  ['previous-cluster', 'healthy-targets', 'healthy-targets', 'healthy-targets'],
  ['service-gone', 'nothing', 'serving-traffic', 'unreadable'],
  ['service-not-load-balancer', 'nothing', 'serving-traffic', 'unreadable'],
  ['superseded', 'nothing', 'nothing', 'nothing'],
])('a healthy target speaks against %s: %s without flows, %s with flows, %s with unread ones', (reason, ...said) => {
  const words = [SIGNS.none, SIGNS.flows, SIGNS.unreadable].map((traffic) => {
    const sign = signOfUse(reason, [TARGET], traffic);
    return sign === undefined ? 'nothing' : sign.is === 'in-use' ? sign.reason : sign.is;
  });
  expect(words).toEqual(said);
  // Traffic alone, without a healthy target, is a caution and no more.
  for (const traffic of Object.values(SIGNS)) expect(signOfUse(reason, [], traffic)).toBeUndefined();
});

it('names the targets and the traffic', () => {
  const two = [TARGET, { ...TARGET, targetId: 'i-01', port: undefined }];
  expect(signOfUse('cluster-gone', two, SIGNS.none)).toMatchObject({
    explanation: 'Its cluster is gone, but i-00:31234 and i-01 answer its health checks: somebody uses it.',
  });
  expect(signOfUse('service-gone', [TARGET], SIGNS.flows)).toMatchObject({
    explanation:
      'No Service that we can see owns it, but i-00:31234 answers its health checks and clients use it: 12 new flows.',
  });
  expect(signOfUse('service-gone', [TARGET], SIGNS.unreadable)).toMatchObject({
    why: 'i-00:31234 is healthy and its traffic is not known: no data.',
  });
});

it('names a target with its port, where it has one', () => {
  expect(targetName(TARGET)).toBe('i-00:31234');
  expect(targetName({ ...TARGET, port: undefined })).toBe('i-00');
});
