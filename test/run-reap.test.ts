/** A reap in the sandbox: the exact calls that change something, in their order, and everything that must spare an NLB. */
import { Life, VPC, deeds, settingsOf } from './support/life.ts';

const SNAPSHOT = 'PutObject 2026-03-09/payments/api/2026-03-02T09:00:00Z/snapshot.json';
const OUTCOME = 'PutObject 2026-03-09/payments/api/2026-03-02T09:00:00Z/outcome.json';
const LAST_ERROR = /^AddTags payments\/api last-error=2026-03-09T10:00:00Z /;

/** An approved orphan whose window is over. */
async function aDueOrphan(settings: Readonly<Record<string, unknown>> = {}): Promise<{ life: Life; arn: string }> {
  const life = new Life(settings);
  const arn = life.anOrphan();
  await life.due(arn);
  return { life, arn };
}

function outcomes(life: Life): readonly Record<string, unknown>[] {
  return [...life.account.objects.values()]
    .filter(({ key }) => key.endsWith('/outcome.json'))
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>);
}

describe('a delete', () => {
  it('stores the snapshot, reads the tags last of all, deletes, and tells people', async () => {
    const { life } = await aDueOrphan();
    const run = await life.reap();
    const calls = life.calls(() => true);
    expect(calls.filter((call) => !/^(Describe|Get|List|Lookup)/.test(call))).toEqual([
      SNAPSHOT,
      'DeleteLoadBalancer payments/api',
      'DeleteTargetGroup payments/api#1',
      OUTCOME,
      'Publish 1 deleted',
      OUTCOME,
    ]);
    expect(calls[calls.indexOf('DeleteLoadBalancer payments/api') - 1]).toBe('DescribeTags payments/api');
    expect(deeds(life, run)).toEqual(['deleted payments/api']);
    expect(run.failures).toEqual([]);
    expect(life.account.loadBalancers.size).toBe(0);
    expect(life.account.targetGroups.size).toBe(0);
    expect(outcomes(life)).toEqual([expect.objectContaining({ reportedAt: '2026-03-09T10:00:10Z' })]);
  });

  it('is not repeated and costs no cluster a request once it is done', async () => {
    const { life } = await aDueOrphan();
    await life.reap();
    life.writes();
    const { views } = life.cluster();
    await life.reap();
    expect(life.writes()).toEqual([]);
    expect(life.cluster().views).toBe(views);
  });

  it('comes without approval when the policy is automatic', async () => {
    const life = new Life({ approval: 'automatic' });
    life.anOrphan();
    await life.due();
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('keeps an orphan with a caution that nobody approved, also when the policy is automatic', async () => {
    const life = new Life({ approval: 'automatic' });
    life.anOrphan('payments/api', { newFlows: 5 });
    await life.due();
    expect(deeds(life, await life.reap())).toEqual([]);
    expect(life.account.loadBalancers.size).toBe(1);
  });

  it('stores the whole description in the snapshot', async () => {
    const { life, arn } = await aDueOrphan();
    await life.reap();
    const stored = [...life.account.objects.values()].find(({ key }) => key.endsWith('snapshot.json'));
    expect(JSON.parse(stored?.text ?? '')).toMatchObject({
      version: 1,
      quarantine: { by: 'approval', notifiedAt: '2026-03-02T09:00:00Z' },
      loadBalancer: { LoadBalancerArn: arn },
      tags: { 'kubernetes.io/service-name': 'payments/api', 'nlb-janitor/approval': 'approved' },
      listeners: [{ Port: 80 }],
      targetGroups: [{ name: 'k8s-payments-api-1' }],
    });
  });
});

describe('nothing is due, and no cluster is asked, when', () => {
  it.each([
    ['the window is not over', (life: Life) => life.toDay(6)],
    ['the window is over in a second', (life: Life) => life.box.clock.set(new Date('2026-03-09T08:59:59Z'))],
    ['nobody approved', (life: Life, arn: string) => life.flip(arn, 'approval', 'pending')],
    ['the approval is not the exact word', (life: Life, arn: string) => life.flip(arn, 'approval', 'Approved')],
    ['it was rejected', (life: Life, arn: string) => life.flip(arn, 'approval', 'rejected')],
    ['no notice is known', (life: Life, arn: string) => life.account.removeTags(arn, 'nlb-janitor/notified-at')],
    ['there is no deadline', (life: Life, arn: string) => life.account.removeTags(arn, 'nlb-janitor/delete-after')],
    ['the grace is longer now', (life: Life) => void (life.settings = settingsOf({ graceDays: 8 }))],
    ['the mode is report', (life: Life) => void (life.settings = settingsOf({ mode: 'report' }))],
    ['the mode is quarantine', (life: Life) => void (life.settings = settingsOf({ mode: 'quarantine' }))],
  ])('%s', async (_, change) => {
    const { life, arn } = await aDueOrphan();
    change(life, arn);
    const { views } = life.cluster();
    expect(await life.reap()).toEqual({ outcomes: [], failures: [] });
    expect(life.writes()).toEqual([]);
    expect(life.cluster().views).toBe(views);
  });

  it('but is deleted in the second in which the window is over', async () => {
    const { life } = await aDueOrphan();
    life.box.clock.set(new Date('2026-03-09T09:00:00Z'));
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });
});

describe('an NLB is kept when at the start of the run', () => {
  it.each([
    ['it is kept', (life: Life, arn: string) => life.flip(arn, 'keep', 'true')],
    ['its Service is back', (life: Life) => life.serve('payments/api')],
    ['its cluster is out of reach', (life: Life) => void (life.cluster().reachable = false)],
    ['it is protected', (life: Life, arn: string) => void (life.account.loadBalancer(arn).deletionProtection = true)],
    ['its evidence is another', (life: Life, arn: string) => life.flip(arn, 'evidence', '0123456789abcdef')],
    [
      'its target group has gone',
      (life: Life) => {
        for (const [arn] of life.account.listeners) life.account.listeners.delete(arn);
      },
    ],
    ['the policy has changed', (life: Life) => void (life.settings = settingsOf({ approval: 'automatic' }))],
    ['the day may have no deletes', (life: Life) => void (life.settings = settingsOf({ maxDeletesPerDay: 0 }))],
  ])('%s', async (_, change) => {
    const { life, arn } = await aDueOrphan();
    change(life, arn);
    await life.reap();
    expect(life.writes()).toEqual([]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});

/** Changes the world at the nth call of that name in this run. */
function atCall(life: Life, command: string, nth: number, change: () => void): void {
  let seen = 0;
  life.account.onCall = (call) => {
    if (call.command !== command) return;
    seen += 1;
    if (seen === nth) change();
  };
}

describe('in the course of the run', () => {
  // The plan has its own list, after that of the quick look: the third is the fresh one before the delete.
  it('spares an NLB whose Service came back', async () => {
    const { life } = await aDueOrphan();
    atCall(life, 'DescribeLoadBalancers', 3, () => life.serve('payments/api'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });

  it('spares an NLB whose cluster went dark', async () => {
    const { life } = await aDueOrphan();
    atCall(life, 'DescribeLoadBalancers', 3, () => void (life.cluster().reachable = false));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });

  it('spares an NLB whose claim lies in a cluster that was born meanwhile', async () => {
    const { life } = await aDueOrphan();
    atCall(life, 'DescribeLoadBalancers', 3, () => {
      const born = life.addCluster('newcomer');
      born.bindings = [
        {
          namespace: 'shop',
          name: 'adopted',
          apiGroup: 'elbv2.k8s.aws',
          targetGroupArn: life.targetGroup('payments/api#1'),
          targetGroupName: undefined,
        },
      ];
      life.account.addNetworkLoadBalancer({
        name: 'k8s-shop-web-0123456789',
        vpcId: VPC,
        tags: {
          'elbv2.k8s.aws/cluster': 'newcomer',
          'service.k8s.aws/stack': 'shop/web',
          'service.k8s.aws/resource': 'LoadBalancer',
        },
      });
    });
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('spares an NLB whose evidence changed', async () => {
    const { life, arn } = await aDueOrphan();
    atCall(life, 'DescribeLoadBalancers', 3, () => {
      const tags = { 'kubernetes.io/cluster/prod': 'owned', 'kubernetes.io/service-name': 'payments/api' };
      life.addTargetGroup(arn, tags, 'payments/api#2');
    });
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.writes()).toEqual([]);
  });

  it('spares an NLB whose load balancers cannot be listed again, and fails visibly', async () => {
    const { life } = await aDueOrphan();
    atCall(
      life,
      'DescribeLoadBalancers',
      3,
      () => void life.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' }),
    );
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.writes()).toEqual([]);
  });

  it.each([
    ['approval', 'rejected', 'spared'],
    ['approval', 'pending', 'spared'],
    ['keep', 'true', 'spared'],
    ['evidence', '0123456789abcdef', 'spared'],
    ['notified-at', '2026-03-09T09:59:59Z', 'spared'],
    ['cost-center', '7', 'deleted'],
  ])(
    'spares an NLB that was rejected between snapshot and delete, or kept, or changed: %s=%s → %s',
    async (key, value, did) => {
      const { life, arn } = await aDueOrphan();
      atCall(life, 'PutObject', 1, () => life.flip(arn, key, value));
      expect(deeds(life, await life.reap())).toEqual([`${did} payments/api`]);
      expect(life.account.loadBalancers.has(arn)).toBe(did === 'spared');
      // The record says that it lives, so that no later run takes it for an interrupted delete.
      expect(outcomes(life).map(({ spared }) => typeof spared)).toEqual([did === 'spared' ? 'string' : 'undefined']);
    },
  );

  it('spares an NLB whose tags cannot be read right before the delete', async () => {
    const { life, arn } = await aDueOrphan();
    atCall(life, 'PutObject', 1, () => void life.account.fail({ command: 'DescribeTags', with: 'denied' }));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  it('spares an NLB whose approval is taken back, although the policy is automatic by then', async () => {
    const life = new Life({ approval: 'automatic', maxDeletesPerDay: 1 });
    const arn = life.anOrphan('payments/api');
    life.anOrphan('shop/web');
    await life.due(arn);
    atCall(life, 'PutObject', 1, () => life.flip(arn, 'approval', 'pending'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('deletes nothing whose snapshot cannot be stored', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'PutObject', with: 'denied' });
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  it('deletes nothing that cannot be described for its snapshot', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'DescribeListeners', with: 'denied' });
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
    expect(life.writes()).toEqual([]);
  });

  it('attempts nothing for which the time does not suffice', async () => {
    const { life, arn } = await aDueOrphan();
    const run = await life.reap({ is: 'everything' }, { remainingMs: () => 119_999 });
    expect(deeds(life, run)).toEqual(['not-attempted payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  it('deletes only what the event is about', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const meant = life.anOrphan('payments/api');
    const other = life.anOrphan('shop/web');
    await life.due(meant, other);
    expect(deeds(life, await life.reap({ is: 'load-balancers', arns: [meant] }))).toEqual(['deleted payments/api']);
    expect(life.account.loadBalancers.has(other)).toBe(true);
  });
});

describe('a delete that AWS refuses', () => {
  const REFUSALS: readonly (readonly [string, (life: Life, arn: string) => void])[] = [
    [
      'protected',
      (life, arn) =>
        atCall(life, 'PutObject', 1, () => void (life.account.loadBalancer(arn).deletionProtection = true)),
    ],
    ['in-use', (life, arn) => void (life.account.loadBalancer(arn).usedByService = true)],
    ['denied', (life) => void life.account.fail({ command: 'DeleteLoadBalancer', with: 'denied' })],
  ];

  it.each(REFUSALS)('is remembered on the NLB and told: %s', async (kind, refuse) => {
    const { life, arn } = await aDueOrphan();
    refuse(life, arn);
    const run = await life.reap();
    expect(life.writes()).toEqual([
      SNAPSHOT,
      'DeleteLoadBalancer payments/api',
      OUTCOME,
      'Publish 1 failed',
      expect.stringMatching(LAST_ERROR),
    ]);
    expect(life.marks(arn)['last-error']).toContain(`Z ${kind} `);
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.account.targetGroups.size).toBe(1);
  });

  it.each(REFUSALS.slice(1))('is tried again on the next day only, and not told twice: %s', async (_, refuse) => {
    const { life, arn } = await aDueOrphan();
    refuse(life, arn);
    await life.reap();
    life.writes();
    life.toDay(7, 11);
    expect(await life.reap()).toEqual({ outcomes: [], failures: [] });
    expect(life.writes()).toEqual([]);
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    expect(life.writes().map((write) => write.split(' ')[0])).toEqual([
      'PutObject',
      'DeleteLoadBalancer',
      'PutObject',
      'AddTags',
    ]);
  });

  it('is tried again in the next run when it may pass', async () => {
    const { life } = await aDueOrphan();
    const heal = life.account.fail({ command: 'DeleteLoadBalancer', with: 'server-error' });
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    heal();
    life.toDay(7, 11);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('is told by the next run when SNS refused the message', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.loadBalancer(arn).usedByService = true;
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    await life.reap();
    expect(life.marks(arn)).not.toHaveProperty('last-error');
    heal();
    life.toDay(7, 11);
    await life.reap();
    expect(life.told.at(-1)).toBe('failed payments/api');
    expect(life.marks(arn)).toHaveProperty('last-error');
  });

  it('is remembered at once when nobody listens', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
    life.account.loadBalancer(arn).usedByService = true;
    await life.reap();
    expect(life.marks(arn)).toHaveProperty('last-error');
  });

  it('does not keep the others from being deleted', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.due(first, second);
    life.account.loadBalancer(first).usedByService = true;
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api', 'deleted shop/web']);
    expect(run.failures).toHaveLength(1);
  });

  it('does not take the place of the others for ever', async () => {
    const life = new Life({ maxDeletesPerDay: 1 });
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.due(first, second);
    life.account.loadBalancer(first).usedByService = true;
    await life.reap();
    life.toDay(8);
    await life.reap();
    expect(life.account.loadBalancers.has(second)).toBe(false);
  });
});

describe('target groups', () => {
  it('go when they are its own', async () => {
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

  it.each([
    [
      'the mark is gone',
      (life: Life, group: string) => life.account.removeTags(group, 'nlb-janitor/companion-of'),
      'left',
    ],
    [
      'its ownership tags changed',
      (life: Life, group: string) => life.account.setTags(group, { 'kubernetes.io/service-name': 'a/b' }),
      'left',
    ],
    ['another tag changed', (life: Life, group: string) => life.account.setTags(group, { team: 'x' }), 'deleted'],
    [
      'another NLB took it',
      (life: Life, group: string) => {
        const other = life.account.addNetworkLoadBalancer({ name: 'other', vpcId: VPC });
        life.account.attach(other, group);
      },
      'left',
    ],
    ['it is gone', (life: Life, group: string) => life.account.targetGroups.delete(group), 'deleted'],
  ])('after the delete of the NLB, when %s', async (_, change, did) => {
    const { life } = await aDueOrphan();
    const group = life.targetGroup('payments/api#1');
    life.account.onAnswer = ({ command }) => {
      if (command === 'DeleteLoadBalancer') change(life, group);
    };
    await life.reap();
    expect(outcomes(life)[0]?.['companions']).toEqual([expect.objectContaining({ did })]);
    expect(life.writes().includes('DeleteTargetGroup payments/api#1')).toBe(
      did === 'deleted' && life.account.targetGroups.size === 0 && _ !== 'it is gone',
    );
  });

  /** The NLB is deleted, its target group not yet: AWS counts it as used for five minutes. */
  async function aPendingGroup(): Promise<{ life: Life; group: string }> {
    const { life } = await aDueOrphan();
    Object.assign(life.account, { unlinkDelaySeconds: 300 });
    const run = await life.reap();
    expect(run.failures).toEqual([]);
    expect(outcomes(life)[0]?.['companions']).toEqual([expect.objectContaining({ did: 'pending' })]);
    life.writes();
    life.toDay(7, 11);
    return { life, group: life.targetGroup('payments/api#1') };
  }

  it('are deleted by a later run when AWS counts them as used for long', async () => {
    const { life } = await aPendingGroup();
    await life.reap();
    expect(life.writes()).toEqual(['DeleteTargetGroup payments/api#1', OUTCOME]);
    expect(life.account.targetGroups.size).toBe(0);
    life.toDay(7, 12);
    await life.reap();
    expect(life.writes()).toEqual([]);
  });

  it.each([
    [
      'a TargetGroupBinding names it',
      (life: Life, group: string) => {
        life.cluster().bindings = [
          { namespace: 'a', name: 'b', apiGroup: 'elbv2.k8s.aws', targetGroupArn: group, targetGroupName: undefined },
        ];
      },
    ],
    [
      'an Auto Scaling group uses it',
      (life: Life, group: string) => life.account.addAutoScalingGroup({ name: 'workers', targetGroupArns: [group] }),
    ],
    ['its cluster cannot be read', (life: Life) => void (life.cluster().reachable = false)],
    ['EKS cannot be asked', (life: Life) => void life.account.fail({ command: 'DescribeCluster', with: 'denied' })],
    [
      'Auto Scaling cannot be asked',
      (life: Life) => void life.account.fail({ command: 'DescribeAutoScalingGroups', with: 'denied' }),
    ],
    [
      'another NLB took it',
      (life: Life, group: string) => {
        life.account.attach(life.account.addNetworkLoadBalancer({ name: 'other', vpcId: VPC }), group);
      },
    ],
  ])('are left by a later run when %s', async (_, change) => {
    const { life, group } = await aPendingGroup();
    change(life, group);
    await life.reap();
    expect(life.writes()).not.toContain('DeleteTargetGroup payments/api#1');
    expect(life.account.targetGroups.has(group)).toBe(true);
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

describe('what an earlier run began', () => {
  /** The run dies at the first call of that name, before or after its effect. */
  async function aCrash(when: 'onCall' | 'onAnswer', command: string): Promise<{ life: Life; arn: string }> {
    const { life, arn } = await aDueOrphan();
    let seen = false;
    life.account[when] = (call) => {
      if (seen || call.command !== command) return;
      seen = true;
      throw new Error('crash');
    };
    await life.reap().catch(() => undefined);
    life.account[when] = undefined;
    life.writes();
    return { life, arn };
  }

  it('is told although the run died after the delete', async () => {
    const { life } = await aCrash('onCall', 'DeleteTargetGroup');
    // Whatever a crash leaves: here the record without its outcome.
    const { history } = life.account.bucket;
    history.splice(0, history.length, ...history.filter(({ key }) => key.endsWith('snapshot.json')));
    life.toDay(7, 11);
    expect((await life.reap()).failures).toEqual([]);
    expect(life.told).toContain('deleted payments/api');
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('is told although no answer came to the delete', async () => {
    const { life } = await aCrash('onAnswer', 'DeleteLoadBalancer');
    life.toDay(7, 11);
    await life.reap();
    expect(life.told.filter((entry) => entry === 'deleted payments/api')).toHaveLength(1);
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('is done by a run of the same day that stores no second snapshot, and its record says so', async () => {
    const { life } = await aDueOrphan();
    const heals = ['DeleteLoadBalancer', 'AddTags', 'Publish'].map((command) =>
      life.account.fail({ command, with: new Error('crash') }),
    );
    await life.reap();
    for (const heal of heals) heal();
    life.toDay(7, 12);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(outcomes(life)).toEqual([
      expect.objectContaining({
        reportedAt: '2026-03-09T12:00:10Z',
        companions: [expect.objectContaining({ did: 'deleted' })],
      }),
    ]);
    expect(outcomes(life)[0]).not.toHaveProperty('spared');
  });

  it('touches nothing of an NLB that lives', async () => {
    const { life, arn } = await aDueOrphan();
    // Rejected right after a snapshot whose run died.
    const quarantinedAt = '2026-03-02T09:00:00Z';
    const id = arn.split('/').at(-1) ?? '';
    await life.reap({ is: 'everything' });
    const snapshot = [...life.account.objects.values()].find(({ key }) => key.endsWith('snapshot.json'));
    const twin = new Life();
    const living = twin.anOrphan();
    await twin.due(living);
    twin.flip(living, 'approval', 'rejected');
    twin.account.bucket.put({
      key: `2026-03-09/${id}/${quarantinedAt}/snapshot.json`,
      text: snapshot?.text ?? '',
      contentType: 'application/json',
      storedAt: new Date('2026-03-09T10:00:00Z'),
    });
    twin.toDay(7, 11);
    await twin.reap();
    expect(twin.account.loadBalancers.has(living)).toBe(true);
    expect(twin.account.targetGroups.size).toBe(1);
    expect(twin.told).not.toContain('deleted payments/api');
    // Its record is closed, so that its end by other hands is not told as a delete of the janitor's.
    twin.account.loadBalancers.delete(living);
    twin.toDay(7, 12);
    await twin.reap();
    expect(twin.told).not.toContain('deleted payments/api');
    expect(twin.account.targetGroups.size).toBe(1);
  });

  it('is told once, although the delete was begun on one day and made on the next', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.due(arn);
    life.toDay(7, 23);
    life.box.clock.advance({ minutes: 50 });
    // As Lambda ends a run whose time is over: nothing more is done, not even the record that it lives.
    const dead = life.account.fail({ command: 'DeleteLoadBalancer', with: new Error('crash') });
    const silent = life.account.fail({
      command: 'PutObject',
      with: new Error('crash'),
      when: (input) => JSON.stringify(input).includes('outcome.json'),
    });
    const untagged = life.account.fail({ command: 'AddTags', with: new Error('crash') });
    const untold = life.account.fail({ command: 'Publish', with: new Error('crash') });
    await life.reap();
    for (const heal of [dead, silent, untagged, untold]) heal();
    life.toDay(8, 0);
    life.box.clock.advance({ minutes: 20 });
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    for (const hour of [2, 3]) {
      life.toDay(8, hour);
      await life.reap();
    }
    expect(life.told.filter((entry) => entry === 'deleted payments/api')).toHaveLength(1);
  });

  it('is told later when SNS refused the message', async () => {
    const { life } = await aDueOrphan();
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    expect((await life.reap()).failures).toHaveLength(1);
    heal();
    life.writes();
    life.toDay(7, 11);
    expect((await life.reap()).failures).toEqual([]);
    expect(life.writes()).toEqual([OUTCOME, 'Publish 1 deleted', OUTCOME]);
    life.toDay(7, 12);
    await life.reap();
    expect(life.writes()).toEqual([]);
  });

  it('fails the run visibly when its record cannot be read', async () => {
    const { life } = await aDueOrphan();
    await life.reap();
    life.account.fail({ command: 'GetObject', with: 'denied' });
    expect((await life.reap()).failures).toHaveLength(1);
  });
});

describe('the limit of the day', () => {
  it('lets the oldest notices through and the rest wait for the next day', async () => {
    const life = new Life({ maxDeletesPerDay: 1 });
    const older = life.anOrphan('shop/web');
    await life.sweep();
    life.toDay(1);
    const younger = life.anOrphan('payments/api');
    await life.sweep();
    life.flip(older, 'approval', 'approved');
    life.flip(younger, 'approval', 'approved');
    life.toDay(10);
    expect(deeds(life, await life.reap())).toEqual(['deleted shop/web']);
    life.toDay(10, 20);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.toDay(11);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it.each([
    [false, ['deleted payments/api']],
    [true, ['spared payments/api']],
  ])("keeps the day's limit when runs overlap: %s", async (isOvertaken, done) => {
    const { life } = await aDueOrphan({ maxDeletesPerDay: 1 });
    atCall(life, 'DescribeLoadBalancers', 3, () => {
      if (!isOvertaken) return;
      const key = '2026-03-09/00000000000000ff/2026-03-02T09:00:00Z/snapshot.json';
      life.account.bucket.put({ key, text: '{}', contentType: undefined, storedAt: life.box.clock.now() });
    });
    expect(deeds(life, await life.reap())).toEqual(done);
  });

  it('refuses automatic deletes beyond it in the message that tells of the approved ones', async () => {
    const life = new Life({ approval: 'automatic', maxDeletesPerDay: 2, maxDeletePercent: 100 });
    const approved = life.anOrphan('payments/api');
    life.anOrphan('shop/web');
    life.anOrphan('shop/admin');
    await life.due(approved);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.writes().filter((write) => write.startsWith('Publish'))).toEqual(['Publish 1 deleted, some refused']);
  });

  it('refuses all automatic deletes beyond it, and says so in the log alone, where an alarm looks', async () => {
    const life = new Life({ approval: 'automatic', maxDeletesPerDay: 1 });
    life.anOrphan('payments/api');
    life.anOrphan('shop/web');
    await life.due();
    const run = await life.reap();
    expect(run.outcomes).toEqual([]);
    expect(life.writes()).toEqual([]);
    expect(life.notes).toContain('breaker refused');
    expect(life.account.loadBalancers.size).toBe(2);
  });

  it('refuses everything when the snapshots of today cannot be listed', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'ListObjectsV2', with: 'denied' });
    const run = await life.reap();
    expect(run.failures.length).toBeGreaterThan(0);
    expect(life.writes()).toEqual([]);
    expect(life.notes).toContain('breaker refused');
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});

describe('whatever the world', () => {
  const WORLDS: readonly (readonly [string, (life: Life) => void])[] = [
    ['a due orphan', () => undefined],
    ['a Service that came back', (life) => life.serve('payments/api')],
    ['a cluster out of reach', (life) => void (life.cluster().reachable = false)],
    [
      'tags that make no sense',
      (life) => {
        for (const arn of life.account.loadBalancers.keys()) life.flip(arn, 'quarantined-at', 'yesterday');
      },
    ],
    [
      'a rejected NLB',
      (life) => {
        for (const arn of life.account.loadBalancers.keys()) life.flip(arn, 'approval', 'rejected');
      },
    ],
    [
      'another target group',
      (life) => {
        for (const arn of life.account.loadBalancers.keys()) life.addTargetGroup(arn, {}, 'more');
      },
    ],
  ];

  it.each(WORLDS)('mode report changes nothing: %s', async (_, change) => {
    const { life } = await aDueOrphan();
    change(life);
    for (const approval of ['required', 'automatic']) {
      life.settings = settingsOf({ mode: 'report', approval, graceDays: 0, minimumAgeHours: 0 });
      await life.sweep();
      await life.reap();
    }
    expect(life.writes()).toEqual([]);
  });

  it.each(WORLDS)('mode quarantine deletes nothing: %s', async (_, change) => {
    const { life } = await aDueOrphan();
    change(life);
    for (const approval of ['required', 'automatic']) {
      life.settings = settingsOf({ mode: 'quarantine', approval, graceDays: 0 });
      for (let hour = 11; hour < 15; hour += 1) {
        life.toDay(7, hour);
        await life.sweep();
        for (const arn of life.account.loadBalancers.keys()) {
          if (life.marks(arn)['approval'] === 'pending') life.flip(arn, 'approval', 'approved');
        }
        await life.reap();
      }
    }
    expect(life.writes().filter((write) => /^(Delete|PutObject)/.test(write))).toEqual([]);
  });
});
