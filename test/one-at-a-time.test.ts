/**
 * The whole way of a message: what many at once cost, what they delete, and that none is lost. In the sandbox, with
 * queues that keep the service's rules.
 */
import { someOf } from '../lambda/core/scope.ts';
import { wakeMessage } from '../lambda/core/trigger/wake.ts';
import { clusterDeletion, scheduled, tagFlip } from './support/events.ts';
import { deeds, Life } from './support/life.ts';
import { QueueFed } from './support/queue-fed.ts';

const EVERYTHING = { is: 'everything' } as const;

/** As many orphans, each with its notice, on the day on which their windows are over. */
async function lifeOf(number: number, settings: Readonly<Record<string, unknown>> = {}) {
  const life = new Life({ maxDeletePercent: 100, ...settings });
  const arns = Array.from({ length: number }, (_, index) => life.anOrphan(`shop/web-${index}`));
  await life.due();
  return { life, fed: new QueueFed(life), arns };
}

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
    expect((await fed.settle()).map(({ scope }) => scope)).toEqual([someOf({ arns: [arn] })]);
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

describe('an approval after the window is over', () => {
  it('wakes sweep, which wakes reap for this NLB, which deletes it', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = '', other = ''] = arns;
    life.flip(arn, 'approval', 'approved');
    fed.send('sweep', tagFlip(arn, 'approval', 'approved', 1));
    const runs = await fed.settle();
    expect(runs.map(({ of, scope }) => [of, scope])).toEqual([
      ['sweep', someOf({ arns: [arn] })],
      ['reap', someOf({ arns: [arn] })],
    ]);
    expect([...life.account.loadBalancers.keys()]).toEqual([other]);
  });

  it('is deleted at the next schedule when its event never came', async () => {
    const { life, fed, arns } = await lifeOf(1);
    life.flip(arns[0] ?? '', 'approval', 'approved');
    fed.send('sweep', scheduled('2026-03-09T11:00:00Z'));
    expect((await fed.settle()).map(({ of, scope }) => [of, scope])).toEqual([
      ['sweep', EVERYTHING],
      ['reap', EVERYTHING],
    ]);
    expect(life.account.loadBalancers.size).toBe(0);
  });

  it('is deleted by the schedule of reap when sweep could not wake it, which fails the run', async () => {
    const { life, fed, arns } = await lifeOf(1);
    life.flip(arns[0] ?? '', 'approval', 'approved');
    life.account.fail({ command: 'SendMessage', with: 'denied' });
    fed.send('sweep', scheduled('2026-03-09T11:00:00Z'));
    const [sweep, ...more] = await fed.settle();
    expect(sweep?.result.failures).toEqual([expect.stringMatching(/^reap was not woken: .*sqs:SendMessage/)]);
    expect(more).toEqual([]);
    fed.send('reap', scheduled('2026-03-09T12:00:00Z'));
    await fed.settle();
    expect(life.account.loadBalancers.size).toBe(0);
  });

  it('is deleted although sweep failed in part', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = '', other = ''] = arns;
    life.flip(arn, 'approval', 'approved');
    // To be released, and that fails.
    life.flip(other, 'keep', 'true');
    life.account.fail({ command: 'RemoveTags', with: 'denied' });
    fed.send('sweep', scheduled('2026-03-09T11:00:00Z'));
    const [sweep, reap] = await fed.settle();
    expect(sweep?.result.failures).toHaveLength(1);
    expect(reap === undefined ? [] : deeds(life, reap.result)).toEqual(['deleted shop/web-0']);
  });
});

describe('a crash', () => {
  it('leaves the messages for a later run, and holds up what came after for twenty minutes', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = '', other = ''] = arns;
    for (const one of arns) life.flip(one, 'keep', 'true');
    fed.crashNext();
    fed.send('sweep', tagFlip(arn, 'keep', 'true', 1));
    await fed.settle();
    fed.send('sweep', tagFlip(other, 'keep', 'true', 2));
    expect(await fed.settle()).toEqual([]);
    life.box.clock.advance({ minutes: 20 });
    expect((await fed.settle()).map(({ messages }) => messages)).toEqual([2]);
    expect([life.marks(arn), life.marks(other)]).toEqual([{ keep: 'true' }, { keep: 'true' }]);
  });
});

describe('what cannot be read', () => {
  it('makes no run, holds up nobody and makes no scope wider', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = ''] = arns;
    for (const body of ['{"source":', 'null', '{"source":"nlb-janitor.sweep"}']) {
      life.account.queues.sweep.send({ body, groupId: 'runs' });
    }
    expect(await fed.settle()).toEqual([]);
    expect(life.account.queues.sweep.bodies).toEqual([]);
    life.account.queues.sweep.send({ body: 'again', groupId: 'runs' });
    fed.send('sweep', tagFlip(arn, 'keep', 'true', 1));
    expect((await fed.settle()).map(({ scope }) => scope)).toEqual([someOf({ arns: [arn] })]);
  });
});

it('a deleted cluster comes with its proof, also beside the schedule', async () => {
  const { fed } = await lifeOf(1);
  fed.send('sweep', clusterDeletion('prod'), scheduled('2026-03-09T11:00:00Z'));
  expect((await fed.settle())[0]?.scope).toEqual({
    is: 'everything',
    deletions: [expect.objectContaining({ cluster: 'prod', vpcId: 'vpc-0prod' })],
  });
});
