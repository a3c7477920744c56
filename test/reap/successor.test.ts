/**
 * A superseded NLB that clients still use: a person who sees the figures of both load balancers may have it deleted, as
 * long as the one that took over answers. Right before the delete everything of it is looked at again.
 */
import { aService } from '../support/builders.ts';
import { deeds, Life, VPC } from '../support/life.ts';

const NAMED = 'payments/api';
const ANSWERED = { newFlows: 48, peakActiveFlows: 1, bytes: 480_000 };
const LONG_AGO = new Date('2025-09-01T08:00:00Z');

interface World {
  readonly life: Life;
  readonly arn: string;
  /** No target of it is healthy any more. */
  readonly fall: () => void;
}

/** The Service was handed to another controller, which made an NLB. */
function superseded(settings: Readonly<Record<string, unknown>> = {}): World {
  const life = new Life(settings);
  const arn = life.anOrphan(NAMED);
  const successor = life.account.addNetworkLoadBalancer({
    name: 'new',
    createdAt: LONG_AGO,
    vpcId: VPC,
    dailyFlows: { newFlows: 88_310, peakActiveFlows: 40, bytes: 900_000_000 },
  });
  const group = life.account.addTargetGroup({ name: 'its', vpcId: VPC, targets: [{ id: 'i-1', state: 'healthy' }] });
  life.account.attach(successor, group);
  show(life, { loadBalancerType: 'external', hostnames: [life.account.loadBalancer(successor).dnsName] });
  return { life, arn, fall: () => life.account.setHealth(group, 'unhealthy') };
}

/** The Service lost the annotation, and the in-tree controller made a Classic load balancer. */
function movedToClassic(settings: Readonly<Record<string, unknown>> = {}): World {
  const life = new Life(settings);
  const arn = life.anOrphan(NAMED);
  const dnsName = life.account.classic.add({
    name: 'classic',
    createdAt: LONG_AGO,
    instances: [{ id: 'i-1', state: 'InService' }],
  });
  show(life, { loadBalancerType: undefined, hostnames: [dnsName] });
  return { life, arn, fall: () => life.account.classic.setHealth('classic', 'OutOfService') };
}

function show(life: Life, part: Parameters<typeof aService>[0]): void {
  life.unserve(NAMED);
  life.serve(NAMED);
  const services = life.cluster().services;
  life.cluster().services = services.map((one) =>
    one.namespace === 'payments' ? aService({ ...one, loadBalancerType: 'external', ...part }) : one,
  );
}

