/** A deletion of a cluster that CloudTrail recorded is written down once on what it left behind: CloudTrail forgets. */
import { Life, START } from '../support/life.ts';

const TRAIL_DAYS = 90;

/** An NLB whose cluster was deleted; the deletion is a day old when the life begins. */
function aLeftover(settings: Readonly<Record<string, unknown>> = {}): { life: Life; arn: string } {
  const life = new Life(settings);
  life.addCluster('old');
  const arn = life.anOrphan('mail/smtp', { cluster: 'old' });
  life.account.deleteCluster('old');
  life.toDay(1);
  return { life, arn };
}

it('is written before the quarantine, in a call of its own, and never again', async () => {
  const { life, arn } = aLeftover();
  await life.sweep();
  expect(life.writes()[0]).toBe('AddTags mail/smtp cluster-deleted=old 2026-03-02T09:00:00Z cloudtrail vpc-0prod');
  expect(life.marks(arn)).toMatchObject({
    'cluster-deleted': 'old 2026-03-02T09:00:00Z cloudtrail vpc-0prod',
    reason: 'cluster-gone',
  });
  await life.sweep();
  expect(life.writes()).toEqual([]);
});

it('is not written again on an NLB that is quarantined for it: somebody took it off', async () => {
  const { life, arn } = aLeftover();
  await life.sweep();
  life.account.removeTags(arn, 'nlb-janitor/cluster-deleted');
  life.writes();
  await life.sweep();
  expect(life.writes()).toEqual([]);
});

it('that AWS refuses holds the quarantine back, and both are written by the next run', async () => {
  const { life, arn } = aLeftover();
  life.account.fail({ command: 'AddTags', with: 'denied', times: 1 });
  const run = await life.sweep();
  expect(run.failures).toEqual([expect.stringContaining('nlb-janitor/cluster-deleted could not be written') as string]);
  expect(life.marks(arn)).toEqual({});
  await life.sweep();
  expect(life.marks(arn)).toMatchObject({
    'cluster-deleted': 'old 2026-03-02T09:00:00Z cloudtrail vpc-0prod',
    reason: 'cluster-gone',
  });
});

it('proves it when CloudTrail has forgotten', async () => {
  const { life, arn } = aLeftover();
  await life.sweep();
  life.toDay(TRAIL_DAYS + 10);
  const run = await life.sweep();
  expect(run.failures).toEqual([]);
  expect(life.marks(arn)['reason']).toBe('cluster-gone');
});

it('is written while the cluster is still being deleted, though the verdict is unknown', async () => {
  const life = new Life();
  life.addCluster('old');
  const arn = life.anOrphan('mail/smtp', { cluster: 'old' });
  life.account.setClusterStatus('old', 'DELETING');
  life.account.addTrailEvent({
    eventName: 'DeleteCluster',
    eventSource: 'eks.amazonaws.com',
    at: START,
    record: { requestParameters: { name: 'old' } },
  });
  life.toDay(1);
  await life.sweep();
  expect(life.marks(arn)).toEqual({ 'cluster-deleted': 'old 2026-03-02T09:00:00Z cloudtrail none' });
});

it('is not written on an NLB of a living cluster, on one that is kept, or in mode report', async () => {
  const kept = aLeftover();
  kept.life.account.setTags(kept.arn, { 'nlb-janitor/keep': 'true' });
  await kept.life.sweep();
  expect(kept.life.writes()).toEqual([]);
  const report = aLeftover({ mode: 'report' });
  await report.life.sweep();
  expect(report.life.writes()).toEqual([]);
});

it.each([
  [120_000, 'cluster-gone'],
  [119_999, undefined],
])('is begun only with time for it and for a batch of notices: %i ms left, reason %s', async (leftMs, reason) => {
  const { life, arn } = aLeftover();
  const run = await life.sweep({ is: 'everything' }, { remainingMs: () => leftMs });
  expect(run.failures).toEqual([]);
  expect(life.marks(arn)['reason']).toBe(reason);
  await life.sweep();
  expect(life.marks(arn)['reason']).toBe('cluster-gone');
});
