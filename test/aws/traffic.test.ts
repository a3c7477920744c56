/** Traffic: what counts as measured, and that missing data never reads as no traffic. */
import { CloudWatchClient, CloudWatchServiceException, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { GetMetricDataCommandInput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';

import { cloudWatchTraffic } from '../../lambda/aws/traffic.ts';
import type { Successor } from '../../lambda/model/traffic.ts';

const client = new CloudWatchClient({ region: 'eu-west-3' });
const cloudWatch = mockClient(client);
const traffic = cloudWatchTraffic(client);

const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/api/0123456789abcdef';
const LONG_AGO = new Date('2025-12-01T12:00:00Z');
/** Three whole hours. */
const WINDOW = { from: new Date('2026-02-28T00:00:00Z'), to: new Date('2026-02-28T03:00:00Z') };
const HOURS = ['00', '01', '02'] as const;
const at = (hour: string) => new Date(`2026-02-28T${hour}:00:00Z`);

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.onAnyCommand().rejects(new Error('unexpected command'));
});

function series(Id: string, byHour: Record<string, number>, StatusCode: MetricDataResult['StatusCode'] = 'Complete') {
  return { Id, StatusCode, Timestamps: Object.keys(byHour).map(at), Values: Object.values(byHour) };
}

/** An integer-like key would be sorted before the others: hours from 10 on are not used in here. */
const each = (value: number): Record<string, number> => Object.fromEntries(HOURS.map((hour) => [hour, value]));
const NAMES = ['new', 'active', 'bytes', 'targetresets', 'ownresets'] as const;

/** Every series zero, but for those given. */
function results(part: Partial<Record<(typeof NAMES)[number], object>> = {}, index = 0): object[] {
  return NAMES.map((name) => ({ ...series(`${name}${index}`, each(0)), ...part[name] }));
}

async function trafficOf(answer: object[], { createdAt = LONG_AGO, window = WINDOW } = {}) {
  cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: answer });
  const { flows } = await traffic.read({ loadBalancers: [{ arn: ARN, createdAt }], successors: [] }, window);
  return flows.get(ARN);
}

function missing(why: string) {
  return { ok: true, value: { is: 'missing', why: expect.stringContaining(why) as string } };
}

test('asks for five metrics of each NLB, hour by hour', async () => {
  await trafficOf([]);
  const [call] = cloudWatch.commandCalls(GetMetricDataCommand);
  const query = (Id: string, MetricName: string, Stat: string) => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/NetworkELB',
        MetricName,
        Dimensions: [{ Name: 'LoadBalancer', Value: 'net/api/0123456789abcdef' }],
      },
      Period: 3600,
      Stat,
    },
  });
  expect(call?.args[0].input).toEqual({
    StartTime: WINDOW.from,
    EndTime: WINDOW.to,
    MetricDataQueries: [
      query('new0', 'NewFlowCount', 'Sum'),
      query('active0', 'ActiveFlowCount', 'Maximum'),
      query('bytes0', 'ProcessedBytes', 'Sum'),
      query('targetresets0', 'TCP_Target_Reset_Count', 'Sum'),
      query('ownresets0', 'TCP_ELB_Reset_Count', 'Sum'),
    ],
  });
});

test('keeps the hours apart, and adds the resets of both up', async () => {
  const answer = results({
    new: series('new0', { '02': 5, '00': 1, '01': 0 }),
    active: series('active0', { ...each(1), '01': 9 }),
    bytes: series('bytes0', { ...each(60), '02': 4000 }),
    targetresets: series('targetresets0', each(2)),
    ownresets: series('ownresets0', { ...each(0), '01': 1 }),
  });
  expect(await trafficOf(answer)).toEqual({
    ok: true,
    value: {
      is: 'measured',
      from: WINDOW.from,
      newFlows: [1, 0, 5],
      peakActiveFlows: [1, 9, 1],
      bytes: [60, 60, 4000],
      resets: 7,
    },
  });
});

test('measures zero where every hour says zero', async () => {
  expect(await trafficOf(results())).toMatchObject({ value: { newFlows: [0, 0, 0], bytes: [0, 0, 0], resets: 0 } });
});

const LOST = { Timestamps: [at('00'), at('02')], Values: [0, 0] };

test.each([
  ['new', 'NewFlowCount'],
  ['active', 'ActiveFlowCount'],
  ['bytes', 'ProcessedBytes'],
])('is missing when one hour has no data point of %s', async (name, metric) => {
  expect(await trafficOf(results({ [name]: LOST }))).toEqual(missing(`${metric} has no data for 1 of 3 whole hours`));
});

test.each([['targetresets'], ['ownresets']])('knows no resets when one hour has no data point of %s', async (name) => {
  expect(await trafficOf(results({ [name]: LOST }))).toMatchObject({
    value: { is: 'measured', newFlows: [0, 0, 0], resets: undefined },
  });
});

test('is missing when an hour is reported twice in place of another', async () => {
  const twice = { Timestamps: ['00', '00', '02'].map(at), Values: [0, 0, 0] };
  expect(await trafficOf(results({ new: twice }))).toEqual(missing('1 of 3'));
});

