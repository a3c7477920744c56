/** The bounded time of a check. */
import { limitedTo } from '../../lambda/compose/time-limit.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** Lasts until the signal ends it, as timers do. */
const endless = (_: number, signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

test('gives the answer that comes in time, and ends the wait', async () => {
  const ended: boolean[] = [];
  const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    signal.addEventListener('abort', () => ended.push(milliseconds === 2000));
    await endless(milliseconds, signal);
  };
  expect(await limitedTo(2, sleep)('x', async () => ({ ok: true, value: 1 }))).toEqual({ ok: true, value: 1 });
  expect(ended).toEqual([true]);
});

test('gives up on what does not come', async () => {
  expect(await limitedTo(2, async () => undefined)('alarms', never)).toEqual({
    ok: false,
    cause: 'unreachable',
    why: 'alarms: not done within 2 s',
  });
});

test('makes a failure that nobody foresaw one of its own check', async () => {
  const broken = async (): Promise<never> => {
    throw new TypeError('x is no function');
  };
  expect(await limitedTo(2, endless)('alarms', broken)).toEqual({
    ok: false,
    cause: 'incomplete',
    why: 'alarms: unexpected: TypeError: x is no function',
  });
});
