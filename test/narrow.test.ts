/**
 * A run about a few NLBs reads those few: what it costs in a large fleet, and that it never says or does what a run about
 * everything would not.
 */
import { someOf } from '../lambda/core/scope.ts';
import { STATE_KEY } from '../lambda/records/state.ts';
import type { SandboxCall } from '../sandbox/aws/call-log.ts';
import { deeds, Life } from './support/life.ts';

const isElb = ({ service }: SandboxCall): boolean => service === 'elasticloadbalancing';

/** A fleet with one NLB that is approved and due; the last full sweep is an hour old. */
async function approvedIn(fleet: number): Promise<{ life: Life; arn: string }> {
  const life = new Life();
  for (let nth = 1; nth < fleet; nth += 1) {
    life.anOrphan(`shop/web-${nth}`);
    life.serve(`shop/web-${nth}`);
  }
  const arn = life.anOrphan();
  await life.sweep();
  life.flip(arn, 'approval', 'approved');
  life.toDay(7, 10);
  await life.sweep();
  return { life, arn };
}

/** ELBv2 calls of the runs that one answer makes: a sweep, and the reap that it wakes. */
async function costOf(life: Life, arn: string): Promise<number> {
  const before = life.account.calls.length;
  await life.sweep(someOf({ arns: [arn] }));
  expect(deeds(life, await life.reap(someOf({ arns: [arn] })))).toEqual(['deleted payments/api']);
  return life.account.calls.slice(before).filter(isElb).length;
}

it('costs the same in a fleet of 300 as in a fleet of one: 60 ELBv2 calls at most', async () => {
  const small = await approvedIn(1);
  const large = await approvedIn(300);
  const cost = await costOf(small.life, small.arn);
  expect(cost).toBeLessThanOrEqual(60);
  expect(await costOf(large.life, large.arn)).toBe(cost);
});

describe('a narrow reap', () => {
  it('reads everything when the size of the fleet is not on record', async () => {
    const { life, arn } = await approvedIn(2);
    life.account.bucket.put({ key: STATE_KEY, text: '{}', contentType: undefined, storedAt: life.account.clock.now() });
    const before = life.account.calls.length;
    expect(deeds(life, await life.reap(someOf({ arns: [arn] })))).toEqual(['deleted payments/api']);
    const listings = life.account.calls
      .slice(before)
      .filter(({ command, input }) => command === 'DescribeLoadBalancers' && !('LoadBalancerArns' in Object(input)));
    expect(listings.length).toBeGreaterThan(0);
  });

  it('takes its limit from the fleet of the last sweep', async () => {
    const life = new Life({ maxDeletePercent: 50 });
    for (const name of ['a/three', 'a/four']) {
      life.anOrphan(name);
      life.serve(name);
    }
    const arns = ['a/one', 'a/two'].map((name) => life.anOrphan(name));
    await life.due(...arns);
    await life.sweep();
    const run = await life.reap(someOf({ arns }));
    expect(deeds(life, run).filter((deed) => deed.startsWith('deleted'))).toHaveLength(2);
  });

  it('leaves the day to those that were approved before and wait, whoever woke it', async () => {
    const life = new Life({ maxDeletesPerDay: 1, maxDeletePercent: 100 });
    const older = life.anOrphan('a/older');
    await life.sweep();
    life.toDay(1, 9);
    const younger = life.anOrphan('a/younger');
    await life.sweep();
    life.flip(older, 'approval', 'approved');
    life.flip(younger, 'approval', 'approved');
    life.toDay(9, 10);
    await life.sweep();
    expect(deeds(life, await life.reap(someOf({ arns: [younger] })))).toEqual([]);
    expect(deeds(life, await life.reap(someOf({ arns: [older] })))).toEqual(['deleted a/older']);
  });

  it('finishes what an earlier run began, also of NLBs that nobody named', async () => {
    const life = new Life();
    const [one = '', other = ''] = ['a/one', 'a/two'].map((name) => life.anOrphan(name));
    await life.due(one, other);
    await life.sweep();
    life.killRunAfter('delete');
    await life.reap(someOf({ arns: [one] })).catch(() => undefined);
    life.toDay(7, 12);
    // Counts those that wait again: the one that is gone is not among them.
    await life.sweep();
    const run = await life.reap(someOf({ arns: [other] }));
    expect(run.failures).toEqual([]);
    expect(life.told.filter((line) => line.startsWith('deleted'))).toEqual(['deleted a/one']);
  });
});

it('never takes for deleted what it was not asked about', async () => {
  const life = new Life();
  const [one = '', other = ''] = ['a/one', 'a/two'].map((name) => life.anOrphan(name));
  await life.due(one, other);
  await life.sweep();
  life.killRunBefore('delete');
  await life.reap(someOf({ arns: [one] })).catch(() => undefined);
  expect(life.account.loadBalancers.has(one)).toBe(true);
  life.toDay(7, 12);
  life.flip(other, 'keep', 'true');
  // With its yes taken back, it is not among those that wait either.
  life.flip(one, 'approval', 'pending');
  await life.sweep();
  await life.reap(someOf({ arns: [other] }));
  expect(life.told.filter((line) => line.includes('deleted'))).toEqual([]);
});

describe('a narrow sweep', () => {
  it('finds the load balancer that has taken over, though nobody named it', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const next = life.account.addNetworkLoadBalancer({ name: 'k8s-payments-api-0123456789' });
    const { dnsName } = life.account.loadBalancer(next);
    life.serve('payments/api');
    const [, service] = life.cluster().services;
    if (service === undefined) throw new Error('no Service');
    life.cluster().services = [
      ...life.cluster().services.slice(0, 1),
      { ...service, loadBalancerType: 'external', hostnames: [dnsName] },
    ];
    await life.sweep(someOf({ arns: [arn] }));
    expect(life.marks(arn)).toMatchObject({ reason: 'superseded' });
  });

  it('reads everything where a person says that the cluster is gone: every NLB of it has a say', async () => {
    const life = new Life({ deletedClusters: [{ name: 'old', deletedAt: '2026-02-20T00:00:00Z' }] });
    const arn = life.anOrphan('mail/smtp', { cluster: 'old' });
    const living = life.anOrphan('mail/imap', { cluster: 'old' });
    life.account.setFlows(living, { newFlows: 10, peakActiveFlows: 1 });
    await life.sweep(someOf({ arns: [arn] }));
    expect(life.marks(arn)).toEqual({});
    life.account.setFlows(living, { newFlows: 0, peakActiveFlows: 0 });
    life.toDay(9);
    await life.sweep(someOf({ arns: [arn] }));
    expect(life.marks(arn)).toMatchObject({ reason: 'cluster-gone' });
  });

  it('does not quarantine what nobody named', async () => {
    const life = new Life();
    const [one = '', other = ''] = ['a/one', 'a/two'].map((name) => life.anOrphan(name));
    await life.sweep(someOf({ arns: [one] }));
    expect(life.marks(one)).toMatchObject({ reason: 'service-gone' });
    expect(life.marks(other)).toEqual({});
  });
});
