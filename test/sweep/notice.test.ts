/** The notice: when people count as told, and the window of an NLB begins. */
import { deeds, Life } from '../support/life.ts';
import { markOf, NOTICE, QUARANTINE } from './calls.ts';

describe('a notice', () => {
  it('starts the window when SNS took the message, not when the run began', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.between('quarantine', 'notice', () => {
      life.box.clock.advance({ minutes: 3 });
    });
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({
      'quarantined-at': '2026-03-02T09:00:00Z',
      'notified-at': '2026-03-02T09:03:00Z',
      'delete-after': '2026-03-09T09:03:00Z',
    });
  });

  it('does not start the window while nobody has confirmed a subscription, and is sent once somebody has', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
    const run = await life.sweep();
    expect(run.failures).toEqual([expect.stringMatching(/^nobody hears the notices: no subscription/)]);
    expect(life.writes()).toEqual([QUARANTINE, markOf('payments/api#1', arn)]);

    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: true });
    life.toDay(3);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish 1 orphan found',
      'AddTags payments/api notified-at=2026-03-05T09:00:00Z delete-after=2026-03-12T09:00:00Z',
    ]);
  });

  it('does not count when SNS refuses it: the run fails, and the next one tells', async () => {
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

  it.each(['ListSubscriptionsByTopic', 'GetSubscriptionAttributes'])(
    'does not count when %s fails',
    async (command) => {
      const life = new Life();
      const arn = life.anOrphan();
      life.account.fail({ command, with: 'denied' });
      expect((await life.sweep()).failures).toHaveLength(1);
      expect(life.account.messages).toEqual([]);
      expect(life.marks(arn)).not.toHaveProperty('notified-at');
    },
  );

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

  it('follows from the next sweep when the run died before it had marked the target group', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.killRunAfter('quarantine');
    await life.sweep();
    expect(life.writes()).toEqual([QUARANTINE]);
    await life.sweep();
    expect(life.writes()).toEqual([markOf('payments/api#1', arn), 'Publish 1 orphan found', NOTICE]);
  });

  it('waits until that target group can be marked, and the run fails visibly', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.killRunAfter('quarantine');
    await life.sweep();
    life.account.fail({ command: 'AddTags', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(life.account.messages).toEqual([]);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });

  it.each([
    [60_000, 1],
    [59_999, 0],
  ])('of an earlier quarantine waits for a sweep that has the time: with %i ms left, %i sent', async (leftMs, sent) => {
    const life = new Life();
    const arn = life.anOrphan();
    life.killRunBefore('notice');
    await life.sweep();
    const run = await life.sweep({ is: 'everything' }, { remainingMs: () => leftMs });
    expect(deeds(life, run)).toEqual(sent === 0 ? ['not-attempted payments/api'] : []);
    expect(life.account.messages).toHaveLength(sent);
    expect('notified-at' in life.marks(arn)).toBe(sent === 1);
  });

  it('fails visibly when it could not be written down, and is repeated', async () => {
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

/** Gives the NLB as many tags of others, its owner's included. */
function fill(life: Life, arn: string, foreign: number): void {
  const own = [...life.account.tagsOf(arn).keys()].filter((key) => !key.startsWith('nlb-janitor/')).length;
  const tags = Array.from({ length: foreign - own }, (_, index) => [`team-${index}`, 'x']);
  life.account.setTags(arn, Object.fromEntries(tags) as Record<string, string>);
}

describe('a notice that could not be written down for want of room', () => {
  it.each([
    [40, 0],
    [39, 1],
  ])('is not sent, run after run, and each fails visibly: with %i tags of others, %i sent', async (foreign, sent) => {
    const life = new Life();
    const arn = life.anOrphan();
    life.killRunBefore('notice');
    await life.sweep();
    fill(life, arn, foreign);
    const runs = [await life.sweep(), await life.sweep()];
    expect(life.account.messages).toHaveLength(sent);
    expect('notified-at' in life.marks(arn)).toBe(sent === 1);
    const full = expect.stringMatching(/ was not told of: it holds 40 tags of others, and AWS allows 50/);
    expect(runs.map(({ failures }) => failures)).toEqual(sent === 1 ? [[], []] : [[full], [full]]);
  });
});

describe('while confirmed subscriptions are there, and none counts', () => {
  it.each([
    ['999999999999', 0],
    [undefined, 1],
  ])('nobody is told, and every run fails visibly: with the owner %s, %i told', async (owner, told) => {
    const life = new Life();
    for (const one of life.account.topic.subscriptions) life.account.topic.unsubscribe(one);
    const theirs = owner === undefined ? {} : { owner };
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: true, ...theirs });
    life.anOrphan();
    const runs = [await life.sweep(), await life.sweep()];
    expect(life.told).toHaveLength(told);
    const deaf = expect.stringMatching(/none counts \(email: belongs to another account\)\. Subscribe/);
    expect(runs.map(({ failures }) => failures)).toEqual(told === 1 ? [[], []] : [[deaf], [deaf]]);
  });

  it('a run of several messages says so once', async () => {
    const life = new Life();
    for (const one of life.account.topic.subscriptions) life.account.topic.unsubscribe(one);
    for (let number = 0; number < 21; number += 1) life.anOrphan(`shop/web-${number}`, { targetGroups: 0 });
    expect((await life.sweep()).failures).toHaveLength(1);
  });
});

const EARLIER_APPROVAL = 'an approval was given before this notice and does not count: approve again';

/** Why the window starts again, by what each message says of its first NLB. */
function reasonsTold(life: Life): readonly unknown[] {
  return life.digests.map(({ entries: [entry] }) => entry?.['restartedBecause']);
}

describe('an approval', () => {
  it('is taken back when it was given before the notice', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.between('quarantine', 'notice', () => life.flip(arn, 'approval', 'approved'));
    await life.sweep();
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
    await life.sweep();
    expect(life.writes().at(-1)).toBe(`${NOTICE} approval=pending`);
    expect(life.marks(arn)['approval']).toBe('pending');
    expect(reasonsTold(life)).toEqual([null, EARLIER_APPROVAL]);
  });

  it('is taken back with a message that says so when the run died after the first one', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.killRunAfter('notice');
    await life.sweep().catch(() => undefined);
    life.flip(arn, 'approval', 'approved');
    await life.sweep();
    expect(life.writes().at(-1)).toBe(`${NOTICE} approval=pending`);
    expect(reasonsTold(life)).toEqual([null, EARLIER_APPROVAL]);
    expect(life.account.messages.at(-1)?.forms['email']?.replaceAll(/\s+/g, ' ')).toContain(EARLIER_APPROVAL);
  });

  it('of nobody is not spoken of when the run died after the first message', async () => {
    const life = new Life();
    life.anOrphan();
    life.killRunAfter('notice');
    await life.sweep().catch(() => undefined);
    await life.sweep();
    expect(reasonsTold(life)).toEqual([null, null]);
  });

  it('stays when it was given after the notice', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual(['AddTags payments/api approved-by=unknown since 2026-03-02T09:00:00Z']);
    expect(life.marks(arn)['approval']).toBe('approved');
  });
});

