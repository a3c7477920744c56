/** The chat where nobody else listens, over days: presses that come again, a CloudTrail that refuses, runs that have little time. */
import { channelOf, testArn } from '../lambda/core/chat/test-nlb.ts';
import { someOf } from '../lambda/core/scope.ts';
import { FILLED_IN } from './infra/support/sample-settings.ts';
import { chatAlone, titlesOf } from './support/chat.ts';
import { Life } from './support/life.ts';

const { chat } = FILLED_IN;

/** One that has answered its test card. */
function alone(): Life {
  const life = chatAlone({ approval: 'automatic' });
  life.answerTestCard();
  return life;
}

/** Told of on day 0; it is day 1. */
async function told(): Promise<{ life: Life; arn: string }> {
  const life = alone();
  const arn = life.anOrphan('payments/api');
  expect((await life.sweep()).failures).toEqual([]);
  expect(life.marks(arn)['notified-at']).toBeDefined();
  life.toDay(1);
  return { life, arn };
}

/** CloudTrail lists it ten minutes later. @param isReal or made up by a message to the queue */
async function pressedAgain(life: Life, isReal: boolean): Promise<void> {
  const { accountId: account, region } = life.account;
  const sentAt = life.box.clock.now();
  const channel = channelOf(life.settings.chat ?? {});
  const by = `arn:aws:sts::${account}:assumed-role/nlb-janitor-chat/chatbot-session-slack-U2`;
  const arn = testArn({ channel, sentAt }, { account, region });
  life.account.trailLagSeconds = 600;
  const eventId = isReal ? life.account.failToAddTagsBy(by, arn, { 'nlb-janitor/keep': 'asked-in-chat' }) : 'made-up';
  await life.sweep(someOf({ chatAnswers: [{ channel, sentAt, answeredAt: sentAt, by, eventId }] }));
}

it.each([
  ['nobody presses again', undefined],
  ['somebody presses again', true],
  ['a message to the queue makes a press up', false],
])('the chat that answered yesterday listens still while %s', async (_what, isReal) => {
  const { life } = await told();
  if (isReal !== undefined) await pressedAgain(life, isReal);
  life.anOrphan('shop/cart');
  expect((await life.sweep()).failures).toEqual([]);
});

it('people hear of a release in the quarter of an hour after another press', async () => {
  const { life, arn } = await told();
  await pressedAgain(life, true);
  life.answer(arn, 'keep', 'true');
  await life.sweep();
  life.account.trailLagSeconds = 0;
  life.toDay(2);
  await life.sweep();
  expect(life.marks(arn)['quarantined-at']).toBeUndefined();
  expect(titlesOf(life)).toContain('payments/api: released, it stays');
});

it('what the thread says of a press is so: the next run agrees', async () => {
  const { life } = await told();
  await pressedAgain(life, true);
  life.anOrphan('shop/cart');
  const says = titlesOf(life).at(-1);
  const { failures } = await life.sweep();
  expect([says, failures]).toEqual(['The chat counts as a listener', []]);
});

describe('a team with an e-mail and a chat', () => {
  it.each([151_000, 125_000])('gets the card of a delete that was made with %i ms left', async (left) => {
    const life = new Life({ chat });
    const arn = life.anOrphan('payments/api');
    await life.due(arn);
    await life.reap(undefined, { remainingMs: () => left });
    expect(life.account.hasTaggable(arn)).toBe(false);
    life.toDay(8);
    await life.reap();
    expect(titlesOf(life)).toContain('payments/api: deleted');
  });

  it.each([151_000, 100_000])('gets the card of the last reminder with %i ms left', async (left) => {
    const life = new Life({ chat, approval: 'automatic' });
    const arn = life.anOrphan('payments/api');
    await life.sweep();
    life.toDay(6, 9.5);
    await life.sweep(undefined, { remainingMs: () => left });
    expect(life.marks(arn)['reminded-at']).toBeDefined();
    await life.sweep();
    expect(titlesOf(life)).toContain('payments/api: is deleted from 2026-03-09 on, unless you object: last reminder');
  });
});

it.each([151_000, 125_000])(
  'the chat alone hears of a delete in the run that made it, with %i ms left',
  async (left) => {
    const life = alone();
    const arn = life.anOrphan('payments/api');
    await life.due();
    await life.reap(undefined, { remainingMs: () => left });
    expect(life.account.hasTaggable(arn)).toBe(false);
    expect(titlesOf(life)).toContain('payments/api: deleted');
  },
);

it.each([false, true])(
  'people hear of a release although CloudTrail cannot be asked for a while: %s',
  async (isRefusing) => {
    const life = alone();
    const arn = life.anOrphan('payments/api');
    expect((await life.sweep()).failures).toEqual([]);
    life.toDay(1);
    const heal = isRefusing ? life.account.fail({ command: 'LookupEvents', with: 'denied' }) : () => undefined;
    life.answer(arn, 'keep', 'true');
    const { failures } = await life.sweep();
    expect(failures.some((why) => why.includes('cloudtrail LookupEvents'))).toBe(isRefusing);
    heal();
    life.toDay(2);
    await life.sweep();
    expect(titlesOf(life)).toContain('payments/api: released, it stays');
  },
);

it('a run without time for cards rings no alarm of notices that are not deliverable', async () => {
  const life = alone();
  life.anOrphan('payments/api');
  await life.sweep(undefined, { remainingMs: () => 29_000 });
  expect(life.notes).not.toContain('notice not accepted');
});
