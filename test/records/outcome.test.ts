/** outcome.json: written and read back, also what version 0.1 wrote; what is not the janitor's is nothing. */
import type { CompanionFate, DeletionRecord, SparedDeletion } from '../../lambda/model/record.ts';
import type { OrphanReason } from '../../lambda/model/verdict.ts';
import { outcomeFields, outcomeJson, parseOutcome } from '../../lambda/records/outcome.ts';
import { aBegunDeletion, aMadeDeletion } from '../support/news.ts';

const { is: _is, begunAt, companions: _companions, ...ABOUT } = aBegunDeletion();
const SPARED: SparedDeletion = { ...ABOUT, is: 'spared', sparedAt: begunAt, why: 'it was rejected meanwhile' };

const APPROVER = {
  principal: 'arn:aws:sts::123456789012:assumed-role/channel/chatbot-session-slack-U0123ABCD',
  chatUser: 'slack U0123ABCD',
  at: new Date('2026-03-03T09:00:00Z'),
  eventId: 'e3c45a01-0000-4000-8000-000000000001',
  how: 'looked-up',
} as const;

it.each<[string, DeletionRecord]>([
  ['a delete that began', aBegunDeletion()],
  ['one of an NLB that nothing goes with', aBegunDeletion({ companions: [] })],
  ['one that was made', aMadeDeletion()],
  ['one that people know of', aMadeDeletion({ reportedAt: new Date('2026-03-09T10:00:10Z') })],
  [
    'one with something left over',
    aMadeDeletion({ companions: [{ arn: 'tg', name: 'group', did: 'pending', why: 'AWS still counts it as used' }] }),
  ],
  ['one of an NLB without a known Service', aMadeDeletion({ service: undefined, cluster: undefined })],
  ['one whose cost nobody knows', aMadeDeletion({ monthlyCostUsd: undefined })],
  ['one that was found gone', aMadeDeletion({ isFoundGone: true })],
  ['one that was spared', SPARED],
  ['one that AWS refused', { ...SPARED, refused: { kind: 'in-use', isTold: false } }],
  ['one that AWS refused, as people know', { ...SPARED, refused: { kind: 'denied', isTold: true } }],
  ['one that AWS may have refused', aBegunDeletion({ refused: { kind: 'other', isTold: true } })],
  ['one that was made although nobody approved it', aMadeDeletion({ by: 'automatic', remindedAt: begunAt })],
  ['one that was begun by an approval', aBegunDeletion({ by: 'approval' })],
  ['one that was begun, with who approved it', aBegunDeletion({ approvedBy: APPROVER })],
  ['one that was made, with who approved it', aMadeDeletion({ approvedBy: { ...APPROVER, chatUser: undefined } })],
  ['one that was spared, with who approved it', { ...SPARED, approvedBy: { ...APPROVER, how: 'noted' } }],
  // These would be read as something else, were it not for the state that they say.
  ['one that was made, with nothing that goes with it', aMadeDeletion({ companions: [] })],
  ['one that was made, and nothing that goes with it is gone yet', aMadeDeletion({ companions: fates('pending') })],
  ['one with every fate', aMadeDeletion({ companions: fates('deleted', 'left', 'pending') })],
])('reads back %s', (_what, record) => {
  expect(parseOutcome(outcomeJson(record))).toStrictEqual(record);
});

function fates(...dids: readonly CompanionFate['did'][]): readonly CompanionFate[] {
  return dids.map((did) => ({
    arn: `tg-${did}`,
    name: did,
    did,
    why: did === 'left' ? 'somebody uses it' : undefined,
  }));
}

const EVERY_REASON: Record<OrphanReason, true> = {
  'service-gone': true,
  'service-not-load-balancer': true,
  superseded: true,
  'previous-cluster': true,
  'cluster-gone': true,
};

it.each(Object.keys(EVERY_REASON) as OrphanReason[])('reads back the reason %s', (reason) => {
  expect(parseOutcome(outcomeJson(aBegunDeletion({ reason })))?.reason).toBe(reason);
});

it('writes instants to the second, and every record in the same fields', () => {
  const late = new Date('2026-03-09T10:00:10.900Z');
  expect(JSON.parse(outcomeJson(aMadeDeletion({ deletedAt: late, reportedAt: late })))).toEqual({
    ...ABOUT,
    tags: [{ key: 'team', value: 'payments-team' }],
    state: 'deleted',
    deletedAt: '2026-03-09T10:00:10Z',
    companions: [{ arn: 'tg', name: 'group', did: 'deleted' }],
    reportedAt: '2026-03-09T10:00:10Z',
  });
  const fields = [aBegunDeletion(), aMadeDeletion(), SPARED].map((record) => outcomeFields(record));
  expect(fields.map(({ state }) => state)).toEqual(['begun', 'deleted', 'spared']);
  for (const written of fields) expect(written).toMatchObject({ deletedAt: '2026-03-09T10:00:00Z', reportedAt: null });
});

