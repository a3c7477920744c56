/** Who counts as a listener, by protocol, filter policy and who has to act. */
import { isSomebodyListening } from '../../../lambda/core/report/listeners.ts';

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