describe.each([
  ['an NLB', superseded],
  ['a Classic load balancer', movedToClassic],
])('superseded by %s', (_, made) => {
  it('is deleted with a person’s approval while that one answers, although clients are answered here', async () => {
    const { life, arn } = made();
    life.account.setFlows(arn, ANSWERED);
    await life.due(arn);
    expect(deeds(life, await life.reap())).toEqual([`deleted ${NAMED}`]);
  });

  it('is told with the figures of both', async () => {
    const { life, arn } = made();
    life.account.setFlows(arn, ANSWERED);
    await life.sweep();
    const cautions = life.digests.flatMap(({ entries }) => entries.map((entry) => String(entry['cautions'])));
    expect(cautions).toEqual([expect.stringMatching(/2026-03-01: 48 flows here, .+ there\./) as string]);
  });

  it('is spared where its clients came back after the approval, and people are asked again', async () => {
    const { life, arn } = made();
    await life.due(arn);
    life.account.setFlows(arn, ANSWERED);
    expect(deeds(life, await life.reap())).toEqual([`spared ${NAMED}`]);
    await life.sweep();
    expect(life.digests.at(-1)?.entries).toMatchObject([
      { restartedBecause: expect.stringContaining('since its notice: Clients are answered here: ') as string },
    ]);
  });

  it('is spared where its clients had moved since the notice, and came back', async () => {
    const { life, arn } = made();
    life.account.setFlows(arn, ANSWERED);
    await life.due(arn);
    life.account.setFlows(arn, { newFlows: 0, peakActiveFlows: 0, bytes: 0 });
    await life.sweep();
    life.account.setFlows(arn, ANSWERED);
    expect(deeds(life, await life.reap())).toEqual([`spared ${NAMED}`]);
  });

  it('goes on as it was told where nobody could count its clients once', async () => {
    const { life, arn } = made();
    life.account.setFlows(arn, ANSWERED);
    await life.due(arn);
    const mend = life.account.fail({ command: 'GetMetricData', with: 'denied' });
    await life.sweep();
    mend();
    const told = life.told.length;
    await life.sweep();
    expect(life.told).toHaveLength(told);
    expect(deeds(life, await life.reap())).toEqual([`deleted ${NAMED}`]);
  });

  it('is spared where nobody can say whether its clients came back, and nobody is asked because of that', async () => {
    const { life, arn } = made();
    await life.due(arn);
    life.account.setFlows(arn, ANSWERED);
    const mend = life.account.fail({ command: 'GetMetricData', with: 'denied' });
    const run = await life.reap();
    expect(deeds(life, run)).toEqual([`spared ${NAMED}`]);
    expect(run.outcomes).toMatchObject([
      { why: expect.stringMatching(/is not known: .*; the next run tries again$/) as string },
    ]);
    const told = life.told.length;
    await life.sweep();
    expect(life.told).toHaveLength(told);
    life.account.setFlows(arn, { newFlows: 0, peakActiveFlows: 0, bytes: 0 });
    mend();
    expect(deeds(life, await life.reap())).toEqual([`deleted ${NAMED}`]);
  });

  it('is spared when that one answers nobody at the last look', async () => {
    const { life, arn, fall } = made();
    life.account.setFlows(arn, ANSWERED);
    await life.due(arn);
    life.between('plan', 'last look', fall);
    expect(deeds(life, await life.reap())).toEqual([`spared ${NAMED}`]);
  });

  it('is deleted all the same when nobody comes here', async () => {
    const { life, arn, fall } = made();
    await life.due(arn);
    fall();
    expect(deeds(life, await life.reap())).toEqual([`deleted ${NAMED}`]);
  });

  it('is never deleted automatically while that one answers, also when nobody comes here', async () => {
    const { life, arn, fall } = made({ approval: 'automatic' });
    life.account.setFlows(arn, ANSWERED);
    await life.sweep();
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.account.setFlows(arn, { newFlows: 0, peakActiveFlows: 0 });
    life.toDay(20);
    expect(deeds(life, await life.reap())).toEqual([]);
    // With nobody to compare it with, it is weighed like any other.
    fall();
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    life.toDay(21);
    expect(deeds(life, await life.reap())).toEqual([`deleted ${NAMED}`]);
  });
});

/** Told of a few clients on day 0, approved, and looked at each day. */
async function approvedWithFew(made: () => World): Promise<World> {
  const world = made();
  const { life, arn } = world;
  life.account.setFlows(arn, ANSWERED);
  await life.sweep();
  life.flip(arn, 'approval', 'approved');
  for (let day = 1; day <= 6; day += 1) {
    life.toDay(day);
    await life.sweep();
  }
  return world;
}

describe.each([
  ['an NLB', superseded],
  ['a Classic load balancer', movedToClassic],
])('superseded by %s, approved when clients were few,', (_, made) => {
  it.each([
    [4000, 'spared'],
    [2, 'deleted'],
  ])('with %i an hour since this morning: %s', async (flows, done) => {
    const { life, arn } = await approvedWithFew(made);
    for (let hour = 6; hour < 10; hour += 1) {
      const at = new Date(`2026-03-09T0${hour}:00:00Z`);
      life.account.setHour(arn, { newFlows: flows, peakActiveFlows: 0, bytes: flows * 10_000 }, at);
    }
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual([`${done} ${NAMED}`]);
  });
});

it('is spared when the Classic load balancer is gone at the last look', async () => {
  const { life, arn } = movedToClassic();
  await life.due(arn);
  life.between('plan', 'last look', () => life.account.classic.remove('classic'));
  expect(deeds(life, await life.reap())).toEqual([`spared ${NAMED}`]);
});

it('asks the Classic API for nothing while no Service may have moved there', async () => {
  const { life } = superseded();
  await life.sweep();
  expect(
    life.calls(({ command, input }) => command === 'DescribeLoadBalancers' && 'LoadBalancerNames' in input),
  ).toEqual([]);
  expect(life.account.calls.some(({ command }) => command === 'DescribeInstanceHealth')).toBe(false);
});
