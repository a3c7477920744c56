/** Many messages at once: what they cost, what they delete, and that none is lost. The queues keep the service's rules. */
import { someOf } from '../lambda/core/scope.ts';
import { wakeMessage } from '../lambda/core/trigger/wake.ts';
import { tagFlip } from './support/events.ts';
import { deeds, type Life } from './support/life.ts';
import { lifeOf } from './support/queue-fed.ts';

const EVERYTHING = { is: 'everything' } as const;

describe('twelve triggers at once', () => {
  it('make two runs, one after the other', async () => {
    const { life, fed, arns } = await lifeOf(12);
    for (const arn of arns) life.flip(arn, 'keep', 'true');
    fed.send('sweep', ...arns.map((arn, nth) => tagFlip(arn, 'keep', 'true', nth)));
    // Lambda polls a queue several times at once.
    const handed = await Promise.all(Array.from({ length: 12 }, () => fed.poll('sweep')));
    expect(handed.toSorted((one, other) => other - one)).toEqual([10, ...Array<number>(11).fill(0)]);
    await fed.settle();
    expect(fed.runs.map(({ of, messages }) => [of, messages])).toEqual([
      ['sweep', 10],
      ['sweep', 2],
    ]);
    expect(fed.mostAtOnce).toBe(1);
    expect(fed.runs.flatMap(({ result }) => deeds(life, result))).toHaveLength(12);
  });

  it('that come during a run wait for it, and make one run more', async () => {
    const { life, fed, arns } = await lifeOf(12);
    const [first = '', ...others] = arns;
    life.flip(first, 'approval', 'rejected');
    fed.send('sweep', tagFlip(first, 'approval', 'rejected', 1));
    const running = fed.poll('sweep');
    fed.send('sweep', ...others.slice(0, 5).map((arn, nth) => tagFlip(arn, 'keep', '', nth + 2)));
    expect(await fed.poll('sweep')).toBe(0);
    await running;
    await fed.settle();
    expect(fed.runs.map(({ messages }) => messages)).toEqual([1, 5]);
  });
});

describe("with the service's token buckets", () => {
  /** Every ELBv2 call of the janitor takes its time, in which a controller makes its own calls. */
  function beside(life: Life, millisecondsPerCall: number) {
    const { account, clock } = life.box;
    const lost = { calls: 0 };
    const callsPerSecond = 4;
    let owed = 0;
    account.throttling.switchOn();
    account.onCall = ({ service }) => {
      if (service !== 'elasticloadbalancing') return;
      clock.advance({ seconds: millisecondsPerCall / 1000 });
      owed += (callsPerSecond * millisecondsPerCall) / 1000;
      for (; owed >= 1; owed -= 1) lost.calls += account.throttling.take(false) ? 0 : 1;
    };
    return lost;
  }

  const unreadable = ({ life }: { readonly life: Life }) => life.notes.filter((note) => note === 'unreadable');

  it('no verdict is lost to twelve triggers, and no call of a controller', async () => {
    const world = await lifeOf(12);
    // What sweep and reap take together, at most.
    const lost = beside(world.life, 1000 / 5);
    world.fed.send('sweep', ...world.arns.map((arn, nth) => tagFlip(arn, 'keep', 'true', nth)));
    const runs = await world.fed.settle();
    expect(runs.flatMap(({ result }) => result.failures)).toEqual([]);
    expect([unreadable(world), lost.calls]).toEqual([[], 0]);
  });

  it('both would be, were they twelve runs at once', async () => {
    const world = await lifeOf(12);
    const lost = beside(world.life, 1000 / (12 * 5));
    await Promise.all(world.arns.map((arn) => world.life.sweep(someOf({ arns: [arn] }))));
    expect(unreadable(world).length).toBeGreaterThan(0);
    expect(lost.calls).toBeGreaterThan(0);
  });
});

