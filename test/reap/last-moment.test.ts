/** Changes after the snapshot and before the delete itself: the tags and the count of the day are read once more. */
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, outcomesIn } from './due-orphan.ts';

describe('between snapshot and delete', () => {
  it.each([
    ['approval', 'rejected', 'spared'],
    ['approval', 'pending', 'spared'],
    ['keep', 'true', 'spared'],
    ['evidence', '0123456789abcdef', 'spared'],
    ['notified-at', '2026-03-09T09:59:59Z', 'spared'],
    ['cost-center', '7', 'deleted'],
  ])('a person’s answer, or another quarantine, still counts: with %s=%s it is %s', async (key, value, did) => {
    const { life, arn } = await aDueOrphan();
    life.between('snapshot', 'fresh tags', () => life.flip(arn, key, value));
    expect(deeds(life, await life.reap())).toEqual([`${did} payments/api`]);
    expect(life.account.loadBalancers.has(arn)).toBe(did === 'spared');
    // The record says that it lives, so that no later run takes it for an interrupted delete.
    expect(outcomesIn(life).map(({ spared }) => typeof spared)).toEqual([did === 'spared' ? 'string' : 'undefined']);
  });

  it('what is spared and cannot be written down fails the run; the next one finds it alive', async () => {
    const { life, arn } = await aDueOrphan();
    let mend = (): void => undefined;
    life.between('snapshot', 'fresh tags', () => {
      life.flip(arn, 'keep', 'true');
      mend = life.account.fail({ command: 'PutObject', with: 'denied' });
    });
    const run = await life.reap();
    expect(run.failures).toEqual([expect.stringContaining('was spared, which could not be written down') as string]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
    mend();
    expect((await life.reap()).failures).toEqual([]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  it('an approval that is taken back counts, although the policy is automatic by then', async () => {
    const life = new Life({ approval: 'automatic', maxDeletesPerDay: 1 });
    const arn = life.anOrphan('payments/api');
    life.anOrphan('shop/web');
    await life.due(arn);
    life.between('snapshot', 'fresh tags', () => life.flip(arn, 'approval', 'pending'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('an NLB whose tags could not be read is spared', async () => {
    const { life, arn } = await aDueOrphan();
    life.between('snapshot', 'fresh tags', () => life.account.fail({ command: 'DescribeTags', with: 'denied' }));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  // Another run that began at the same time has stored a snapshot of its own, today or just before midnight.
  it.each([
    ['2026-03-09', ['spared payments/api']],
    ['2026-03-08', ['deleted payments/api']],
  ])('the snapshot of another run counts against the limit of its day, %s: %j', async (day, done) => {
    const { life } = await aDueOrphan({ maxDeletesPerDay: 1 });
    const key = `${day}/00000000000000ff/2026-03-02T09:00:00Z/snapshot.json`;
    const other = { key, text: '{}', contentType: undefined, storedAt: life.box.clock.now() };
    life.between('snapshot', 'count of the day', () => life.account.bucket.put(other));
    expect(deeds(life, await life.reap())).toEqual(done);
  });

  it.each([
    ['the snapshots of today', 'ListObjectsV2', 'spared'],
    ['an object of the bucket, which it does not need', 'GetObject', 'deleted'],
  ])(
    'nothing is deleted unless the run knows what else was deleted today: it could not read %s',
    async (_, command, did) => {
      const { life, arn } = await aDueOrphan();
      life.between('snapshot', 'count of the day', () => life.account.fail({ command, with: 'denied' }));
      const run = await life.reap();
      expect(deeds(life, run)).toEqual([`${did} payments/api`]);
      expect(life.account.loadBalancers.has(arn)).toBe(did === 'spared');
      expect(outcomesIn(life).map(({ spared }) => typeof spared)).toEqual([did === 'spared' ? 'string' : 'undefined']);
    },
  );
});
