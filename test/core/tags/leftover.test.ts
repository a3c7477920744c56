/** Which tags come off at the end, and which are a person's word. */
import { leftoverKeys } from '../../../lambda/core/tags/leftover.ts';

const STATE = {
  'nlb-janitor/quarantined-at': '2026-03-01T00:00:00Z',
  'nlb-janitor/approval': 'approved',
  'nlb-janitor/cluster-gone': 'old 2026-01-01T00:00:00Z',
};

function keys(tags: Readonly<Record<string, string>>, options?: { readonly allAnswers: boolean }) {
  return leftoverKeys(new Map(Object.entries(tags)), options);
}

it('takes everything of the janitor off, and nothing of anybody else', () => {
  expect(keys({ ...STATE, team: 'a', 'nlb-janitor': 'b', 'x/nlb-janitor/keep': 'c' })).toEqual({
    remove: Object.keys(STATE),
    stay: [],
  });
});

it.each([
  ['keep', 'nlb-janitor/keep', ''],
  ['keep until a day that is over', 'nlb-janitor/keep', 'until=2020-01-01'],
  ['a rejection', 'nlb-janitor/approval', 'rejected'],
  ['a rejection with a capital letter and a blank', 'nlb-janitor/approval', ' Rejected'],
  ['a word that nobody knows', 'nlb-janitor/approval', 'nope'],
])('leaves %s, unless all answers are to go', (_what, key, value) => {
  const tags = { 'nlb-janitor/reason': 'service-gone', [key]: value };
  expect(keys(tags)).toEqual({ remove: ['nlb-janitor/reason'], stay: [key] });
  expect(keys(tags, { allAnswers: true })).toEqual({ remove: ['nlb-janitor/reason', key], stay: [] });
});

it.each(['approved', 'pending'])('takes %s off: it would count again', (value) => {
  expect(keys({ 'nlb-janitor/approval': value }).remove).toEqual(['nlb-janitor/approval']);
});
