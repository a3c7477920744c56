/**
 * The chat from end to end: the buttons as the stack makes them, pressed on the cards as the runs send them, under the rights of
 * their role; and what the janitor makes of the answer.
 */
import { NotFoundException } from '@aws-sdk/client-sns';
import { CHAT_RULE, RULES } from '../infra/rules.ts';
import { chatTestCard } from '../lambda/core/report/chat-test-card.ts';
import { parseTrigger } from '../lambda/core/trigger/trigger.ts';
import { TEST_BUTTON } from '../lambda/model/chat.ts';
import type { RunResult } from '../lambda/tell/log.ts';
import { matchesEvent } from './infra/support/event-pattern.ts';
import { actionsOf, may, statementsOfManaged } from './infra/support/iam.ts';
import { FILLED_IN } from './infra/support/sample-settings.ts';
import { templateWith } from './infra/support/templates.ts';
import { AMAZON_Q, cardsOf, chatAlone, titlesOf, type Card } from './support/chat.ts';
import { deeds, Life } from './support/life.ts';

const { chat } = FILLED_IN;
const ROLE = 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat';
const ANNA = `${ROLE}/chatbot-session-slack-U0123ABCD`;

interface Button {
  readonly Definition: { readonly CommandText: string };
  readonly Attachments: readonly [
    {
      readonly ButtonText: string;
      readonly Criteria: readonly { readonly VariableName: string; readonly Value: string }[];
      readonly Variables: Readonly<Record<string, string>>;
    },
  ];
}

const template = () => templateWith({ chat });
const buttons = (): readonly Button[] =>
  Object.values(template().findResources('AWS::Chatbot::CustomAction')).map(({ Properties }) => Properties as Button);

/** As Amazon Q finds it in the card. */
function valueAt(card: Card, path = ''): string | undefined {
  return card.metadata.additionalContext?.[path.replace('event.metadata.additionalContext.', '')];
}

function buttonsOn(card: Card): readonly string[] {
  return buttons()
    .map(({ Attachments: [attachment] }) => attachment)
    .filter(({ Criteria, Variables }) =>
      Criteria.every(({ VariableName, Value }) => valueAt(card, Variables[VariableName]) === Value),
    )
    .map(({ ButtonText }) => ButtonText);
}

/** @returns whether IAM allowed it */
function press(life: Life, text: string, card: Card | undefined, by = ANNA): boolean {
  const button = buttons().find(({ Attachments: [{ ButtonText }] }) => ButtonText === text);
  if (button === undefined || card === undefined) throw new Error(`there is no ${text}`);
  const [{ Variables }] = button.Attachments;
  const command = button.Definition.CommandText.replaceAll(/\$(\w+)/g, (_, name: string) => {
    return valueAt(card, Variables[name]) ?? `no ${name}`;
  });
  const [, region, arn, key = '', value = ''] =
    /^elbv2 add-tags --region (\S+) --resource-arns (\S+) --tags Key=(\S+),Value=(\S+)$/.exec(command) ?? [];
  if (region !== life.account.region || arn === undefined) throw new Error(`cannot run ${command}`);
  const statements = statementsOfManaged(template(), 'NlbJanitorChatChannelPolicy');
  const tags = life.account.hasTaggable(arn) ? Object.fromEntries(life.account.tagsOf(arn)) : {};
  const isAllowed = may(statements, {
    action: actionsOf(statements[0] ?? { Effect: 'Deny', Action: [], Resource: [] })[0] ?? '',
    resource: arn,
    writes: { [key]: value },
    tags,
    context: { 'aws:RequestedRegion': region },
  });
  if (!isAllowed) return false;
  if (life.account.hasTaggable(arn)) life.answer(arn, key.replace('nlb-janitor/', ''), value, by);
  else life.account.failToAddTagsBy(by, arn, { [key]: value });
  return true;
}

/** Quarantined and told of on day 0; it is day 1. */
async function quarantined(settings: Readonly<Record<string, unknown>> = {}, part = {}) {
  const life = new Life({ chat, ...settings });
  const arn = life.anOrphan('payments/api', part);
  await life.sweep();
  life.toDay(1);
  return { life, arn, card: cardsOf(life)[0] };
}

