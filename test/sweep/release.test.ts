/** A release: the janitor's marks come off an NLB that is in use or left alone again, and people hear of it. */
import { deeds, Life } from '../support/life.ts';

/** Quarantined and noticed, and its Service is back by now. */
async function aServedAgain(): Promise<{ life: Life; arn: string }> {
  const life = new Life();
  const arn = life.anOrphan();
  await life.sweep();
  life.serve('payments/api');
  life.writes();
  return { life, arn };
}

describe('a release', () => {
  it('takes every mark away, tells people, and forgets last of all that they had heard of the NLB', async () => {
    const { life, arn } = await aServedAgain();
    const run = await life.sweep();
    expect(life.writes()).toEqual([
      'RemoveTags payments/api#1 companion-of',
      'RemoveTags payments/api quarantined-at reason evidence delete-after approval',
      'Publish payments/api released',
      'RemoveTags payments/api notified-at',
    ]);
    expect(deeds(life, run)).toEqual(['released payments/api']);
    expect(life.marks(arn)).toEqual({});
  });

  it('leaves the mark that is another NLB’s on a target group of both', async () => {
    const { life } = await aServedAgain();
    const group = life.targetGroup('payments/api#1');
    life.account.setTags(group, { 'nlb-janitor/companion-of': 'another/0123456789abcdef' });
    await life.sweep();
    expect(life.writes()).not.toContain('RemoveTags payments/api#1 companion-of');
    expect(life.account.tagsOf(group).get('nlb-janitor/companion-of')).toBe('another/0123456789abcdef');
  });

  it('is reported by the next sweep when SNS refused the message', async () => {
    const { life, arn } = await aServedAgain();
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(Object.keys(life.marks(arn))).toEqual(['notified-at']);
    heal();
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual(['Publish payments/api released', 'RemoveTags payments/api notified-at']);
  });

  it('is not reported when nobody has heard of the NLB', async () => {
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
    const { life, arn } = await aServedAgain();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
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

describe('a release that does not come to its end', () => {
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

  it('fails visibly, and leaves every mark, when it could not read the target groups', async () => {
    const { life, arn } = await aServedAgain();
    const before = life.marks(arn);
    life.between('plan', 'release', () => life.account.fail({ command: 'DescribeTargetGroups', with: 'denied' }));
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.marks(arn)).toEqual(before);
  });

  it.each([
    ['plan', 'release'],
    ['release', 'fresh tags'],
    ['notice', 'fresh tags'],
  ] as const)('is no failure when the NLB goes between %s and %s', async (earlier, later) => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.account.loadBalancer(arn).deletionProtection = true;
    life.between(earlier, later, () => life.account.removeLoadBalancer(arn));
    expect((await life.sweep()).failures).toEqual([]);
  });

  it.each([
    [60_000, ['released payments/api', 'released shop/web']],
    [59_999, ['released payments/api', 'not-attempted shop/web']],
  ])('is left to the next sweep when there is no time for it: with %i ms left %j', async (leftMs, done) => {
    const life = new Life();
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.sweep();
    const before = life.marks(second);
    life.serve('payments/api');
    life.serve('shop/web');
    life.writes();
    const isFirstDone = (): boolean => !('reason' in life.marks(first));
    const run = await life.sweep({ is: 'everything' }, { remainingMs: () => (isFirstDone() ? leftMs : 60_000) });
    expect(deeds(life, run)).toEqual(done);
    expect(run.failures).toEqual([]);
    expect(life.marks(first)).toEqual({});
    expect(life.marks(second)).toEqual(leftMs === 60_000 ? {} : before);
    await life.sweep();
    expect(life.marks(second)).toEqual({});
    expect(life.told.filter((entry) => entry.startsWith('released')).toSorted()).toEqual([
      'released payments/api',
      'released shop/web',
    ]);
  });
});
