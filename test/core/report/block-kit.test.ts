/** Every message that can be made is one that Slack takes: of Slack's own types, within its limits, whatever was written. */
import fc from 'fast-check';
import type { SlackMessage } from '../../../lambda/core/report/chat.ts';
import type { Entry } from '../../../lambda/core/report/entries.ts';
import { messagesOf } from '../../../lambda/core/report/messages.ts';
import { MORE } from '../../../lambda/core/report/slack-blocks.ts';
import { slackMessageFor } from '../../../lambda/core/report/topic-message.ts';
import { asSlackTypes, limitFaults, openMarkup } from '../../support/block-kit.ts';
import { digestOf, EVERY_KIND, orphanEntryOf } from '../../support/digests.ts';
import { hostileText, poisoned } from '../../support/hostile.ts';

function sent(entries: readonly Entry[], part = {}): readonly SlackMessage[] {
  return messagesOf(digestOf(entries, part)).map(({ subject, json }) => slackMessageFor(subject, json));
}

/** Hostile, and as long as it likes. */
const longText = fc
  .tuple(hostileText, fc.constantFrom(1, 20, 400))
  .map(([text, times]) => text.repeat(times).slice(0, 4000));

const ALARM = {
  AlarmName: 'nlb-janitor-sweep-failed',
  AlarmDescription:
    'It failed. What to do: docs/runbook.md#a-function-failed, in the repository that nlb-janitor is deployed from',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-3:123456789012:alarm:nlb-janitor-sweep-failed',
  AWSAccountId: '123456789012',
  StateChangeTime: '2026-03-02T09:00:00.000+0000',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed',
};

describe.each(EVERY_KIND.map((entry) => [entry.kind, entry] as const))('an entry of kind %s', (_kind, entry) => {
  it.each([1, 2, 5, 6, 20, 45])('is taken by Slack %i times', (number) => {
    for (const message of sent(Array.from({ length: number }, () => entry))) {
      expect(limitFaults(message)).toEqual([]);
      expect(openMarkup(message)).toEqual([]);
      expect(asSlackTypes(message.blocks)).toHaveLength(message.blocks.length);
    }
  });

  it('is taken whatever was written into it', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 1, max: 8 }), (text, number) => {
        const digest = poisoned(digestOf(Array.from({ length: number }, () => entry)), text);
        const message = slackMessageFor(text, JSON.stringify(digest));
        expect(limitFaults(message)).toEqual([]);
        expect(openMarkup(message)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

it('any mixture is taken, in every mode, and each entry is named', () => {
  const entry = fc
    .tuple(fc.constantFrom(...EVERY_KIND), fc.integer({ min: 0, max: 9999 }))
    .map(([one, number]): Entry => (one.kind === 'refused' ? one : { ...one, service: `team-${number}/api` }));
  const policy = fc.record({
    mode: fc.constantFrom('quarantine' as const, 'delete' as const),
    approval: fc.constantFrom('required' as const, 'automatic' as const),
  });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), policy, (entries, part) => {
      const messages = sent(entries, part);
      expect(messages.flatMap(limitFaults)).toEqual([]);
      const said = JSON.stringify(messages);
      const named = entries.flatMap((one) => (one.kind === 'refused' ? [] : [`*${one.service}*`]));
      expect(named.filter((name) => !said.includes(name))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('a message of others is cut to what Slack takes, and says so', () => {
  const [message] = [
    slackMessageFor('x', JSON.stringify(digestOf(Array.from({ length: 2000 }, () => orphanEntryOf())))),
  ];
  expect(limitFaults(message)).toEqual([]);
  expect(message.blocks.at(-1)).toMatchObject({ elements: [{ text: MORE }] });
});

it('an alarm, and anything else, is taken whatever was written into it', () => {
  fc.assert(
    fc.property(longText, (text) => {
      for (const body of [JSON.stringify(ALARM), JSON.stringify(poisoned(ALARM, text)), text]) {
        const message = slackMessageFor(text, body);
        expect(limitFaults(message)).toEqual([]);
        expect(openMarkup(message)).toEqual([]);
      }
    }),
  );
});

describe('the check itself', () => {
  const good: SlackMessage = {
    text: 'a',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*a* `b` <https://x|c> &amp;', verbatim: true } }],
  };
  const broken = (change: object): SlackMessage => ({ ...good, ...change });
  const marked = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });

  it('finds nothing in what is good', () => {
    expect([...limitFaults(good), ...openMarkup(good)]).toEqual([]);
  });

  it.each([
    ['no text', { text: ' ' }],
    ['a text for notifications that is too long', { text: 'x'.repeat(4001) }],
    ['no blocks', { blocks: [] }],
    ['51 blocks', { blocks: Array.from({ length: 51 }, () => good.blocks[0]) }],
    ['a long section', { blocks: [{ type: 'section', text: marked('x'.repeat(3001)) }] }],
    ['an empty section', { blocks: [{ type: 'section', text: marked('') }] }],
    ['a section of nothing', { blocks: [{ type: 'section' }] }],
    ['11 fields', { blocks: [{ type: 'section', fields: Array.from({ length: 11 }, () => marked('x')) }] }],
    ['a long field', { blocks: [{ type: 'section', fields: [marked('x'.repeat(2001))] }] }],
    ['a header with markup', { blocks: [{ type: 'header', text: marked('x') }] }],
    ['a long header', { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] }],
    ['11 elements', { blocks: [{ type: 'context', elements: Array.from({ length: 11 }, () => marked('x')) }] }],
    [
      'too much in all',
      { blocks: Array.from({ length: 5 }, () => ({ type: 'section', text: marked('x'.repeat(2900)) })) },
    ],
    ['a button', { blocks: [{ type: 'actions', elements: [] }] }],
  ])('would find %s', (_what, change) => {
    expect(limitFaults(broken(change))).toHaveLength(1);
  });

  it.each(['`a', '*a', '<https://x', '<https://x|', '&am', '<!channel>'])('would find %s', (text) => {
    expect(openMarkup(broken({ blocks: [{ type: 'section', text: marked(text) }] }))).toHaveLength(1);
  });
});
