/** Traffic: what counts as measured, and that missing data never reads as no traffic. */
import { CloudWatchClient, CloudWatchServiceException, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { GetMetricDataCommandInput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';

import { cloudWatchTraffic } from '../../lambda/aws/traffic.ts';

const client = new CloudWatchClient({ region: 'eu-west-3' });
const cloudWatch = mockClient(client);
const traffic = cloudWatchTraffic(client);

const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/api/0123456789abcdef';
const LONG_AGO = new Date('2025-12-01T12:00:00Z');
/** Three whole days. */
const WINDOW = { from: new Date('2026-02-26T00:00:00Z'), to: new Date('2026-03-01T00:00:00Z') };
const DAYS = ['2026-02-26', '2026-02-27', '2026-02-28'] as const;

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.onAnyCommand().rejects(new Error('unexpected command'));
});

function series(Id: string, byDay: Record<string, number>, StatusCode: MetricDataResult['StatusCode'] = 'Complete') {
  return {
    Id,
    StatusCode,
    Timestamps: Object.keys(byDay).map((day) => new Date(`${day}T00:00:00Z`)),
    Values: Object.values(byDay),
  };
}

const each = (value: number) => Object.fromEntries(DAYS.map((day) => [day, value]));

async function flowsOf(results: object[], { createdAt = LONG_AGO, window = WINDOW } = {}) {
  cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: results });
  return (await traffic.flows([{ arn: ARN, createdAt }], window)).get(ARN);
}

function missing(why: string) {
  return { ok: true, value: { is: 'missing', why: expect.stringContaining(why) } };
}

test('asks for both metrics of each NLB, per whole UTC day', async () => {
  await flowsOf([]);
  const [call] = cloudWatch.commandCalls(GetMetricDataCommand);
  const metric = (MetricName: string) => ({
    Namespace: 'AWS/NetworkELB',
    MetricName,
    Dimensions: [{ Name: 'LoadBalancer', Value: 'net/api/0123456789abcdef' }],
  });
  expect(call?.args[0].input).toMatchObject({
    StartTime: WINDOW.from,
    EndTime: WINDOW.to,
    MetricDataQueries: [
      { Id: 'new0', MetricStat: { Metric: metric('NewFlowCount'), Period: 86_400, Stat: 'Sum' } },
      { Id: 'active0', MetricStat: { Metric: metric('ActiveFlowCount'), Period: 86_400, Stat: 'Maximum' } },
    ],
  });
});

test('sums new flows and takes the peak of active ones', async () => {
  const results = [series('new0', each(5)), series('active0', { ...each(1), '2026-02-27': 9 })];
  expect(await flowsOf(results)).toEqual({
    ok: true,
    value: { is: 'measured', newFlows: 15, peakActiveFlows: 9, days: 3 },
  });
});

test('measures zero where every day says zero', async () => {
  expect(await flowsOf([series('new0', each(0)), series('active0', each(0))])).toEqual({
    ok: true,
    value: { is: 'measured', newFlows: 0, peakActiveFlows: 0, days: 3 },
  });
});

const LOST = { '2026-02-26': 0, '2026-02-28': 0 };

test.each([
  ['NewFlowCount', [series('new0', LOST), series('active0', each(0))]],
  ['ActiveFlowCount', [series('new0', each(0)), series('active0', LOST)]],
])('is missing when one day has no data point of %s', async (metric, results) => {
  expect(await flowsOf(results)).toEqual(missing(`${metric} has no data for 1 of 3 whole days`));
});

test('is missing when a day is reported twice in place of another', async () => {
  const twice = {
    Timestamps: ['26', '26', '28'].map((day) => new Date(`2026-02-${day}T00:00:00Z`)),
    Values: [0, 0, 0],
  };
  expect(await flowsOf([{ ...series('new0', {}), ...twice }, series('active0', each(0))])).toEqual(missing('1 of 3'));
});

test('is missing when CloudWatch gives no data points at all, or no result', async () => {
  expect(await flowsOf([series('new0', {}), series('active0', {})])).toEqual(missing('3 of 3'));
  expect(await flowsOf([])).toEqual(missing('CloudWatch gave no NewFlowCount'));
});

test.each(['PartialData', 'InternalError', 'Forbidden', undefined] as const)(
  'is missing when the status is %s',
  async (status) => {
    const partial = { ...series('new0', each(0)), StatusCode: status };
    expect(await flowsOf([partial, series('active0', each(0))])).toEqual(missing(`status ${status}`));
  },
);

test('is missing when times and values do not match, or a value is no count', async () => {
  const short = { ...series('new0', each(0)), Values: [0, 0] };
  expect(await flowsOf([short, series('active0', each(0))])).toEqual(missing('3 times, 2 values'));
  const broken = { ...series('new0', each(0)), Values: [0, Number.NaN, 0] };
  expect(await flowsOf([broken, series('active0', each(0))])).toEqual(missing('a value is no count'));
});

