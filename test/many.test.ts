/**
 * Hundreds of orphans at the pace that the account's one bucket of calls allows: every run comes to its end, does what it
 * has time for, and leaves the rest to the next.
 */
import { allInTurns } from '../lambda/core/plan/looks.ts';
import type { SandboxCall } from '../sandbox/aws/call-log.ts';
import { deeds, Life } from './support/life.ts';
import { aLoadBalancer, arnOf } from './support/builders.ts';
import { paced, REAP_PACE, SWEEP_PACE } from './support/pace.ts';

/** @returns their ARNs */
function orphans(life: Life, number: number, targetGroups = 1): readonly string[] {
  return Array.from({ length: number }, (_, nth) => life.anOrphan(`shop/web-${nth}`, { targetGroups }));
}

const approve = (life: Life, arns: readonly string[]): void => {
  for (const arn of arns) life.flip(arn, 'approval', 'approved');
};

/** ELBv2 calls for single NLBs and target groups, and those that read a page of many. */
function elbCalls(life: Life, before: number): { readonly single: number; readonly pages: number } {
  const calls = life.account.calls.slice(before).filter(({ service }) => service === 'elasticloadbalancing');
  const pages = calls.filter(isPage).length;
  return { single: calls.length - pages, pages };
}

function isPage({ command, input }: SandboxCall): boolean {
  const { ResourceArns: arns } = input as { readonly ResourceArns?: readonly string[] };
  return command === 'DescribeTags' ? arns !== undefined && arns.length > 1 : 'PageSize' in input;
}

describe('a reap', () => {
  it('makes no more calls where 297 more are quarantined that nobody approved, but for the lists', async () => {
    const cost = async (number: number) => {
      const life = new Life({ maxDeletePercent: 100 });
      const arns = orphans(life, number);
      await life.sweep();
      approve(life, arns.slice(0, 3));
      life.toDay(7, 10);
      const before = life.account.calls.length;
      const run = await life.reap();
      expect(deeds(life, run)).toEqual(['deleted shop/web-0', 'deleted shop/web-1', 'deleted shop/web-2']);
      expect(run.failures).toEqual([]);
      return elbCalls(life, before);
    };
    const [few, many] = [await cost(3), await cost(300)];
    expect(many.single).toBe(few.single);
    // Two looks at the tags, 20 NLBs a call.
    expect(many.pages - few.pages).toBeLessThanOrEqual(30);
  });

  it('ends in time among 450 orphans with three target groups each, and deletes what was approved', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const approved = orphans(life, 450, 3).slice(0, 5);
    await life.sweep();
    approve(life, approved);
    life.toDay(8);
    const { result } = await paced(life, REAP_PACE, (deadline) => life.reap({ is: 'everything' }, deadline));
    expect(result?.failures).toEqual([]);
    expect(result?.outcomes).toHaveLength(5);
    expect(approved.filter((arn) => life.account.loadBalancers.has(arn))).toEqual([]);
  });

  it('that has no time for all that could be due deletes what it came to look at, and says so', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const arns = orphans(life, 300, 2);
    await life.sweep();
    approve(life, arns);
    life.toDay(8);
    const { result } = await paced(life, { ...REAP_PACE, calls: 1 }, (deadline) =>
      life.reap({ is: 'everything' }, deadline),
    );
    expect(result?.failures).toEqual([expect.stringMatching(/^\d+ would-be orphans were not looked at: the time/)]);
    expect(result?.outcomes.filter(({ did }) => did === 'deleted').length).toBeGreaterThan(0);
  });

  it('ends in time where a person calls a cluster of 250 gone: each of them has a say before each delete', async () => {
    const life = new Life({
      maxDeletePercent: 100,
      deletedClusters: [{ name: 'old', deletedAt: '2026-02-20T00:00:00Z' }],
    });
    const arns = Array.from({ length: 250 }, (_, nth) => life.anOrphan(`mail/smtp-${nth}`, { cluster: 'old' }));
    await life.sweep();
    approve(life, arns.slice(0, 3));
    life.toDay(8);
    const { result } = await paced(life, REAP_PACE, (deadline) => life.reap({ is: 'everything' }, deadline));
    expect(result?.failures).toEqual([]);
    expect(result?.outcomes.filter(({ did }) => did === 'deleted').length).toBeGreaterThan(0);
    // What it had no time to hear again is no proof: those wait.
    expect(result?.outcomes).toHaveLength(3);
  });

  it('that has no time for all that could go without an answer refuses them all', async () => {
    const settings = { approval: 'automatic', maxDeletePercent: 100, maxDeletesPerDay: 299 };
    const life = new Life(settings);
    orphans(life, 300, 2);
    await life.sweep();
    life.toDay(6, 10);
    await life.sweep();
    life.toDay(8);
    const slow = { ...REAP_PACE, calls: 1 };
    const { result } = await paced(life, slow, (deadline) => life.reap({ is: 'everything' }, deadline));
    expect(result?.outcomes).toEqual([]);
    expect(life.notes).toContain('breaker refused');
    expect(life.account.loadBalancers.size).toBe(300);
  });
});