it('approves by a press: acknowledged by the name of the chat user, deleted after the window, all in one thread', async () => {
  const { life, arn, card } = await quarantined();
  expect(card && buttonsOn(card)).toEqual(['Keep', 'Reject', 'Approve']);
  expect(press(life, 'Approve', card)).toBe(true);
  await life.sweep();
  expect(life.marks(arn)['approved-by']).toContain('slack U0123ABCD');
  life.toDay(7, 10);
  expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  expect(titlesOf(life)).toEqual([
    'payments/api: looks orphaned, stays unless you approve',
    'payments/api: approved',
    'payments/api: deleted',
  ]);
  expect(new Set(cardsOf(life).map(({ metadata }) => metadata.threadId)).size).toBe(1);
  const [, acknowledged, deleted] = cardsOf(life);
  expect(acknowledged?.content.description).toContain('*By:* slack U0123ABCD');
  expect(deleted?.content.description).toContain('slack U0123ABCD');
  expect(acknowledged && buttonsOn(acknowledged)).toEqual(['Keep', 'Reject']);
  expect(deleted && buttonsOn(deleted)).toEqual([]);
});

it.each([
  ['Reject', 'nlb-janitor/approval', 'rejected'],
  ['Keep', 'nlb-janitor/keep', 'asked-in-chat'],
])('%s by a press holds for good, and a late Approve does not overwrite it', async (text, key, value) => {
  const { life, arn, card } = await quarantined();
  expect(press(life, text, card)).toBe(true);
  await life.sweep();
  expect(titlesOf(life)).toEqual([
    'payments/api: looks orphaned, stays unless you approve',
    'payments/api: released, it stays',
  ]);
  expect(press(life, 'Approve', card)).toBe(false);
  expect(life.account.tagsOf(arn).get(key)).toBe(value);
  life.toDay(8);
  expect(deeds(life, await life.reap())).toEqual([]);
});

it('takes an approval back by a press until the delete', async () => {
  const { life, card } = await quarantined();
  press(life, 'Approve', card);
  await life.sweep();
  expect(press(life, 'Reject', cardsOf(life)[1])).toBe(true);
  life.toDay(8);
  expect(deeds(life, await life.reap())).toEqual([]);
});

it('has no Approve beside a caution', async () => {
  const { life } = await quarantined({}, { newFlows: 24 });
  const [card] = cardsOf(life);
  expect(card?.content.description).toContain('*Caution:*');
  expect(card && buttonsOn(card)).toEqual(['Keep', 'Reject']);
});

describe('with approvers', () => {
  it.each([
    ['the channel’s role', 'arn:aws:iam::123456789012:role/nlb-janitor-chat', ['deleted payments/api']],
    ['that user', ANNA, ['deleted payments/api']],
    ['another user', `${ROLE}/chatbot-session-slack-U9999ZZZZ`, []],
    ['other roles alone', 'arn:aws:iam::123456789012:role/platform', []],
  ])('a press counts where they name it: %s', async (_what, pattern, done) => {
    const { life, card } = await quarantined({ approvers: [pattern] });
    press(life, 'Approve', card);
    await life.sweep();
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(done);
    const title = done.length > 0 ? 'payments/api: approved' : 'payments/api: approved, which does not count';
    expect(titlesOf(life)[1]).toBe(title);
  });
});

describe('while the chat', () => {
  it('is broken, notices count and deletes go on, and every run says so', async () => {
    const life = new Life({ chat });
    const arn = life.anOrphan('payments/api');
    life.account.chatTopic.accept = () => {
      throw new NotFoundException({ message: 'Topic does not exist', $metadata: { httpStatusCode: 404 } });
    };
    const { failures } = await life.sweep();
    expect(failures).toEqual([expect.stringMatching(/^a card was not sent to the chat, the notice was: /)]);
    expect(life.marks(arn)['notified-at']).toBeDefined();
    life.toDay(1);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    const deleted = await life.reap();
    expect(deeds(life, deleted)).toEqual(['deleted payments/api']);
    expect(deleted.failures).toHaveLength(1);
  });

  it('has not answered a test card, nobody is told by it alone: no window starts', async () => {
    const life = chatAlone();
    const arn = life.anOrphan('payments/api');
    const { failures } = await life.sweep();
    expect(failures).toEqual([expect.stringMatching(/nobody hears the notices.*nobody has answered a test card/)]);
    expect(life.marks(arn)['notified-at']).toBeUndefined();
    expect(cardsOf(life)).toEqual([]);
  });
});

/** As `doctor --test-message` does. */
function sendTest(life: Life): Card {
  const place = { account: life.account.accountId, region: life.account.region };
  const { chat: settings, approval } = life.settings;
  if (settings === undefined) throw new Error('there is no chat');
  return JSON.parse(chatTestCard({ ...place, chat: settings, approval, sentAt: life.box.clock.now() })) as Card;
}

