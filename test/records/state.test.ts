/** What the last full sweep left: read back as written, and not at all when it is old or anything else. */
import type { SweepState } from '../../lambda/model/state.ts';
import { parseState, stateJson } from '../../lambda/records/state.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);
const state = (part: Partial<SweepState> = {}): SweepState => ({
  judgedAt: AT,
  fleet: 412,
  waiting: ['arn:one'],
  usersReadAt: later(-3),
  usersRead: ['api-gateway'],
  ...part,
});
const written = (part: Record<string, unknown>): string =>
  JSON.stringify({ ...(JSON.parse(stateJson(state())) as object), ...part });

it('comes back as it was written', () => {
  expect(stateJson(state())).toBe(
    '{"version":3,"judgedAt":"2026-03-01T10:00:00Z","fleet":412,"waiting":["arn:one"],"usersReadAt":"2026-03-01T07:00:00Z","usersRead":["api-gateway"]}',
  );
  expect(parseState(stateJson(state()), AT)).toEqual(state());
  const least = state({ fleet: 0, waiting: [], usersReadAt: undefined });
  expect(parseState(stateJson(least), later(48))).toEqual(least);
});

it.each([
  ['older than two days', stateJson(state()), later(48.01)],
  ['of the future', stateJson(state({ judgedAt: later(1) })), AT],
  ['of no time', written({ judgedAt: 'today' }), AT],
  ['of another version', written({ version: 1 }), AT],
  ['of a negative fleet', written({ fleet: -1 }), AT],
  ['of a fraction of a fleet', written({ fleet: 1.5 }), AT],
  ['without those that wait', written({ waiting: undefined }), AT],
  ['no JSON', 'state', AT],
  ['empty', '', AT],
  ['read at no time', stateJson(state()), new Date(Number.NaN)],
])('is unknown when it is %s', (_, text, now) => {
  expect(parseState(text, now)).toBeUndefined();
});

it('knows of no look at users whose time is no instant', () => {
  expect(parseState(written({ usersReadAt: 'lately' }), AT)).toEqual(state({ usersReadAt: undefined }));
});
