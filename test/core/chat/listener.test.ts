/** When a chat counts as a listener: each reason why not, with the twin in which it does. */
import { chatListening, whyAnswerDoesNotCount } from '../../../lambda/core/chat/listener.ts';
import type { ChatAnswer, ChatSubscription } from '../../../lambda/model/chat.ts';
import { unreadable } from '../../support/builders.ts';

const SENT = new Date('2026-03-01T10:00:00Z');
const later = (days: number, minutes = 0): Date => new Date(SENT.getTime() + days * 86_400_000 + minutes * 60_000);
const CHANNEL = '0123abcd';
const ANSWER: ChatAnswer = { channel: CHANNEL, sentAt: SENT, answeredAt: later(1), by: 'arn:anna', eventId: 'e1' };

const read = <T>(value: T) => ({ ok: true as const, value });
const NOW = later(2);

const CHANGED = 'the stored answer is not what CloudTrail has of the press';
const listening = (part: object = {}) =>
  chatListening(
    { subscription: read<ChatSubscription>('all'), answer: read(ANSWER), recorded: read(ANSWER), ...part },
    CHANNEL,
    NOW,
  );

it('counts, until ninety days later, while Amazon Q gets every card and somebody answered a test card', () => {
  expect(listening()).toEqual({ is: 'listens', until: later(91) });
});

it.each<[string, object, unknown]>([
  ['nobody has answered', { answer: read(undefined) }, 'nobody has answered a test card'],
  ['whether somebody answered is not known', { answer: unreadable('s3: no') }, 's3: no'],
  [
    'Amazon Q has not subscribed',
    { subscription: read('none') },
    'Amazon Q has not subscribed to the topic of the cards',
  ],
  ['it filters', { subscription: read('some') }, 'the subscription of Amazon Q has a filter policy'],
  [
    'nobody knows whether it filters',
    { subscription: read('unknown') },
    'the subscription of Amazon Q belongs to another account',
  ],
  ['the subscription cannot be read', { subscription: unreadable('sns: no') }, 'sns: no'],
  [
    'the answer is of another channel',
    { answer: read({ ...ANSWER, channel: '99999999' }) },
    'the test card was answered in another channel than that of the settings',
  ],
  ['CloudTrail cannot be asked', { recorded: unreadable('cloudtrail: no') }, 'cloudtrail: no'],
  [
    'CloudTrail knows of no such press',
    { recorded: read(undefined) },
    expect.stringMatching(/^CloudTrail does not list/),
  ],
  ['CloudTrail has another channel', { recorded: read({ ...ANSWER, channel: '99999999' }) }, CHANGED],
  ['CloudTrail has another event', { recorded: read({ ...ANSWER, eventId: 'e2' }) }, CHANGED],
  ['CloudTrail has another card', { recorded: read({ ...ANSWER, sentAt: later(0.5) }) }, CHANGED],
  ['CloudTrail has another time', { recorded: read({ ...ANSWER, answeredAt: later(0.5) }) }, CHANGED],
])('does not where %s', (_what, part, why) => {
  expect(listening(part)).toEqual({ is: 'does-not', why });
});

const fault = (part: Partial<ChatAnswer>, now = NOW) => whyAnswerDoesNotCount({ ...ANSWER, ...part }, CHANNEL, now);

it('an answer in another channel does not count', () => {
  expect(fault({ channel: '99999999' })).toEqual(expect.stringMatching(/in another channel/));
  expect(fault({})).toBeUndefined();
});

it.each([
  [7, 0, true],
  [7, 1, false],
  // The clock of whoever sent it may run ahead.
  [0, -10, true],
  [0, -11, false],
])('an answer %i days and %i minutes after the card was sent counts: %s', (days, minutes, counts) => {
  const answeredAt = later(days, minutes);
  expect(fault({ answeredAt }, answeredAt) === undefined).toBe(counts);
});

it.each([
  [90, 0, true],
  [90, 1, false],
  [0, -10, true],
  [0, -11, false],
])('%i days and %i minutes after it an answer counts: %s', (days, minutes, counts) => {
  const now = new Date(ANSWER.answeredAt.getTime() + days * 86_400_000 + minutes * 60_000);
  expect(fault({}, now) === undefined).toBe(counts);
});

it('no answer counts whose card was sent at no instant, nor any at no instant', () => {
  const never = new Date(Number.NaN);
  expect(fault({ sentAt: never })).toBeDefined();
  expect(fault({}, never)).toBeDefined();
  expect(fault({})).toBeUndefined();
});
