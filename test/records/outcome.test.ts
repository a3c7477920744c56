/** outcome.json: written and read back, also what version 0.1 wrote; what is not the janitor's is nothing. */
import type { DeletionRecord } from '../../lambda/model/record.ts';
import { outcomeFields, outcomeJson, parseOutcome } from '../../lambda/records/outcome.ts';
import { aBegunDeletion, aMadeDeletion } from '../support/news.ts';

const { begunAt, companions: _, ...ABOUT } = aBegunDeletion();
const SPARED: DeletionRecord = { ...ABOUT, is: 'spared', sparedAt: begunAt, why: 'it was rejected meanwhile' };

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
  ['one that was spared', SPARED],
])('reads back %s', (_what, record) => {
  expect(parseOutcome(outcomeJson(record))).toEqual(record);
});

/** As version 0.1 wrote it: no `state`, and `spared` only where it was. */
function old(part: Readonly<Record<string, unknown>>): string {
  const { state: _state, ...fields } = outcomeFields(aMadeDeletion());
  return JSON.stringify({ ...fields, ...part });
}

const PENDING = [{ arn: 'tg', name: 'group', did: 'pending' }];

it.each([
  ['made and told', { reportedAt: '2026-03-09T10:00:10Z' }, 'deleted'],
  ['made, with its companions', {}, 'deleted'],
  ['opened again', { companions: PENDING }, 'begun'],
  ['told, with a companion left over', { companions: PENDING, reportedAt: '2026-03-09T10:00:10Z' }, 'deleted'],
  ['spared', { companions: [], spared: 'it is gone' }, 'spared'],
])('reads what version 0.1 wrote: %s', (_what, part, is) => {
  expect(parseOutcome(old(part))?.is).toBe(is);
});

it.each<[string, string]>([
  ['no JSON', '{'],
  ['no object', '7'],
  ['an empty object', '{}'],
  ['another reason', old({ reason: 'because' })],
  ['an instant that is not one', old({ deletedAt: '2026-02-30T00:00:00Z' })],
  ['an instant in local time', old({ deletedAt: '2026-03-09T10:00:00+01:00' })],
  ['another state', old({ state: 'lost' })],
  ['no companions', old({ companions: undefined })],
  ['a companion with another fate', old({ companions: [{ arn: 'tg', name: 'group', did: 'sold' }] })],
])('reads nothing out of %s', (_what, json) => {
  expect(parseOutcome(json)).toBeUndefined();
});

it('reads the same record once the one fault is gone', () => {
  expect(parseOutcome(old({}))).toEqual(aMadeDeletion());
});
