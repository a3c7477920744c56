/** A sweep in the sandbox: the exact calls that change something, in their order, for every state an NLB can be in. */
import { Life, deeds, settingsOf } from './support/life.ts';

const QUARANTINE =
  'AddTags payments/api quarantined-at=2026-03-02T09:00:00Z reason=service-gone evidence=… approval=pending';
const MARK = 'AddTags payments/api#1 companion-of=';
const NOTICE = 'AddTags payments/api notified-at=2026-03-02T09:00:00Z delete-after=2026-03-09T09:00:00Z';

function markOf(arn: string): string {
  return arn.split('/').slice(-2).join('/');
}

describe('a first quarantine', () => {
  it('writes all of its tags at once, marks what goes with it, tells people, and only then starts the window', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const run = await life.sweep();
    expect(life.writes()).toEqual([QUARANTINE, MARK + markOf(arn), 'Publish 1 to approve', NOTICE]);
    expect(deeds(life, run)).toEqual(['quarantined payments/api']);
    expect(run.failures).toEqual([]);
  });

  it('is not repeated: a second sweep of the same world changes nothing and says nothing', async () => {
    const life = new Life();
    life.anOrphan();
    await life.sweep();
    life.writes();
    life.toDay(0, 10);
    expect((await life.sweep()).outcomes).toEqual([]);
    expect(life.writes()).toEqual([]);
  });

  it('has no deadline in mode quarantine', async () => {
    const life = new Life({ mode: 'quarantine' });
    const arn = life.anOrphan();
    await life.sweep();
    expect(life.writes().at(-1)).toBe('AddTags payments/api notified-at=2026-03-02T09:00:00Z');
    expect(life.marks(arn)).not.toHaveProperty('delete-after');
  });

  it('changes nothing at all in mode report', async () => {
    const life = new Life({ mode: 'report' });
    life.anOrphan();
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.writes()).toEqual([]);
  });

  it('tells of several NLBs in one message', async () => {
    const life = new Life();
    life.anOrphan('payments/api', { targetGroups: 0 });
    life.anOrphan('shop/web', { targetGroups: 0, controller: 'aws-load-balancer-controller' });
    await life.sweep();
    expect(life.writes().map((write) => write.split(' ').slice(0, 2).join(' '))).toEqual([
      'AddTags payments/api',
      'AddTags shop/web',
      'Publish 2',
      'AddTags payments/api',
      'AddTags shop/web',
    ]);
    expect(life.told).toEqual(['orphan payments/api', 'orphan shop/web']);
  });

  it('takes the place of an approval that was there before it', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { tags: { 'nlb-janitor/approval': 'approved' } });
    await life.sweep();
    expect(life.marks(arn)['approval']).toBe('pending');
  });

  it('leaves an NLB in use alone, which differs only by its Service', async () => {
    const life = new Life();
    life.anOrphan();
    life.serve('payments/api');
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });

  it('never touches a foreign tag', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { tags: { team: 'payments', 'cost-center': '7' } });
    const before = [...life.account.tagsOf(arn)];
    await life.sweep();
    expect([...life.account.tagsOf(arn)].slice(0, before.length)).toEqual(before);
    life.serve('payments/api');
    await life.sweep();
    expect([...life.account.tagsOf(arn)]).toEqual(before);
  });
});

