/** A first quarantine: the exact calls that change something, in their order. */
import { deeds, Life } from '../support/life.ts';
import { markOf, NOTICE, QUARANTINE } from './calls.ts';

describe('a first quarantine', () => {
  it('writes all of its tags at once, marks what goes with it, tells people, and only then starts the window', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const run = await life.sweep();
    expect(life.writes()).toEqual([QUARANTINE, markOf('payments/api#1', arn), 'Publish 1 orphan found', NOTICE]);
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

describe('a target group that could not be marked', () => {
  it('fails the quarantine visibly, and nobody is told of it yet', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.account.fail({
      command: 'AddTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes('companion-of'),
    });
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.account.messages).toEqual([]);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });

  it('fails nothing when it is gone', async () => {
    const life = new Life();
    life.anOrphan();
    life.between('plan', 'quarantine', () => life.account.targetGroups.delete(life.targetGroup('payments/api#1')));
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['quarantined payments/api']);
    expect(run.failures).toEqual([]);
    expect(life.told).toEqual(['orphan payments/api']);
  });
});

describe('when another sweep is at it too', () => {
  it('does not quarantine what the other one has quarantined in the meantime', async () => {
    const life = new Life();
    life.anOrphan();
    // With clients of its own, as another function instance has: each makes one call at a time.
    life.between('plan', 'fresh tags', () => life.sweep({ is: 'everything' }, { remainingMs: () => 900_000 }));
    expect(deeds(life, await life.sweep())).toEqual(['spared payments/api']);
    expect(life.told).toEqual(['orphan payments/api']);
  });
});

describe('a target group that is full of tags', () => {
  it.each([
    [50, []],
    [49, ['k8s-payments-api-1']],
  ])('does not keep its NLB from being told of, day after day: with %i tags what goes is %j', async (tags, goes) => {
    const life = new Life({ maxDeletePercent: 100 });
    const arn = life.anOrphan();
    const group = life.targetGroup('payments/api#1');
    const more = Array.from({ length: tags - life.account.tagsOf(group).size }, (_, index) => [`team-${index}`, 'x']);
    life.account.setTags(group, Object.fromEntries(more) as Record<string, string>);
    for (const day of [0, 1, 2]) {
      life.toDay(day);
      expect((await life.sweep()).failures).toEqual([]);
    }
    expect(life.told).toEqual(['orphan payments/api']);
    const why = 'has no room for the mark: it holds 50 tags, all that AWS allows';
    const stays = goes.length === 0 ? [{ name: 'k8s-payments-api-1', why }] : [];
    expect(life.digests[0]?.entries).toMatchObject([{ goesWithIt: goes, stays }]);

    life.flip(arn, 'approval', 'approved');
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.account.targetGroups.has(group)).toBe(tags === 50);
  });
});
