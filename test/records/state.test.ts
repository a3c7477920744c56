/** What the last full sweep left: read back as written, and not at all when it is old or anything else. */
import { NO_SUMMARY_YET, type SummaryMemory, type SweepState } from '../../lambda/model/state.ts';
import { isRecent, parseState, parseSummaryMemory, stateJson as jsonOf } from '../../lambda/records/state.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);
const state = (part: Partial<SweepState> = {}): SweepState => ({
  judgedAt: AT,
  fleet: 412,
  waiting: ['arn:one'],
  usersReadAt: later(-3),
  usersRead: ['api-gateway'],
  told: [{ arn: 'arn:one', quarantinedAt: later(-48), cautions: ['dns-record: api.example.com'] }],
  ...part,
});
const TOLD = { arn: 'arn:one', quarantinedAt: '2026-02-27T10:00:00Z', cautions: ['dns-record: api.example.com'] };
const stateJson = (one: SweepState, summary: SummaryMemory = NO_SUMMARY_YET): string => jsonOf(one, summary);
const written = (part: Record<string, unknown>): string =>
  JSON.stringify({ ...(JSON.parse(stateJson(state())) as object), ...part });

it('comes back as it was written', () => {
  expect(stateJson(state())).toBe(
    '{"version":4,"judgedAt":"2026-03-01T10:00:00Z","fleet":412,"waiting":["arn:one"],"usersReadAt":"2026-03-01T07:00:00Z","usersRead":["api-gateway"],"told":[{"arn":"arn:one","quarantinedAt":"2026-02-27T10:00:00Z","cautions":["dns-record: api.example.com"]}],"summary":{"toldAt":null,"begunAt":null,"orphans":[]}}',
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
  ['no JSON', 'state'],
  ['empty', ''],
])('is unknown when it is %s', (_, text) => {
  expect(parseState(text)).toBeUndefined();
});

it('loses no other entry over one that is none', () => {
  const told = [{ ...TOLD, arn: 'arn:two', cautions: [7] }, TOLD, 'nothing'];
  expect(parseState(written({ told }))?.told).toEqual(state().told);
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

describe('what is known of the last summary', () => {
  const stateAt = (json: string, now: Date) => {
    const one = parseState(json);
    return one !== undefined && isRecent(one, now) ? one : undefined;
  };
  const memory: SummaryMemory = { toldAt: later(-200), begunAt: later(-1), orphans: ['50dc6c495c0c9188'] };
  const text = stateJson(state(), memory);
  const altered = (part: Record<string, unknown>): string =>
    JSON.stringify({ ...(JSON.parse(text) as object), ...part });

  it('comes back as it was written', () => {
    expect(parseSummaryMemory(text, AT)).toEqual(memory);
    expect(parseSummaryMemory(stateJson(state()), AT)).toEqual(NO_SUMMARY_YET);
  });

  it.each([
    ['older than a fleet may be', text, later(24 * 30)],
    ['of another version', altered({ version: 99, fleet: 'many' }), AT],
  ])('is known where the rest is %s', (_, json, now) => {
    expect(stateAt(json, now)).toBeUndefined();
    expect(parseSummaryMemory(json, now)).toEqual(memory);
  });

  it.each([
    ['no JSON', 'summary'],
    ['missing', altered({ summary: undefined })],
    ['of another shape', altered({ summary: { toldAt: 'x' } })],
  ])('is nothing where it is %s', (_, json) => {
    expect(parseSummaryMemory(json, AT)).toEqual(NO_SUMMARY_YET);
  });

  it('holds no instant of the future, which would keep summaries back until then', () => {
    const ahead = stateJson(state(), { toldAt: later(1), begunAt: later(1), orphans: [] });
    expect(parseSummaryMemory(ahead, AT)).toEqual(NO_SUMMARY_YET);
    expect(parseSummaryMemory(ahead, later(1)).toldAt).toEqual(later(1));
  });
});