describe('age', () => {
  const twoDays = { '2026-02-27': 0, '2026-02-28': 0 };

  test('asks no data of days before the load balancer was made', async () => {
    const results = [series('new0', twoDays), series('active0', twoDays)];
    const createdAt = new Date('2026-02-26T10:00:00Z');
    expect(await flowsOf(results, { createdAt })).toMatchObject({ ok: true, value: { is: 'measured', days: 2 } });
    const older = new Date('2026-02-26T00:00:00Z');
    expect(await flowsOf(results, { createdAt: older })).toEqual(missing('1 of 3'));
  });

  test('counts the flows of the day on which it was made, though that day need not be there', async () => {
    const withFirst = { '2026-02-26': 7, ...twoDays };
    const results = [series('new0', withFirst), series('active0', withFirst)];
    expect(await flowsOf(results, { createdAt: new Date('2026-02-26T10:00:00Z') })).toMatchObject({
      value: { newFlows: 7, peakActiveFlows: 7, days: 2 },
    });
  });

  test.each([
    ['it lived through no whole day', { createdAt: new Date('2026-02-28T00:00:01Z') }],
    ['its creation is unknown', { createdAt: new Date(Number.NaN) }],
    ['the window is unknown', { window: { from: new Date(Number.NaN), to: WINDOW.to } }],
    ['the window has no end', { window: { from: WINDOW.from, to: new Date(Number.NaN) } }],
    ['the window is shorter than a day', { window: { from: new Date('2026-02-28T00:00:01Z'), to: WINDOW.to } }],
  ])('is missing when %s', async (_title, options) => {
    const results = [series('new0', each(0)), series('active0', each(0))];
    expect(await flowsOf(results, options)).toEqual(missing('no whole day'));
  });
});

describe('pages and batches', () => {
  test('puts a series together that goes on after the first page', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolvesOnce({
        MetricDataResults: [series('new0', each(1)), series('active0', { '2026-02-26': 4 }, 'PartialData')],
        NextToken: 't',
      })
      .resolvesOnce({ MetricDataResults: [series('active0', { '2026-02-27': 3, '2026-02-28': 2 })] });
    const flows = await traffic.flows([{ arn: ARN, createdAt: LONG_AGO }], WINDOW);
    expect(flows.get(ARN)).toEqual({ ok: true, value: { is: 'measured', newFlows: 3, peakActiveFlows: 4, days: 3 } });
  });

  const denied = () =>
    new CloudWatchServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {}, message: 'no' });

  test('is unreadable when the second page fails', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: [series('new0', each(1)), series('active0', each(1))], NextToken: 't' })
      .rejectsOnce(denied());
    const flows = await traffic.flows([{ arn: ARN, createdAt: LONG_AGO }], WINDOW);
    expect(flows.get(ARN)).toMatchObject({ ok: false, cause: 'denied' });
  });

  test('is unreadable when the answer has no results, or a message about the whole operation', async () => {
    cloudWatch.on(GetMetricDataCommand).resolves({});
    const asked = [{ arn: ARN, createdAt: LONG_AGO }];
    expect((await traffic.flows(asked, WINDOW)).get(ARN)).toMatchObject({ ok: false, cause: 'incomplete' });
    cloudWatch.on(GetMetricDataCommand).resolves({
      MetricDataResults: [series('new0', each(0)), series('active0', each(0))],
      Messages: [{ Code: 'MaxMetricsExceeded', Value: 'too many' }],
    });
    expect((await traffic.flows(asked, WINDOW)).get(ARN)).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: 'cloudwatch GetMetricData: MaxMetricsExceeded: too many',
    });
  });

  test('asks for 250 NLBs at a time, and a failed batch makes only its own unreadable', async () => {
    cloudWatch
      .on(GetMetricDataCommand)
      .rejectsOnce(denied())
      .callsFake(({ MetricDataQueries = [] }: GetMetricDataCommandInput) => ({
        MetricDataResults: MetricDataQueries.map(({ Id }) => series(Id ?? '', each(2))),
      }));
    const asked = Array.from({ length: 300 }, (_, index) => ({ arn: `${ARN}-${index}`, createdAt: LONG_AGO }));
    const flows = await traffic.flows(asked, WINDOW);
    const sizes = cloudWatch
      .commandCalls(GetMetricDataCommand)
      .map(({ args }) => args[0].input.MetricDataQueries?.length);
    expect(sizes).toEqual([500, 100]);
    expect(asked.map(({ arn }) => flows.get(arn)?.ok)).toEqual(asked.map((_, index) => index >= 250));
  });
});
