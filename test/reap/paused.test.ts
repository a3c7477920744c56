/** The kill switch: a paused reap writes nothing, and one that is under way stops at the next delete. */
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, outcomesIn } from './due-orphan.ts';

const deletes = (life: Life): readonly string[] => life.writes().filter((write) => write.startsWith('Delete'));

describe('a reap that starts paused', () => {
  it('reads nothing but the switch, writes nothing and tells nothing', async () => {
    const { life } = await aDueOrphan();
    life.pause();
    const told = life.told.length;
    expect(await life.reap()).toEqual({ outcomes: [], failures: [] });
    expect(life.calls(() => true)).toEqual(['GetParameter']);
    expect([life.told.length, life.notes]).toEqual([told, expect.arrayContaining(['paused'])]);
  });

  it('goes on as if nothing had been once it is resumed', async () => {
    const { life } = await aDueOrphan();
    life.pause();
    await life.reap();
    life.resume();
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.notes.filter((note) => note === 'paused')).toHaveLength(1);
  });

  it('does not finish either what an earlier run began', async () => {
    const { life } = await aDueOrphan();
    life.killRunAfter('delete');
    await life.reap();
    life.pause();
    life.toDay(7, 12);
    life.writes();
    await life.reap();
    expect(life.writes()).toEqual([]);
    life.resume();
    await life.reap();
    expect(deletes(life)).toEqual(['DeleteTargetGroup payments/api#1']);
  });

  it.each(['denied', 'throttled', 'server-error'] as const)(
    'takes an answer that is %s for a pause, and fails',
    async (fault) => {
      const { life, arn } = await aDueOrphan();
      life.account.fail({ command: 'GetParameter', with: fault });
      const run = await life.reap();
      expect(run.failures).toEqual([expect.stringMatching(/^taken for paused, .*ssm GetParameter: /)]);
      expect([life.writes(), life.account.loadBalancers.has(arn)]).toEqual([[], true]);
    },
  );
});

describe('a reap that is paused while it is under way', () => {
  it('spares the NLB whose approval it was looking up, which takes CloudTrail a minute', async () => {
    const life = new Life({ approvers: ['arn:aws:iam::123456789012:role/platform'] });
    const arn = life.anOrphan();
    await life.sweep();
    life.toDay(1);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    life.between('snapshot', 'look-up of answers', () => {
      life.pause();
      life.box.clock.advance({ seconds: 70 });
    });
    expect(deeds(life, await life.reap())).toEqual(['not-attempted payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  it('spares the NLB that it was about to delete, and the record says so', async () => {
    const { life, arn } = await aDueOrphan();
    life.between('snapshot', 'count of the day', () => life.pause());
    const run = await life.reap();
    expect([deeds(life, run), run.failures]).toEqual([['not-attempted payments/api'], []]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
    expect(outcomesIn(life)).toEqual([expect.objectContaining({ spared: expect.stringContaining('paused since') })]);
    life.resume();
    life.box.clock.advance({ minutes: 1 });
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('begins no other one, and tells of the one that is gone', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.due(first, second);
    life.between('snapshot', 'delete of a target group', () => life.pause());
    const run = await life.reap();
    const [gone = '', other = ''] = [...deeds(life, run)].sort();
    expect([gone.startsWith('deleted '), other.startsWith('not-attempted ')]).toEqual([true, true]);
    expect(life.account.loadBalancers.size).toBe(1);
    expect(life.told.filter((entry) => entry.startsWith('deleted '))).toEqual([gone]);
    expect(life.writes().filter((write) => write.includes('snapshot.json'))).toHaveLength(1);
  });

  it('leaves target groups for the first run after the pause', async () => {
    const { life } = await aDueOrphan();
    const group = life.targetGroup('payments/api#1');
    life.between('snapshot', 'delete', () => life.pause());
    await life.reap();
    expect([life.account.targetGroups.has(group), deletes(life)]).toEqual([true, ['DeleteLoadBalancer payments/api']]);
    expect(outcomesIn(life)[0]?.['companions']).toEqual([expect.objectContaining({ did: 'pending' })]);
    life.resume();
    await life.reap();
    expect(life.account.targetGroups.has(group)).toBe(false);
  });

  it('fails when the switch cannot be read any more', async () => {
    const { life, arn } = await aDueOrphan();
    life.between(
      'snapshot',
      'count of the day',
      () => void life.account.fail({ command: 'GetParameter', with: 'denied' }),
    );
    const run = await life.reap();
    expect(run.failures).toEqual([expect.stringContaining('was not deleted: taken for paused')]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});