describe('a sweep', () => {
  it('that has no time for all of them does what it came to, says so, and the next runs come to the others', async () => {
    const life = new Life();
    const arns = orphans(life, 200);
    const untold = (): number => arns.filter((arn) => !('notified-at' in life.marks(arn))).length;
    const slow = { ...SWEEP_PACE, calls: 0.5 };
    const run = (hour: number) => {
      life.toDay(1, hour);
      return paced(life, slow, (deadline) => life.sweep({ is: 'everything' }, deadline));
    };
    const first = await run(0);
    const overTime = /^\d+ events? (was|were) not put: the time of this run is over$/;
    expect(first.result?.failures.filter((failure) => !overTime.test(failure))).toEqual([
      expect.stringMatching(/^\d+ would-be orphans were not looked at: the time of this run was over/),
    ]);
    expect(untold()).toBeLessThan(200);
    let hour = 0;
    while (untold() > 0 && hour < 20) {
      hour += 1;
      expect((await run(hour)).result).toBeDefined();
    }
    expect(untold()).toBe(0);
    expect(new Set(life.told).size).toBe(life.told.length);
  });

  it('lets go of 220 in batches, each told before the next, quarantines what is new, and wakes reap each time', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const arns = orphans(life, 220);
    const due = life.anOrphan('payments/api');
    await life.sweep();
    approve(life, [due]);
    for (const nth of arns.keys()) life.serve(`shop/web-${nth}`);
    const late = life.anOrphan('late/one');
    life.toDay(8);
    const before = life.told.length;
    const marked = (): number => arns.filter((arn) => Object.keys(life.marks(arn)).length > 0).length;
    let runs = 0;
    for (; marked() > 0 && runs < 6; runs += 1) {
      life.toDay(8, 10 + runs);
      const { result } = await paced(life, SWEEP_PACE, (deadline) => life.sweep({ is: 'everything' }, deadline));
      expect(result?.failures).toEqual([]);
      // What is let go is told in the same run: nothing is left half done.
      expect(arns.filter((arn) => Object.keys(life.marks(arn)).join(' ') === 'notified-at')).toEqual([]);
    }
    expect(runs).toBeLessThanOrEqual(3);
    expect(life.account.queues.reap.bodies).toHaveLength(runs);
    const released = life.told.slice(before).filter((entry) => entry.startsWith('released'));
    expect([released.length, new Set(released).size]).toEqual([220, 220]);
    expect(life.marks(late)).toHaveProperty('notified-at');
  });
});

describe('the turns of a sweep', () => {
  const SUSPECTS = Array.from({ length: 100 }, (_, nth) => {
    const name = `lb-${String(nth).padStart(3, '0')}`;
    return aLoadBalancer({ name, arn: arnOf(name) });
  });
  const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 1, hour));

  it('are all of them, whatever the hour, and in whichever order they were listed', () => {
    for (let hour = 0; hour < 48; hour += 1) {
      const turns = allInTurns(SUSPECTS, { now: at(hour) });
      expect(new Set(turns)).toEqual(new Set(SUSPECTS));
      expect(allInTurns(SUSPECTS.toReversed(), { now: at(hour) })).toEqual(turns);
    }
    expect(allInTurns(SUSPECTS, { now: new Date(Number.NaN) })).toHaveLength(100);
  });

  it.each([
    [1, 50, 4],
    [1, 20, 10],
    [1, 10, 20],
    [2, 20, 10],
    [6, 20, 10],
    [12, 20, 15],
    [24, 20, 10],
    [168, 20, 10],
  ])('every %i hours with time for %i of 100: each is looked at within %i runs', (every, time, runs) => {
    const seen = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      for (const { arn } of allInTurns(SUSPECTS, { now: at(run * every) }).slice(0, time)) seen.add(arn);
    }
    expect(seen.size).toBe(100);
  });
});
