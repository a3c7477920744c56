/** Removals of tags that woke the run, beside those that CloudTrail lists. */
import { withSeenRemovals } from '../../lambda/collect/seen-removals.ts';
import type { TagRemoval } from '../../lambda/model/aws.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { ReadPorts } from '../../lambda/ports/read.ts';
import { unreadable } from '../support/builders.ts';
import { NO_READS } from '../support/ports.ts';

const SINCE = new Date('2026-02-22T00:00:00Z');
const LISTED: TagRemoval = { arn: 'listed', at: new Date('2026-02-23T00:00:00Z') };
const SEEN: TagRemoval = { arn: 'seen', at: new Date('2026-03-01T00:00:00Z') };

function reading(answer: Reading<readonly TagRemoval[]>): ReadPorts {
  return { ...NO_READS, tagRemovals: { byController: async () => answer } };
}

it.each([
  ['with what was seen', [SEEN], [SEEN, LISTED]],
  ['as it is, where nothing was seen', [], [LISTED]],
])('the list is read %s', async (_, seen, expected) => {
  const { tagRemovals } = withSeenRemovals(reading({ ok: true, value: [LISTED] }), seen);
  expect(await tagRemovals.byController(SINCE)).toEqual({ ok: true, value: expected });
});

it('stays unreadable: what is not on it may save others', async () => {
  const { tagRemovals } = withSeenRemovals(reading(unreadable('cloudtrail LookupEvents: Throttling')), [SEEN]);
  expect(await tagRemovals.byController(SINCE)).toMatchObject({ ok: false });
});
