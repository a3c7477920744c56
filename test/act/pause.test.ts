/** What a run that finds the kill switch logs: the alarm of a pause that somebody forgot counts its days. */
import { pauseNow } from '../../lambda/act/pause.ts';
import type { PauseState } from '../../lambda/model/pause.ts';

const NOW = new Date('2026-03-08T10:00:00Z');

async function logged(state: PauseState): Promise<unknown[]> {
  const lines: unknown[] = [];
  const journal = { note: (message: string, fields?: object) => void lines.push({ message, ...fields }) };
  const world = { pauseSwitch: { state: async () => state }, read: { journal }, now: () => NOW };
  expect(await pauseNow(world as unknown as Parameters<typeof pauseNow>[0])).toBe(state);
  return lines;
}

it.each([
  ['2026-03-01T10:00:00Z', 7],
  ['2026-03-01T10:00:01Z', 6],
])('paused since %s is %i whole days', async (since, pausedDays) => {
  const state = { is: 'paused', by: 'person', why: 'paused', since: new Date(since) } as const;
  expect(await logged(state)).toEqual([{ message: 'paused', by: 'person', why: 'paused', pausedDays }]);
});

it('has no number of days where nobody knows since when, and no line while it runs', async () => {
  expect(await logged({ is: 'paused', by: 'doubt', why: 'no answer' })).toEqual([
    { message: 'paused', by: 'doubt', why: 'no answer' },
  ]);
  expect(await logged({ is: 'running' })).toEqual([]);
});
