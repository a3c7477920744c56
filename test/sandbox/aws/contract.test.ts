/**
 * The adapters against the account in a box, through real SDK clients: pages of real size, batches with holes, and what
 * happens to a reading when one call of many fails.
 */
import { elbLoadBalancers } from '../../../lambda/aws/load-balancers.ts';
import { autoScalingGroups } from '../../../lambda/aws/auto-scaling.ts';
import { trailClusterDeletions } from '../../../lambda/aws/cluster-deletions.ts';
import { eksClusters } from '../../../lambda/aws/clusters.ts';
import { callerIdentity } from '../../../lambda/aws/identity.ts';
import { cloudWatchTraffic } from '../../../lambda/aws/traffic.ts';
import type { Journal } from '../../../lambda/ports/read.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { GONE, tagReading } from '../../support/builders.ts';

const START = new Date('2026-03-01T00:00:00Z');
const MADE = new Date('2026-01-10T09:30:00Z');

function world() {
  const clock = createClock(START);
  const account = new Account({ clock });
  const clients = createSandboxClients(account);
  const commands = () => account.calls.map(({ command }) => command);
  return { clock, account, clients, commands, loadBalancers: elbLoadBalancers(clients.elasticLoadBalancing) };
}

function addMany(account: Account, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    account.addNetworkLoadBalancer({ name: `nlb-${index}`, createdAt: MADE, tags: { index: String(index) } }),
  );
}

const silent: Journal = { note: () => {} };

describe('load balancers', () => {
  test('lists three pages of 400 load balancers, each once', async () => {
    const { account, loadBalancers, commands } = world();
    const arns = addMany(account, 850);
    const list = await loadBalancers.list();
    expect(list.ok && list.value.map(({ arn }) => arn)).toEqual(arns);
    expect(commands()).toEqual(['DescribeLoadBalancers', 'DescribeLoadBalancers', 'DescribeLoadBalancers']);
  });

  test('lists nothing, and says so, in an empty account', async () => {
    const { loadBalancers } = world();
    expect(await loadBalancers.list()).toEqual({ ok: true, value: [] });
    expect(await loadBalancers.targetGroups()).toEqual({ ok: true, value: [] });
  });

  test('neither repeats nor hides a load balancer when others come and go between two pages', async () => {
    const { account, loadBalancers } = world();
    const arns = addMany(account, 410);
    account.onCall = (_call, nth) => {
      if (nth !== 2) return;
      account.removeLoadBalancer(arns[3] ?? '');
      account.addNetworkLoadBalancer({ name: 'late' });
    };
    const list = await loadBalancers.list();
    const names = list.ok ? list.value.map(({ name }) => name) : [];
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['nlb-0', 'nlb-399', 'nlb-400', 'nlb-409', 'late']));
  });

  test('makes the list unreadable when only its second page fails', async () => {
    const { account, loadBalancers } = world();
    addMany(account, 410);
    account.fail({ command: 'DescribeLoadBalancers', with: 'denied', when: (input) => 'Marker' in input });
    expect(await loadBalancers.list()).toMatchObject({ ok: false, cause: 'denied' });
  });

  test('reads every type, with the fields of each', async () => {
    const { account, loadBalancers } = world();
    account.addNetworkLoadBalancer({
      name: 'n',
      createdAt: MADE,
      scheme: 'internal',
      addressAllocationIds: ['eipalloc-1'],
    });
    account.addLoadBalancer('application', { name: 'a', createdAt: MADE });
    account.addLoadBalancer('gateway', { name: 'g', createdAt: MADE });
    const list = await loadBalancers.list();
    expect(list.ok && list.value).toMatchObject([
      {
        name: 'n',
        type: 'network',
        scheme: 'internal',
        zoneCount: 2,
        addressAllocationIds: [expect.any(String)],
        createdAt: MADE,
      },
      { name: 'a', type: 'application', addressAllocationIds: [] },
      { name: 'g', type: 'gateway', dnsName: '', scheme: 'unrecognized' },
    ]);
  });

  test('answers gone for the vanished one of a batch and tags for all others', async () => {
    const { account, loadBalancers } = world();
    const arns = addMany(account, 45);
    account.removeLoadBalancer(arns[27] ?? '');
    const tags = await loadBalancers.tags(arns);
    expect([...tags.keys()].sort()).toEqual([...arns].sort());
    const expected = arns.map((_, index) => (index === 27 ? GONE : tagReading({ index: String(index) })));
    expect(arns.map((arn) => tags.get(arn))).toEqual(expected);
  });

  test('survives throttling that ends before the retries do', async () => {
    const { account, loadBalancers } = world();
    addMany(account, 1);
    account.fail({ command: 'DescribeLoadBalancers', with: 'throttled', times: 5 });
    expect(await loadBalancers.list()).toMatchObject({ ok: true });
    expect(account.calls).toHaveLength(6);
  });

  test('is unreadable when throttled to the end of the retries', async () => {
    const { account, loadBalancers } = world();
    addMany(account, 1);
    account.fail({ command: 'DescribeLoadBalancers', with: 'throttled', times: 6 });
    expect(await loadBalancers.list()).toMatchObject({ ok: false, cause: 'unreachable' });
    expect(account.calls).toHaveLength(6);
  });

  test('reads target groups with everyone that uses them, their health and protection', async () => {
    const { account, loadBalancers } = world();
    const first = account.addNetworkLoadBalancer({
      name: 'first',
      deletionProtection: true,
      targetGroups: [{ name: 'tg', targets: [{ id: 'i-1', state: 'healthy' }] }],
    });
    const second = account.addNetworkLoadBalancer({ name: 'second' });
    const [targetGroup = ''] = account.targetGroups.keys();
    account.attach(second, targetGroup);
    const groups = await loadBalancers.targetGroups();
    expect(groups.ok && groups.value).toMatchObject([{ name: 'tg', loadBalancerArns: [first, second] }]);
    expect(await loadBalancers.targetHealth(targetGroup)).toEqual({
      ok: true,
      value: [{ targetId: 'i-1', port: 30080, state: 'healthy', reason: undefined }],
    });
    expect(await loadBalancers.deletionProtection(first)).toEqual({ ok: true, value: true });
    expect(await loadBalancers.deletionProtection(second)).toEqual({ ok: true, value: false });
  });

  test('lists more than one page of target groups', async () => {
    const { account, loadBalancers } = world();
    for (let index = 0; index < 401; index += 1) account.addTargetGroup({ name: `tg-${index}` });
    const groups = await loadBalancers.targetGroups();
    expect(groups.ok && groups.value).toHaveLength(401);
  });
});