/** What EventBridge makes of the last event: a run of `sweep`, where one of the rules matches it. */
async function wokenByLastEvent(life: Life): Promise<RunResult | undefined> {
  const { accountId: account, region } = life.account;
  const event = life.account.trailEvents.at(-1);
  const detail = { ...life.account.trailRecord(event?.eventId ?? '') };
  const envelope = {
    source: 'aws.elasticloadbalancing',
    'detail-type': 'AWS API Call via CloudTrail',
    account,
    region,
  };
  const matched = [...RULES, CHAT_RULE].filter(({ pattern }) =>
    matchesEvent(
      { source: pattern.source, 'detail-type': pattern.detailType, detail: pattern.detail },
      { ...envelope, detail },
    ),
  );
  expect(matched).toEqual([CHAT_RULE]);
  const trigger = parseTrigger({ ...envelope, detail }, { account, region, roleArns: [life.account.roleArn] });
  return trigger.is === 'run' ? life.sweep(trigger.scope) : undefined;
}

describe('a chat that answered a test card', () => {
  const NO_HANDS = { approval: 'automatic' };

  it('has one button on the test card, which writes no tag anywhere', () => {
    const life = chatAlone();
    const card = sendTest(life);
    expect(buttonsOn(card)).toEqual([TEST_BUTTON]);
    expect(life.account.hasTaggable(card.metadata.additionalContext?.['NlbJanitorArn'] ?? '')).toBe(false);
    expect(press(life, TEST_BUTTON, card)).toBe(true);
    expect(life.writes()).toEqual([]);
  });

  it('counts alone: told, reminded and deleted with nobody else listening, and every step is a card', async () => {
    const life = chatAlone(NO_HANDS);
    const arn = life.anOrphan('payments/api');
    press(life, TEST_BUTTON, sendTest(life));
    const woken = await wokenByLastEvent(life);
    expect(woken?.failures).toEqual([]);
    expect(life.writes()).toEqual(['PutObject report/chat-answers.json', 'Publish card']);
    expect(cardsOf(life).at(-1)?.content.description).toContain('*By:* slack U0123ABCD');

    expect((await life.sweep()).failures).toEqual([]);
    expect(life.marks(arn)['notified-at']).toBeDefined();
    life.toDay(6, 9.5);
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.marks(arn)['reminded-at']).toBeDefined();
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(titlesOf(life)).toEqual([
      'The chat counts as a listener',
      'payments/api: looks orphaned, is deleted from 2026-03-09 on unless you object',
      'payments/api: is deleted from 2026-03-09 on, unless you object: last reminder',
      'payments/api: deleted',
    ]);
  });

  it('counts only once CloudTrail lists the press, whatever a message to the queue says', async () => {
    const life = chatAlone(NO_HANDS);
    const arn = life.anOrphan('payments/api');
    life.account.trailLagSeconds = 600;
    press(life, TEST_BUTTON, sendTest(life));
    await wokenByLastEvent(life);
    expect((await life.sweep()).failures).toEqual([expect.stringMatching(/CloudTrail does not list the press/)]);
    expect(life.marks(arn)['notified-at']).toBeUndefined();
    life.toDay(0, 10);
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.marks(arn)['notified-at']).toBeDefined();
  });

  it.each<[string, (life: Life) => void]>([
    ['the settings name another channel now', (life) => Object.assign(life.settings, { chat: { byHand: true } })],
    ['Amazon Q has left the topic', (life) => life.account.chatTopic.unsubscribe(AMAZON_Q)],
    [
      'a filter policy holds cards back',
      (life) => life.account.chatTopic.subscribe({ ...AMAZON_Q, filterPolicy: '{"kind":["x"]}' }),
    ],
    ['the answer is three months old', (life) => life.toDay(91)],
  ])('counts no more when %s', async (_what, change) => {
    for (const isChanged of [true, false]) {
      const life = chatAlone(NO_HANDS);
      press(life, TEST_BUTTON, sendTest(life));
      await wokenByLastEvent(life);
      if (isChanged) change(life);
      const arn = life.anOrphan('payments/api');
      await life.sweep();
      expect(life.marks(arn)['notified-at'] === undefined).toBe(isChanged);
    }
  });

  it('is not taken for one by the same call of anybody else', async () => {
    const life = chatAlone();
    const by = 'arn:aws:sts::123456789012:assumed-role/platform/chatbot-session-slack-U0123ABCD';
    for (const [who, wakes] of [
      [by, false],
      [ANNA, true],
    ] as const) {
      expect(press(life, TEST_BUTTON, sendTest(life), who)).toBe(true);
      expect((await wokenByLastEvent(life)) !== undefined).toBe(wakes);
    }
    expect(life.writes()).toEqual(['PutObject report/chat-answers.json', 'Publish card']);
  });
});
