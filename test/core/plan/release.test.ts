/** Which tags come off an NLB that is let go: the janitor's own, never a keep, a rejection or a foreign one. */
import { keysToRelease, releaseWrite } from '../../../lambda/core/plan/release.ts';
import { inTreeTags, tagsFrom } from '../../support/builders.ts';

const QUARANTINE = ['quarantined-at', 'reason', 'evidence', 'notified-at', 'delete-after', 'last-error'];

const tagsOf = (marks: Readonly<Record<string, string>>) =>
  tagsFrom(inTreeTags(Object.fromEntries(Object.entries(marks).map(([key, value]) => [`nlb-janitor/${key}`, value]))));
const ofJanitor = (keys: readonly string[]) => keys.map((key) => `nlb-janitor/${key}`);
const each = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 'x']));

it.each([
  ['pending', true],
  ['approved', true],
  ['rejected', false],
  ['REJECTED', false],
  ['not now', false],
  ['Approved', false],
  ['', false],
])('releases the approval "%s": %s', (approval, isOwn) => {
  const tags = tagsFrom(inTreeTags({ 'nlb-janitor/approval': approval, 'nlb-janitor/keep': 'true', team: 'x' }));
  expect(keysToRelease(tags)).toEqual(isOwn ? ['nlb-janitor/approval'] : []);
});

it('releases all of a quarantine, and nothing that is not there', () => {
  expect(keysToRelease(tagsOf(each(QUARANTINE)))).toEqual(ofJanitor(QUARANTINE));
  expect(keysToRelease(tagsOf({}))).toEqual([]);
});

it.each(QUARANTINE)('releases %s, also alone', (key) => {
  expect(keysToRelease(tagsOf({ [key]: 'x' }))).toEqual([`nlb-janitor/${key}`]);
});

it.each(['keep', 'companion-of', 'somebody-elses'])('leaves %s alone', (key) => {
  expect(keysToRelease(tagsOf({ ...each(QUARANTINE), [key]: 'x' }))).toEqual(ofJanitor(QUARANTINE));
});

it('keeps the one tag that remembers that people have heard of the NLB, until they have heard of its release', () => {
  const marks = { ...each(QUARANTINE), approval: 'approved' };
  expect(releaseWrite(tagsOf(marks))).toEqual({
    isHeardOf: true,
    removeNow: ofJanitor(['quarantined-at', 'reason', 'evidence', 'delete-after', 'last-error', 'approval']),
  });
  expect(releaseWrite(tagsOf({ 'notified-at': 'x' }))).toEqual({ isHeardOf: true, removeNow: [] });
});

it('takes all off at once when nobody has heard of it', () => {
  expect(releaseWrite(tagsOf({ 'quarantined-at': 'x', approval: 'pending', keep: 'true' }))).toEqual({
    isHeardOf: false,
    removeNow: ofJanitor(['quarantined-at', 'approval']),
  });
  expect(releaseWrite(tagsOf({ approval: 'rejected' }))).toEqual({ isHeardOf: false, removeNow: [] });
});
