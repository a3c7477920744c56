/** Cards for the chat: what they say, which buttons stand on them, and that nobody else's words do anything. */
import fc from 'fast-check';
import { MOST_DESCRIPTION_CHARACTERS, MOST_TITLE_CHARACTERS } from '../../../lambda/core/report/chat-message.ts';
import { customNotificationOf } from '../../../lambda/core/report/custom-notification.ts';
import { chatText } from '../../../lambda/core/report/chat-words.ts';
import type { Digest, Entry } from '../../../lambda/core/report/entries.ts';
import {
  ANSWERED,
  DELETED,
  digestOf,
  EVERY_KIND,
  FAILED,
  LEFT_BEHIND,
  NOTE,
  orphanEntryOf,
  REFUSED,
  RELEASED,
  REMINDER,
} from '../../support/digests.ts';
import { hostileText, poisoned, RAW } from '../../support/hostile.ts';

interface Card {
  readonly version: string;
  readonly source: string;
  readonly content: { readonly textType: string; readonly title: string; readonly description: string };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly enableCustomActions: boolean;
    readonly additionalContext?: Readonly<Record<string, string>>;
  };
}

const { arn } = orphanEntryOf();
const THREAD = 'nlb-janitor-eu-west-3-50dc6c495c0c9188';

function cardOf(entry: Entry, part: Partial<Digest> = {}): Card {
  return JSON.parse(customNotificationOf(entry, digestOf([entry], part))) as Card;
}

function buttonsOn(entry: Entry, part: Partial<Digest> = {}): readonly string[] {
  const { NlbJanitorKeeps, NlbJanitorApproves } = cardOf(entry, part).metadata.additionalContext ?? {};
  return [
    ...(NlbJanitorApproves === 'yes' ? ['Approve'] : []),
    ...(NlbJanitorKeeps === 'yes' ? ['Reject', 'Keep'] : []),
  ];
}

