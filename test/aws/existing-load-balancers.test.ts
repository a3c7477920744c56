/** Some load balancers by ARN or by name: those that exist, and never one too few without AWS's own word. */
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { elbLoadBalancers } from '../../lambda/aws/load-balancers.ts';
import { Account } from '../../sandbox/account.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import { createClock } from '../../sandbox/clock.ts';
import { mockClient } from 'aws-sdk-client-mock';

function world(number: number) {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const names = Array.from({ length: number }, (_, index) => `nlb-${index}`);
  const arns = names.map((name) => account.addNetworkLoadBalancer({ name }));
  return { account, names, arns, ports: elbLoadBalancers(createSandboxClients(account).elasticLoadBalancing) };
}

const namesOf = (reading: Awaited<ReturnType<ReturnType<typeof world>['ports']['byArn']>>) =>
  reading.ok ? reading.value.map(({ name }) => name) : reading.why;

it('takes twenty in one call, by ARN or by name, and none for none', async () => {
  const { account, names, arns, ports } = world(45);
  expect(namesOf(await ports.byArn(arns))).toEqual(names);
  expect(account.calls).toHaveLength(3);
  expect(namesOf(await ports.byName(names.slice(0, 20)))).toEqual(names.slice(0, 20));
  expect(account.calls).toHaveLength(4);
  expect(await ports.byArn([])).toEqual({ ok: true, value: [] });
  expect(account.calls).toHaveLength(4);
});

it('leaves out those that do not exist, and asks again for the others one by one', async () => {
  const { account, names, arns, ports } = world(3);
  account.removeLoadBalancer(arns[1] ?? '');
  expect(namesOf(await ports.byArn(arns))).toEqual([names[0], names[2]]);
  expect(namesOf(await ports.byName(['nobody']))).toEqual([]);
});

it.each(['denied', 'throttled', 'server-error'] as const)('is unreadable when AWS says %s', async (fault) => {
  const { account, arns, ports } = world(2);
  account.fail({ command: 'DescribeLoadBalancers', with: fault });
  expect((await ports.byArn(arns)).ok).toBe(false);
});

describe('an answer', () => {
  const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-3' });
  const elb = mockClient(client);
  const ports = elbLoadBalancers(client);

  it('that leaves one out is unreadable: only AWS can call it gone', async () => {
    elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [] });
    expect(await ports.byArn(['a'])).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  it('without a list is unreadable', async () => {
    elb.on(DescribeLoadBalancersCommand).resolves({});
    expect((await ports.byName(['a'])).ok).toBe(false);
  });

  it('that calls it not found means gone', async () => {
    const gone = new ElasticLoadBalancingV2ServiceException({
      name: 'LoadBalancerNotFoundException',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
    elb.on(DescribeLoadBalancersCommand).rejects(gone);
    expect(await ports.byArn(['a'])).toEqual({ ok: true, value: [] });
  });
});