describe('clusters', () => {
  test('are all listed, page by page, those that are only registered too', async () => {
    const { account, clients } = world();
    const names = Array.from({ length: 205 }, (_, index) => `c${index}`);
    for (const name of names) account.addCluster({ name, registeredOnly: name === 'c7' });
    const clusters = eksClusters(clients.eks);
    expect(await clusters.list()).toEqual({ ok: true, value: names });
    expect(account.calls.filter(({ command }) => command === 'ListClusters')).toHaveLength(3);
    expect(await clusters.describe('c7')).toMatchObject({ value: { cluster: { isRegisteredOnly: true } } });
  });

  test('finds a cluster, and its deletion in CloudTrail once it is gone', async () => {
    const { account, clients, clock } = world();
    const { accountId, region } = account;
    const clusters = eksClusters(clients.eks);
    const deletions = trailClusterDeletions(clients.cloudTrail, { account: accountId, region, journal: silent });
    const arn = account.addCluster({
      name: 'prod',
      createdAt: MADE,
      endpoint: 'https://127.0.0.1:1',
      certificateAuthority: 'UEVN',
    });
    expect(await clusters.describe('prod')).toEqual({
      ok: true,
      value: {
        is: 'present',
        cluster: {
          name: 'prod',
          arn,
          status: 'ACTIVE',
          vpcId: 'vpc-0a1b2c3d4e5f60718',
          createdAt: MADE,
          endpoint: 'https://127.0.0.1:1',
          certificateAuthority: 'UEVN',
          isRegisteredOnly: false,
        },
      },
    });
    expect(await clusters.list()).toEqual({ ok: true, value: ['prod'] });
    expect(await deletions.list(MADE)).toEqual({ ok: true, value: [] });

    clock.advance({ days: 2 });
    account.deleteCluster('prod');
    expect(await clusters.describe('prod')).toEqual({ ok: true, value: { is: 'absent' } });
    expect(await deletions.list(MADE)).toEqual({
      ok: true,
      value: [
        {
          name: 'prod',
          deletedAt: new Date('2026-03-03T00:00:00Z'),
          vpcId: 'vpc-0a1b2c3d4e5f60718',
          source: 'cloudtrail',
        },
      ],
    });
  });

  test('reads more than one page of deletions', async () => {
    const { account, clients } = world();
    const { accountId, region } = account;
    for (let index = 0; index < 120; index += 1) {
      account.addCluster({ name: `c-${index}` });
      account.deleteCluster(`c-${index}`);
    }
    const list = await trailClusterDeletions(clients.cloudTrail, { account: accountId, region, journal: silent }).list(
      MADE,
    );
    expect(list.ok && new Set(list.value.map(({ name }) => name)).size).toBe(120);
    expect(account.calls).toHaveLength(3);
  });
});

