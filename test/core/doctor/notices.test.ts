/** The kill switch and who hears: each state with its twin. */
import { pauseChecks } from '../../../lambda/core/doctor/kill-switch.ts';
import { chatChecks, listenerChecks, testMessageChecks, webhookChecks } from '../../../lambda/core/doctor/notices.ts';
import type { ChatSubscription, Listeners } from '../../../lambda/model/deployment.ts';
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
  const [check] = listenerChecks(given, { mode: 'delete', approval: 'required', region: 'eu-west-3' });
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

const joined = (isJoined: boolean) => read({ topicArn: 'arn:chat', isJoined });
it.each<Row<Reading<ChatSubscription>>>([
  ['Amazon Q is there', joined(true), 'ok', /Amazon Q has subscribed/],
  ['it is not', joined(false), 'warning', /not subscribed to arn:chat: nobody sees the cards.*docs\/chat\.md/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('the chat: %s', (_, given, state, says) => {
  const [check] = chatChecks(given);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it('says nothing of a chat where there is none', () => {
  expect(chatChecks(undefined)).toEqual([]);
});

it('makes one word of whatever somebody subscribed', () => {
  const [check] = listenerChecks(heard([], [PENDING]), { mode: 'delete', approval: 'required', region: 'eu-west-3' });
  expect(check?.commands.join()).toMatch(/--notification-endpoint 'a@example\.com; rm -rf \/'$/);
});

it('only warns where nothing is told yet', () => {
  const [check] = listenerChecks(heard([]), { mode: 'report', approval: 'required', region: 'eu-west-3' });
  expect(check?.state).toBe('warning');
});

it('counts no queue where silence deletes', () => {
  const queue = heard([{ protocol: 'sqs', gets: 'all' }]);
  const states = (['required', 'automatic'] as const).map(
    (approval) => listenerChecks(queue, { mode: 'delete', approval, region: 'eu-west-3' })[0]?.state,
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
