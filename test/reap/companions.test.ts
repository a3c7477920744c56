/** The target groups of an NLB that is deleted: which of them go with it, at once or in a later run, and which stay. */
import { aBinding } from '../support/builders.ts';
import { deeds, Life, VPC, type FakeCluster } from '../support/life.ts';
import { aDueOrphan, OUTCOME, outcomesIn, timesTold } from './due-orphan.ts';

describe('target groups', () => {
  it('go when they are the NLB’s own', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { targetGroups: 2 });
    await life.due(arn);
    await life.reap();
    expect(life.writes().filter((write) => write.startsWith('Delete'))).toEqual([
      'DeleteLoadBalancer payments/api',
      'DeleteTargetGroup payments/api#1',
      'DeleteTargetGroup payments/api#2',
    ]);
  });

  it('stay and are named when they are not tagged as its own', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api');
    life.addTargetGroup(arn, { team: 'payments' }, 'byo');
    await life.due(arn);
    expect(life.digests[0]?.entries[0]?.['stays']).toEqual([
      { name: 'k8s-byo', why: 'does not carry the same ownership tags' },
    ]);
    await life.reap();
    expect([...life.account.targetGroups.keys()]).toEqual([life.targetGroup('byo')]);
  });

  it('go with an NLB whose whole cluster is gone', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.toDay(0, 10);
    life.account.deleteCluster('prod');
    life.toDay(0, 12);
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.toDay(7, 13);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.account.targetGroups.size).toBe(0);
  });
});

describe('a target group, once its NLB is deleted,', () => {
  it.each([
    [
      'is left when its mark is gone',
      (life: Life, group: string) => life.account.removeTags(group, 'nlb-janitor/companion-of'),
      'left',
    ],
    [
      'is left when its ownership tags changed',
      (life: Life, group: string) => life.account.setTags(group, { 'kubernetes.io/service-name': 'a/b' }),
      'left',
    ],
    [
      'goes when another tag changed',
      (life: Life, group: string) => life.account.setTags(group, { team: 'x' }),
      'deleted',
    ],
    [
      'is left when another NLB took it',
      (life: Life, group: string) => {
        const other = life.account.addNetworkLoadBalancer({ name: 'other', vpcId: VPC });
        life.account.attach(other, group);
      },
      'left',
    ],
  ])('%s', async (_, change, did) => {
    const { life } = await aDueOrphan();
    const group = life.targetGroup('payments/api#1');
    life.between('delete', 'look at a target group', () => change(life, group));
    await life.reap();
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did })]);
    expect(life.writes().includes('DeleteTargetGroup payments/api#1')).toBe(did === 'deleted');
    expect(life.account.targetGroups.has(group)).toBe(did === 'left');
  });

  it.each([
    [true, 'deleted'],
    [false, 'pending'],
  ])(
    'is judged by the fresh views: with a cluster of its VPC that can be read by then (%s) it is %s',
    async (isRead, did) => {
      const life = new Life();
      const arn = life.anOrphan();
      // Of another VPC than its NLB: the NLB does not wait for this cluster.
      Object.assign(life.account.targetGroups.get(life.targetGroup('payments/api#1')) ?? {}, { vpcId: 'vpc-0edge' });
      const edge = life.addCluster('edge', 'vpc-0edge');
      edge.reachable = false;
      await life.due(arn);
      life.between('plan', 'last look', () => (edge.reachable = isRead));
      expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
      expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did })]);
    },
  );

  it('does not wait for a cluster that its NLB did not wait for', async () => {
    const life = new Life({ ignoredClusters: ['edge'] });
    const arn = life.anOrphan();
    life.addCluster('edge').reachable = false;
    await life.due(arn);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('counts as deleted without a call when somebody else was quicker', async () => {
    const { life } = await aDueOrphan();
    const group = life.targetGroup('payments/api#1');
    life.between('delete', 'look at a target group', () => life.account.targetGroups.delete(group));
    await life.reap();
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did: 'deleted' })]);
    expect(life.writes()).not.toContain('DeleteTargetGroup payments/api#1');
  });
});