describe('a notice', () => {
  it('does not start the window while nobody has confirmed a subscription, and is sent once somebody has', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
    const run = await life.sweep();
    expect(run.failures).toEqual([]);
    expect(life.writes()).toEqual([QUARANTINE, MARK + markOf(arn)]);

    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: true });
    life.toDay(3);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish 1 to approve',
      'AddTags payments/api notified-at=2026-03-05T09:00:00Z delete-after=2026-03-12T09:00:00Z',
    ]);
  });

  it('does not count when SNS refuses it: the run fails and the next one tells', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    const run = await life.sweep();
    expect(run.failures).toHaveLength(1);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
    heal();
    life.writes();
    life.toDay(0, 10);
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.marks(arn)).toMatchObject({
      'quarantined-at': '2026-03-02T09:00:00Z',
      'notified-at': '2026-03-02T10:00:00Z',
      'delete-after': '2026-03-09T10:00:00Z',
    });
  });

  it('does not count when the subscriptions cannot be read', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.fail({ command: 'GetTopicAttributes', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(life.account.messages).toEqual([]);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });

  it('takes back an approval that was given before the notice', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.onCall = ({ command }) => {
      if (command === 'Publish') life.flip(arn, 'approval', 'approved');
    };
    await life.sweep();
    expect(life.writes().at(-1)).toBe(`${NOTICE} approval=pending`);
    expect(life.marks(arn)['approval']).toBe('pending');
  });

  it('leaves an approval that was given after the notice', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual([]);
    expect(life.marks(arn)['approval']).toBe('approved');
  });

  it.each([
    ['approval', 'rejected'],
    ['keep', 'true'],
  ])('is not written over %s=%s that a person set in the same moment', async (key, value) => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.onCall = ({ command }) => {
      if (command === 'Publish') life.flip(arn, key, value);
    };
    await life.sweep();
    expect(life.writes().at(-1)).toBe('Publish 1 to approve');
    expect(life.marks(arn)[key]).toBe(value);
  });

  it('fails visibly when it cannot be written down, and is repeated', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const heal = life.account.fail({
      command: 'AddTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes('notified-at'),
    });
    expect((await life.sweep()).failures).toHaveLength(1);
    heal();
    await life.sweep();
    expect(life.told).toEqual(['orphan payments/api', 'orphan payments/api']);
    expect(life.marks(arn)).toHaveProperty('notified-at');
  });
});

describe('a veto between plan and write', () => {
  it.each([
    ['approval', 'rejected', ['spared payments/api']],
    ['keep', 'until=2026-12-31', ['spared payments/api']],
    ['team', 'payments', ['quarantined payments/api']],
  ])('is seen: %s=%s', async (key, value, done) => {
    const life = new Life();
    const arn = life.anOrphan();
    // The last read of this kind before the quarantine's own look at the tags.
    life.account.onCall = ({ command }) => {
      if (command === 'DescribeLoadBalancerAttributes') life.flip(arn, key, value);
    };
    expect(deeds(life, await life.sweep())).toEqual(done);
    expect(life.marks(arn)[key]).toBe(value);
  });

  it('spares an NLB that is gone by then', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.onAnswer = ({ command }) => {
      if (command === 'DescribeLoadBalancerAttributes') life.account.loadBalancers.delete(arn);
    };
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['spared payments/api']);
    expect(run.failures).toEqual([]);
    expect(life.writes()).toEqual([]);
  });

  it.each(['AddTags', 'Publish'])('fails nothing when it is gone right before or after %s', async (gone) => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { targetGroups: 0 });
    life.account.onAnswer = ({ command }) => {
      if (command === gone) life.account.removeLoadBalancer(arn);
    };
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.writes().at(-1)).toBe('Publish 1 to approve');
  });

  it.each(['DescribeLoadBalancerAttributes', 'Publish'])(
    'ends a release without a failure when it is gone after %s',
    async (last) => {
      const life = new Life();
      const arn = life.anOrphan();
      await life.sweep();
      life.account.loadBalancer(arn).deletionProtection = true;
      life.account.onAnswer = ({ command }) => {
        if (command === last) life.account.loadBalancers.delete(arn);
      };
      expect((await life.sweep()).failures).toEqual([]);
    },
  );

  it('does not quarantine again what another sweep quarantined in the meantime', async () => {
    const life = new Life();
    life.anOrphan();
    let nested: Promise<unknown> | undefined;
    life.account.onCall = async ({ command }) => {
      if (command !== 'DescribeLoadBalancerAttributes' || nested !== undefined) return;
      // With clients of its own, as another function instance has: each makes one call at a time.
      nested = life.sweep({ is: 'everything' }, { remainingMs: () => 900_000 });
      await nested;
    };
    expect(deeds(life, await life.sweep())).toEqual(['spared payments/api']);
    expect(life.told).toEqual(['orphan payments/api']);
  });
});

