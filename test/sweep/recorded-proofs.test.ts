/** A cluster that CloudTrail has forgotten: what AWS Config recorded of it proves its end, and is written down. */
import { Life, START, VPC } from '../support/life.ts';

/** Days after which CloudTrail knows nothing of the deletion. */
const FORGOTTEN = 120;

/** An NLB whose cluster was deleted, first seen when CloudTrail has forgotten. */
function aForgottenLeftover({
  recorder = true,
  clusterVpc = VPC,
  capturedOnDay = 2,
}: { readonly recorder?: boolean; readonly clusterVpc?: string; readonly capturedOnDay?: number } = {}): {
  life: Life;
  arn: string;
} {
  const life = new Life();
  if (recorder) life.account.config.start();
  life.addCluster('old', clusterVpc);
  const arn = life.anOrphan('mail/smtp', { cluster: 'old', createdAt: START });
  life.toDay(capturedOnDay);
  life.account.deleteCluster('old');
  life.toDay(FORGOTTEN);
  return { life, arn };
}

const asked = ({ account }: Life) => account.calls.filter(({ service }) => service === 'config').length;

it('is an orphan by the record of AWS Config, which is written down with its VPC and then asked for no more', async () => {
  const { life, arn } = aForgottenLeftover();
  const run = await life.sweep();
  expect(run.failures).toEqual([]);
  expect(life.marks(arn)).toMatchObject({
    'cluster-deleted': `old 2026-03-04T09:00:00Z config ${VPC}`,
    reason: 'cluster-gone',
  });
  const before = asked(life);
  expect(before).toBeGreaterThan(0);
  await life.sweep();
  expect(asked(life)).toBe(before);
  expect(life.marks(arn)['reason']).toBe('cluster-gone');
});

it('is unknown without a recorder: nothing is written', async () => {
  const { life, arn } = aForgottenLeftover({ recorder: false });
  const run = await life.sweep();
  expect(run.failures).toEqual([]);
  expect(life.marks(arn)).toEqual({});
});

it('is unknown where it was captured within a day after the NLB was made: it may have been deleted before', async () => {
  const { life, arn } = aForgottenLeftover({ capturedOnDay: 1 });
  await life.sweep();
  expect(life.marks(arn)).toEqual({});
});

it('is unknown where AWS Config is denied, and the run goes on', async () => {
  const { life, arn } = aForgottenLeftover();
  life.account.fail({ command: 'ListDiscoveredResources', with: 'denied' });
  await life.sweep();
  expect(life.marks(arn)).toEqual({});
});

it('is an orphan whose proof names no VPC where the cluster shared no subnet with the NLB', async () => {
  const { life, arn } = aForgottenLeftover({ clusterVpc: 'vpc-0far' });
  await life.sweep();
  expect(life.marks(arn)).toMatchObject({ 'cluster-deleted': 'old 2026-03-04T09:00:00Z config none' });
});

it('is not looked for while CloudTrail remembers', async () => {
  const life = new Life();
  life.account.config.start();
  life.addCluster('old');
  life.anOrphan('mail/smtp', { cluster: 'old' });
  life.account.deleteCluster('old');
  life.toDay(1);
  await life.sweep();
  expect(asked(life)).toBe(0);
});
