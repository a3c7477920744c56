/**
 * The seam between SDK clients and the account: nothing leaves the process, everything is recorded, faults are real
 * errors.
 */
import { CloudTrailServiceException, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeClusterCommand, EKSServiceException, ListAccessPoliciesCommand } from '@aws-sdk/client-eks';
import {
  AddTagsCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2ServiceException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const START = new Date('2026-03-01T00:00:00Z');

function world() {
  const clock = createClock(START);
  const account = new Account({ clock });
  return { clock, account, clients: createSandboxClients(account) };
}

describe('isolation', () => {
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
  });

  function tripwire() {
    const requests: unknown[] = [];
    const handle = async (request: unknown) => {
      requests.push(request);
      throw new Error('a request was about to be sent');
    };
    return { requests, requestHandler: { handle } as never };
  }

  test('sends nothing, even with real credentials in the environment', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAREALREALREALREAL';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'real';
    const { requests, requestHandler } = tripwire();
    const { account } = world();
    const clients = createSandboxClients(account, { requestHandler });
    await clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
    await clients.sts.send(new GetCallerIdentityCommand({}));
    await expect(clients.eks.send(new ListAccessPoliciesCommand({}))).rejects.toThrow(
      'cannot answer ListAccessPolicies',
    );
    expect(account.log.gaps).toEqual([expect.stringContaining('cannot answer ListAccessPolicies')]);
    account.fail({ command: 'DescribeLoadBalancers', with: 'server-error' });
    await expect(clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}))).rejects.toThrow('has failed');
    expect(requests).toEqual([]);
    expect(await clients.sts.config.credentials()).toMatchObject(SANDBOX_CREDENTIALS);
    expect(await clients.sts.config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 9 });
  });

  test('the tripwire works: a client without the account behind it would send', async () => {
    const { requests, requestHandler } = tripwire();
    const { sts } = createAwsClients({
      region: 'eu-west-3',
      overrides: { credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, requestHandler },
    });
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow('about to be sent');
    expect(requests).not.toEqual([]);
  });
});

describe('the record', () => {
  test('holds every attempt in order, with what changes marked', async () => {
    const { account, clients, clock } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n' });
    await clients.elasticLoadBalancing.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    clock.advance({ hours: 1 });
    const added = { ResourceArns: [arn], Tags: [{ Key: 'k', Value: 'v' }] };
    await clients.elasticLoadBalancing.send(new AddTagsCommand(added));
    account.addCluster({ name: 'prod' });
    await clients.eks.send(new DescribeClusterCommand({ name: 'prod' }));
    expect(account.calls).toEqual([
      {
        service: 'elasticloadbalancing',
        command: 'DescribeTags',
        input: { ResourceArns: [arn] },
        at: START,
        mutating: false,
      },
      {
        service: 'elasticloadbalancing',
        command: 'AddTags',
        input: added,
        at: new Date('2026-03-01T01:00:00Z'),
        mutating: true,
      },
      {
        service: 'eks',
        command: 'DescribeCluster',
        input: { name: 'prod' },
        at: new Date('2026-03-01T01:00:00Z'),
        mutating: false,
      },
    ]);
  });

  test('is not changed by what callers do with their input, nor the account by what they do with the answer', async () => {
    const { account, clients } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', createdAt: START });
    const input = { ResourceArns: [arn] };
    await clients.elasticLoadBalancing.send(new DescribeTagsCommand(input));
    input.ResourceArns.length = 0;
    expect(account.calls[0]?.input).toEqual({ ResourceArns: [arn] });
    const { LoadBalancers } = await clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
    LoadBalancers?.[0]?.CreatedTime?.setTime(0);
    expect(account.loadBalancer(arn).createdAt).toEqual(new Date('2026-03-01T00:00:00Z'));
  });
});

describe('faults', () => {
  test('throttling is retried six times, as against AWS', async () => {
    const { account, clients } = world();
    account.fail({ command: 'DescribeLoadBalancers', with: 'throttled' });
    const error: unknown = await clients.elasticLoadBalancing
      .send(new DescribeLoadBalancersCommand({}))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ElasticLoadBalancingV2ServiceException);
    expect(error).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { attempts: 6 } });
    expect(account.calls).toHaveLength(6);
  });

  test('a server error is retried and its end is seen', async () => {
    const { account, clients } = world();
    account.fail({ command: 'LookupEvents', with: 'server-error', times: 2 });
    const { $metadata } = await clients.cloudTrail.send(new LookupEventsCommand({}));
    expect($metadata.attempts).toBe(3);
  });

  test('a denial is not retried, and is said in each service its own way', async () => {
    const { account, clients } = world();
    account.fail({ command: 'DescribeClusters', with: 'denied' });
    account.fail({ command: 'DescribeCluster', with: 'denied' });
    account.fail({ command: 'LookupEvents', with: 'denied' });
    account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
    await expect(clients.eks.send(new DescribeClusterCommand({ name: 'a' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: eks:DescribeCluster'),
    });
    await expect(clients.eks.send(new DescribeClusterCommand({ name: 'a' }))).rejects.toBeInstanceOf(
      EKSServiceException,
    );
    await expect(clients.cloudTrail.send(new LookupEventsCommand({}))).rejects.toBeInstanceOf(
      CloudTrailServiceException,
    );
    await expect(clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(account.calls).toHaveLength(4);
  });

  test('an error of the test is thrown as it is', async () => {
    const { account, clients } = world();
    const crash = new Error('power cut');
    account.fail({ command: 'GetCallerIdentity', with: crash });
    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).rejects.toBe(crash);
  });

  test('hits only the calls it is meant for, and ends when told', async () => {
    const { account, clients } = world();
    const arns = ['a', 'b'].map((name) => account.addNetworkLoadBalancer({ name }));
    const describe = (arn: string | undefined) =>
      clients.elasticLoadBalancing.send(new DescribeTagsCommand({ ResourceArns: [arn ?? ''] }));
    const lift = account.fail({
      command: 'DescribeTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes(arns[0] ?? ''),
    });
    await expect(describe(arns[0])).rejects.toThrow('not authorized');
    await describe(arns[1]);
    lift();
    await describe(arns[0]);
  });
});

describe('hooks', () => {
  test('change the world between two calls', async () => {
    const { account, clients } = world();
    account.onCall = (_call, nth) => {
      if (nth === 2) account.addNetworkLoadBalancer({ name: 'late' });
    };
    const list = async () =>
      (await clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}))).LoadBalancers?.length;
    expect([await list(), await list()]).toEqual([0, 1]);
  });

  test('crash before a call has an effect, or after it', async () => {
    const { account, clients } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n' });
    const tag = (Key: string) =>
      clients.elasticLoadBalancing.send(new AddTagsCommand({ ResourceArns: [arn], Tags: [{ Key, Value: '' }] }));
    const crash = () => {
      throw new Error('crash');
    };
    account.onCall = crash;
    await expect(tag('before')).rejects.toThrow('crash');
    account.onCall = undefined;
    account.onAnswer = crash;
    await expect(tag('after')).rejects.toThrow('crash');
    expect([...account.tagsOf(arn).keys()]).toEqual(['after']);
  });
});
