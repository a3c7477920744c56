/** Whose tags forbid what was planned a moment ago, and whose do not. */
import { vetoIn } from '../../../lambda/core/plan/veto.ts';
import { inTreeTags, NOW, tagsFrom } from '../../support/builders.ts';

const veto = (marks: Readonly<Record<string, string>>, now = NOW): string | undefined => {
  const own = Object.entries(marks).map(([key, value]) => [`nlb-janitor/${key}`, value]);
  return vetoIn(tagsFrom(inTreeTags(Object.fromEntries(own))), now);
};

it.each<[string, Record<string, string>, string]>([
  ['keep forever', { keep: 'true' }, 'tag nlb-janitor/keep was set meanwhile'],
  ['keep without a value', { keep: '' }, 'tag nlb-janitor/keep was set meanwhile'],
  ['keep through today', { keep: 'until=2026-03-01' }, 'tag nlb-janitor/keep was set meanwhile'],
  ['keep beside an approval', { keep: 'true', approval: 'approved' }, 'tag nlb-janitor/keep was set meanwhile'],
  ['rejected', { approval: 'rejected' }, 'it was rejected meanwhile'],
  ['rejected in capitals', { approval: 'REJECTED ' }, 'it was rejected meanwhile'],
  ['rejected after a keep', { approval: 'rejected', keep: 'until=2026-02-28' }, 'it was rejected meanwhile'],
  ['no', { approval: 'no' }, 'tag nlb-janitor/approval is "no", neither approved nor rejected'],
  ['an approval without a value', { approval: '' }, 'tag nlb-janitor/approval is "", neither approved nor rejected'],
  [
    'almost approved',
    { approval: 'Approved' },
    'tag nlb-janitor/approval is "Approved", neither approved nor rejected',
  ],
])('forbids: %s', (_, marks, why) => {
  expect(veto(marks)).toBe(why);
});

it.each<[string, Record<string, string>]>([
  ['no tag of a person', {}],
  ['a keep that has lapsed', { keep: 'until=2026-02-28' }],
  ['a pending approval', { approval: 'pending' }],
  ['an approval', { approval: 'approved' }],
  ['tags of the janitor', { 'quarantined-at': '2026-02-10T00:00:00Z', 'last-error': 'text' }],
])('does not forbid: %s', (_, marks) => {
  expect(veto(marks)).toBeUndefined();
});

it('forbids when the clock is unreadable and nobody knows whether a keep has lapsed', () => {
  expect(veto({ keep: 'until=2026-02-28' }, new Date(Number.NaN))).toBe('tag nlb-janitor/keep was set meanwhile');
});
