/** The traffic of one NLB in figures and words: what was not measured is never zero, and never "nobody". */
import { readFileSync } from 'node:fs';
import { trafficOf, type TrafficSigns } from '../../../lambda/core/judge/traffic.ts';
import type { TargetGroup, TargetHealth } from '../../../lambda/model/aws.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import type { Traffic } from '../../../lambda/model/traffic.ts';
import { aLoadBalancer, aTargetGroup, flowsOf, healthOf, inspectionsOf, unreadable } from '../../support/builders.ts';

const L = aLoadBalancer();
const MISSING = {
  ok: true,
  value: { is: 'missing', why: 'NewFlowCount has no data for 2 of 168 whole hours' },
} as const;
const UNSURE =
  'cannot tell whether anybody is answered (traffic comes in, but figures alone do not show whether a client gets an answer: ask who still connects)';

const looked = (reading: Reading<Traffic> | undefined, ...groups: TargetGroup[]) => {
  const flows = new Map(reading === undefined ? [] : [[L.arn, reading] as const]);
  const targetGroups = { ok: true, value: groups.length === 0 ? [aTargetGroup()] : groups } as const;
  return trafficOf(L, { inspections: inspectionsOf(L, { flows, targetGroups }) });
};

it.each<[string, Reading<Traffic> | undefined, TrafficSigns['is'], string]>([
  ['no flow at all', flowsOf(0), 'none', '0 new flows in 7 days, 0 active at the peak'],
  [
    'one new flow',
    flowsOf(1),
    'flows',
    `1 new flow in 7 days, 0 active at the peak, 60 bytes a flow, no reset: ${UNSURE}`,
  ],
  [
    'a long-lived flow only',
    flowsOf(0, 1),
    'flows',
    `0 new flows in 7 days, 1 active at the peak, 0 bytes, no reset: ${UNSURE}`,
  ],
  ['less than one flow on average', flowsOf(0, 0.2), 'flows', '0 new flows in 7 days, 0.2 active at the peak'],
  ['bytes only', flowsOf(0, { bytes: 9 }), 'flows', '0 new flows in 7 days, 0 active at the peak, 9 bytes'],
  ['a figure that is none', flowsOf(Number.NaN), 'flows', 'NaN new flows in 7 days'],
  ['a peak that is none', flowsOf(0, Number.NaN), 'flows', '0 new flows in 7 days, NaN active at the peak'],
  [
    'bytes that are none',
    flowsOf(0, { bytes: Number.NaN }),
    'flows',
    '0 new flows in 7 days, 0 active at the peak, NaN',
  ],
  ['missing data', MISSING, 'unreadable', 'NewFlowCount has no data for 2 of 168 whole hours'],
  [
    'unreadable data',
    unreadable('cloudwatch GetMetricData: AccessDenied', 'denied'),
    'unreadable',
    'cloudwatch GetMetricData: AccessDenied',
  ],
  ['data that nobody asked for', undefined, 'unreadable', 'flows were not read'],
])('traffic: %s', (_, reading, is, words) => {
  expect(looked(reading)).toMatchObject({ is, words: expect.stringContaining(words) as string });
});

it('is that of this NLB, not of another', () => {
  const flows = new Map([['arn:other', flowsOf(0)]]);
  expect(trafficOf(L, { inspections: inspectionsOf(L, { flows }) }).is).toBe('unreadable');
});

it('tells hours while they are few', () => {
  const reading = flowsOf(0);
  if (!reading.ok || reading.value.is === 'missing') throw new Error('not measured');
  const { newFlows, ...rest } = reading.value;
  expect(looked({ ok: true, value: { ...rest, newFlows: newFlows.slice(0, 30) } }).words).toContain('in 30 hours');
});

it('keeps the words of the design, and goes on to what they mean', () => {
  const [, quoted = ''] = /Otherwise\s+"(cannot tell[^"]+)"/.exec(readFileSync('docs/design.md', 'utf8')) ?? [];
  expect(UNSURE).toMatch(new RegExp(`^${quoted.replaceAll(/\s+/g, ' ')} \\(.*who still connects\\)$`));
});

