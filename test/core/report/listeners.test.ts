/** Who counts as a listener, by protocol, filter policy and who has to act. */
import { whoHears } from '../../../lambda/core/report/listeners.ts';
import type { ChatListening } from '../../../lambda/core/chat/listener.ts';
import type { ApprovalPolicy } from '../../../lambda/model/policy.ts';
import type { Subscription } from '../../../lambda/model/subscription.ts';

function isSomebodyListening(subscriptions: readonly Subscription[], approval: ApprovalPolicy): boolean {
  return whoHears(subscriptions, approval).is === 'subscribers';
}

function whyNobody(subscriptions: readonly Subscription[], approval: ApprovalPolicy, chat?: ChatListening): string {
  const hears = whoHears(subscriptions, approval, chat);
  return hears.is === 'nobody' ? hears.why : hears.is;
}

const PEOPLE = ['email', 'email-json', 'sms'];
const MACHINES = ['lambda', 'sqs', 'http', 'https', 'application', 'firehose'];

it.each([...PEOPLE, ...MACHINES])('%s is one where a person must approve, unless it filters', (protocol) => {
  expect(isSomebodyListening([{ protocol, gets: 'all' }], 'required')).toBe(true);
  expect(isSomebodyListening([{ protocol, gets: 'some' }], 'required')).toBe(false);
  expect(isSomebodyListening([{ protocol, gets: 'unknown' }], 'required')).toBe(false);
});

it.each(PEOPLE)('%s is one where silence deletes, unless it filters', (protocol) => {
  expect(isSomebodyListening([{ protocol, gets: 'all' }], 'automatic')).toBe(true);
  expect(isSomebodyListening([{ protocol, gets: 'some' }], 'automatic')).toBe(false);
  expect(isSomebodyListening([{ protocol, gets: 'unknown' }], 'automatic')).toBe(false);
});

it.each(MACHINES)('%s is none where silence deletes', (protocol) => {
  expect(isSomebodyListening([{ protocol, gets: 'all' }], 'automatic')).toBe(false);
});

it('is one among many, and nobody where there are none', () => {
  const filtering = { protocol: 'email', gets: 'some' } as const;
  expect(isSomebodyListening([filtering, { protocol: 'sms', gets: 'all' }], 'automatic')).toBe(true);
  expect(isSomebodyListening([], 'required')).toBe(false);
  expect(isSomebodyListening([], 'automatic')).toBe(false);
});

it.each<[string, readonly Subscription[], ApprovalPolicy, RegExp]>([
  ['nobody confirmed', [], 'required', /no subscription of the topic is confirmed. Confirm the e-mail/],
  [
    'another account, and a filter policy',
    [
      { protocol: 'email', gets: 'unknown' },
      { protocol: 'https', gets: 'some' },
    ],
    'required',
    /none counts \(email: belongs to another account; https: has a filter policy\)\. Subscribe an e-mail address/,
  ],
  [
    'a queue where silence deletes',
    [{ protocol: 'sqs', gets: 'all' }],
    'automatic',
    /\(sqs: is read by no person, and approval is automatic\)/,
  ],
])('says which there are, why none counts and what to do: %s', (_, subscriptions, approval, why) => {
  expect(whyNobody(subscriptions, approval)).toMatch(why);
});

it('says the same of many only once', () => {
  const foreign = { protocol: 'email', gets: 'unknown' } as const;
  expect(whyNobody([foreign, foreign], 'required')).toMatch(/\(email: belongs to another account\)/);
});

const NO_ANSWER: ChatListening = { is: 'does-not', why: 'nobody has answered a test card' };

it.each(['required', 'automatic'] as const)(
  'is the chat alone, where nobody else counts and it does: %s',
  (approval) => {
    const until = new Date('2026-05-31T10:00:00Z');
    const listens = { is: 'listens', until } as const;
    expect(whoHears([], approval, listens)).toEqual({ is: 'chat-alone', until });
    expect(whoHears([], approval, NO_ANSWER).is).toBe('nobody');
    expect(whoHears([{ protocol: 'email', gets: 'all' }], approval, listens)).toEqual({ is: 'subscribers' });
  },
);

it.each<[string, readonly Subscription[]]>([
  ['nobody', []],
  ['one who filters', [{ protocol: 'email', gets: 'some' }]],
])('beside %s says why the chat does not count, and how it would', (_what, subscriptions) => {
  const why = whyNobody(subscriptions, 'automatic', NO_ANSWER);
  expect(why).toMatch(/, and the chat does not count \(nobody has answered a test card\)\. /);
  expect(why).toMatch(/, or run "nlb-janitor doctor --test-message" and answer the card in the chat\. Until then/);
  expect(whyNobody(subscriptions, 'automatic')).not.toContain('chat');
});