/** As version 0.1 wrote it: no `state`, and `spared` only where it was. */
function old(part: Readonly<Record<string, unknown>>): string {
  const { state: _state, ...fields } = outcomeFields(aMadeDeletion());
  return JSON.stringify({ ...fields, ...part });
}

const PENDING = [{ arn: 'tg', name: 'group', did: 'pending' }] as const;
const LEFT_OVER = [{ ...PENDING[0], why: undefined }];
const TOLD = '2026-03-09T10:00:10Z';

it.each<[string, Readonly<Record<string, unknown>>, DeletionRecord]>([
  ['made and told', { reportedAt: TOLD }, aMadeDeletion({ reportedAt: new Date(TOLD) })],
  ['made, with its companions', { reportedAt: null }, aMadeDeletion()],
  ['opened again', { companions: PENDING }, aBegunDeletion()],
  ['opened again, with nothing that goes with it', { companions: [] }, aBegunDeletion({ companions: [] })],
  [
    'told, with a companion left over',
    { companions: PENDING, reportedAt: TOLD },
    aMadeDeletion({ companions: LEFT_OVER, reportedAt: new Date(TOLD) }),
  ],
  [
    'told, with nothing that goes with it',
    { companions: [], reportedAt: TOLD },
    aMadeDeletion({ companions: [], reportedAt: new Date(TOLD) }),
  ],
  ['spared', { companions: [], spared: SPARED.why }, SPARED],
  ['spared for no reason', { companions: [], spared: '' }, { ...SPARED, why: '' }],
])('reads what version 0.1 wrote: %s', (_what, part, record) => {
  expect(parseOutcome(old(part))).toStrictEqual(record);
});

it.each(['arn', 'name', 'region', 'reason', 'deletedAt', 'snapshotKey', 'companions'])(
  'reads nothing out of an outcome without its %s',
  (field) => {
    expect(parseOutcome(old({ [field]: undefined }))).toBeUndefined();
    expect(parseOutcome(old({ [field]: null }))).toBeUndefined();
  },
);

it.each(['state', 'service', 'cluster', 'spared', 'reportedAt', 'by', 'remindedAt'])(
  'reads an outcome without its %s',
  (field) => {
    expect(parseOutcome(old({ [field]: undefined }))?.is).toBe('deleted');
  },
);

it.each<[string, string]>([
  ['no JSON', '{'],
  ['no object', '7'],
  ['an empty object', '{}'],
  ['another reason', old({ reason: 'because' })],
  ['an instant that is not one', old({ deletedAt: '2026-02-30T00:00:00Z' })],
  ['an instant in local time', old({ deletedAt: '2026-03-09T10:00:00+01:00' })],
  ['another state', old({ state: 'lost' })],
  ['one that was spared, without why', old({ state: 'spared' })],
  ['one that was made, with why it was spared', old({ state: 'deleted', spared: 'it was kept' })],
  ['one that began, with why it was spared', old({ state: 'begun', spared: 'it was kept' })],
  ['an instant that is a number', old({ deletedAt: 1_773_050_400 })],
  ['a report at no instant', old({ reportedAt: 'yesterday' })],
  ['a report at an empty instant', old({ reportedAt: '' })],
  ['a list', '[]'],
  ['nothing at all', 'null'],
  ['no text', ''],
  ['another leave', old({ by: 'silence' })],
  ['a reminder at no instant', old({ by: 'automatic', remindedAt: 'yesterday' })],
  ['a refusal of another kind', old({ state: 'spared', spared: 'x', refused: { kind: 'bored', told: true } })],
  ['a refusal that does not say who knows', old({ state: 'spared', spared: 'x', refused: { kind: 'in-use' } })],
  ['a companion without an ARN', old({ companions: [{ name: 'group', did: 'deleted' }] })],
  ['a companion with another fate', old({ companions: [{ arn: 'tg', name: 'group', did: 'sold' }] })],
])('reads nothing out of %s', (_what, json) => {
  expect(parseOutcome(json)).toBeUndefined();
});

it('reads the same record once the one fault is gone', () => {
  expect(parseOutcome(old({}))).toEqual(aMadeDeletion());
});

it('reads a cost that is unknown as such, and nothing out of an outcome that says none', () => {
  expect(parseOutcome(old({ monthlyCostUsd: null }))).toMatchObject({ is: 'deleted', monthlyCostUsd: undefined });
  expect(parseOutcome(old({ monthlyCostUsd: undefined }))).toBeUndefined();
});

it('keeps tags whatever their keys are, and has none where an earlier version wrote none', () => {
  const tags = new Map([
    ['__proto__', 'x'],
    ['team', 'payments-team'],
  ]);
  expect(parseOutcome(outcomeJson(aMadeDeletion({ tags })))).toEqual(aMadeDeletion({ tags }));
  expect(parseOutcome(old({ tags: undefined }))).toEqual(aMadeDeletion({ tags: new Map() }));
});
