/** What CloudWatch and SQS count: runs, throttled calls, alarms, messages. */
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';

import { alarmsOf } from '../../../lambda/aws/doctor/alarms.ts';
import { metricPoints } from '../../../lambda/aws/doctor/metrics.ts';
import { queuesOf } from '../../../lambda/aws/doctor/queues.ts';
import { runsOf } from '../../../lambda/aws/doctor/run-counts.ts';
import { throttledCalls } from '../../../lambda/aws/doctor/throttled-calls.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const NOW = new Date('2026-03-01T10:05:00Z');
const NINE = new Date('2026-03-01T09:00:00Z');
const TEN = new Date('2026-03-01T10:00:00Z');
const cloudWatch = new CloudWatchClient({ region: 'eu-west-3' });
const metrics = mockClient(cloudWatch);
const sqs = new SQSClient({ region: 'eu-west-3' });
const queues = mockClient(sqs);
const DENIED = Object.assign(new Error('no'), { name: 'AccessDenied' });

beforeEach(() => {
  metrics.reset();
  metrics.onAnyCommand().rejects(new Error('unexpected command'));
  queues.reset();
  queues.onAnyCommand().rejects(new Error('unexpected command'));
});

describe('metrics', () => {
  const asked = { namespace: 'n', name: 'm', dimensions: { A: 'b' }, statistic: 'Sum' } as const;
  const window = { now: NOW, periods: 2, periodSeconds: 3600 };

  it('asks for the hour under way and those before it, on every page, oldest first', async () => {
    metrics
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: [{ Id: 'm0', Timestamps: [TEN], Values: [2] }], NextToken: '2' })
      .resolvesOnce({ MetricDataResults: [{ Id: 'm0', Timestamps: [NINE], Values: [0] }, { Id: 'm1' }] });
    expect(await metricPoints(cloudWatch, [asked, { ...asked, name: 'o' }], window)).toEqual({
      ok: true,
      value: [
        [
          { at: NINE, value: 0 },
          { at: TEN, value: 2 },
        ],
        [],
      ],
    });
    expect(metrics.commandCalls(GetMetricDataCommand)[0]?.args[0].input).toMatchObject({
      StartTime: new Date('2026-03-01T08:00:00Z'),
      EndTime: new Date('2026-03-01T11:00:00Z'),
      MetricDataQueries: [
        {
          Id: 'm0',
          MetricStat: {
            Metric: { Namespace: 'n', MetricName: 'm', Dimensions: [{ Name: 'A', Value: 'b' }] },
            Period: 3600,
            Stat: 'Sum',
          },
        },
        { Id: 'm1' },
      ],
    });
  });

  it('makes no call for none', async () => {
    expect(await metricPoints(cloudWatch, [], window)).toEqual({ ok: true, value: [] });
  });

  it('is unreadable when a page is lost', async () => {
    metrics.on(GetMetricDataCommand).resolvesOnce({ MetricDataResults: [], NextToken: '2' }).rejects(DENIED);
    expect(await metricPoints(cloudWatch, [asked], window)).toMatchObject({ ok: false, cause: 'denied' });
  });
});

describe('in an account in a box', () => {
  function world() {
    const account = new Account({ clock: createClock(NOW) });
    return { account, clients: createSandboxClients(account) };
  }

  it('counts runs, failures and what sweep says of itself', async () => {
    const { account, clients } = world();
    const of = (name: string) => ({ namespace: 'AWS/Lambda', name, dimensions: { FunctionName: 'nlb-janitor-sweep' } });
    account.counted.add(of('Invocations'), NINE, 4);
    account.counted.add(of('Errors'), NINE, 1);
    account.counted.add({ namespace: 'nlb-janitor', name: 'RunFailed-sweep' }, NINE, 2);
    account.counted.add({ namespace: 'nlb-janitor', name: 'SweepsThatJudged' }, NINE, 1);
    account.counted.add({ namespace: 'nlb-janitor', name: 'UnreadClusters' }, NINE, 3);
    account.counted.add({ namespace: 'nlb-janitor', name: 'UnreadClusters' }, TEN, 0);
    const read = await runsOf(clients.cloudWatch, NOW);
    const atNine = (count: number) => [{ hour: NINE, count }];
    expect(read.ok && read.value.of.get('sweep')).toEqual({ ran: atNine(4), failed: atNine(3), throttled: [] });
    expect(read.ok && read.value.of.get('reap')).toEqual({ ran: [], failed: [], throttled: [] });
    expect(read.ok && read.value.sweep).toEqual({ judged: atNine(1), unreadClusters: 0, unreadSources: undefined });
  });

  it('counts messages, those of the queues behind too, and the age of the oldest', async () => {
    const { account, clients } = world();
    const { sweep } = account.queues;
    sweep.send({ body: 'a', groupId: 'runs' });
    sweep.deadLetters?.send({ body: 'b', groupId: 'runs' });
    const dimensions = { QueueName: sweep.name };
    account.counted.add({ namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions }, TEN, 90);
    const asked = { arns: [sweep.arn], deadLetterArns: [account.janitor.undelivered.arn] };
    expect(await queuesOf(clients, asked, NOW)).toEqual({
      ok: true,
      value: [
        { name: sweep.name, is: 'queue', waiting: 1, oldestSeconds: { ok: true, value: 90 } },
        {
          name: sweep.deadLetters?.name,
          is: 'dead-letters',
          waiting: 1,
          oldestSeconds: { ok: true, value: undefined },
        },
        {
          name: account.janitor.undelivered.name,
          is: 'dead-letters',
          waiting: 0,
          oldestSeconds: { ok: true, value: undefined },
        },
      ],
    });
  });

  it('counts the calls that AWS refused within a day', async () => {
    const { account, clients } = world();
    expect(await throttledCalls(clients.cloudWatch, NOW)).toEqual({ ok: true, value: { is: 'no-metric' } });
    const dimensions = { Service: 'EKS', Type: 'API', Resource: 'ListClusters' };
    const metric = { namespace: 'AWS/Usage', name: 'ThrottleCount', dimensions };
    account.counted.add(metric, new Date('2026-02-27T09:00:00Z'), 7);
    expect(await throttledCalls(clients.cloudWatch, NOW)).toEqual({ ok: true, value: { is: 'counted', calls: [] } });
    account.counted.add(metric, NINE, 5);
    account.counted.add(metric, TEN, 1);
    const calls = [{ call: 'EKS ListClusters', count: 6 }];
    expect(await throttledCalls(clients.cloudWatch, NOW)).toEqual({ ok: true, value: { is: 'counted', calls } });
  });
});

