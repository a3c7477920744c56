/** Proof that a cluster is gone, off the two tags that can hold it: what counts, and what proves nothing. */
import { clusterDeletedValue, clusterGoneValue, proofsIn } from '../../../lambda/core/tags/proofs.ts';
import { tagsFrom } from '../../support/builders.ts';

const AT = new Date('2026-01-20T10:00:00Z');
const DELETED = 'nlb-janitor/cluster-deleted';
const GONE = 'nlb-janitor/cluster-gone';
const read = (key: string, value: string) => proofsIn(tagsFrom({ [key]: value }));

it('reads what sweep wrote down', () => {
  const deletion = { name: 'prod', deletedAt: AT, vpcId: 'vpc-0a11', source: 'cloudtrail' } as const;
  const written = { ...deletion, source: 'cluster-deleted', recordedBy: 'cloudtrail' };
  const value = 'prod 2026-01-20T10:00:00Z cloudtrail vpc-0a11';
  expect(clusterDeletedValue(deletion)).toBe(value);
  expect(read(DELETED, value)).toEqual([written]);
  const without = 'prod 2026-01-20T10:00:00Z cloudtrail none';
  expect(clusterDeletedValue({ ...deletion, vpcId: undefined })).toBe(without);
  expect(read(DELETED, without)).toEqual([{ ...written, vpcId: undefined }]);
  const recorded = 'prod 2026-01-20T10:00:00Z config vpc-0a11';
  expect(clusterDeletedValue({ ...deletion, source: 'config' })).toBe(recorded);
  expect(read(DELETED, recorded)).toEqual([{ ...written, recordedBy: 'config' }]);
});

it.each([
  ['a word', { source: 'settings' }],
  ['a word on a tag', { source: 'cluster-gone' }],
  ['a word on a tag without an instant', { source: 'cluster-gone', deletedAt: undefined }],
  ['what is written down already', { source: 'cluster-deleted', recordedBy: 'config' }],
] as const)('writes down no %s', (_what, part) => {
  const deletion = { name: 'prod', deletedAt: AT, vpcId: 'vpc-0a11', source: 'config' } as const;
  expect(clusterDeletedValue(deletion)).toBe('prod 2026-01-20T10:00:00Z config vpc-0a11');
  expect(clusterDeletedValue({ ...deletion, ...part })).toBeUndefined();
});

it('reads what a person wrote, with the instant or without', () => {
  const word = { name: 'foo.k8s.example.com', vpcId: undefined, source: 'cluster-gone' };
  expect(read(GONE, clusterGoneValue('foo.k8s.example.com', AT))).toEqual([{ ...word, deletedAt: AT }]);
  expect(read(GONE, ' foo.k8s.example.com ')).toEqual([{ ...word, deletedAt: undefined }]);
  // A name with blanks: the instant is the last word.
  const blanks = { ...word, name: 'my  old cluster' };
  expect(read(GONE, clusterGoneValue('my  old cluster', AT))).toEqual([{ ...blanks, deletedAt: AT }]);
});

it.each([
  [DELETED, ''],
  [DELETED, 'prod'],
  [DELETED, 'prod 2026-01-20T10:00:00Z'],
  [DELETED, 'prod 2026-01-20T10:00:00Z cloudtrail'],
  [DELETED, 'prod 2026-01-20T10:00:00Z config'],
  [DELETED, 'prod 2026-01-20T10:00:00Z settings vpc-0a11'],
  [DELETED, 'prod 2026-01-20T10:00:00Z rumour vpc-0a11'],
  [DELETED, 'prod yesterday cloudtrail vpc-0a11'],
  [DELETED, 'prod 2026-01-20T10:00:00Z cloudtrail vpc-0a11 more'],
  [GONE, ''],
  [GONE, '  '],
  [GONE, 'prod yesterday'],
  [GONE, 'prod 2026-02-30T10:00:00Z'],
  [GONE, 'prod 2026-01-20T10:00:00Z really'],
  [GONE, 'my old cluster'],
])('takes no proof from %s = "%s"', (key, value) => {
  expect(read(key, value)).toEqual([]);
});

it('reads both, and neither', () => {
  const tags = tagsFrom({ [DELETED]: 'a 2026-01-20T10:00:00Z cloudtrail none', [GONE]: 'b' });
  expect(proofsIn(tags).map(({ name }) => name)).toEqual(['a', 'b']);
  expect(proofsIn(tagsFrom({}))).toEqual([]);
});
