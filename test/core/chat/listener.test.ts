/** When a chat counts as a listener: each reason why not, with the twin in which it does. */
import { chatListening, whyAnswerDoesNotCount } from '../../../lambda/core/chat/listener.ts';
import type { ChatAnswer, ChatFacts, RecordedAnswer } from '../../../lambda/model/chat.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { unreadable } from '../../support/builders.ts';

const SENT = new Date('2026-03-01T10:00:00Z');
const later = (days: number, minutes = 0): Date => new Date(SENT.getTime() + days * 86_400_000 + minutes * 60_000);
const CHANNEL = '0123abcd';
const ANSWER: ChatAnswer = { channel: CHANNEL, sentAt: SENT, answeredAt: later(1), by: 'arn:anna', eventId: 'e1' };

const read = <T>(value: T): Reading<T> => ({ ok: true, value });
const NOW = later(2);

const CHANGED = 'the stored answer is not what CloudTrail has of the press';
const UNLISTED = 'CloudTrail does not list the press of the button';

const one = (
  answer: ChatAnswer = ANSWER,
  recorded: Reading<ChatAnswer | undefined> = read(answer),
): RecordedAnswer => ({
  answer,
  recorded,
});
const listening = (part: Partial<ChatFacts> = {}, now = NOW) =>
  chatListening({ subscription: read('all'), answers: read([one()]), ...part }, CHANNEL, now);

it('counts, until ninety days later, while Amazon Q gets every card and somebody answered a test card', () => {
  expect(listening()).toEqual({ is: 'listens', until: later(91) });
});

const recorded = (part: Partial<ChatAnswer>) => ({ answers: read([one(ANSWER, read({ ...ANSWER, ...part }))]) });

it.each<[string, Partial<ChatFacts>, string]>([
  ['nobody has answered', { answers: read([]) }, 'nobody has answered a test card'],
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
  [
    'the answer is of another channel',
    { answers: read([one({ ...ANSWER, channel: '99999999' })]) },
    'the test card was answered in another channel than that of the settings',
  ],
  ['CloudTrail has another channel', recorded({ channel: '99999999' }), CHANGED],
  ['CloudTrail has another event', recorded({ eventId: 'e2' }), CHANGED],
  ['CloudTrail has another card', recorded({ sentAt: later(0.5) }), CHANGED],
  ['CloudTrail has another time', recorded({ answeredAt: later(0.5) }), CHANGED],
  ['CloudTrail does not list it after a day', { answers: read([one(ANSWER, read(undefined))]) }, UNLISTED],
])('does not where %s', (_what, part, why) => {
  expect(listening(part)).toEqual({ is: 'does-not', why });
});

it.each<[string, Partial<ChatFacts>, string]>([
  ['the subscription cannot be read', { subscription: unreadable('sns: no') }, 'sns: no'],
  ['the answers cannot be read', { answers: unreadable('s3: no') }, 's3: no'],
  ['CloudTrail cannot be asked', { answers: read([one(ANSWER, unreadable('cloudtrail: no'))]) }, 'cloudtrail: no'],
])('is not known where %s', (_what, part, why) => {
  expect(listening(part)).toEqual({ is: 'unreadable', why });
});

it.each([
  [59, 'unreadable'],
  [60, 'does-not'],
])('%i minutes after a press that CloudTrail does not list: %s', (minutes, is) => {
  expect(listening({ answers: read([one(ANSWER, read(undefined))]) }, later(1, minutes)).is).toBe(is);
});

it('of several the one counts that holds for longest; what may count later goes before what does not', () => {
  const newer = { ...ANSWER, eventId: 'e2', answeredAt: later(1.5) };
  const unlisted = one(newer, unreadable('cloudtrail: no'));
  const foreign = one({ ...newer, channel: '99999999' });
  for (const [answers, expected] of [
    [[one(), one(newer)], { is: 'listens', until: later(91.5) }],
    [[one(), unlisted], { is: 'listens', until: later(91) }],
    [[one(), foreign], { is: 'listens', until: later(91) }],
    [[foreign, unlisted], { is: 'unreadable', why: 'cloudtrail: no' }],
  ] as const) {
    expect(listening({ answers: read(answers) })).toEqual(expected);
    expect(listening({ answers: read(answers.toReversed()) })).toEqual(expected);
  }
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
