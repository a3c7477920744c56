/** The kill switch and who hears: each state with its twin. */
import { pauseChecks } from '../../../lambda/core/doctor/kill-switch.ts';
import { chatChecks, listenerChecks, testMessageChecks, webhookChecks } from '../../../lambda/core/doctor/notices.ts';
import { channelOf } from '../../../lambda/core/chat/test-nlb.ts';
import type { ChatAnswer, ChatSubscription } from '../../../lambda/model/chat.ts';
import type { DeployedChat, Listeners } from '../../../lambda/model/deployment.ts';
import type { PauseAnswer } from '../../../lambda/model/doctor.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import type { Subscription } from '../../../lambda/model/subscription.ts';
import { unreadable } from '../../support/builders.ts';
import { DENIED, read, wordsOf, type Row } from '../../support/doctor-facts.ts';

it.each<Row<Reading<PauseAnswer>>>([
  ['running', read({ is: 'running' }), 'ok', /not paused/],
  [
    'paused',
    read({ is: 'paused', since: ' since then by ada' }),
    'warning',
    /paused since then by ada.*resume --region eu-west-3/,
  ],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('the kill switch: %s', (_, given, state, says) => {
  const [check] = pauseChecks(given, 'eu-west-3');
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

const NOW = new Date('2026-03-02T10:00:00Z');
const HEARING = { mode: 'delete', approval: 'required', region: 'eu-west-3', chat: undefined, now: NOW } as const;
const EMAIL: Subscription = { protocol: 'email', gets: 'all' };
const PENDING = { protocol: 'email', endpoint: 'a@example.com; rm -rf /' };
const heard = (confirmed: readonly Subscription[], pending: Listeners['pending'] = []): Reading<Listeners> =>
  read({ confirmed, pending, topicArn: 'arn:topic' });

it.each<Row<Reading<Listeners>>>([
  ['one confirmed', heard([EMAIL]), 'ok', /1 confirmed subscription \(email\)/],
  [
    'one that counts among others',
    heard([EMAIL, { protocol: 'https', gets: 'some' }, { protocol: 'sqs', gets: 'unknown' }]),
    'ok',
    /3 confirmed subscriptions \(email; https, with a filter policy; sqs, of another account\)/,
  ],
  [
    'one confirmed, one pending',
    heard([EMAIL], [PENDING]),
    'warning',
    /not confirmed: email a@example.*click the link/,
  ],
  [
    'one pending',
    heard([], [PENDING]),
    'failure',
    /no subscription of the topic is confirmed.*click the link.*aws sns subscribe --region eu-west-3/,
  ],
  ['nobody', heard([]), 'failure', /no subscription.*docs\/settings\.md#emails/],
  ['a filter', heard([{ ...EMAIL, gets: 'some' }]), 'failure', /email: has a filter policy/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('who hears: %s', (_, given, state, says) => {
  const [check] = listenerChecks(given, HEARING);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

const SETTINGS = { slack: { workspaceId: 'T1', channelId: 'C1' } };
const answered = (answeredAt: Date) => ({
  channel: channelOf(SETTINGS),
  sentAt: answeredAt,
  answeredAt,
  by: 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U1',
  eventId: 'e1',
});
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
/** As CloudTrail has it, unless a test says otherwise. */
const answersOf = (
  answeredAt: Date,
  recorded: Reading<ChatAnswer | undefined> = read(answered(answeredAt)),
): Partial<DeployedChat> => ({ answers: read([{ answer: answered(answeredAt), recorded }]) });
const chatWith = (part: Partial<DeployedChat> = {}): DeployedChat => ({
  topicArn: 'arn:chat',
  subscription: read<ChatSubscription>('all'),
  answers: read([]),
  settings: SETTINGS,
  ...answersOf(daysAgo(1)),
  ...part,
});

it.each<Row<DeployedChat>>([
  ['it counts', chatWith(), 'ok', /counts as a listener until 2026-05-30/],
  ['soon no more', chatWith(answersOf(daysAgo(77))), 'warning', /until 2026-03-15.*--test-message/],
  ['a day before that', chatWith(answersOf(daysAgo(76))), 'ok', /until 2026-03-16/],
  ['no more', chatWith(answersOf(daysAgo(91))), 'ok', /does not count as a listener \(.*not of the last 90 days/],
  ['nobody answered', chatWith({ answers: read([]) }), 'ok', /does not count as a listener \(nobody has answered/],
  [
    'of another channel',
    chatWith({ settings: { byHand: true } }),
    'ok',
    /does not count as a listener \(.*another channel/,
  ],
  ['settings unknown', chatWith({ settings: undefined }), 'ok', /does not count as a listener \(the settings/],
  ['the bucket is denied', chatWith({ answers: DENIED }), 'not-checked', /AccessDenied/],
  ['CloudTrail is denied', chatWith(answersOf(daysAgo(1), DENIED)), 'not-checked', /AccessDenied/],
  [
    'CloudTrail knows of none',
    chatWith(answersOf(daysAgo(1), read(undefined))),
    'ok',
    /does not count as a listener \(CloudTrail does not list/,
  ],
  [
    'Amazon Q is not there',
    chatWith({ subscription: read('none') }),
    'warning',
    /not subscribed to arn:chat: nobody sees.*docs\/chat\.md/,
  ],
  [
    'it filters',
    chatWith({ subscription: read('some') }),
    'warning',
    /arn:chat has a filter policy.*take the filter policy away/,
  ],
  ['a foreign one', chatWith({ subscription: read('unknown') }), 'warning', /belongs to another account/],
  ['denied', chatWith({ subscription: DENIED }), 'not-checked', /AccessDenied/],
])('the chat: %s', (_, given, state, says) => {
  const [check] = chatChecks(given, NOW);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it('says nothing of a chat where there is none', () => {
  expect(chatChecks(undefined, NOW)).toEqual([]);
});

it('says who hears is not known where whether the chat listens is not, unless somebody else does', () => {
  const chat = chatWith({ answers: DENIED });
  const states = [heard([]), heard([EMAIL])].map((given) => listenerChecks(given, { ...HEARING, chat })[0]?.state);
  expect(states).toEqual(['not-checked', 'ok']);
});

it('is content with a chat alone that counts, and says why one does not', () => {
  const [alone] = listenerChecks(heard([]), { ...HEARING, approval: 'automatic', chat: chatWith() });
  expect(alone?.state).toBe('ok');
  expect(alone && wordsOf(alone)).toMatch(/the chat alone/);
  const [silent] = listenerChecks(heard([]), { ...HEARING, chat: chatWith({ answers: read([]) }) });
  expect(silent?.state).toBe('failure');
  expect(silent && wordsOf(silent)).toMatch(/the chat does not count \(nobody has answered a test card\)/);
});

it('makes one word of whatever somebody subscribed', () => {
  const [check] = listenerChecks(heard([], [PENDING]), HEARING);
  expect(check?.commands.join()).toMatch(/--notification-endpoint 'a@example\.com; rm -rf \/'$/);
});

it('only warns where nothing is told yet', () => {
  const [check] = listenerChecks(heard([]), { ...HEARING, mode: 'report' });
  expect(check?.state).toBe('warning');
});

it('counts no queue where silence deletes', () => {
  const queue = heard([{ protocol: 'sqs', gets: 'all' }]);
  const states = (['required', 'automatic'] as const).map(
    (approval) => listenerChecks(queue, { ...HEARING, approval })[0]?.state,
  );
  expect(states).toEqual(['ok', 'failure']);
});

it.each<Row<Reading<'https-url'>>>([
  ['of the right form', read('https-url'), 'ok', /only a test message shows/],
  ['of another form', unreadable('s: the value is not an https URL', 'incomplete'), 'failure', /store the URL/],
  ['denied', DENIED, 'not-checked', /AccessDenied.*--test-message/],
  ['out of reach', unreadable('no connection'), 'not-checked', /no connection/],
])('the webhook: %s', (_, given, state, says) => {
  const [check] = webhookChecks(given);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it('says nothing of a webhook that nobody set, nor of a test that nobody asked for', () => {
  expect([...webhookChecks(undefined), ...testMessageChecks({ is: 'not-asked' })]).toEqual([]);
});

it('says whether SNS took the test message', () => {
  const [sent] = testMessageChecks({ is: 'sent' });
  const [failed] = testMessageChecks({ is: 'failed', why: 'sns Publish: no' });
  expect([sent?.state, failed?.state, failed?.found]).toEqual(['ok', 'failure', 'sns Publish: no']);
});