it('is a custom notification in the thread of its NLB, with what the buttons need', () => {
  const { version, source, content, metadata } = cardOf(orphanEntryOf());
  expect({ version, source, textType: content.textType }).toEqual({
    version: '1.0',
    source: 'custom',
    textType: 'client-markdown',
  });
  expect(metadata).toEqual({
    threadId: THREAD,
    summary: 'payments/api: looks orphaned, stays unless you approve, eu-west-3',
    enableCustomActions: true,
    additionalContext: {
      NlbJanitorKeeps: 'yes',
      NlbJanitorApproves: 'yes',
      NlbJanitorRegion: 'eu-west-3',
      NlbJanitorArn: arn,
    },
  });
  expect(content.title).toBe('payments/api: looks orphaned, stays unless you approve');
  expect(content.description.split('\n')).toEqual([
    expect.stringMatching(/^Load balancer `a3f\w+` of `payments\/api` in cluster `prod`$/),
    'Account 123456789012, eu-west-3',
    '*Why:* Service payments/api is not in cluster prod.',
    expect.stringMatching(/^\*What happens:\* Nothing, unless somebody approves it/),
    '*Goes with it:* 1 target group',
    '*Costs:* about USD 23.73 a month',
    '*What to press:*',
    '• *Keep:* it stays, orphan or not, and nobody is asked about it again.',
    '• *Reject:* it is no orphan. It stays, and nobody is asked about it again.',
    expect.stringMatching(
      /^• \*Approve:\* deletes this load balancer and its target group, not before .* It cannot be brought back/,
    ),
    expect.stringMatching(/^\*Tags in the console:\* https:\/\/eu-west-3\.console\.aws\.amazon\.com\//),
  ]);
});

describe('Approve', () => {
  it.each([
    ['stands where a person must approve', {}, {}, true],
    ['not beside a caution', { cautions: ['a DNS record points to it'] }, {}, false],
    ['not where nothing is deleted', { deadline: null }, { mode: 'quarantine' }, false],
    ['not where it goes without', {}, { approval: 'automatic' }, false],
    ['not beside a caution, also where all others go without', { cautions: ['x'] }, { approval: 'automatic' }, false],
  ] as const)('%s', (_what, entry, digest, stands) => {
    expect(buttonsOn(orphanEntryOf(entry), digest)).toEqual([...(stands ? ['Approve'] : []), 'Reject', 'Keep']);
  });

  it('comes again on an approval that does not count, unless there is a caution now', () => {
    const uncounted = { ...ANSWERED, doesNotCount: 'no approver' };
    expect(buttonsOn(uncounted)).toEqual(['Approve', 'Reject', 'Keep']);
    expect(buttonsOn({ ...uncounted, cautions: ['x'] })).toEqual(['Reject', 'Keep']);
    expect(buttonsOn(uncounted, { mode: 'quarantine' })).toEqual(['Reject', 'Keep']);
    expect(buttonsOn({ ...ANSWERED, answer: 'rejected', notBefore: null })).toEqual([]);
  });
});

it.each([
  ['an approval', ANSWERED, ['Reject', 'Keep']],
  ['a reminder', REMINDER, ['Reject', 'Keep']],
  ['a note', NOTE, ['Reject', 'Keep']],
  ['a delete that failed', FAILED, ['Reject', 'Keep']],
  ['a delete', DELETED, []],
  ['leftovers', LEFT_BEHIND, []],
  ['a release', RELEASED, []],
] as const)('has the buttons of %s', (_what, entry, buttons) => {
  expect(buttonsOn(entry)).toEqual(buttons);
  expect(cardOf(entry).metadata.enableCustomActions).toBe(buttons.length > 0);
  // A reminder must be seen, and nobody follows a thread of last week.
  expect(cardOf(entry).metadata.threadId).toBe(entry.kind === 'reminder' ? `${THREAD}-reminder` : THREAD);
});

describe('what to press', () => {
  const NO_APPROVE = 'There is no Approve here';
  const COMMAND = `\`aws elbv2 add-tags --region eu-west-3 --resource-arns ${arn} --tags Key=nlb-janitor/approval,Value=approved\``;
  const UNCOUNTED = { ...ANSWERED, doesNotCount: 'no approver' };
  const EXPIRED = { ...NOTE, what: 'approval-expired' } as const;

  it.each([
    ['an orphan with a caution', orphanEntryOf({ cautions: ['x'] }), {}, true],
    ['an orphan where nothing is deleted', orphanEntryOf({ deadline: null }), { mode: 'quarantine' }, false],
    ['an orphan that goes without', orphanEntryOf(), { approval: 'automatic' }, false],
    ['an approval that does not count, with a caution', { ...UNCOUNTED, cautions: ['x'] }, {}, true],
    ['such a one where nothing is deleted', { ...UNCOUNTED, cautions: ['x'] }, { mode: 'quarantine' }, false],
    ['an approval that counts', ANSWERED, {}, false],
    ['an expired approval', EXPIRED, {}, true],
    ['a delete that waits for the limit', { ...NOTE, what: 'waits-for-limit' } as const, {}, false],
    ['a reminder', REMINDER, {}, false],
  ] as const)('says of %s how else to approve, where one must', (_what, entry, digest, isMissed) => {
    const { description } = cardOf(entry, digest).content;
    expect(description).toContain('\n*What to press:*\n• *Keep:* it stays');
    expect(description.includes(NO_APPROVE)).toBe(isMissed);
    expect(description.includes(COMMAND)).toBe(isMissed);
  });

  it('is not said where no button stands', () => {
    expect(cardOf(DELETED).content.description).not.toContain('press');
  });
});

it('names who pressed', () => {
  const by = 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U0123ABCD';
  const { description } = cardOf({ ...ANSWERED, by }).content;
  expect(description).toContain('*By:* slack U0123ABCD (role nlb-janitor-chat), 2026-03-02 08:00 UTC');
  expect(description).toContain('chatbot-session-slack-U0123ABCD`');
});

it('says every caution or how many more there are', () => {
  const { description } = cardOf(orphanEntryOf({ cautions: ['one', 'two', 'three', 'four', 'five'] })).content;
  expect(description.match(/^\*Caution:\*.*$/gm)).toEqual([
    '*Caution:* one.',
    '*Caution:* two.',
    '*Caution:* three.',
    '*Caution:* 2 more, shown by `nlb-janitor explain --region eu-west-3 a3f2504e04f8941d39a0c0305e82c330`',
  ]);
});

it('is in a thread of the run, without a button, for what the breaker refused', () => {
  const { content, metadata } = cardOf(REFUSED);
  expect(metadata.threadId).toBe('nlb-janitor-123456789012-eu-west-3-refused');
  expect(metadata.enableCustomActions).toBe(false);
  expect(content.description).toContain('*Why:* 12 automatic deletes are due.');
  expect(content.description).toContain('*What to do:* Look whether so many may be orphans');
});

describe('whatever somebody writes', () => {
  it('marks nothing up, mentions nobody, links nowhere and fits', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...EVERY_KIND), (text, entry) => {
        // Only the ARN and the region, which AWS writes, stand in the link.
        const harmed = { ...poisoned(entry, text), arn } as Entry;
        const { content, metadata } = cardOf(harmed, { accountName: text });
        const said = content.description.replaceAll(/https:\/\/eu-west-3\.console\.aws\.amazon\.com\S*/g, '');
        // In code a chat looks for no people, links or emphasis; Slack's own marks are none there either.
        const besideCode = said.replaceAll(/`[^`]*`/g, '');
        expect(content.title).not.toMatch(/[<>@[\]|`]/);
        expect(said).not.toMatch(/[<>&]/);
        expect(besideCode).not.toMatch(/[@[\]|#\\~]|:\/\/|www\./);
        expect(content.description).not.toMatch(RAW);
        // Code is closed in the line in which it begins.
        for (const line of said.split('\n')) expect((line.match(/`/g) ?? []).length % 2).toBe(0);
        expect(content.description.length).toBeLessThanOrEqual(MOST_DESCRIPTION_CHARACTERS);
        expect(content.title.length).toBeLessThanOrEqual(MOST_TITLE_CHARACTERS);
        expect(metadata.summary.length).toBeLessThanOrEqual(MOST_TITLE_CHARACTERS);
      }),
    );
  });

  it('is cut at the end of a line where it is long', () => {
    const long = 'x'.repeat(5000);
    const entry = orphanEntryOf({
      explanation: long,
      cautions: [long, long, long],
      restartedBecause: long,
      owners: Array.from({ length: 5 }, (_, index) => ({ tag: `t${index}`, value: long })),
      service: long,
      cluster: long,
    });
    const { description } = cardOf(entry).content;
    expect(description.length).toBeLessThanOrEqual(MOST_DESCRIPTION_CHARACTERS);
  });

  it.each([
    ['<!channel> @here', '‹!channel› ＠here'],
    ['[click](https://evil.example)', '［click］(https∶//evil.example)'],
    ['*bold* `code` _it_ a_b', "∗bold∗ 'code' ＿it＿ a_b"],
    ['a\nb', 'a b'],
  ])('%j is shown as %j', (text, shown) => {
    expect(chatText(text, 100)).toBe(shown);
  });
});

it.each([
  ['that waits for a person', orphanEntryOf(), {}, 'stays unless you approve'],
  [
    'that waits for no caution',
    orphanEntryOf({ cautions: [] }),
    { approval: 'automatic' },
    'is deleted from 2026-03-09 on unless you object',
  ],
  ['with a caution', orphanEntryOf({ cautions: ['x'] }), { approval: 'automatic' }, 'stays unless you approve'],
  ['where nothing is deleted', orphanEntryOf({ deadline: null }), { mode: 'quarantine' }, 'nothing is deleted'],
] as const)('says in the title what becomes of an orphan %s', (_what, entry, digest, outlook) => {
  expect(cardOf(entry, digest).content.title).toBe(`payments/api: looks orphaned, ${outlook}`);
});

it('names the load balancer where nobody knows its Service, and ten target groups that are left behind', () => {
  expect(cardOf({ ...LEFT_BEHIND, service: null }).content.title).toMatch(/^a3f\w+: deleted before/);
  const targetGroups = Array.from({ length: 12 }, (_, nth) => ({ arn: `arn-${nth}`, name: `tg-${nth}`, why: null }));
  const { description } = cardOf({ ...LEFT_BEHIND, targetGroups }).content;
  expect(description).toContain('• `tg-9`\n• and 2 more, in the outcome beside `s3://');
  expect(cardOf({ ...LEFT_BEHIND, targetGroups: targetGroups.slice(2) }).content.description).not.toContain('more');
});