describe('traffic, Auto Scaling and identity', () => {
  const window = { from: new Date('2026-02-22T00:00:00Z'), to: START };

  test('measures the traffic of more NLBs than fit into one call', async () => {
    const { account, clients } = world();
    const arns = addMany(account, 101);
    const [quiet = '', busy = '', lost = ''] = [arns[0], arns[100], arns[99]];
    account.setFlows(busy, { newFlows: 10, peakActiveFlows: 3 });
    account.setHour(busy, { newFlows: 1, bytes: 9000, targetResets: 2 }, new Date('2026-02-25T13:30:00Z'));
    account.setHour(lost, 'lost', new Date('2026-02-25T13:00:00Z'));
    const loadBalancers = arns.map((arn) => ({ arn, createdAt: MADE }));
    const { flows } = await cloudWatchTraffic(clients.cloudWatch).read({ loadBalancers, successors: [] }, window);
    const measured = (arn: string) => {
      const reading = flows.get(arn);
      if (reading?.ok !== true || reading.value.is !== 'measured') throw new Error(`not measured: ${arn}`);
      return reading.value;
    };
    expect(flows.size).toBe(101);
    expect(measured(quiet)).toEqual({
      is: 'measured',
      from: window.from,
      newFlows: Array.from({ length: 168 }, () => 0),
      peakActiveFlows: Array.from({ length: 168 }, () => 0),
      bytes: Array.from({ length: 168 }, () => 0),
      resets: 0,
    });
    const hour = 3 * 24 + 13;
    expect(measured(busy).newFlows[hour]).toBe(1);
    expect(measured(busy).bytes[hour]).toBe(9000);
    expect(
      measured(busy)
        .newFlows.slice(0, 24)
        .reduce((sum, one) => sum + one, 0),
    ).toBe(10);
    expect(
      measured(busy)
        .bytes.slice(0, 24)
        .reduce((sum, one) => sum + one, 0),
    ).toBe(600);
    expect(measured(busy).resets).toBe(2);
    expect(flows.get(lost)).toMatchObject({ ok: true, value: { is: 'missing' } });
    expect(account.calls).toHaveLength(2);
  });

  test('reads all pages of Auto Scaling groups', async () => {
    const { account, clients } = world();
    for (let index = 0; index < 130; index += 1) {
      account.addAutoScalingGroup({
        name: `asg-${index}`,
        targetGroupArns: index % 2 === 0 ? [`arn:tg-${index}`] : [],
      });
    }
    const groups = await autoScalingGroups(clients.autoScaling).groups();
    expect(groups.ok && groups.value).toHaveLength(65);
    expect(account.calls).toHaveLength(2);
  });

  test('knows who is calling', async () => {
    const { clients } = world();
    expect(await callerIdentity(clients.sts)).toEqual({
      ok: true,
      value: {
        account: '123456789012',
        arn: 'arn:aws:sts::123456789012:assumed-role/nlb-janitor/sandbox',
        roleOrUserArn: 'arn:aws:iam::123456789012:role/nlb-janitor',
      },
    });
  });
});
