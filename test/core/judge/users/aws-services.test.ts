/** Services of AWS that point at an NLB, by whatever name each of them has for it. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { AWS_SERVICES } from '../../../../lambda/core/judge/users/aws-services.ts';
import { sourceName } from '../../../../lambda/core/judge/users/references.ts';
import type { TargetGroup } from '../../../../lambda/model/aws.ts';
import type { Facts } from '../../../../lambda/model/facts.ts';
import { USER_SOURCES, type UserReading, type UserSource } from '../../../../lambda/model/users.ts';
import {
  aLoadBalancer,
  aTargetGroup,
  facts,
  healthOf,
  inspectionsOf,
  inWords,
  noOutsideUsers,
  unreadable,
  verdictOn,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const LISTENER = L.arn.replace(':loadbalancer/', ':listener/');

/** The source says this, all others that they know nobody. */
function saying(source: UserSource, reading: UserReading | undefined, part = {}): Facts {
  const outsideUsers = new Map(noOutsideUsers());
  if (reading === undefined) outsideUsers.delete(source);
  else outsideUsers.set(source, reading);
  return facts({ inspections: inspectionsOf(L, { outsideUsers, ...part }) });
}

function pointingAt(...to: readonly string[]): UserReading {
  return { is: 'asked', answer: { ok: true, value: to.map((one, index) => ({ who: `User ${index + 1}`, to: one })) } };
}

const SERVICES = USER_SOURCES.filter((source) => source !== 'route-53');

it('are all sources but the DNS records', () => {
  expect(AWS_SERVICES.map(({ name }) => name)).toEqual(SERVICES.map(sourceName));
});

describe.each(SERVICES)('%s', (source) => {
  it('uses what it points at, and nothing else', () => {
    const verdict = verdictOn(saying(source, pointingAt(L.arn)));
    expect(inWords(verdict)).toBe('in-use: used-by-aws-service');
    expect(verdict.explanation).toBe('User 1 points at it.');
    expect(inWords(verdictOn(saying(source, pointingAt(`${L.arn}0`))))).toBe('orphan: service-gone');
  });

  it('that could not be read makes an orphan unknown; one that was read and empty does not', () => {
    const lost = verdictOn(saying(source, { is: 'asked', answer: unreadable('no answer') }));
    expect(inWords(lost)).toBe('unknown: unreadable');
    expect(lost.explanation).toContain(
      `No answer. If it can never be read here, switch it off in nlb-janitor.json: usersOfNlb {"${source}": "off"}.`,
    );
    expect(inWords(verdictOn(saying(source, undefined)))).toBe('unknown: unreadable');
    expect(inWords(verdictOn(saying(source, pointingAt())))).toBe('orphan: service-gone');
  });

  it('that is switched off is a caution that names it', () => {
    expect(verdictOn(saying(source, { is: 'off' }))).toMatchObject({
      is: 'orphan',
      cautions: [
        { kind: 'source-off', words: `Not looked at, as the setting usersOfNlb asks: ${sourceName(source)}.` },
      ],
    });
    expect(verdictOn(saying(source, pointingAt()))).toMatchObject({ is: 'orphan', cautions: [] });
  });

  it('that was looked at lately says nothing new', () => {
    expect(verdictOn(saying(source, { is: 'not-due' }))).toMatchObject({ is: 'orphan', cautions: [] });
  });
});

it.each([
  ['its ARN', L.arn],
  ['a listener of it', `${LISTENER}/9d1f`],
  ['a rule of a listener', `${LISTENER.replace(':listener/', ':listener-rule/')}/9d1f/77`],
  ['a target group of it', aTargetGroup().arn],
  ['its DNS name', L.dnsName],
  ['its DNS name, as an alias has it', `dualstack.${L.dnsName.toUpperCase()}.`],
  ['its name in a zone', `eu-west-3a.${L.dnsName}`],
  ['its name in a local zone', `EU-west-3-par-1a.${L.dnsName}.`],
  ['its name in a zone by a parameter', `{{zone}}.${L.dnsName}`],
])('is used by whoever names %s', (_, to) => {
  expect(inWords(verdictOn(saying('api-gateway', pointingAt('arn:aws:other', to))))).toBe(
    'in-use: used-by-aws-service',
  );
});

