/** The list of users: each has its module, its line and its test, and none that could not be read is ever missed. */
import { existsSync, readdirSync } from 'node:fs';
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import type { User, UserAnswer } from '../../../../lambda/core/judge/users/user.ts';
import {
  cautionsOf,
  firstUse,
  unreadUsers,
  USERS,
  usersOf,
  type UserFinding,
} from '../../../../lambda/core/judge/users/users.ts';
import type { Facts } from '../../../../lambda/model/facts.ts';
import type { UserSource } from '../../../../lambda/model/users.ts';
import {
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  controllerTags,
  facts,
  inspectionsOf,
  inWords,
  noOutsideUsers,
  unreadable,
  verdictOn,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const FOLDER = 'lambda/core/judge/users';
const NO_USERS = ['references.ts', 'user.ts', 'users.ts'];
const MODULES = readdirSync(FOLDER).filter((file) => !NO_USERS.includes(file));

async function exportedBy(file: string): Promise<readonly unknown[]> {
  const module = (await import(`../../../../${FOLDER}/${file}`)) as Readonly<Record<string, unknown>>;
  return Object.values(module);
}

it('holds exactly what the modules of its folder export: a user, or a list of users, each', async () => {
  const exported = await Promise.all(MODULES.map(exportedBy));
  expect(exported.map((values) => values.length)).toEqual(MODULES.map(() => 1));
  const users = exported.flat(2);
  expect(new Set(users)).toEqual(new Set(USERS));
  expect(USERS).toHaveLength(users.length);
});

it.each(MODULES)('%s has a test of its own', (file) => {
  expect(existsSync(`test/core/judge/users/${file.replace(/\.ts$/, '.test.ts')}`)).toBe(true);
});

it('gives each user a name of its own', () => {
  expect(new Set(USERS.map(({ name }) => name)).size).toBe(USERS.length);
});

const LOST = unreadable('lost');
const withoutTargetGroups = facts({ inspections: inspectionsOf(L, { targetGroups: LOST }) });
const withoutAutoScaling = facts({ inspections: inspectionsOf(L, { autoScalingGroups: LOST }) });
const withoutRemovals = facts({
  tagged: controllerTags(),
  inspections: inspectionsOf(L, { controllerRemovals: LOST }),
});
const withoutReservation = facts({ inspections: inspectionsOf(L, { capacityReservations: new Map() }) });
const besideTheUnread: Facts = { ...facts(), clusters: new Map([...facts().clusters, ['dev', LOST]]) };

function withoutSource(source: UserSource): Facts {
  const outsideUsers = new Map(noOutsideUsers()).set(source, { is: 'asked', answer: LOST });
  return facts({ inspections: inspectionsOf(L, { outsideUsers }) });
}

/** For each user a world in which it alone, as far as that is possible, could not be read. */
const UNREAD: Readonly<Record<string, readonly [given: Facts, verdict: string]>> = {
  // Both rest on the target groups alone; what clusters say of bindings is for other-clusters.ts.
  TargetGroupBindings: [withoutTargetGroups, 'unknown: unreadable'],
  'other load balancers': [withoutTargetGroups, 'unknown: unreadable'],
  'Auto Scaling groups': [withoutAutoScaling, 'unknown: unreadable'],
  'AWS Load Balancer Controller': [withoutRemovals, 'unknown: unreadable'],
  'other clusters': [besideTheUnread, 'unknown: cluster-view-incomplete'],
  'VPC endpoint services': [withoutSource('endpoint-services'), 'unknown: unreadable'],
  'API Gateway': [withoutSource('api-gateway'), 'unknown: unreadable'],
  'Global Accelerator': [withoutSource('global-accelerator'), 'unknown: unreadable'],
  CloudFront: [withoutSource('cloudfront'), 'unknown: unreadable'],
  'Verified Access': [withoutSource('verified-access'), 'unknown: unreadable'],
  'Traffic Mirror targets': [withoutSource('traffic-mirror'), 'unknown: unreadable'],
  'ECS services': [withoutSource('ecs-services'), 'unknown: unreadable'],
  'Route 53 records': [withoutSource('route-53'), 'unknown: unreadable'],
  'capacity reservations': [withoutReservation, 'unknown: unreadable'],
};

/** Only what was read counts: what a cluster that was not read may hold is for other-clusters.ts. */
const NEVER_UNREAD = ['external-dns annotations'];
const READ = USERS.filter(({ name }) => !NEVER_UNREAD.includes(name));

it.each(READ.map((user) => [user.name, user] as const))('never misses that it could not read: %s', (name, user) => {
  const [given, verdict] = UNREAD[name] ?? [];
  if (given === undefined) throw new Error(`add a world in which ${name} is unread`);
  const answers = usersOf(L, given, indexClaims(given));
  expect(answers.find((finding) => finding.user === user)?.answer).toMatchObject({ is: 'unread' });
  expect(inWords(verdictOn(given))).toBe(verdict);
  // Its twin, in which everything was read.
  expect(usersOf(L, facts(), indexClaims(facts())).find((finding) => finding.user === user)?.answer.is).toBe('none');
  expect(inWords(verdictOn(facts()))).toBe('orphan: service-gone');
});

it('asks every user, in the order of the list', () => {
  const findings = usersOf(L, facts(), indexClaims(facts()));
  expect(findings.map(({ user }) => user)).toEqual(USERS);
});

describe('of several answers', () => {
  const user: User = { name: 'somebody', absence: 'says-nothing', look: () => NONE };
  const NONE: UserAnswer = { is: 'none', says: 'nobody' };
  const ONE: UserAnswer = { is: 'uses', reason: 'shared-target-group', who: 'One uses it.' };
  const OTHER: UserAnswer = { is: 'uses', reason: 'target-group-binding', who: 'Another uses it.' };
  const DOUBT: UserAnswer = { is: 'unread', reason: 'unreadable', source: 'first', why: 'First was lost.' };
  const MORE: UserAnswer = { is: 'unread', reason: 'cluster-view-incomplete', source: 'second', why: 'So was second.' };
  const HINT: Extract<UserAnswer, { is: 'hint' }> = {
    is: 'hint',
    caution: { kind: 'dns-record', words: 'Somebody may miss it.', about: ['somebody'] },
  };
  const findings = (...answers: readonly UserAnswer[]): readonly UserFinding[] =>
    answers.map((answer) => ({ user, answer }));

  it('the first use counts, whatever could not be read before it', () => {
    expect(firstUse(findings(NONE, DOUBT, HINT, ONE, OTHER))).toBe(ONE);
    expect(firstUse(findings(NONE, DOUBT, HINT))).toBeUndefined();
  });

  it('all that could not be read are named, in their order', () => {
    expect(unreadUsers(findings(DOUBT, ONE, NONE, HINT, MORE))).toEqual([DOUBT, MORE]);
    expect(unreadUsers(findings(NONE, ONE, HINT))).toEqual([]);
  });

  it('the hints are cautions, and nothing else is', () => {
    expect(cautionsOf(findings(NONE, HINT, DOUBT, ONE, HINT))).toEqual([HINT.caution, HINT.caution]);
    expect(cautionsOf(findings(NONE, DOUBT, ONE))).toEqual([]);
  });
});

it('lets a use that was seen weigh more than a user that could not be read', () => {
  const shared = aTargetGroup({ loadBalancerArns: [L.arn, arnOf('other')] });
  const inspections = inspectionsOf(L, { targetGroups: { ok: true, value: [shared] }, autoScalingGroups: LOST });
  expect(inWords(verdictOn({ ...facts(), inspections }))).toBe('in-use: shared-target-group');
});
