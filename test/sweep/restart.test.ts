/** A change of what the verdict rests on: the approval is void, and the window starts again. */
import { deeds, Life, settingsOf } from '../support/life.ts';
import { markOf } from './calls.ts';

describe('a change of what the verdict rests on', () => {
  it('voids the approval and starts the window again, with a notice that says why', async () => {
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
      markOf('payments/api#2', arn),
      'Publish 1 orphan found',
      'AddTags payments/api notified-at=2026-03-07T09:00:00Z delete-after=2026-03-14T09:00:00Z',
    ]);
    expect(life.digests.at(-1)?.entries[0]?.['restartedBecause']).toContain('what the verdict rests on changed');
  });

  it('is not seen in traffic and health, which move by themselves', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.account.setFlows(arn, { newFlows: 12, peakActiveFlows: 1 });
    life.account.setHealth(life.targetGroup('payments/api#1'), 'unused');
    life.writes();
    life.toDay(1);
    await life.sweep();
    // That it was approved is seen, and nothing else.
    expect(life.writes()).toEqual(['AddTags payments/api approved-by=unknown since 2026-03-03T09:00:00Z']);
  });

  it.each([
    ['the mode', { mode: 'quarantine' }],
    ['the approval policy', { approval: 'automatic' }],
  ])('is seen when %s is switched', async (_, part) => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'approval', 'approved');
    life.settings = settingsOf(part);
    life.toDay(1);
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'quarantined-at': '2026-03-03T09:00:00Z' });
  });
});

describe('a quarantine', () => {
  it.each([
    ['starts again when somebody removed its approval tag', 'nlb-janitor/approval', '2026-03-03T09:00:00Z'],
    ['goes on when somebody removed another tag', 'team', '2026-03-02T09:00:00Z'],
  ])('%s', async (_, key, notifiedAt) => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { tags: { team: 'payments' } });
    await life.sweep();
    life.account.removeTags(arn, key);
    life.toDay(1);
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'notified-at': notifiedAt });
  });

  it('does not start again while the notice of the window before could not be taken off', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    const before = life.marks(arn);
    life.settings = settingsOf({ mode: 'quarantine' });
    const heal = life.account.fail({ command: 'RemoveTags', with: 'denied' });
    life.toDay(1);
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.marks(arn)).toEqual(before);
    heal();
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ 'notified-at': '2026-03-03T09:00:00Z' });
  });

  it('starts again, and says why, when one of its tags is not valid any more', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.flip(arn, 'notified-at', '2020-01-01T00:00:00Z');
    life.flip(arn, 'approval', 'approved');
    life.toDay(1);
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'notified-at': '2026-03-03T09:00:00Z' });
    expect(life.digests.at(-1)?.entries[0]?.['restartedBecause']).toContain('notified before it was quarantined');
  });
});

describe('an answer that comes while a quarantine starts again', () => {
  /** Told of and in need of a new start: the approval policy is another. */
  async function changed(): Promise<{ life: Life; arn: string }> {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    life.settings = settingsOf({ approval: 'automatic' });
    life.toDay(1);
    return { life, arn };
  }

  it.each([
    ['approval', 'rejected', 'spared'],
    ['keep', 'true', 'spared'],
    ['cost-center', '7', 'quarantined'],
  ])('after the old marks came off: with %s=%s it is %s', async (key, value, did) => {
    const { life, arn } = await changed();
    life.between('removal', 'fresh tags', () => life.flip(arn, key, value));
    expect(deeds(life, await life.sweep())).toEqual([`${did} payments/api`]);
    expect(life.marks(arn)[key]).toBe(value);
    expect('notified-at' in life.marks(arn)).toBe(did === 'quarantined');
  });

  it.each(['the NLB goes', 'its tags cannot be read'])('after that %s: nothing is written on it', async (what) => {
    const { life, arn } = await changed();
    life.writes();
    life.between('removal', 'fresh tags', () =>
      what === 'the NLB goes'
        ? life.account.removeLoadBalancer(arn)
        : life.account.fail({ command: 'DescribeTags', with: 'denied' }),
    );
    const run = await life.sweep();
    expect(deeds(life, run)).toEqual([what === 'the NLB goes' ? 'spared payments/api' : 'failed payments/api']);
    expect(life.writes()).toEqual(['RemoveTags payments/api notified-at delete-after']);
  });

  it('right before the write is not written over, since pending is not written again', async () => {
    const { life, arn } = await changed();
    life.between('removal', 'quarantine', () => life.flip(arn, 'approval', 'rejected'));
    await life.sweep();
    expect(life.marks(arn)['approval']).toBe('rejected');
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
  });
});