it.each([
  ['another NLB of a longer name', L.arn.replace(L.name, `${L.name}0`)],
  ['a listener of another', `${LISTENER}0/9d1f`],
  ['a target group that it does not forward to', `${aTargetGroup().arn}0`],
  ['another DNS name', `x${L.dnsName}`],
  ['a zone of another DNS name', `eu-west-3a.x${L.dnsName}`],
  ['nothing', ''],
])('is not used by whoever names %s', (_, to) => {
  expect(inWords(verdictOn(saying('api-gateway', pointingAt(to))))).toBe('orphan: service-gone');
});

describe('whoever points at an address', () => {
  const known = (...own: readonly string[]) => ({ addresses: { ok: true, value: new Map([[L.arn, own]]) } });

  it('uses the NLB whose address it is, and no other', () => {
    expect(inWords(verdictOn(saying('api-gateway', pointingAt('192.0.2.1'), known('192.0.2.1'))))).toBe(
      'in-use: used-by-aws-service',
    );
    expect(inWords(verdictOn(saying('api-gateway', pointingAt('192.0.2.1'), known('192.0.2.2'))))).toBe(
      'orphan: service-gone',
    );
  });

  it('may use one whose addresses are not known', () => {
    expect(inWords(verdictOn(saying('api-gateway', pointingAt('192.0.2.1'))))).toBe('unknown: unreadable');
    expect(inWords(verdictOn(saying('api-gateway', pointingAt('other.example.com'))))).toBe('orphan: service-gone');
  });

  it('names an Elastic IP address by its allocation', () => {
    const owning = aLoadBalancer({ addressAllocationIds: ['eipalloc-1'] });
    const given = saying('global-accelerator', pointingAt('eipalloc-1'));
    expect(inWords(verdictOn({ ...given, loadBalancers: [owning] }))).toBe('in-use: used-by-aws-service');
    expect(inWords(verdictOn({ ...given, loadBalancers: [L] }))).toBe('orphan: service-gone');
  });
});

it('counts those that it does not name', () => {
  expect(verdictOn(saying('endpoint-services', pointingAt(L.arn, L.arn, L.arn))).explanation).toBe(
    'User 1 points at it. 2 more of the kind point at it too.',
  );
});

describe('ECS services', () => {
  const lost: UserReading = { is: 'asked', answer: unreadable('no answer') };
  const ecs = AWS_SERVICES.find(({ name }) => name === sourceName('ecs-services'));
  const look = (given: Facts) => ecs?.look(L, given, indexClaims(given)).is;
  const groups = (reading: ReturnType<typeof unreadable> | { ok: true; value: readonly TargetGroup[] }) => ({
    targetGroups: reading,
  });
  const NO_GROUP = groups({ ok: true, value: [] });

  it('need not be read where there is no target group that one could name', () => {
    expect(look(saying('ecs-services', undefined, NO_GROUP))).toBe('none');
    expect(look(saying('ecs-services', undefined))).toBe('unread');
  });

  it('must be read where the target groups could not', () => {
    expect(look(saying('ecs-services', lost, groups(unreadable('no groups'))))).toBe('unread');
    expect(look(saying('ecs-services', lost, NO_GROUP))).toBe('none');
  });

  it('use it also while none of their tasks is registered', () => {
    const withoutTargets = { health: new Map([[aTargetGroup().arn, healthOf()]]) };
    expect(look(saying('ecs-services', pointingAt(aTargetGroup().arn), withoutTargets))).toBe('uses');
    expect(look(saying('ecs-services', pointingAt(`${aTargetGroup().arn}0`), withoutTargets))).toBe('none');
  });
});