describe('twenty automatic deletes that fall due', () => {
  const AUTOMATIC = { approval: 'automatic' };

  async function asScopes(settings: Readonly<Record<string, unknown>>) {
    const world = await lifeOf(20, settings);
    const messages = world.arns.map(
      (arn, nth) => JSON.parse(wakeMessage(someOf({ arns: [arn] }), `run-${nth}`)) as object,
    );
    world.fed.send('reap', ...messages);
    await world.fed.settle();
    return world;
  }

  it('delete none as twenty scopes where one run about everything would refuse them', async () => {
    const { life, fed } = await asScopes({ ...AUTOMATIC, maxDeletesPerDay: 10 });
    expect(fed.runs.map(({ messages }) => messages)).toEqual([10, 10]);
    expect(life.account.loadBalancers.size).toBe(20);
    expect(deeds(life, await life.reap(EVERYTHING))).toEqual([]);
    expect(life.notes).toContain('breaker refused');
  });

  it('delete none as twenty scopes either where one run about everything would make them', async () => {
    const { life } = await asScopes({ ...AUTOMATIC, maxDeletesPerDay: 20 });
    expect(life.account.loadBalancers.size).toBe(20);
    expect(deeds(life, await life.reap(EVERYTHING))).toHaveLength(20);
  });

  it('make up to the limit of the day as twenty scopes where a person approved them', async () => {
    const world = await lifeOf(20, { maxDeletesPerDay: 10 });
    for (const arn of world.arns) world.life.flip(arn, 'approval', 'approved');
    world.fed.send('sweep', ...world.arns.map((arn, nth) => tagFlip(arn, 'approval', 'approved', nth)));
    const runs = await world.fed.settle();
    expect(runs.map(({ of }) => of)).toContain('reap');
    expect(world.life.account.loadBalancers.size).toBe(10);
  });
});

describe('two answers on one NLB within five minutes', () => {
  it('are both handled, and the last one counts', async () => {
    const { life, fed, arns } = await lifeOf(1);
    const [arn = ''] = arns;
    life.toDay(5);
    life.flip(arn, 'approval', 'approved');
    fed.send('sweep', tagFlip(arn, 'approval', 'approved', 1));
    expect((await fed.settle()).map(({ scope }) => scope)).toMatchObject([someOf({ arns: [arn] })]);
    expect(life.marks(arn)).toHaveProperty('notified-at');

    life.box.clock.advance({ minutes: 3 });
    life.flip(arn, 'approval', 'rejected');
    fed.send('sweep', tagFlip(arn, 'approval', 'rejected', 2));
    const [second] = await fed.settle();
    expect(second === undefined ? [] : deeds(life, second.result)).toEqual(['released shop/web-0']);
    expect(life.marks(arn)).toEqual({ approval: 'rejected' });

    life.toDay(20);
    expect(deeds(life, await life.reap())).toEqual([]);
  });

  it('are both handled when they say the same', async () => {
    const { life, fed, arns } = await lifeOf(1);
    const [arn = ''] = arns;
    for (const nth of [1, 2]) {
      life.box.clock.advance({ minutes: 2 });
      fed.send('sweep', tagFlip(arn, 'keep', 'true', nth));
      expect(await fed.settle()).toHaveLength(1);
    }
  });

  it('the second would be lost, were the message not the whole event', async () => {
    const { fed } = await lifeOf(1);
    fed.send('sweep', { source: 'nlb-janitor.schedule' });
    expect(await fed.settle()).toHaveLength(1);
    fed.send('sweep', { source: 'nlb-janitor.schedule' });
    expect(await fed.settle()).toEqual([]);
  });

  it('the same event that comes twice makes one run', async () => {
    const { fed, arns } = await lifeOf(1);
    const event = tagFlip(arns[0] ?? '', 'keep', 'true', 1);
    fed.send('sweep', event, event);
    expect((await fed.settle()).map(({ messages }) => messages)).toEqual([1]);
  });
});
