/** The limit of the day: how many NLBs may be deleted, which come first, and what becomes of the rest. */
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan } from './due-orphan.ts';

describe('the limit of the day', () => {
  it('lets the oldest notices through, and the rest wait for the next day', async () => {
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

  it('refuses automatic deletes beyond it in the message that tells of the approved ones', async () => {
    const life = new Life({ approval: 'automatic', maxDeletesPerDay: 2, maxDeletePercent: 100 });
    const approved = life.anOrphan('payments/api');
    life.anOrphan('shop/web');
    life.anOrphan('shop/admin');
    await life.due(approved);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.writes().filter((write) => write.startsWith('Publish'))).toEqual([
      'Publish deletes refused; 1 deleted',
    ]);
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

  it.each([
    ['of the fleet that the last sweep counted', false, 2],
    ['only of what it looked at itself, where that is not on record', true, 1],
  ])('is a share %s', async (_, isLost, number) => {
    const life = new Life({ maxDeletePercent: 50 });
    const [first = '', second = ''] = ['a/one', 'a/two', 'a/three', 'a/four'].map((name) => life.anOrphan(name));
    await life.due(first, second);
    await life.sweep();
    if (isLost) life.account.fail({ command: 'GetObject', with: 'denied' });
    const run = await life.reap();
    expect(deeds(life, run).filter((deed) => deed.startsWith('deleted'))).toHaveLength(number);
  });

  it('refuses everything when the run could not list the snapshots of today', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'ListObjectsV2', with: 'denied' });
    const run = await life.reap();
    expect(run.failures.length).toBeGreaterThan(0);
    expect(life.writes()).toEqual([]);
    expect(life.notes).toContain('breaker refused');
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});