it('asks for every metric on every page, as many at a time as one question holds', async () => {
  const named = (number: number) => ({ Dimensions: [{ Name: 'Resource', Value: `r${number}` }] });
  const first = Array.from({ length: 500 }, (_, index) => named(index));
  metrics.on(ListMetricsCommand).resolvesOnce({ Metrics: first, NextToken: 'more' });
  metrics.on(ListMetricsCommand, { NextToken: 'more' }).resolves({ Metrics: [named(500)] });
  const refused = { Id: 'm0', Timestamps: [NINE], Values: [3] };
  metrics
    .on(GetMetricDataCommand)
    .resolvesOnce({ MetricDataResults: [] })
    .resolvesOnce({ MetricDataResults: [refused] });
  const calls = [{ call: 'AWS r500', count: 3 }];
  expect(await throttledCalls(cloudWatch, NOW)).toEqual({ ok: true, value: { is: 'counted', calls } });
  const asked = metrics.commandCalls(GetMetricDataCommand).map(({ args: [{ input }] }) => input.MetricDataQueries);
  expect(asked.map((queries) => queries?.length)).toEqual([500, 1]);
});

it('counts nothing where the second question is denied', async () => {
  const Metrics = Array.from({ length: 501 }, () => ({ Dimensions: [] }));
  metrics.on(ListMetricsCommand).resolves({ Metrics });
  metrics.on(GetMetricDataCommand).resolvesOnce({ MetricDataResults: [] }).rejectsOnce(DENIED);
  expect(await throttledCalls(cloudWatch, NOW)).toMatchObject({ ok: false, cause: 'denied' });
});

it('reads alarms of both kinds, and whether they tell anybody', async () => {
  const alarm = { AlarmName: 'nlb-janitor-a', StateValue: 'ALARM', StateTransitionedTimestamp: NINE } as const;
  metrics
    .on(DescribeAlarmsCommand, { AlarmNamePrefix: 'nlb-janitor-', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] })
    .resolves({
      MetricAlarms: [{ ...alarm, ActionsEnabled: true, AlarmActions: ['arn:topic'], AlarmDescription: 'why' }],
      CompositeAlarms: [
        { ...alarm, AlarmName: 'nlb-janitor-b', ActionsEnabled: false, AlarmActions: ['arn:topic'] },
        { ...alarm, AlarmName: 'nlb-janitor-c', ActionsEnabled: true },
      ],
    });
  const base = { state: 'ALARM', since: NINE, description: '' };
  expect(await alarmsOf(cloudWatch)).toEqual({
    ok: true,
    value: [
      { ...base, name: 'nlb-janitor-a', description: 'why', rings: true },
      { ...base, name: 'nlb-janitor-b', rings: false },
      { ...base, name: 'nlb-janitor-c', rings: false },
    ],
  });
});

it('keeps the number of messages where their age is denied', async () => {
  queues.on(GetQueueUrlCommand).resolves({ QueueUrl: 'https://q' });
  queues.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '2' } });
  metrics.on(GetMetricDataCommand).rejects(DENIED);
  const read = await queuesOf({ sqs, cloudWatch }, { arns: ['arn:aws:sqs:eu-west-3:1:q'], deadLetterArns: [] }, NOW);
  expect(read).toMatchObject({
    ok: true,
    value: [{ name: 'q', waiting: 2, oldestSeconds: { ok: false, cause: 'denied' } }],
  });
});
