/** Fresh reads that take minutes: a claim that is born meanwhile is seen, or nothing is deleted by a view that old. */
import type { RunResult } from '../../lambda/tell/log.ts';
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';
import { aBinding } from '../support/builders.ts';
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, outcomesIn } from './due-orphan.ts';

/** The first call of each step of the last look, in its order. */
const STEPS = ['DescribeLoadBalancers', 'DescribeVpcEndpointServiceConfigurations', 'DescribeTargetGroups'] as const;
/** The snapshot is stored after the look. */
type Step = (typeof STEPS)[number] | 'PutObject';

/** So many times, as the last look of the next run makes that call. */
function whenLastLookCalls(
  life: Life,
  when: Step | ((call: SandboxCall) => boolean),
  change: () => void,
  times = 1,
): void {
  const isIt = typeof when === 'string' ? ({ command }: SandboxCall) => command === when : when;
  const before = life.account.onCall;
  let hasBegun = false;
  let done = 0;
  life.notes.length = 0;
  life.account.onCall = (call, ...rest) => {
    if (life.notes.includes('planned') && call.command === 'DescribeLoadBalancers') hasBegun = true;
    if (hasBegun && done < times && isIt(call)) {
      done += 1;
      change();
    }
    return before?.(call, ...rest);
  };
}

function whysOf({ outcomes }: RunResult): readonly string[] {
  return outcomes.flatMap((outcome) => (outcome.did === 'spared' ? [outcome.why] : []));
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

/** A person says that its cluster is gone: every NLB of it has a say, and this account may have no cluster left. */
describe('where others have a say, whose targets take minutes to read', () => {
  async function said(hasCluster = true) {
    const life = new Life({ deletedClusters: [{ name: 'old', deletedAt: '2026-02-20T00:00:00Z' }] });
    if (!hasCluster) life.account.clusters.delete('prod');
    const arn = life.anOrphan('mail/smtp', { cluster: 'old' });
    life.anOrphan('mail/imap', { cluster: 'old' });
    await life.due(arn);
    return { life, arn };
  }
  /** Once, as the last look asks for the targets of the other one. */
  function whileTheOtherIsRead(life: Life, minutes: number, change: () => void = () => undefined): void {
    const TargetGroupArn = life.targetGroup('mail/imap#1');
    whenLastLookCalls(
      life,
      ({ command, input }) =>
        command === 'DescribeTargetHealth' && Reflect.get(input, 'TargetGroupArn') === TargetGroupArn,
      () => {
        change();
        wait(life, minutes);
      },
    );
  }

  it.each([true, false])('nothing that comes costs nothing (a cluster is there: %s)', async (hasCluster) => {
    const { life } = await said(hasCluster);
    whileTheOtherIsRead(life, 5);
    expect(deeds(life, await life.reap())).toEqual(['deleted mail/smtp']);
  });

  it.each([true, false])('a target that turns healthy spares it (a cluster is there: %s)', async (hasCluster) => {
    const { life } = await said(hasCluster);
    whileTheOtherIsRead(life, 4, () => life.account.setHealth(life.targetGroup('mail/smtp#1'), 'healthy'));
    expect(deeds(life, await life.reap())).toEqual(['spared mail/smtp']);
  });

  it.each([true, false])(
    'a cluster that comes and binds its target group spares it (one was there: %s)',
    async (had) => {
      const { life } = await said(had);
      const targetGroupArn = life.targetGroup('mail/smtp#1');
      whileTheOtherIsRead(life, 4, () => {
        life.addCluster('newcomer').bindings = [aBinding({ namespace: 'shop', name: 'adopted', targetGroupArn })];
      });
      expect(deeds(life, await life.reap())).toEqual(['spared mail/smtp']);
    },
  );

  it('an endpoint service that comes spares it', async () => {
    const { life, arn } = await said();
    whileTheOtherIsRead(life, 5, () => life.account.ec2.addEndpointService({ networkLoadBalancerArns: [arn] }));
    expect(deeds(life, await life.reap())).toEqual(['spared mail/smtp']);
  });

  it.each([
    [180, 'deleted mail/smtp', []],
    [181, 'spared mail/smtp', [expect.stringContaining('its target groups were read at')]],
  ])('its own count for three minutes, also without a cluster: %i seconds, %s', async (seconds, done, whys) => {
    const { life } = await said(false);
    whenLastLookCalls(life, 'PutObject', () => life.box.clock.advance({ seconds }));
    const run = await life.reap();
    expect(deeds(life, run)).toEqual([done]);
    expect(whysOf(run)).toEqual(whys);
  });
});

describe('users outside Kubernetes', () => {
  it.each([
    [600, 'deleted payments/api', []],
    [601, 'spared payments/api', [expect.stringContaining('users outside Kubernetes were read at 2026-03-09')]],
  ])('who take %i seconds to be read, twice: %s', async (seconds, done, whys) => {
    const { life } = await aDueOrphan();
    const slow = (): void => {
      life.box.clock.advance({ seconds });
    };
    whenLastLookCalls(life, 'DescribeVpcEndpointServiceConfigurations', slow, 2);
    const run = await life.reap();
    expect(deeds(life, run)).toEqual([done]);
    expect(whysOf(run)).toEqual(whys);
  });
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
