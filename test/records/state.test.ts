/** What the last full sweep left: read back as written, and not at all when it is old or anything else. */
import type { SweepState } from '../../lambda/model/state.ts';
import { isRecent, parseState, stateJson } from '../../lambda/records/state.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);
const state = (part: Partial<SweepState> = {}): SweepState => ({
  judgedAt: AT,
  fleet: 412,
  waiting: ['arn:one'],
  usersReadAt: later(-3),
  usersRead: ['api-gateway'],
  told: [{ arn: 'arn:one', quarantinedAt: later(-48), cautions: ['dns-record'] }],
  ...part,
});
const TOLD = { arn: 'arn:one', quarantinedAt: '2026-02-27T10:00:00Z', cautions: ['dns-record'] };
const written = (part: Record<string, unknown>): string =>
  JSON.stringify({ ...(JSON.parse(stateJson(state())) as object), ...part });

it('comes back as it was written', () => {
  expect(stateJson(state())).toBe(
    '{"version":4,"judgedAt":"2026-03-01T10:00:00Z","fleet":412,"waiting":["arn:one"],"usersReadAt":"2026-03-01T07:00:00Z","usersRead":["api-gateway"],"told":[{"arn":"arn:one","quarantinedAt":"2026-02-27T10:00:00Z","cautions":["dns-record"]}]}',
  );
  expect(parseState(stateJson(state()))).toEqual(state());
  const least = state({ fleet: 0, waiting: [], usersReadAt: undefined, told: [] });
  expect(parseState(stateJson(least))).toEqual(least);
});

it.each([
  ['of no time', written({ judgedAt: 'today' })],
  ['of another version', written({ version: 3 })],
  ['of a negative fleet', written({ fleet: -1 })],
  ['of a fraction of a fleet', written({ fleet: 1.5 })],
  ['without those that wait', written({ waiting: undefined })],
  ['without what was told', written({ told: undefined })],
  ['of a caution that nobody knows', written({ told: [{ ...TOLD, cautions: ['rumour'] }] })],
  ['no JSON', 'state'],
  ['empty', ''],
])('is unknown when it is %s', (_, text) => {
  expect(parseState(text)).toBeUndefined();
});

it.each([
  ['two days old', later(48), true],
  ['older than two days', later(48.01), false],
  ['of the future', later(-1), false],
  ['read at no time', new Date(Number.NaN), false],
])('says how large the fleet is, unless it is too old or of the future: %s', (_, now, expected) => {
  expect(isRecent(state(), now)).toBe(expected);
});

it('knows of no quarantine whose time is no instant', () => {
  expect(parseState(written({ told: [{ ...TOLD, quarantinedAt: 'lately' }] }))).toEqual(state({ told: [] }));
});

it('knows of no look at users whose time is no instant', () => {
  expect(parseState(written({ usersReadAt: 'lately' }))).toEqual(state({ usersReadAt: undefined }));
});