test('is missing when CloudWatch gives no data points at all, or no result', async () => {
  const none = { Timestamps: [], Values: [] };
  expect(await trafficOf(results({ new: none, active: none, bytes: none }))).toEqual(missing('3 of 3'));
  expect(await trafficOf([])).toEqual(missing('CloudWatch gave no NewFlowCount'));
  expect(await trafficOf(results().slice(0, 2))).toEqual(missing('CloudWatch gave no ProcessedBytes'));
});

test.each(['PartialData', 'InternalError', 'Forbidden', undefined] as const)(
  'is missing when the status is %s',
  async (StatusCode) => {
    expect(await trafficOf(results({ bytes: { StatusCode } }))).toEqual(missing(`status ${StatusCode}`));
  },
);

test('is missing when times and values do not match, or a value is no count', async () => {
  expect(await trafficOf(results({ new: { Values: [0, 0] } }))).toEqual(missing('3 times, 2 values'));
  expect(await trafficOf(results({ new: { Values: [0, Number.NaN, 0] } }))).toEqual(missing('a value is no count'));
  expect(await trafficOf(results({ bytes: { Values: [0, -1, 0] } }))).toEqual(missing('a value is no count'));
});

describe('age', () => {
  const twoHours = { Timestamps: [at('01'), at('02')], Values: [0, 0] };
  const two = results(Object.fromEntries(NAMES.map((name) => [name, twoHours])));

  test('asks no data of hours before the load balancer was made', async () => {
    const createdAt = new Date('2026-02-28T00:10:00Z');
    expect(await trafficOf(two, { createdAt })).toMatchObject({ value: { from: at('01'), newFlows: [0, 0] } });
    expect(await trafficOf(two, { createdAt: at('00') })).toEqual(missing('1 of 3'));
  });

  test('counts the hour in which it was made where all figures are there, though they need not be', async () => {
    const createdAt = new Date('2026-02-28T00:10:00Z');
    const seven = { Values: [7, 0, 0] };
    expect(await trafficOf(results({ new: seven, active: seven, bytes: seven }), { createdAt })).toMatchObject({
      value: { from: at('00'), newFlows: [7, 0, 0] },
    });
    expect(await trafficOf(results({ new: seven, active: seven, bytes: twoHours }), { createdAt })).toMatchObject({
      value: { from: at('01'), newFlows: [0, 0] },
    });
  });

  test('counts the hour that runs where all figures are there, and misses nothing where they are not', async () => {
    const window = { from: WINDOW.from, to: new Date('2026-02-28T02:05:00Z') };
    const running = { Values: [0, 0, 9] };
    expect(await trafficOf(results({ new: running }), { window })).toMatchObject({ value: { newFlows: [0, 0, 9] } });
    const late = { Timestamps: [at('00'), at('01')], Values: [0, 0] };
    expect(await trafficOf(results({ new: late, active: running }), { window })).toMatchObject({
      value: { newFlows: [0, 0], peakActiveFlows: [0, 0] },
    });
  });

  test.each([
    ['it lived through no whole hour', { createdAt: new Date('2026-02-28T02:00:01Z') }],
    ['its creation is unknown', { createdAt: new Date(Number.NaN) }],
    ['the window is unknown', { window: { from: new Date(Number.NaN), to: WINDOW.to } }],
    ['the window has no end', { window: { from: WINDOW.from, to: new Date(Number.NaN) } }],
    ['the window is empty', { window: { from: WINDOW.from, to: WINDOW.from } }],
    ['the window is shorter than an hour', { window: { from: new Date('2026-02-28T02:00:01Z'), to: WINDOW.to } }],
  ])('is missing, and nothing is asked, when %s', async (_title, options) => {
    expect(await trafficOf(results(), options)).toEqual(missing('no whole hour'));
    expect(cloudWatch.calls()).toHaveLength(0);
  });
});

