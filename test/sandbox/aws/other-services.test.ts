/** EKS, CloudTrail, CloudWatch, Auto Scaling and STS of the sandbox, through real SDK clients. */
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { DescribeClusterCommand, ResourceNotFoundException } from '@aws-sdk/client-eks';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const START = new Date('2026-03-01T00:00:00Z');

function world(options: { accountId?: string; callerArn?: string } = {}) {
  const clock = createClock(START);
  const account = new Account({ clock, ...options });
  return { clock, account, ...createSandboxClients(account) };
}

describe('EKS', () => {
  test('shows a cluster as it is, and ResourceNotFound once it is gone', async () => {
    const { account, eks } = world();
    account.addCluster({ name: 'prod', vpcId: 'vpc-1', status: 'CREATING' });
    const described = async () => (await eks.send(new DescribeClusterCommand({ name: 'prod' }))).cluster;
    expect(await described()).toEqual({
      name: 'prod',
      arn: 'arn:aws:eks:eu-west-3:123456789012:cluster/prod',
      status: 'CREATING',
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
      createdAt: START,
      resourcesVpcConfig: { vpcId: 'vpc-1' },
    });
    account.setClusterStatus('prod', 'DELETING');
    expect(await described()).toMatchObject({ status: 'DELETING' });
    account.deleteCluster('prod');
    await expect(described()).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

describe('CloudTrail', () => {
  const deletions = {
    LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'DeleteCluster' }],
  };

  test('keeps events for 90 days, newest first, and by name', async () => {
    const { account, cloudTrail, clock } = world();
    for (const name of ['old', 'mid', 'new']) {
      account.addCluster({ name });
      account.deleteCluster(name);
      account.addTrailEvent({ eventName: 'CreateCluster', eventSource: 'eks.amazonaws.com' });
      clock.advance({ days: 40 });
    }
    const { Events } = await cloudTrail.send(new LookupEventsCommand(deletions));
    const names = Events?.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent).requestParameters.name);
    expect(names).toEqual(['new', 'mid']);
    const StartTime = new Date('2026-05-01T00:00:00Z');
    const later = await cloudTrail.send(new LookupEventsCommand({ ...deletions, StartTime }));
    expect(later.Events).toHaveLength(1);
  });

  test('leaves no event of a deletion that was not recorded', async () => {
    const { account, cloudTrail } = world();
    account.addCluster({ name: 'prod' });
    account.deleteCluster('prod', { recorded: false });
    expect((await cloudTrail.send(new LookupEventsCommand(deletions))).Events).toEqual([]);
  });

  test('lists an event once its lag is over, by its id too, with who made the call', async () => {
    const { account, cloudTrail, clock } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n' });
    account.trailLagSeconds = 60;
    const by = 'arn:aws:sts::123456789012:assumed-role/people/ada';
    const eventId = account.addTagsBy(by, arn, { 'nlb-janitor/keep': '' });
    account.removeTagsBy(by, arn, 'nlb-janitor/keep');
    const byId = { LookupAttributes: [{ AttributeKey: 'EventId' as const, AttributeValue: eventId }] };
    const found = async () => {
      const { Events = [] } = await cloudTrail.send(new LookupEventsCommand(byId));
      return Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent) as unknown);
    };
    clock.advance({ seconds: 59 });
    expect(await found()).toEqual([]);
    clock.advance({ seconds: 1 });
    expect(await found()).toMatchObject([
      {
        eventName: 'AddTags',
        apiVersion: '2015-12-01',
        userIdentity: { arn: by, sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::123456789012:role/people' } } },
        requestParameters: { resourceArns: [arn], tags: [{ key: 'nlb-janitor/keep' }] },
      },
    ]);
    const all = await cloudTrail.send(new LookupEventsCommand({}));
    expect(all.Events?.map(({ EventName }) => EventName)).toEqual(['RemoveTags', 'AddTags']);
  });

  test.each([
    [
      'two attributes',
      { LookupAttributes: [...deletions.LookupAttributes, ...deletions.LookupAttributes] },
      'one EventName',
    ],
    ['51 results', { MaxResults: 51 }, '1 to 50'],
    ['an invented token', { NextToken: 'mine' }, 'Invalid token'],
  ])('refuses %s', async (_title, input, why) => {
    const { cloudTrail } = world();
    await expect(cloudTrail.send(new LookupEventsCommand(input))).rejects.toThrow(why);
  });
});

