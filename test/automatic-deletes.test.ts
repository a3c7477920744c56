/**
 * Whatever happens on the way to an automatic delete: it is never made without a reminder that was accepted `reminderHours`
 * before, and during which no sweep saw a pause or an NLB that is unknown.
 */
import fc from 'fast-check';
import { Life } from './support/life.ts';

const HOUR_MS = 3_600_000;

interface Quarantined {
  readonly life: Life;
  readonly arn: string;
}

async function quarantined(): Promise<Quarantined> {
  const life = new Life({ approval: 'automatic', maxDeletePercent: 100 });
  const arn = life.anOrphan();
  await life.sweep();
  return { life, arn };
}

/** When SNS accepted a reminder. */
function remindedAt({ account }: Life): readonly number[] {
  return account.messages.filter(({ forms }) => forms['default']?.includes('"reminder"')).map(({ at }) => at.getTime());
}

function deletedAt({ account }: Life): readonly number[] {
  return account.calls.filter(({ command }) => command === 'DeleteLoadBalancer').map(({ at }) => at.getTime());
}

/** Every call that changes something goes wrong once, before and after it has its effect, and kills its run. */
describe('a crash on the way to an automatic delete', () => {
  async function live(nth?: number, hook: 'onCall' | 'onAnswer' = 'onCall'): Promise<Quarantined> {
    const made = await quarantined();
    const { life } = made;
    const from = life.account.calls.length;
    let dead = false;
    let struck = false;
    const strike = (of: 'onCall' | 'onAnswer', call: number): void => {
      if (dead) throw new Error('dead');
      if (struck || of !== hook || nth === undefined || call - from !== nth) return;
      struck = true;
      dead = true;
      throw new Error('crash');
    };
    life.account.onCall = (_, call) => strike('onCall', call);
    life.account.onAnswer = (_, call) => strike('onAnswer', call);
    for (const [day, hour, run] of [
      [6, 9, 'sweep'],
      [6, 10, 'sweep'],
      [7, 9, 'reap'],
      [7, 10, 'reap'],
      [7, 13, 'sweep'],
      [8, 13, 'reap'],
      [8, 15, 'reap'],
    ] as const) {
      life.toDay(day, hour);
      await life[run]().catch(() => undefined);
      dead = false;
    }
    return made;
  }

  it('never deletes within a day of an accepted reminder, and deletes in the end', async () => {
    const { life: start } = await quarantined();
    const before = start.account.calls.length;
    const calm = await live();
    expect(calm.life.account.loadBalancers.size).toBe(0);
    const changes = calm.life.account.calls
      .slice(before)
      .flatMap(({ mutating }, index) => (mutating ? [index + 1] : []));
    expect(changes.length).toBeGreaterThan(6);
    for (const nth of changes) {
      for (const hook of ['onCall', 'onAnswer'] as const) {
        const { life } = await live(nth, hook);
        const sentAt = remindedAt(life);
        const early = deletedAt(life).filter((at) => !sentAt.some((sent) => sent <= at - 24 * HOUR_MS));
        expect([nth, hook, early, life.account.loadBalancers.size]).toEqual([nth, hook, [], 0]);
      }
    }
  });
});

/** Events, each after some hours. */
const anEvent = fc.record({
  hours: fc.integer({ min: 1, max: 30 }),
  is: fc.constantFrom(
    'sweep',
    'sweep',
    'sweep',
    'reap',
    'reap',
    'pause',
    'resume',
    'darken',
    'lighten',
    'keep',
    'unkeep',
  ),
});

it('is never made without a reminder of a day before, in which no sweep had a doubt', async () => {
  let deletes = 0;
  const story = fc.asyncProperty(fc.array(anEvent, { minLength: 8, maxLength: 24 }), async (events) => {
    const { life, arn } = await quarantined();
    life.toDay(5);
    let doubtedAt = 0;
    let isPaused = false;
    for (const { hours, is } of events) {
      life.box.clock.advance({ hours });
      const hadGone = !life.account.loadBalancers.has(arn);
      const now = life.box.clock.now().getTime();
      if (is === 'pause' || is === 'resume') {
        life[is]();
        isPaused = is === 'pause';
      } else if (is === 'darken' || is === 'lighten') life.cluster().reachable = is === 'lighten';
      else if (is === 'keep' && !hadGone) life.flip(arn, 'keep', 'true');
      else if (is === 'unkeep' && !hadGone) life.account.removeTags(arn, 'nlb-janitor/keep');
      else if (is === 'sweep') {
        if (isPaused || !life.cluster().reachable) doubtedAt = now;
        await life.sweep();
      } else if (is === 'reap') await life.reap();
      if (hadGone || life.account.loadBalancers.has(arn)) continue;
      deletes += 1;
      expect([is, isPaused]).toEqual(['reap', false]);
      expect(remindedAt(life).some((sent) => sent > doubtedAt && sent <= now - 24 * HOUR_MS)).toBe(true);
    }
  });
  await fc.assert(story, { numRuns: 60, seed: 7 });
  // The property would be empty without them.
  expect(deletes).toBeGreaterThan(5);
}, 120_000);
