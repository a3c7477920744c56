/** Users outside Kubernetes, throttling, and rights: each state with its twin. */
import { neededReads } from '../../../lambda/core/doctor/needed-rights.ts';
import { rightsChecks } from '../../../lambda/core/doctor/rights.ts';
import { throttlingChecks } from '../../../lambda/core/doctor/throttling.ts';
import { userChecks } from '../../../lambda/core/doctor/users.ts';
import type { SimulatedRights, Throttling } from '../../../lambda/model/doctor.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { USER_SOURCES, type UserReading } from '../../../lambda/model/users.ts';
import { unreadable } from '../../support/builders.ts';
import { DENIED, read, wordsOf, type Row } from '../../support/doctor-facts.ts';

it.each<Row<UserReading>>([
  ['that answers', { is: 'asked', answer: read([{ who: 'x', to: 'y' }]) }, 'ok', /1 reference read/],
  ['that is denied', { is: 'asked', answer: DENIED }, 'failure', /AccessDenied.*#the-rights-of-a-source/],
  ['that does not answer', { is: 'asked', answer: unreadable('no answer') }, 'failure', /no answer.*"usersOfNlb"/],
  ['that is off', { is: 'off' }, 'warning', /switched off.*take "ecs-services" out of "usersOfNlb"/],
  ['that was not asked', { is: 'not-due' }, 'not-checked', /not asked/],
])('a source %s', (_, reading, state, says) => {
  const check = userChecks(new Map([['ecs-services', reading]])).find(({ id }) => id === 'users-ecs-services');
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it('calls a source what people call it, and the setting what it is called there', () => {
  const [check] = userChecks(new Map([['route-53', { is: 'off' }]])).filter(({ id }) => id === 'users-route-53');
  expect(check?.title).toBe('Users: Route 53 records');
  expect(check?.todo).toContain('take "route-53" out of "usersOfNlb"');
  // A title in the words of code is one that somebody forgot.
  expect(userChecks(new Map()).filter(({ title }) => /[a-z]-[a-z]/.test(title))).toEqual([]);
});

it('has a check for each source', () => {
  expect(userChecks(new Map()).map(({ id }) => id)).toEqual(USER_SOURCES.map((source) => `users-${source}`));
});

const CALLS = [
  { call: 'EKS ListClusters', count: 1 },
  { call: 'ELB DescribeTags', count: 12 },
];

it.each<Row<Reading<Throttling>>>([
  ['none', read({ is: 'counted', calls: [] }), 'ok', /refused no call/],
  [
    'some, the commonest first',
    read({ is: 'counted', calls: CALLS }),
    'warning',
    /DescribeTags 12 times and EKS ListClusters 1 time/,
  ],
  ['that nobody counts', read({ is: 'no-metric' }), 'not-checked', /no metric ThrottleCount/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('throttling: %s', (_, given, state, says) => {
  const [check] = throttlingChecks(given);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

const DELETES = (decision: 'allowed' | 'denied') =>
  [{ action: 'elb:Delete', resourceArn: 'arn:nlb', decision }] as const;
const simulated = (...decisions: ('allowed' | 'no-policy' | 'denied' | 'organization' | 'boundary')[]) =>
  read(decisions.map((decision, index) => ({ action: `a:${index}`, resourceArn: undefined, decision })));

it.each<Row<SimulatedRights['simulation']>>([
  ['allowed', simulated('allowed', 'allowed'), 'ok', /allows all 2 reads/],
  ['without a policy', simulated('allowed', 'no-policy'), 'failure', /no policy allows a:1.*service control policies/],
  ['denied by a policy', simulated('denied'), 'failure', /a policy denies a:0/],
  ['denied by the organization', simulated('organization'), 'failure', /a service control policy denies a:0/],
  ['outside of the boundary', simulated('boundary'), 'failure', /the permissions boundary does not allow a:0/],
  [
    'of which some write',
    read([...DELETES('allowed'), { action: 'a:B', resourceArn: undefined, decision: 'allowed' }]),
    'ok',
    /allows all 1 read and 1 write; policies of bucket, topic/,
  ],
  ['of which a write is denied', read(DELETES('denied')), 'failure', /a policy denies elb:Delete on arn:nlb\b/],
  ['that may not be simulated', DENIED, 'not-checked', /AccessDenied.*docs\/permissions\.md/],
])('rights: %s', (_, simulation, state, says) => {
  const [check] = rightsChecks([{ principalArn: 'arn:aws:iam::1:role/path/sweep', simulation }]);
  expect([check?.id, check?.state]).toEqual(['rights-sweep', state]);
  expect(check && wordsOf(check)).toMatch(says);
});

it('asks for no right of a source that is off', () => {
  expect(neededReads({})).toContain('ecs:ListServices');
  expect(neededReads({ 'ecs-services': 'off' })).not.toContain('ecs:ListServices');
});