describe('between the message and its tag', () => {
  it.each([
    ['approval', 'rejected'],
    ['approval', 'not before May'],
    ['keep', 'true'],
  ])('a person’s %s=%s is not written over', async (key, value) => {
    const life = new Life();
    const arn = life.anOrphan();
    life.between('notice', 'fresh tags', () => life.flip(arn, key, value));
    await life.sweep();
    expect(life.writes().at(-1)).toBe('Publish 1 orphan found');
    expect(life.marks(arn)[key]).toBe(value);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });

  it.each([
    // Another run has quarantined it for something else: nobody was told of that.
    ['nlb-janitor/evidence', '0123456789abcdef', false],
    ['cost-center', '7', true],
  ])(
    'another quarantine may begin, of which nobody was told: with %s=%s the window starts: %s',
    async (key, value, starts) => {
      const life = new Life();
      const arn = life.anOrphan();
      life.between('notice', 'fresh tags', () => life.account.setTags(arn, { [key]: value }));
      expect((await life.sweep()).failures).toEqual([]);
      expect('notified-at' in life.marks(arn)).toBe(starts);
      expect('delete-after' in life.marks(arn)).toBe(starts);
      expect(life.account.tagsOf(arn).get(key)).toBe(value);
    },
  );

  it('the tags may become unreadable: the run fails visibly, and the window does not start', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.between('notice', 'fresh tags', () => life.account.fail({ command: 'DescribeTags', with: 'denied' }));
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });
});

describe('an NLB that goes', () => {
  it.each([
    ['quarantine', 'notice'],
    ['notice', 'fresh tags'],
  ] as const)('between %s and %s fails nothing', async (earlier, later) => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { targetGroups: 0 });
    life.between(earlier, later, () => life.account.removeLoadBalancer(arn));
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.writes().at(-1)).toBe('Publish 1 orphan found');
  });
});
