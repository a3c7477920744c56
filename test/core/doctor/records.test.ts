/** The trail and AWS Config: each state with its twin. */
import { configChecks, trailChecks } from '../../../lambda/core/doctor/records.ts';
import type { ConfigRecording, Trail } from '../../../lambda/model/doctor.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { DENIED, read, wordsOf, type Row } from '../../support/doctor-facts.ts';

const on = read({ isLogging: true, deliveryError: undefined });
const aTrail = (part: Partial<Trail> = {}): Trail => ({ name: 'org', logging: on, logsWrites: read(true), ...part });
const OFF = read({ isLogging: false, deliveryError: undefined });
const LOST = read({ isLogging: true, deliveryError: 'NoSuchBucket' });

it.each<Row<Reading<readonly Trail[]>>>([
  ['one that logs writes', read([aTrail()]), 'ok', /org logs write events/],
  ['none', read([]), 'warning', /none in this region.*make a trail/],
  ['one that is off', read([aTrail({ logging: OFF })]), 'warning', /org is switched off/],
  ['one of reads alone', read([aTrail({ logsWrites: read(false) })]), 'warning', /org logs no write events/],
  ['one that is off and one that logs', read([aTrail({ logging: OFF }), aTrail({ name: 'b' })]), 'ok', /b logs/],
  ['one that cannot deliver', read([aTrail({ logging: LOST })]), 'warning', /NoSuchBucket.*mend the bucket/],
  ['one that does not tell', read([aTrail({ logsWrites: DENIED })]), 'not-checked', /AccessDenied.*owns the trail/],
  ['one that does not tell, and one that logs', read([aTrail({ logsWrites: DENIED }), aTrail()]), 'ok', /org logs/],
  ['a list that is denied', DENIED, 'not-checked', /AccessDenied.*docs\/permissions\.md/],
])('a trail: %s', (_, given, state, says) => {
  const [check, ...more] = trailChecks(given);
  expect([check?.id, check?.state, more]).toEqual(['trail', state, []]);
  expect(check && wordsOf(check)).toMatch(says);
});

it.each<Row<Reading<ConfigRecording>>>([
  ['on', read({ isRecording: true, recordsClusters: true }), 'ok', /beyond 90 days/],
  ['off', read({ isRecording: false, recordsClusters: true }), 'warning', /no recorder is running/],
  ['of other resources', read({ isRecording: true, recordsClusters: false }), 'warning', /does not record AWS::EKS/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('AWS Config: %s', (_, given, state, says) => {
  const [check] = configChecks(given);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});