describe('a target group that waits for a week', () => {
  /** Deleted on day 7, with a target group that a cluster which nobody can read may use: it is of that cluster's VPC. */
  async function aWaitingGroup(): Promise<{ life: Life; edge: FakeCluster }> {
    const life = new Life();
    const arn = life.anOrphan();
    Object.assign(life.account.targetGroups.get(life.targetGroup('payments/api#1')) ?? {}, { vpcId: 'vpc-0edge' });
    const edge = life.addCluster('edge', 'vpc-0edge');
    edge.reachable = false;
    await life.due(arn);
    await life.reap();
    life.writes();
    return { life, edge };
  }
  const timesLeft = (life: Life): number => life.told.filter((entry) => entry === 'left-behind payments/api').length;
  const why = 'given up after 7 days: cluster edge, which could use it, was not read: cluster edge: no answer';

  it.each([
    [13, 'pending', 0],
    [14, 'left', 1],
    [20, 'left', 1],
  ])('is given up, and told once, by a run of day %i: %s', async (day, did, times) => {
    const { life } = await aWaitingGroup();
    for (const hour of [9, 10, 11]) {
      life.toDay(day, hour);
      expect((await life.reap()).failures).toEqual([]);
    }
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did })]);
    expect([timesLeft(life), timesTold(life)]).toEqual([times, 1]);
    expect(life.account.targetGroups.size).toBe(1);
    if (times === 0) return;
    expect(life.digests.at(-1)?.entries[0]?.['targetGroups']).toEqual([
      { arn: life.targetGroup('payments/api#1'), name: 'k8s-payments-api-1', why },
    ]);
  });

  it('is deleted by the last try all the same', async () => {
    const { life, edge } = await aWaitingGroup();
    edge.reachable = true;
    life.toDay(14);
    await life.reap();
    expect([timesLeft(life), life.account.targetGroups.size]).toEqual([0, 0]);
  });

  it('is told again while SNS does not take the message', async () => {
    const { life } = await aWaitingGroup();
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    life.toDay(14);
    expect((await life.reap()).failures).toHaveLength(1);
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did: 'pending' })]);
    heal();
    life.toDay(14, 10);
    await life.reap();
    expect(timesLeft(life)).toBe(1);
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did: 'left', why })]);
  });
});

describe('a target group that AWS counts as used for long', () => {
  /** The NLB is deleted, its target group not yet: AWS counts it as used for five minutes. */
  async function aPendingGroup(): Promise<{ life: Life; group: string }> {
    const { life } = await aDueOrphan();
    Object.assign(life.account, { unlinkDelaySeconds: 300 });
    const run = await life.reap();
    expect(run.failures).toEqual([]);
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did: 'pending' })]);
    life.writes();
    life.toDay(7, 11);
    return { life, group: life.targetGroup('payments/api#1') };
  }

  it('is deleted by a later run', async () => {
    const { life } = await aPendingGroup();
    await life.reap();
    expect(life.writes()).toEqual(['DeleteTargetGroup payments/api#1', OUTCOME]);
    expect(life.account.targetGroups.size).toBe(0);
    life.toDay(7, 12);
    await life.reap();
    expect(life.writes()).toEqual([]);
  });

  it.each([
    ['names', 'rke2', []],
    ['does not name', 'dev', ['DeleteTargetGroup payments/api#1']],
  ])('waits for a cluster without a VPC that an application load balancer there %s', async (_, named, deletes) => {
    const { life } = await aPendingGroup();
    life.addRegisteredCluster('rke2');
    life.account.addLoadBalancer('application', { name: 'web', vpcId: VPC, tags: { 'elbv2.k8s.aws/cluster': named } });
    await life.reap();
    expect(life.writes().filter((write) => write.startsWith('Delete'))).toEqual(deletes);
  });

  it('is deleted without another one that was left to somebody else, for good', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { targetGroups: 2 });
    await life.due(arn);
    Object.assign(life.account, { unlinkDelaySeconds: 300 });
    const taken = life.targetGroup('payments/api#1');
    const other = life.account.addNetworkLoadBalancer({ name: 'other', vpcId: VPC });
    life.between('delete', 'look at a target group', () => life.account.attach(other, taken));
    await life.reap();
    expect(outcomesIn(life)[0]?.['companions']).toEqual([
      expect.objectContaining({ did: 'left' }),
      expect.objectContaining({ did: 'pending' }),
    ]);
    life.account.removeLoadBalancer(other);
    life.toDay(7, 11);
    await life.reap();
    expect([...life.account.targetGroups.keys()]).toEqual([taken]);
  });

  it.each([
    [
      'a TargetGroupBinding names it',
      (life: Life, group: string) => {
        life.cluster().bindings = [aBinding({ targetGroupArn: group })];
      },
    ],
    [
      'an Auto Scaling group uses it',
      (life: Life, group: string) => life.account.addAutoScalingGroup({ name: 'workers', targetGroupArns: [group] }),
    ],
    ['the run could not read its cluster', (life: Life) => void (life.cluster().reachable = false)],
    [
      'the run could not ask EKS',
      (life: Life) => void life.account.fail({ command: 'DescribeCluster', with: 'denied' }),
    ],
    [
      'the run could not ask Auto Scaling',
      (life: Life) => void life.account.fail({ command: 'DescribeAutoScalingGroups', with: 'denied' }),
    ],
    [
      'another NLB took it',
      (life: Life, group: string) => {
        life.account.attach(life.account.addNetworkLoadBalancer({ name: 'other', vpcId: VPC }), group);
      },
    ],
  ])('is left by a later run when %s', async (_, change) => {
    const { life, group } = await aPendingGroup();
    change(life, group);
    await life.reap();
    expect(life.writes()).not.toContain('DeleteTargetGroup payments/api#1');
    expect(life.account.targetGroups.has(group)).toBe(true);
  });
});
