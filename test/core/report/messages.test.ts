/** One digest in as many messages as the limits ask for: each entry whole, in exactly one. */
import fc from 'fast-check';
import { messagesOf } from '../../../lambda/core/report/messages.ts';
import type { Digest } from '../../../lambda/core/report/entries.ts';
import { slackMessageFor } from '../../../lambda/core/report/topic-message.ts';
import { DELETED, digestOf, FAILED, LEFT_BEHIND, orphanEntryOf, REFUSED, RELEASED } from '../../support/digests.ts';

const orphans = (number: number, explanation = 'x') =>
  Array.from({ length: number }, (_, index) => orphanEntryOf({ arn: `arn:${index}`, explanation }));

it('says nothing when nothing happened', () => {
  expect(messagesOf(digestOf([]))).toEqual([]);
});

it.each([
  [1, [1]],
  [19, [19]],
  [20, [20]],
  [21, [20, 1]],
  [41, [20, 20, 1]],
])('puts %i entries into messages of %j', (number, sizes) => {
  expect(messagesOf(digestOf(orphans(number))).map(({ entries }) => entries.length)).toEqual(sizes);
});

it.each([
  ['ASCII', 'x'.repeat(15_000), [2, 1]],
  ['signs of three bytes', '\u20ac'.repeat(10_000), [1, 1, 1]],
])('splits by bytes too: %s', (_, explanation, sizes) => {
  expect(messagesOf(digestOf(orphans(3, explanation))).map(({ entries }) => entries.length)).toEqual(sizes);
});

it('numbers the messages when there are several, and only then', () => {
  expect(messagesOf(digestOf(orphans(21))).map(({ subject }) => subject)).toEqual([
    '[nlb-janitor] 123456789012 eu-west-3: 20 orphans found, nothing happens unless you approve (1 of 2)',
    '[nlb-janitor] 123456789012 eu-west-3: 1 orphan found, nothing happens unless you approve (2 of 2)',
  ]);
  expect(messagesOf(digestOf(orphans(1)))[0]?.subject).toBe(
    '[nlb-janitor] 123456789012 eu-west-3: 1 orphan found, nothing happens unless you approve',
  );
});

it('says the same in text, in JSON and in its entries', () => {
  const [message] = messagesOf(digestOf([orphanEntryOf(), DELETED]));
  expect((JSON.parse(message?.json ?? '') as Digest).entries).toEqual(message?.entries);
  expect(message?.text).toContain(orphanEntryOf().arn);
  expect(message?.text).toContain(DELETED.snapshot);
});

it('loses and repeats no entry, and keeps to the limits of SNS and Slack', () => {
  const entry = fc.oneof(
    fc.string({ maxLength: 6000, unit: 'binary' }).map((explanation) => orphanEntryOf({ explanation })),
    fc.constantFrom(DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      const messages = messagesOf(digestOf(entries));
      expect(messages.flatMap((message) => message.entries)).toEqual(entries);
      for (const { subject, text, json, attributes } of messages) {
        expect(subject.length).toBeLessThanOrEqual(99);
        expect(Buffer.byteLength(JSON.stringify([{ default: json, email: text }, attributes]), 'utf8')).toBeLessThan(
          262_144,
        );
        expect(slackMessageFor(subject, json).blocks.length).toBeLessThanOrEqual(50);
      }
    }),
    { numRuns: 30 },
  );
});