describe('nobody is answered', () => {
  const SCAN = { bytes: 501_760, resets: 5000 };

  it('is said of TCP where nearly every flow is reset, and none holds an answer', () => {
    expect(looked(flowsOf(5120, SCAN)).words).toBe(
      '5,120 new flows in 7 days, 0 active at the peak, 98 bytes a flow, 5,000 resets: nobody is answered',
    );
  });

  it.each<[string, ReturnType<typeof flowsOf>, TargetGroup[]]>([
    ['resets are less than 90 % of the flows', flowsOf(5120, { ...SCAN, resets: 4607 }), []],
    ['a flow has 256 bytes', flowsOf(5120, { ...SCAN, bytes: 256 * 5120 }), []],
    ['resets are not known', flowsOf(5120, { ...SCAN, resets: 'unknown' }), []],
    ['there are no new flows', flowsOf(0, { peakActiveFlows: 1, resets: 9 }), []],
    ['a target group is of UDP', flowsOf(5120, SCAN), [aTargetGroup({ protocol: 'UDP' })]],
    ['one of two target groups is of TLS', flowsOf(5120, SCAN), [aTargetGroup(), aTargetGroup({ protocol: 'TLS' })]],
    ['AWS gives no protocol', flowsOf(5120, SCAN), [aTargetGroup({ protocol: undefined })]],
    ['it forwards to no target group', flowsOf(5120, SCAN), [aTargetGroup({ loadBalancerArns: [] })]],
  ])('is not said when %s', (_, reading, groups) => {
    expect(looked(reading, ...groups).words).toContain(UNSURE);
  });

  it('is said at 90 % and below 256 bytes, just so', () => {
    expect(looked(flowsOf(5120, { resets: 4608, bytes: 256 * 5120 - 1 })).words).toContain('nobody is answered');
  });

  it('is not said when target groups could not be read', () => {
    const flows = new Map([[L.arn, flowsOf(5120, SCAN)]]);
    const inspections = inspectionsOf(L, { flows, targetGroups: unreadable('lost') });
    expect(trafficOf(L, { inspections }).words).toContain(UNSURE);
  });
});

describe('where no target is registered now', () => {
  const SERVED = { bytes: 100_000 * 40_000 };
  const withTargets = (reading: Reading<Traffic>, health: Reading<readonly TargetHealth[]> | undefined) => {
    const group = aTargetGroup();
    const read = new Map(health === undefined ? [] : [[group.arn, health] as const]);
    const inspections = inspectionsOf(L, { flows: new Map([[L.arn, reading]]), health: read });
    return trafficOf(L, { inspections }).words;
  };

  it('says until when it served, in figures', () => {
    expect(withTargets(flowsOf(100_000, SERVED), healthOf())).toBe(
      '100,000 new flows in 7 days, 0 active at the peak, 40 kB a flow, no reset: served about 40 kB a flow until the hour of 2026-02-28 13:00 UTC, when a target must have been registered; none is now',
    );
    expect(looked(flowsOf(100_000, SERVED), aTargetGroup({ loadBalancerArns: [] })).words).toContain('none is now');
  });

  it.each<[string, ReturnType<typeof flowsOf>, Reading<readonly TargetHealth[]> | undefined]>([
    ['one is', flowsOf(100_000, SERVED), healthOf('unhealthy')],
    ['nobody could look', flowsOf(100_000, SERVED), unreadable('throttled')],
    ['nobody looked', flowsOf(100_000, SERVED), undefined],
    ['a flow had less than 512 bytes', flowsOf(10, { bytes: 5119 }), healthOf()],
    ['bytes are no figure', flowsOf(10, { bytes: Number.NaN }), healthOf()],
    ['there was no new flow', flowsOf(0, { peakActiveFlows: 1, bytes: 9000 }), healthOf()],
  ])('does not where %s', (_, reading, health) => {
    expect(withTargets(reading, health)).toContain(UNSURE);
  });

  it('does at 512 bytes, just so', () => {
    expect(withTargets(flowsOf(10, { bytes: 5120 }), healthOf())).toContain('served about 512 bytes a flow');
  });
});
