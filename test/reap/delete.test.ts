/** A delete: the exact calls that change something, in their order, and what has to come before it. */
import { someOf } from '../../lambda/core/scope.ts';
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, OUTCOME, outcomesIn, SNAPSHOT } from './due-orphan.ts';

describe('a delete', () => {
  it('stores the snapshot, reads the tags last of all, deletes, and tells people', async () => {
    const { life } = await aDueOrphan();
    const run = await life.reap();
    const calls = life.calls(() => true);
    expect(calls.filter((call) => !/^(Describe|Get|List|Lookup)/.test(call))).toEqual([
      SNAPSHOT,
      'DeleteLoadBalancer payments/api',
      'DeleteTargetGroup payments/api#1',
      OUTCOME,
      'Publish 1 deleted',
      OUTCOME,
      'PutEvents',
    ]);
    expect(calls[calls.indexOf('DeleteLoadBalancer payments/api') - 1]).toBe('DescribeTags payments/api');
    expect(deeds(life, run)).toEqual(['deleted payments/api']);
    expect(run.failures).toEqual([]);
    expect(life.account.loadBalancers.size).toBe(0);
    expect(life.account.targetGroups.size).toBe(0);
    expect(outcomesIn(life)).toEqual([expect.objectContaining({ reportedAt: '2026-03-09T10:00:10Z' })]);
  });

  it('is not repeated, and costs no cluster a request once it is done', async () => {
    const { life } = await aDueOrphan();
    await life.reap();
    life.writes();
    const { views } = life.cluster();
    await life.reap();
    expect(life.writes()).toEqual([]);
    expect(life.cluster().views).toBe(views);
  });
});

describe('a reap', () => {
  it('needs no approval when the policy is automatic', async () => {
    const life = new Life({ approval: 'automatic' });
    life.anOrphan();
    await life.due();
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('keeps an orphan with a caution that nobody approved, even when the policy is automatic', async () => {
    const life = new Life({ approval: 'automatic' });
    life.anOrphan('payments/api', { newFlows: 5 });
    await life.due();
    expect(deeds(life, await life.reap())).toEqual([]);
    expect(life.account.loadBalancers.size).toBe(1);
  });

  it('deletes only what the event is about', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const meant = life.anOrphan('payments/api');
    const other = life.anOrphan('shop/web');
    await life.due(meant, other);
    expect(deeds(life, await life.reap(someOf({ arns: [meant] })))).toEqual(['deleted payments/api']);
    expect(life.account.loadBalancers.has(other)).toBe(true);
  });
});

describe('the snapshot', () => {
  it('holds the whole description', async () => {
    const { life, arn } = await aDueOrphan();
    await life.reap();
    const stored = [...life.account.objects.values()].find(({ key }) => key.endsWith('snapshot.json'));
    expect(JSON.parse(stored?.text ?? '')).toMatchObject({
      version: 1,
      quarantine: { by: 'approval', notifiedAt: '2026-03-02T09:00:00Z' },
      loadBalancer: { LoadBalancerArn: arn },
      tags: { 'kubernetes.io/service-name': 'payments/api', 'nlb-janitor/approval': 'approved' },
      listeners: [{ Port: 80 }],
      targetGroups: [{ name: 'k8s-payments-api-1' }],
    });
  });

  // Its key is what takes one of the places of a day.
  it.each([
    [0, '2026-03-09'],
    [1, '2026-03-10'],
  ])('lies under the day on which the delete begins, %i minutes after the plan: %s', async (minutes, day) => {
    const { life } = await aDueOrphan();
    life.box.clock.set(new Date('2026-03-09T23:59:30Z'));
    life.between('plan', 'last look', () => life.box.clock.advance({ minutes }));
    await life.reap();
    expect([...life.account.objects.keys()].map((key) => key.split('/')[0])).toEqual([day, day, 'report', 'report']);
  });

  it('is what every delete needs: without it nothing is deleted', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'PutObject', with: 'denied' });
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });

  it('has no holes: what could not be described is not deleted', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'DescribeListeners', with: 'denied' });
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
    expect(life.writes()).toEqual([]);
  });
});

describe('a delete for which the time does not suffice', () => {
  it.each([
    [120_000, 'deleted payments/api'],
    [119_999, 'not-attempted payments/api'],
  ])('is not attempted: with %i ms left, %s', async (leftMs, done) => {
    const { life, arn } = await aDueOrphan();
    const run = await life.reap({ is: 'everything' }, { remainingMs: () => leftMs });
    expect(deeds(life, run)).toEqual([done]);
    expect(life.account.loadBalancers.has(arn)).toBe(done.startsWith('not-attempted'));
  });

  it.each([
    [200_000, 'deleted payments/api'],
    [199_999, 'not-attempted payments/api'],
  ])('takes longer where approvers are named: with %i ms left, %s', async (leftMs, done) => {
    const life = new Life({ approvers: ['arn:aws:sts::123456789012:assumed-role/platform/ada'] });
    const arn = life.anOrphan();
    await life.sweep();
    life.toDay(1);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(8);
    const run = await life.reap({ is: 'everything' }, { remainingMs: () => leftMs });
    expect(deeds(life, run)).toEqual([done]);
  });
});