describe('an approval in other words', () => {
  it('leaves a word that it does not know, and quarantines nothing over it', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { tags: { 'nlb-janitor/approval': 'not before May' } });
    expect(deeds(life, await life.sweep())).toEqual(['spared payments/api']);
    expect(life.marks(arn)).toEqual({ approval: 'not before May' });
    expect(life.writes()).toEqual([]);
  });

  it('leaves a word that it does not know in a quarantine that stays as it is', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'not before May');
    life.writes();
    life.toDay(1);
    await life.sweep();
    expect(life.writes()).toEqual([]);
    expect(life.marks(arn)['approval']).toBe('not before May');
  });

  it('leaves a word that it does not know when it comes between message and stamp', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.onCall = ({ command }) => {
      if (command === 'Publish') life.flip(arn, 'approval', 'not before May');
    };
    await life.sweep();
    expect(life.marks(arn)['approval']).toBe('not before May');
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });
});

describe('a change of what the verdict rests on', () => {
  it('voids the approval and starts the window anew, with a notice that says why', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    const tags = Object.fromEntries([...life.account.tagsOf(arn)].filter(([key]) => key.startsWith('kubernetes.io/')));
    life.addTargetGroup(arn, tags, 'payments/api#2');
    life.toDay(5);
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual([
      'RemoveTags payments/api notified-at delete-after',
      'AddTags payments/api quarantined-at=2026-03-07T09:00:00Z reason=service-gone evidence=… approval=pending',
      `AddTags payments/api#2 companion-of=${markOf(arn)}`,
      'Publish 1 to approve',
      'AddTags payments/api notified-at=2026-03-07T09:00:00Z delete-after=2026-03-14T09:00:00Z',
    ]);
    expect(life.digests.at(-1)?.entries[0]?.['anew']).toContain('what the verdict rests on changed');
  });

  it('is none when only traffic and health move', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.account.setFlows(arn, { newFlows: 12, peakActiveFlows: 1 });
    life.account.setHealth(life.targetGroup('payments/api#1'), 'unused');
    life.writes();
    life.toDay(1);
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });

  it.each([
    ['the mode', { mode: 'quarantine' }],
    ['the approval policy', { approval: 'automatic' }],
  ])('is one when %s is switched', async (_, part) => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.settings = settingsOf(part);
    life.toDay(1);
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'quarantined-at': '2026-03-03T09:00:00Z' });
  });

  it.each([
    [true, '2026-03-03T09:00:00Z'],
    [false, '2026-03-02T09:00:00Z'],
  ])('starts anew when somebody removed the approval tag: %s', async (isRemoved, notifiedAt) => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    if (isRemoved) life.account.removeTags(arn, 'nlb-janitor/approval');
    life.toDay(1);
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'notified-at': notifiedAt });
  });

  it('starts anew, in words, when a tag is not valid any more', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'notified-at', '2020-01-01T00:00:00Z');
    life.flip(arn, 'approval', 'approved');
    life.toDay(1);
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'notified-at': '2026-03-03T09:00:00Z' });
    expect(life.digests.at(-1)?.entries[0]?.['anew']).toContain('notified before it was quarantined');
  });
});

describe('a release', () => {
  it('takes every mark away, tells people, and forgets that they had heard of it last of all', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.serve('payments/api');
    life.writes();
    const run = await life.sweep();
    expect(life.writes()).toEqual([
      'RemoveTags payments/api#1 companion-of',
      'RemoveTags payments/api quarantined-at reason evidence delete-after approval',
      'Publish 1 released',
      'RemoveTags payments/api notified-at',
    ]);
    expect(deeds(life, run)).toEqual(['released payments/api']);
    expect(life.marks(arn)).toEqual({});
  });

  it('is told by the next sweep when SNS refused the message', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.serve('payments/api');
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(Object.keys(life.marks(arn))).toEqual(['notified-at']);
    heal();
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual(['Publish 1 released', 'RemoveTags payments/api notified-at']);
  });

  it('is not told when nobody has heard of the NLB', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
    await life.sweep();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: true });
    life.serve('payments/api');
    await life.sweep();
    expect(life.account.messages).toEqual([]);
    expect(life.marks(arn)).toEqual({});
  });

  it('is finished without a message when nobody listens any more', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
    life.serve('payments/api');
    await life.sweep();
    expect(life.marks(arn)).toEqual({});
  });

  it.each([
    ['keep', 'true'],
    ['approval', 'rejected'],
    ['approval', 'Rejected '],
  ])('follows from %s=%s, which stays', async (key, value) => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, key, value);
    await life.sweep();
    expect(life.marks(arn)).toEqual({ [key]: value });
  });

  it('follows from deletion protection', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.account.loadBalancer(arn).deletionProtection = true;
    await life.sweep();
    expect(life.marks(arn)).toEqual({});
  });

  it('does not end the run when it fails, and is repeated', async () => {
    const life = new Life();
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.sweep();
    life.serve('payments/api');
    life.serve('shop/web');
    const heal = life.account.fail({
      command: 'RemoveTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes(first),
    });
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['failed payments/api', 'released shop/web']);
    expect(run.failures).toHaveLength(1);
    expect(life.marks(second)).toEqual({});
    heal();
    await life.sweep();
    expect(life.marks(first)).toEqual({});
  });

  it('waits while the verdict is unknown: everything stays as it is', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    const before = life.marks(arn);
    life.writes();
    life.cluster().reachable = false;
    life.toDay(8);
    await life.sweep();
    expect(life.writes()).toEqual([]);
    expect(life.marks(arn)).toEqual(before);
  });
});

