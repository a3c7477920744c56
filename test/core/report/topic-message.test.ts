/** What Slack shows of whatever arrives on the topic: within its limits, escaped, and never nothing at all. */
import { slackMessageFor } from '../../../lambda/core/report/topic-message.ts';
import type { Entry } from '../../../lambda/core/report/entries.ts';
import type { SlackMessage } from '../../../lambda/core/report/chat.ts';
import { DELETED, digestOf, orphanEntryOf } from '../../support/digests.ts';

interface Block {
  readonly type: string;
  readonly text?: { readonly type: string; readonly text: string };
  readonly elements?: readonly { readonly type: string; readonly text: string }[];
}

function blocksOf(message: SlackMessage): readonly Block[] {
  return message.blocks;
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
  it('has the subject as its header and in notifications', () => {
    const message = shown([DELETED]);
    expect(message.text).toBe('Subject');
    expect(textsOf(message)[0]).toBe('Subject');
  });

  it('escapes what means something to Slack', () => {
    const [, section] = textsOf(shown([orphanEntryOf({ explanation: 'See <!channel> & <https://evil.example|b>' })]));
    expect(section).toContain('See &lt;!channel&gt; &amp; &lt;https://evil.example|b&gt;');
    expect(section).not.toContain('<!channel>');
  });
});

describe('an alarm', () => {
  const alarm = {
    AlarmName: 'nlb-janitor-sweep-failed',
    AlarmDescription:
      "nlb-janitor's sweep failed. What to do: docs/runbook.md#a-function-failed, in the repository that nlb-janitor is deployed from",
    AlarmArn: 'arn:aws:cloudwatch:eu-west-3:123456789012:alarm:nlb-janitor-sweep-failed',
    AWSAccountId: '123456789012',
    StateChangeTime: '2026-03-02T09:05:12.345+0000',
    NewStateValue: 'ALARM',
    NewStateReason: 'Threshold Crossed',
  };
  const told = (part: object): readonly string[] =>
    textsOf(slackMessageFor('ALARM: "x"', JSON.stringify({ ...alarm, ...part })));

  it('says which, why, since when, what to do, and the numbers in small print', () => {
    expect(told({})).toEqual([
      'Alarm nlb-janitor-sweep-failed: ALARM',
      [
        ':rotating_light: *nlb-janitor-sweep-failed* rings',
        'Account 123456789012, eu-west-3',
        "*Why:* nlb-janitor's sweep failed.",
        '*Since:* 2026-03-02 09:05 UTC',
        '*What to do:* See `docs/runbook.md#a-function-failed`, in the repository that nlb-janitor is deployed from, <https://eu-west-3.console.aws.amazon.com/cloudwatch/home?region=eu-west-3#alarmsV2:alarm/nlb-janitor-sweep-failed|open it in the console>',
      ].join('\n'),
      'Threshold Crossed',
    ]);
  });

  it('is told as over', () => {
    const [header, section] = told({ NewStateValue: 'OK' });
    expect(header).toBe('Alarm over: nlb-janitor-sweep-failed');
    expect(section).toContain(':white_check_mark: *nlb-janitor-sweep-failed* no longer rings');
  });

  it.each([
    ['no description', { AlarmDescription: null }, '*Why:* Threshold Crossed.'],
    ['an ARN that names no region', { AlarmArn: 'arn:aws:cloudwatch:evil.example/:1' }, 'region unknown'],
    ['a time that is none', { StateChangeTime: 5 }, '*Since:* An unknown time'],
    ['a state of its own', { NewStateValue: 'NEW' }, 'is in state NEW'],
  ])('is shown with %s', (_what, part, words) => {
    const text = told(part).join('\n');
    expect(text).toContain(words);
    expect(text).not.toContain('evil.example');
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