describe('CloudWatch', () => {
  const query = (arn: string, MetricName = 'NewFlowCount', Stat = 'Sum', Id = 'q'): MetricDataQuery => {
    const Dimensions = [{ Name: 'LoadBalancer', Value: arn.split('loadbalancer/')[1] }];
    return {
      Id,
      MetricStat: { Metric: { Namespace: 'AWS/NetworkELB', MetricName, Dimensions }, Period: 86_400, Stat },
    };
  };
  const window = { StartTime: new Date('2026-02-25T00:00:00Z'), EndTime: START };

  test('has a data point for every day from the one on which the NLB was made, zero included, but no lost one', async () => {
    const { account, cloudWatch } = world();
    const createdAt = new Date('2026-02-26T10:00:00Z');
    const arn = account.addNetworkLoadBalancer({ name: 'n', createdAt });
    account.setFlows(arn, { newFlows: 8, peakActiveFlows: 2 }, new Date('2026-02-28T00:00:00Z'));
    account.setFlows(arn, 'lost', new Date('2026-02-27T00:00:00Z'));
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({ ...window, MetricDataQueries: [query(arn)] }),
    );
    expect(MetricDataResults).toMatchObject([
      {
        Timestamps: [new Date('2026-02-28T00:00:00Z'), new Date('2026-02-26T00:00:00Z')],
        Values: [8, 0],
        StatusCode: 'Complete',
      },
    ]);
  });

  test('spreads a day over its hours, without losing a flow, and adds them up again', async () => {
    const { account, cloudWatch } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', createdAt: new Date('2026-01-01T00:00:00Z') });
    account.setFlows(arn, { newFlows: 7, peakActiveFlows: 2, targetResets: 5 });
    account.setHour(arn, 'lost', new Date('2026-02-28T23:59:00Z'));
    account.setHour(arn, { bytes: 9 }, new Date('2026-02-28T22:00:00Z'));
    const hourly = (MetricName: string, Stat = 'Sum'): MetricDataQuery => {
      const { MetricStat } = query(arn, MetricName, Stat);
      return { Id: MetricName.toLowerCase(), MetricStat: { Metric: {}, Stat, ...MetricStat, Period: 3600 } };
    };
    const { MetricDataResults = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date('2026-02-27T00:00:00Z'),
        EndTime: START,
        MetricDataQueries: [
          hourly('NewFlowCount'),
          hourly('ActiveFlowCount', 'Maximum'),
          hourly('ProcessedBytes'),
          hourly('TCP_Target_Reset_Count'),
        ],
      }),
    );
    const values = MetricDataResults.map(({ Values = [] }) => Values.toReversed());
    expect(values.map(({ length }) => length)).toEqual([47, 47, 47, 47]);
    const sums = values.map((all) => all.slice(0, 24).reduce((sum, one) => sum + one, 0));
    expect(sums).toEqual([7, 14, 420, 5]);
    expect(values.map((all) => all.at(-1))).toEqual([0, 0, 9, 0]);
  });

  test('counts requests of the other load balancers, and of a Classic one reports no zero', async () => {
    const { account, cloudWatch } = world();
    const made = { createdAt: new Date('2026-01-01T00:00:00Z') };
    const arn = account.addLoadBalancer('application', { name: 'alb', ...made });
    account.classic.add({ name: 'busy', ...made, dailyFlows: { newFlows: 24, peakActiveFlows: 0 } });
    account.classic.add({ name: 'quiet', ...made });
    const daily = (Id: string, Namespace: string, Name: string, Value: string): MetricDataQuery => ({
      Id,
      MetricStat: {
        Metric: { Namespace, MetricName: 'RequestCount', Dimensions: [{ Name, Value }] },
        Period: 86_400,
        Stat: 'Sum',
      },
    });
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date('2026-02-28T00:00:00Z'),
        EndTime: START,
        MetricDataQueries: [
          daily('alb', 'AWS/ApplicationELB', 'LoadBalancer', arn.split('loadbalancer/')[1] ?? ''),
          daily('busy', 'AWS/ELB', 'LoadBalancerName', 'busy'),
          daily('quiet', 'AWS/ELB', 'LoadBalancerName', 'quiet'),
        ],
      }),
    );
    expect(MetricDataResults).toMatchObject([{ Values: [0] }, { Values: [24] }, { Values: [] }]);
  });

  test.each([
    ['the same Id twice', ['a', 'a']],
    ['an Id with a capital', ['A']],
    ['no query', []],
  ])('refuses %s', async (_, ids) => {
    const { cloudWatch } = world();
    const MetricDataQueries = ids.map((id) => query('net/n/0', undefined, 'Sum', id));
    await expect(cloudWatch.send(new GetMetricDataCommand({ ...window, MetricDataQueries }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  test('has no data points of a load balancer that it never saw', async () => {
    const { cloudWatch } = world();
    const MetricDataQueries = [query('loadbalancer/net/never/0')];
    const { MetricDataResults } = await cloudWatch.send(new GetMetricDataCommand({ ...window, MetricDataQueries }));
    expect(MetricDataResults).toMatchObject([{ Values: [], StatusCode: 'Complete' }]);
  });

  test('gives what does not fit into an answer on the next page', async () => {
    const { account, cloudWatch } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', createdAt: new Date('2026-01-01T00:00:00Z') });
    const MetricDataQueries = [query(arn, 'NewFlowCount', 'Sum', 'a'), query(arn, 'ActiveFlowCount', 'Maximum', 'b')];
    const input = { ...window, MetricDataQueries, MaxDatapoints: 4 };
    const first = await cloudWatch.send(new GetMetricDataCommand(input));
    const second = await cloudWatch.send(new GetMetricDataCommand({ ...input, NextToken: first.NextToken }));
    expect([first, second].map(({ MetricDataResults }) => MetricDataResults?.map(({ Id }) => Id))).toEqual([
      ['a'],
      ['b'],
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  test('takes 500 queries, not 501, and no metric that it does not know', async () => {
    const { cloudWatch } = world();
    const ask = (MetricDataQueries: MetricDataQuery[]) =>
      cloudWatch.send(new GetMetricDataCommand({ ...window, MetricDataQueries }));
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => query('net/n/0', undefined, 'Sum', `q${index}`));
    expect((await ask(many(500))).MetricDataResults).toHaveLength(500);
    await expect(ask(many(501))).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(ask([query('net/n/0', 'ConsumedLCUs')])).rejects.toThrow('no such metric');
  });
});

describe('Auto Scaling and STS', () => {
  test('gives pages of 50 unless told otherwise, and takes 100 at most', async () => {
    const { account, autoScaling } = world();
    for (let index = 0; index < 60; index += 1) account.addAutoScalingGroup({ name: `asg-${index}` });
    const first = await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
    expect(first.AutoScalingGroups).toHaveLength(50);
    const second = await autoScaling.send(new DescribeAutoScalingGroupsCommand({ NextToken: first.NextToken }));
    expect(second.AutoScalingGroups).toHaveLength(10);
    await expect(autoScaling.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 101 }))).rejects.toThrow(
      '1 to 100',
    );
  });

  test('says who the account and the caller are', async () => {
    const callerArn = 'arn:aws:iam::999999999999:user/jane';
    const { sts } = world({ accountId: '999999999999', callerArn });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '999999999999', Arn: callerArn });
  });
});

test('two accounts built alike are alike', () => {
  const build = () => {
    const { account } = world();
    const targetGroups = [{ name: 'tg' }];
    return [account.addNetworkLoadBalancer({ name: 'n', targetGroups }), ...account.targetGroups.keys()];
  };
  expect(build()).toEqual(build());
});
