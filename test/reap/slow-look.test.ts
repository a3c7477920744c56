/** Fresh reads that take minutes: a claim that is born meanwhile is seen, or nothing is deleted by a view that old. */
import { aBinding } from '../support/builders.ts';
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, outcomesIn } from './due-orphan.ts';

/** The first call of each step of the last look, in its order. */
const STEPS = ['DescribeLoadBalancers', 'DescribeVpcEndpointServiceConfigurations', 'DescribeTargetGroups'] as const;
/** The snapshot is stored after the look. */
type Step = (typeof STEPS)[number] | 'PutObject';

/** Once, as the last look of the next run makes that call. */
function whenLastLookCalls(life: Life, command: Step, change: () => void): void {
  const before = life.account.onCall;
  let hasBegun = false;
  let isDone = false;
  life.notes.length = 0;
  life.account.onCall = (call, ...rest) => {
    if (life.notes.includes('planned') && call.command === 'DescribeLoadBalancers') hasBegun = true;
    if (hasBegun && !isDone && call.command === command) {
      isDone = true;
      change();
    }
    return before?.(call, ...rest);
  };
}

function wait(life: Life, minutes: number): void {
  life.box.clock.advance({ minutes });
}

it.each(STEPS)('a Service of type LoadBalancer again, while %s takes four minutes, spares it', async (command) => {
  const life = new Life();
  const arn = life.anOrphan();
  life.serve('payments/api');
  const { services } = life.cluster();
  life.cluster().services = services.map((one) =>
    one.name === 'api'
      ? { ...one, type: 'ClusterIP', finalizers: [], hostnames: [], loadBalancerType: undefined }
      : one,
  );
  await life.due(arn);
  whenLastLookCalls(life, command, () => {
    life.cluster().services = services;
    wait(life, 4);
  });
  expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  expect(life.account.loadBalancers.has(arn)).toBe(true);
});

it.each(STEPS)('a TargetGroupBinding that comes while %s takes four minutes spares it', async (command) => {
  const { life, arn } = await aDueOrphan();
  const targetGroupArn = life.targetGroup('payments/api#1');
  whenLastLookCalls(life, command, () => {
    life.cluster().bindings = [aBinding({ targetGroupArn })];
    wait(life, 4);
  });
  expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  expect(life.account.loadBalancers.has(arn)).toBe(true);
});

it.each(STEPS)('where nothing comes, four minutes of %s cost nothing', async (command) => {
  const { life } = await aDueOrphan();
  whenLastLookCalls(life, command, () => wait(life, 4));
  expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
});

describe('the view of a cluster', () => {
  it.each([
    [180, 'deleted payments/api'],
    [181, 'spared payments/api'],
  ])('counts for three minutes: with %i seconds between it and the delete, %s', async (seconds, done) => {
    const { life } = await aDueOrphan();
    // The sandbox's calls take no time.
    whenLastLookCalls(life, 'PutObject', () => life.box.clock.advance({ seconds }));
    const run = await life.reap();
    expect(deeds(life, run)).toEqual([done]);
    expect(run.failures).toEqual([]);
  });

  it('that is too old is told, its snapshot is closed, and the next run deletes', async () => {
    const { life, arn } = await aDueOrphan();
    whenLastLookCalls(life, 'PutObject', () => wait(life, 4));
    const { outcomes } = await life.reap();
    expect(outcomes).toEqual([
      expect.objectContaining({
        did: 'spared',
        why: 'looking at it took too long: cluster prod was read at 2026-03-09 10:00 UTC, more than 3 minutes ago; the next run tries again',
      }),
    ]);
    expect(outcomesIn(life).map(({ spared }) => typeof spared)).toEqual(['string']);
    wait(life, 1);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(life.account.loadBalancers.has(arn)).toBe(false);
  });
});