describe('several NLBs', () => {
  it('are quarantined although one has no room for tags, and the run fails visibly', async () => {
    const life = new Life();
    const crowded = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`team-${index}`, 'x']));
    const full = life.anOrphan('payments/api', { tags: crowded });
    const roomy = life.anOrphan('shop/web');
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['failed payments/api', 'quarantined shop/web']);
    expect(run.failures).toEqual([expect.stringContaining('50')]);
    expect(life.marks(full)).toEqual({});
    expect(life.marks(roomy)).toHaveProperty('notified-at');
    expect(life.told).toEqual(['orphan shop/web']);
  });

  it.each([
    [41, 'quarantined payments/api'],
    [42, 'failed payments/api'],
  ])('with %i foreign tags beside those of its controller: %s', async (number, done) => {
    const life = new Life();
    const tags = Object.fromEntries(Array.from({ length: number }, (_, index) => [`team-${index}`, 'x']));
    life.anOrphan('payments/api', { tags });
    expect(deeds(life, await life.sweep())).toEqual([done]);
  });

  it('are not attempted once the time is over, and done by the next sweep', async () => {
    const life = new Life();
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    let asked = 0;
    const run = await life.sweep({ is: 'everything' }, { remainingMs: () => (++asked === 1 ? 45_000 : 44_999) });
    expect(deeds(life, run)).toEqual(['quarantined payments/api', 'not-attempted shop/web']);
    expect(life.marks(first)).toHaveProperty('notified-at');
    expect(life.marks(second)).toEqual({});
    await life.sweep();
    expect(life.marks(second)).toHaveProperty('notified-at');
  });

  it('are left as they are when an event is about another one', async () => {
    const life = new Life();
    const meant = life.anOrphan('payments/api');
    const other = life.anOrphan('shop/web');
    await life.sweep({ is: 'load-balancers', arns: [meant] });
    expect(life.marks(meant)).toHaveProperty('notified-at');
    expect(life.marks(other)).toEqual({});
  });

  it('are taken by cluster when an event is about a cluster', async () => {
    const life = new Life();
    life.addCluster('edge');
    const meant = life.anOrphan('payments/api', { cluster: 'edge' });
    const other = life.anOrphan('shop/web');
    await life.sweep({ is: 'cluster', name: 'edge' });
    expect(life.marks(meant)).toHaveProperty('notified-at');
    expect(life.marks(other)).toEqual({});
  });

  it('change nothing twice when the same event comes twice', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep({ is: 'load-balancers', arns: [arn] });
    life.writes();
    await life.sweep({ is: 'load-balancers', arns: [arn] });
    expect(life.writes()).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('fails the run when it is the list of load balancers', async () => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(life.writes()).toEqual([]);
  });

  it.each([
    'DescribeTags',
    'DescribeCluster',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
    'DescribeAutoScalingGroups',
    'DescribeLoadBalancerAttributes',
  ])('keeps everything when it is %s', async (command) => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({ command, with: 'denied' });
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });

  it('keeps everything when only the tags of its target groups are', async () => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({
      command: 'DescribeTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes(':targetgroup/'),
    });
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });
});
