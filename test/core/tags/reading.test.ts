/** Tags that may not have been read: neither a failure nor a resource that is gone is ever "no tags". */
import type { TagReading } from '../../../lambda/model/aws.ts';
import { isGone, tagsIn } from '../../../lambda/core/tags/reading.ts';
import { GONE, tagReading, unreadable } from '../../support/builders.ts';

it.each<[string, TagReading | undefined, ReadonlyMap<string, string> | undefined, boolean]>([
  ['that were read are those', tagReading({ team: 'payments' }), new Map([['team', 'payments']]), false],
  ['that were read and are none are none', tagReading({}), new Map(), false],
  ['of a resource that is gone are not known', GONE, undefined, true],
  ['that could not be read are not known', unreadable('DescribeTags: Throttling'), undefined, false],
  ['that nobody asked for are not known', undefined, undefined, false],
])('tags %s', (_, reading, tags, gone) => {
  expect(tagsIn(reading)).toEqual(tags);
  expect(isGone(reading)).toBe(gone);
});
