/** The benchmark's model of the rate limit: what waiting would add to calls that were made without it. */
import { addedByPace } from '../../bench/pace-model.ts';

const LIMIT = { calls: 2, perMilliseconds: 1000 };

test.each<[string, readonly number[], number]>([
  ['adds nothing to no call', [], 0],
  ['adds nothing to as many calls as a window takes', [0, 1], 0],
  ['makes the next call wait until the window has moved on', [0, 0, 0], 1000],
  ['counts what was worked in between as waited for', [0, 0, 400], 600],
  ['adds nothing to calls that were slower than the limit', [0, 600, 1200, 1800], 0],
  ['adds a window for every two calls more', [0, 0, 0, 0, 0], 2000],
])('%s', (_title, callsAtMs, added) => {
  expect(addedByPace(callsAtMs, LIMIT)).toBe(added);
});
