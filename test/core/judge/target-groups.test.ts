/** The target groups of one NLB and their targets: what was not read is never "none", and only a plain no is one. */
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from '../../../lambda/core/judge/target-groups.ts';
import type { Inspections } from '../../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  facts,
  healthOf,
  inspectionsOf,
  inWords,
  unreadable,
  verdictOn,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();
const SECOND = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second', loadBalancerArns: [arnOf('other'), L.arn] });
const FOREIGN = aTargetGroup({ arn: `${GROUP.arn}2`, name: 'foreign', loadBalancerArns: [arnOf('other')] });
const LONELY = aTargetGroup({ arn: `${GROUP.arn}3`, name: 'lonely', loadBalancerArns: [] });
const LOST = unreadable('elasticloadbalancing DescribeTargetGroups: Throttling');

const inspected = (part: Partial<Inspections>) => ({ inspections: inspectionsOf(L, part) });

describe('the target groups of an NLB', () => {
  it('are those that it forwards to, whoever else does, by ARN', () => {
    const targetGroups = { ok: true, value: [LONELY, SECOND, FOREIGN, GROUP] } as const;
    expect(attachedTargetGroups(L, inspected({ targetGroups }))).toEqual({ ok: true, value: [GROUP, SECOND] });
  });

  it('are none where none forwards, but unreadable where they were not read', () => {
    expect(attachedTargetGroups(L, inspected({ targetGroups: { ok: true, value: [FOREIGN] } }))).toEqual({
      ok: true,
      value: [],
    });
    expect(attachedTargetGroups(L, inspected({ targetGroups: LOST }))).toEqual(LOST);
  });
});

describe('the targets of an NLB', () => {
  const targets = (...health: (readonly [string, ReturnType<typeof healthOf>])[]) =>
    targetsOf([GROUP, SECOND], inspected({ health: new Map(health) }));

  it('are those of all its groups', () => {
    const found = targets([GROUP.arn, healthOf('unused')], [SECOND.arn, healthOf('healthy', 'draining')]);
    expect(found.ok && found.value.map(({ state }) => state)).toEqual(['unused', 'healthy', 'draining']);
  });

  it('are none where no target is registered', () => {
    expect(targets([GROUP.arn, healthOf()], [SECOND.arn, healthOf()])).toEqual({ ok: true, value: [] });
    expect(targetsOf([], inspected({ health: new Map() }))).toEqual({ ok: true, value: [] });
  });

  it('are unreadable where one group was not looked at', () => {
    expect(targets([GROUP.arn, healthOf('unhealthy')])).toEqual({
      ok: false,
      cause: 'incomplete',
      why: 'the health of target group second was not read.',
    });
  });

  it('are unreadable where one group could not be read', () => {
    expect(targets([GROUP.arn, LOST], [SECOND.arn, healthOf('unhealthy')])).toEqual(LOST);
    expect(targets([GROUP.arn, healthOf('unhealthy')], [SECOND.arn, LOST])).toEqual(LOST);
  });
});

it.each([
  ['healthy', true],
  ['initial', true],
  ['unavailable', true],
  ['a-state-of-next-year', true],
  ['Unhealthy', true],
  ['', true],
  ['unhealthy', false],
  ['unhealthy.draining', false],
  ['unused', false],
  ['draining', false],
])('a target that is "%s" may be healthy: %s, and saves an NLB whose cluster is gone or not', (state, isMaybe) => {
  expect(isMaybeHealthy({ state })).toBe(isMaybe);
  const deletion = { name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId: undefined } as const;
  const verdict = verdictOn(
    facts({
      cluster: 'absent',
      view: undefined,
      deletions: { ok: true, value: [{ ...deletion, source: 'cloudtrail' }] },
      inspections: inspectionsOf(L, { health: new Map([[GROUP.arn, healthOf(state)]]) }),
    }),
  );
  expect(inWords(verdict)).toBe(isMaybe ? 'in-use: healthy-targets' : 'orphan: cluster-gone');
});
