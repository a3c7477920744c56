/** What Slack shows of whatever arrives on the topic: within its limits, escaped, and never nothing at all. */
import { slackMessageFor } from '../../../lambda/core/report/topic-message.ts';
import type { Entry } from '../../../lambda/core/report/entries.ts';
import type { SlackMessage } from '../../../lambda/core/report/chat.ts';
import { DELETED, digestOf, FAILED, LEFT_BEHIND, orphanEntryOf, REFUSED, RELEASED } from '../../support/digests.ts';

interface Block {
  readonly type: string;
  readonly text?: { readonly type: string; readonly text: string };
  readonly elements?: readonly { readonly type: string; readonly text: string }[];
}

function blocksOf(message: SlackMessage): readonly Block[] {
  return message.blocks as readonly Block[];
}

function textsOf(message: SlackMessage): readonly string[] {
  return blocksOf(message)
    .flatMap(({ text, elements = [] }) => [text?.text, ...elements.map((element) => element.text)])
    .filter((text) => text !== undefined);
}

function shown(entries: readonly Entry[], part = {}): SlackMessage {
  return slackMessageFor('Subject', JSON.stringify(digestOf(entries, part)));
}

describe('a digest', () => {
  it('is a header and two blocks for each entry', () => {
    const message = shown([orphanEntryOf(), DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED]);
    expect(message.text).toBe('Subject');
    expect(blocksOf(message).map(({ type }) => type)).toEqual([
      'header',
      ...Array.from({ length: 6 }, () => ['section', 'context']).flat(),
    ]);
  });

  it('shows an orphan with its answers', () => {
    const [, section = '', context = ''] = textsOf(
      shown([orphanEntryOf({ cautions: ['healthy'], restartedBecause: 'the reason changed' })]),
    );
    expect(section).toContain('Service `payments/api` in cluster `prod`, since 2026-03-02 09:00 UTC');
    expect(section).toContain(':warning: healthy');
    expect(section).toContain('_The window starts again: the reason changed_');
    expect(section).toContain('*Deleted after 2026-03-09 09:00 UTC, if approved*');
    for (const flip of ['approval,Value=approved', 'approval,Value=rejected', 'keep,Value=true'])
      expect(context).toContain(`--resource-arns ${orphanEntryOf().arn} --tags Key=nlb-janitor/${flip}\``);
    expect(context).toContain('|Console: tags>');
  });

  it('offers no approval in a mode that never deletes', () => {
    const [, section = '', context = ''] = textsOf(shown([orphanEntryOf({ deadline: null })], { mode: 'quarantine' }));
    expect(section).not.toContain('Deleted after');
    expect(context).not.toContain('approve');
  });

  it.each([
    [[], '*Deleted after 2026-03-09 09:00 UTC*'],
    [['healthy'], '*Deleted after 2026-03-09 09:00 UTC*, only if approved'],
  ])('says what happens by itself, with the cautions %j', (cautions, words) => {
    const [, section = ''] = textsOf(shown([orphanEntryOf({ cautions })], { approval: 'automatic' }));
    expect(section.endsWith(words)).toBe(true);
  });

  it('tells of deletes, releases, failures and refusals', () => {
    const texts = textsOf(shown([DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED])).join('\n');
    for (const words of [
      'was deleted at 2026-03-09 10:00 UTC',
      'Target group second: left, another load balancer uses it',
      DELETED.snapshot,
      'left target groups behind. Delete them by hand if nobody uses them:\nthird: given up after 7 days',
      '`arn:tg`',
      'was released: `serves-service`',
      ':x:',
      ':no_entry: Deletes refused: 12 automatic',
    ]) {
      expect(texts).toContain(words);
    }
  });

  it('escapes what means something to Slack', () => {
    const [, section] = textsOf(shown([orphanEntryOf({ explanation: 'a <!channel> & <https://evil.example|b>' })]));
    expect(section).toContain('a &lt;!channel&gt; &amp; &lt;https://evil.example|b&gt;');
    expect(section).not.toContain('<!channel>');
  });

  it('keeps each text within 3,000 characters, and none is empty', () => {
    const long = orphanEntryOf({ explanation: '&'.repeat(9000), cautions: ['x'.repeat(4000)] });
    for (const text of textsOf(shown([long, { ...DELETED, snapshot: 'x'.repeat(9000) }]))) {
      expect(text.length).toBeLessThanOrEqual(3000);
      expect(text).not.toBe('');
    }
  });
});

describe('an alarm', () => {
  const alarm = { AlarmName: 'nlb-janitor-errors', NewStateValue: 'ALARM', NewStateReason: 'Threshold Crossed' };

  it('is shown by its name, state and reason', () => {
    expect(textsOf(slackMessageFor('ALARM: "x"', JSON.stringify(alarm)))).toEqual([
      'Alarm nlb-janitor-errors: ALARM',
      'Threshold Crossed',
    ]);
  });

  it('is shown as it came when a field is missing', () => {
    const { NewStateReason: _, ...rest } = alarm;
    expect(textsOf(slackMessageFor('Subject', JSON.stringify(rest)))).toEqual(['Subject', JSON.stringify(rest)]);
  });
});

describe('anything else', () => {
  it.each([
    ['text', 'hello', 'hello'],
    ['nothing', '', '(no text)'],
    ['null', 'null', 'null'],
    ['broken JSON', '{"version":1', '{"version":1'],
    [
      'a digest of a later version',
      '{"version":2,"entries":[],"region":"x"}',
      '{"version":2,"entries":[],"region":"x"}',
    ],
    [
      'an entry of a later version',
      '{"version":1,"entries":[{"kind":"new"}],"region":"x"}',
      '{"version":1,"entries":[{"kind":"new"}],"region":"x"}',
    ],
    ['a broken entry', '{"version":1,"entries":[null],"region":"x"}', '{"version":1,"entries":[null],"region":"x"}'],
  ])('is shown as plain text: %s', (_, body, text) => {
    const message = slackMessageFor('Subject', body);
    expect(textsOf(message)).toEqual(['Subject', text]);
    expect(blocksOf(message)[1]?.text?.type).toBe('plain_text');
  });

  it('has a header of 150 characters at most, and never an empty one', () => {
    expect(textsOf(slackMessageFor('x'.repeat(400), 'y'))[0]).toHaveLength(150);
    expect(textsOf(slackMessageFor('', 'y'))[0]).toBe('nlb-janitor');
  });

  it('is cut to what Slack takes', () => {
    expect(textsOf(slackMessageFor('Subject', 'x'.repeat(9000)))[1]?.length).toBeLessThanOrEqual(3000);
  });
});
