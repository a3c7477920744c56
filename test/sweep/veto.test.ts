/** A person's no, in whatever words and however late: no quarantine is written over it. */
import { deeds, Life } from '../support/life.ts';

describe('between plan and write', () => {
  it.each([
    ['approval', 'rejected', ['spared payments/api']],
    ['keep', 'until=2026-12-31', ['spared payments/api']],
    ['team', 'payments', ['quarantined payments/api']],
  ])('the tags are read once more: with %s=%s, %j', async (key, value, done) => {
    const life = new Life();
    const arn = life.anOrphan();
    life.between('plan', 'fresh tags', () => life.flip(arn, key, value));
    expect(deeds(life, await life.sweep())).toEqual(done);
    expect(life.marks(arn)[key]).toBe(value);
  });

  it('an NLB may go, and is spared', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.between('plan', 'fresh tags', () => life.account.removeLoadBalancer(arn));
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['spared payments/api']);
    expect(run.failures).toEqual([]);
    expect(life.writes()).toEqual([]);
  });
});

describe('an approval in words that the janitor does not know', () => {
  it('stays, and nothing is quarantined over it', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { tags: { 'nlb-janitor/approval': 'not before May' } });
    expect(deeds(life, await life.sweep())).toEqual(['spared payments/api']);
    expect(life.marks(arn)).toEqual({ approval: 'not before May' });
    expect(life.writes()).toEqual([]);
  });

  it('stays in a quarantine, which stays as it is, and is told of once', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'not before May');
    life.writes();
    life.toDay(1);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish payments/api has an answer that nobody knows',
      'AddTags payments/api told=unknown-word 2026-03-03',
    ]);
    expect(life.digests.at(-1)?.entries).toMatchObject([
      { kind: 'note', what: 'unknown-word', why: expect.stringContaining('says "not before May"') as string },
    ]);
    life.toDay(2);
    await life.sweep();
    expect(life.writes()).toEqual([]);
    expect(life.marks(arn)['approval']).toBe('not before May');
    // Another word is told of again, once the first one is gone.
    life.flip(arn, 'approval', 'pending');
    await life.sweep();
    life.flip(arn, 'approval', 'no');
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish payments/api has an answer that nobody knows',
      'AddTags payments/api told=unknown-word 2026-03-04',
    ]);
  });
});
