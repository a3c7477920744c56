/** Changes after the plan and before the fresh reads of one delete: the last look sees them, and spares the NLB. */
import { aBinding, aService } from '../support/builders.ts';
import { deeds, Life, VPC, type FakeCluster } from '../support/life.ts';
import { aDueOrphan } from './due-orphan.ts';

describe('the last look spares an NLB', () => {
  it('whose Service came back', async () => {
    const { life } = await aDueOrphan();
    life.between('plan', 'last look', () => life.serve('payments/api'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });

  it.each([
    ['eu-west-3a.', 'spared payments/api'],
    ['eu-west-3a-', 'deleted payments/api'],
  ])('to which an externalName of one zone leads: %s<DNS name>, %s', async (before, done) => {
    const { life, arn } = await aDueOrphan();
    const externalName = `${before}${life.account.loadBalancer(arn).dnsName}`;
    life.between('plan', 'last look', () => {
      const { services } = life.cluster();
      const uid = '11111111-2222-4333-8444-555555555555';
      const alias = aService({
        namespace: 'shop',
        name: 'pay',
        uid,
        type: 'ExternalName',
        externalName,
        hostnames: [],
      });
      life.cluster().services = [...services, alias];
    });
    expect(deeds(life, await life.reap())).toEqual([done]);
  });

  it('whose cluster went dark', async () => {
    const { life } = await aDueOrphan();
    life.between('plan', 'last look', () => (life.cluster().reachable = false));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });

  it('whose claim lies in a cluster that was born meanwhile', async () => {
    const { life } = await aDueOrphan();
    life.between('plan', 'last look', () => {
      claimTargetGroup(life.addCluster('newcomer'), life);
      anNlbOf('newcomer', life);
    });
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('that is not active any more', async () => {
    const { life, arn } = await aDueOrphan();
    life.between('plan', 'last look', () => (life.account.loadBalancer(arn).state = 'provisioning'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('whose evidence changed', async () => {
    const { life, arn } = await aDueOrphan();
    life.between('plan', 'last look', () => {
      const tags = { 'kubernetes.io/cluster/prod': 'owned', 'kubernetes.io/service-name': 'payments/api' };
      life.addTargetGroup(arn, tags, 'payments/api#2');
    });
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });
});

describe('the last look', () => {
  it('asks a cluster that no tag names', async () => {
    const { life } = await aDueOrphan();
    life.between('plan', 'last look', () => claimTargetGroup(life.addCluster('newcomer'), life));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('spares when it cannot list the clusters', async () => {
    const { life } = await aDueOrphan();
    life.between('plan', 'last look', () => life.account.fail({ command: 'ListClusters', with: 'denied' }));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });

  // One that failed has no API to ask: what it claimed some minutes ago does not say what it claims now.
  it.each([
    ['FAILED', 'spared payments/api'],
    ['UPDATING', 'deleted payments/api'],
  ] as const)(
    'judges by a fresh view of each cluster, or by none: with another cluster that is %s by now, %s',
    async (status, done) => {
      const life = new Life();
      const arn = life.anOrphan();
      life.addCluster('edge');
      life.serve('shop/web', 'edge');
      anNlbOf('edge', life);
      await life.due(arn);
      const views = life.cluster('edge').views;
      life.between('plan', 'last look', () => life.account.setClusterStatus('edge', status));
      expect(deeds(life, await life.reap())).toEqual([done]);
      expect(life.account.loadBalancers.has(arn)).toBe(status === 'FAILED');
      expect(life.cluster('edge').views).toBeGreaterThan(views);
    },
  );

  it('asks a cluster of another VPC again', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const edge = life.addCluster('edge', 'vpc-0edge');
    await life.due(arn);
    const { views } = edge;
    life.between('plan', 'last look', () => claimTargetGroup(edge, life));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(edge.views).toBe(views + 2);
  });

  it.each([
    ['denied', 'spared payments/api'],
    [undefined, 'deleted payments/api'],
  ] as const)('looks for the proof again that the cluster is gone: with CloudTrail %s, %s', async (fault, done) => {
    const life = new Life();
    const arn = life.anOrphan();
    life.toDay(0, 10);
    life.account.deleteCluster('prod');
    life.toDay(0, 12);
    await life.due(arn);
    life.toDay(7, 13);
    // Without it CloudTrail's event is the only proof.
    life.account.removeTags(arn, 'nlb-janitor/cluster-deleted');
    life.between('plan', 'last look', () => {
      if (fault !== undefined) life.account.fail({ command: 'LookupEvents', with: fault });
    });
    expect(deeds(life, await life.reap())).toEqual([done]);
  });

  // The application load balancer is an Ingress's of the cluster that a person calls gone.
  it.each([
    ['healthy', 'spared mail/smtp'],
    ['unhealthy', 'deleted mail/smtp'],
  ] as const)(
    'hears an application load balancer against a person’s word: with a target that is %s, %s',
    async (state, done) => {
      const life = new Life({ deletedClusters: [{ name: 'old', deletedAt: '2026-02-20T00:00:00Z' }] });
      const arn = life.anOrphan('mail/smtp', { cluster: 'old' });
      await life.due(arn);
      life.between('plan', 'last look', () => {
        const application = life.account.addLoadBalancer('application', {
          name: 'k8s-mail-web',
          vpcId: VPC,
          createdAt: new Date('2026-01-01T00:00:00Z'),
          tags: { 'elbv2.k8s.aws/cluster': 'old' },
        });
        const targets = [{ id: 'i-0a1b2c3d4e5f60718', port: 31_234, state }];
        life.account.attach(application, life.account.addTargetGroup({ name: 'k8s-mail-web', vpcId: VPC, targets }));
      });
      expect(deeds(life, await life.reap())).toEqual([done]);
      expect(life.account.loadBalancers.has(arn)).toBe(state === 'healthy');
    },
  );

  it('fails the run visibly when it could not list the load balancers again', async () => {
    const { life } = await aDueOrphan();
    life.between('plan', 'last look', () => life.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' }));
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.writes()).toEqual([]);
  });
});

/** The pods of another cluster are behind the orphan. */
function claimTargetGroup(cluster: FakeCluster, life: Life): void {
  const targetGroupArn = life.targetGroup('payments/api#1');
  cluster.bindings = [aBinding({ namespace: 'shop', name: 'adopted', targetGroupArn })];
}

/** An NLB that the AWS Load Balancer Controller of that cluster made for a Service shop/web. @returns its ARN */
function anNlbOf(cluster: string, life: Life, vpcId = VPC): string {
  return life.account.addNetworkLoadBalancer({
    name: 'k8s-shop-web-0123456789',
    vpcId,
    tags: {
      'elbv2.k8s.aws/cluster': cluster,
      'service.k8s.aws/stack': 'shop/web',
      'service.k8s.aws/resource': 'LoadBalancer',
    },
  });
}