describe('pages and calls', () => {
  const asked = (count = 1) => ({
    loadBalancers: Array.from({ length: count }, (_, index) => ({
      arn: index === 0 ? ARN : `${ARN}-${index}`,
      createdAt: LONG_AGO,
    })),
    successors: [],
  });

  test('puts a series together that goes on after the first page', async () => {
    const [first, second, ...others] = results();
    cloudWatch
      .on(GetMetricDataCommand)
      .resolvesOnce({
        MetricDataResults: [first ?? {}, series('active0', { '00': 4 }, 'PartialData')],
        NextToken: 't',
      })
      .resolvesOnce({
        MetricDataResults: [{ ...second, Timestamps: [at('01'), at('02')], Values: [3, 2] }, ...others],
      });
    const { flows } = await traffic.read(asked(), WINDOW);
    expect(flows.get(ARN)).toMatchObject({ ok: true, value: { is: 'measured', peakActiveFlows: [4, 3, 2] } });
  });

  const denied = () =>
    new CloudWatchServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {}, message: 'no' });

  test('is unreadable when the second page fails', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: results(), NextToken: 't' })
      .rejectsOnce(denied());
    expect((await traffic.read(asked(), WINDOW)).flows.get(ARN)).toMatchObject({ ok: false, cause: 'denied' });
  });

  test('is unreadable when the answer has no results, or a message about the whole operation', async () => {
    cloudWatch.on(GetMetricDataCommand).resolves({});
    expect((await traffic.read(asked(), WINDOW)).flows.get(ARN)).toMatchObject({ ok: false, cause: 'incomplete' });
    cloudWatch.on(GetMetricDataCommand).resolves({
      MetricDataResults: results(),
      Messages: [{ Code: 'MaxMetricsExceeded', Value: 'too many' }],
    });
    expect((await traffic.read(asked(), WINDOW)).flows.get(ARN)).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: 'cloudwatch GetMetricData: MaxMetricsExceeded: too many',
    });
  });

  test('asks for 100 NLBs at a time, and a failed call makes only its own unreadable', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .rejectsOnce(denied())
      .callsFake(({ MetricDataQueries = [] }: GetMetricDataCommandInput) => ({
        MetricDataResults: MetricDataQueries.map(({ Id }) => series(Id ?? '', each(2))),
      }));
    const { flows } = await traffic.read(asked(120), WINDOW);
    const sizes = cloudWatch
      .commandCalls(GetMetricDataCommand)
      .map(({ args }) => args[0].input.MetricDataQueries?.length);
    expect(sizes).toEqual([500, 100]);
    expect([...flows.values()].map(({ ok }) => ok)).toEqual(asked(120).loadBalancers.map((_, index) => index >= 100));
  });
});

describe('successors', () => {
  const arnOf = (kind: string) => `arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/${kind}/new/0123`;
  const successor = (part: Partial<Successor>): Successor => ({
    type: 'network',
    name: 'new',
    dnsName: 'new.elb',
    arn: arnOf('net'),
    ...part,
  });
  const window = { from: new Date('2026-02-27T00:00:00Z'), to: new Date('2026-03-01T03:00:00Z') };
  const day = { Timestamps: [new Date('2026-02-28T00:00:00Z')], Values: [7], StatusCode: 'Complete' } as const;

  async function clientsOf(one: Successor, answer: object = day) {
    cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [{ Id: 'clients0', ...answer }] });
    const { clients } = await traffic.read({ loadBalancers: [], successors: [one] }, window);
    return clients.get('new.elb');
  }

  const CLASSIC = successor({ type: 'classic', arn: undefined });

  test.each<[string, Successor, string, string, string, string]>([
    ['flows', successor({}), 'AWS/NetworkELB', 'NewFlowCount', 'LoadBalancer', 'net/new/0123'],
    [
      'requests',
      successor({ type: 'application', arn: arnOf('app') }),
      'AWS/ApplicationELB',
      'RequestCount',
      'LoadBalancer',
      'app/new/0123',
    ],
    ['requests or connections', CLASSIC, 'AWS/ELB', 'RequestCount', 'LoadBalancerName', 'new'],
  ])('counts %s by day', async (counts, one, Namespace, MetricName, Name, Value) => {
    const read = await clientsOf(one);
    expect(cloudWatch.commandCalls(GetMetricDataCommand)[0]?.args[0].input.MetricDataQueries).toEqual([
      {
        Id: 'clients0',
        MetricStat: { Metric: { Namespace, MetricName, Dimensions: [{ Name, Value }] }, Period: 86_400, Stat: 'Sum' },
      },
    ]);
    expect(read).toMatchObject({ ok: true, value: { counts } });
    if (read?.ok !== true) throw new Error('not read');
    expect(read.value.byDay.get('2026-02-28')).toBe(7);
  });

  test('a day without a data point is zero only of a Classic one, which reports nothing else', async () => {
    const days = async (one: Successor) => {
      const read = await clientsOf(one);
      return read?.ok === true ? [...read.value.byDay] : read;
    };
    expect(await days(successor({}))).toEqual([['2026-02-28', 7]]);
    expect(await days(CLASSIC)).toEqual([
      ['2026-02-27', 0],
      ['2026-02-28', 7],
      ['2026-03-01', 0],
    ]);
  });

  test.each([
    ['the series is not whole', successor({}), { StatusCode: 'PartialData' }],
    ['the result is another one', successor({}), { Id: 'clients1' }],
    ['its kind is unknown', successor({ type: 'other' }), {}],
  ])('are unreadable when %s', async (_title, one, part) => {
    expect(await clientsOf(one, { ...day, ...part })).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('are asked for in the call of the NLBs', async () => {
    cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [...results(), { Id: 'clients0', ...day }] });
    const { flows, clients } = await traffic.read(
      { loadBalancers: [{ arn: ARN, createdAt: LONG_AGO }], successors: [successor({})] },
      WINDOW,
    );
    expect([flows.get(ARN)?.ok, clients.get('new.elb')?.ok]).toEqual([true, true]);
    expect(cloudWatch.calls()).toHaveLength(1);
  });
});
