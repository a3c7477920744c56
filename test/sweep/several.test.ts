/** Several NLBs in one sweep: one that fails, the time of the run, and events that are about some of them. */
import { someOf } from '../../lambda/core/scope.ts';
import { deeds, Life } from '../support/life.ts';

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
    [37, 'quarantined payments/api'],
    [38, 'failed payments/api'],
  ])('with %i foreign tags beside those of the controller: %s', async (number, done) => {
    const life = new Life();
    const tags = Object.fromEntries(Array.from({ length: number }, (_, index) => [`team-${index}`, 'x']));
    life.anOrphan('payments/api', { tags });
    expect(deeds(life, await life.sweep())).toEqual([done]);
  });

  it('are not attempted once the time is over, and are done by the next sweep', async () => {
    const life = new Life();
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    const isFirstDone = (): boolean => 'reason' in life.marks(first);
    const run = await life.sweep({ is: 'everything' }, { remainingMs: () => (isFirstDone() ? 59_999 : 60_000) });
    expect(deeds(life, run)).toEqual(['quarantined payments/api', 'not-attempted shop/web']);
    expect(life.marks(first)).toHaveProperty('notified-at');
    expect(life.marks(second)).toEqual({});
    await life.sweep();
    expect(life.marks(second)).toHaveProperty('notified-at');
  });
});

describe('more NLBs than one message holds', () => {
  it('are told of in several messages, each of which follows its own quarantines, and each thing is told once', async () => {
    const life = new Life();
    life.anOrphan('payments/api');
    await life.sweep();
    life.serve('payments/api');
    const names = Array.from({ length: 21 }, (_, index) => `shop/web-${String(index).padStart(2, '0')}`);
    for (const name of names) life.anOrphan(name, { targetGroups: 0 });
    life.writes();
    const run = await life.sweep();
    expect(run.failures).toEqual([]);
    expect(life.digests.slice(1).map(({ entries }) => entries.length)).toEqual([20, 2]);
    expect(life.told.slice(1).toSorted()).toEqual([...names.map((name) => `orphan ${name}`), 'released payments/api']);
    const steps = life.writes().filter((write) => write.startsWith('Publish') || write.includes('quarantined-at='));
    expect(steps.map((write) => write.split(' ')[0])).toEqual([
      ...Array.from({ length: 19 }, () => 'AddTags'),
      'Publish',
      'AddTags',
      'AddTags',
      'Publish',
    ]);
  });
});

describe('an event', () => {
  it('about one NLB leaves the others as they are', async () => {
    const life = new Life();
    const meant = life.anOrphan('payments/api');
    const other = life.anOrphan('shop/web');
    await life.sweep(someOf({ arns: [meant] }));
    expect(life.marks(meant)).toHaveProperty('notified-at');
    expect(life.marks(other)).toEqual({});
  });

  it('about a cluster is about the NLBs of that cluster', async () => {
    const life = new Life();
    life.addCluster('edge');
    const meant = life.anOrphan('payments/api', { cluster: 'edge' });
    const other = life.anOrphan('shop/web');
    await life.sweep(someOf({ clusters: ['edge'] }));
    expect(life.marks(meant)).toHaveProperty('notified-at');
    expect(life.marks(other)).toEqual({});
  });

  it('that comes twice changes nothing twice', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep(someOf({ arns: [arn] }));
    life.writes();
    await life.sweep(someOf({ arns: [arn] }));
    expect(life.writes()).toEqual([]);
  });
});
