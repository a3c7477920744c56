/** An Auto Scaling group that registers its instances with a target group of the NLB. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { autoScalingGroups } from '../../../../lambda/core/judge/users/auto-scaling-groups.ts';
import type { Inspections } from '../../../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  aTargetGroup,
  facts,
  inspectionsOf,
  inWords,
  unreadable,
  verdictOn,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();
const SECOND = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second' });
const LOST = unreadable('DescribeAutoScalingGroups: AccessDenied', 'denied');

const inspected = (part: Partial<Inspections>) => facts({ inspections: inspectionsOf(L, part) });
const naming = (...targetGroupArns: readonly string[]): Partial<Inspections> => ({
  autoScalingGroups: { ok: true, value: [{ name: 'workers', targetGroupArns }] },
});

function look(part: Partial<Inspections>) {
  const given = inspected(part);
  return autoScalingGroups.look(L, given, indexClaims(given));
}

it.each<[string, Partial<Inspections>]>([
  ['names its target group', naming(GROUP.arn)],
  ['names it beside another', naming('arn:other', GROUP.arn)],
  ['names the second of two', { ...naming(SECOND.arn), targetGroups: { ok: true, value: [GROUP, SECOND] } }],
])('uses the NLB when it %s', (_, part) => {
  expect(look(part)).toEqual({
    is: 'uses',
    reason: 'shared-target-group',
    who: 'Auto Scaling group workers registers its instances with it.',
  });
});

it.each<[string, Partial<Inspections>]>([
  ['there is none', {}],
  ['it names another target group', naming('arn:other')],
  ['it names none', naming()],
  ['the NLB has no target group', { ...naming(GROUP.arn), targetGroups: { ok: true, value: [] } }],
  // They reach an NLB through its target groups only.
  [
    'the NLB has none and nobody could read the list',
    { autoScalingGroups: LOST, targetGroups: { ok: true, value: [] } },
  ],
])('is no user when %s', (_, part) => {
  expect(look(part)).toEqual({ is: 'none', says: 'none registers instances with its target groups' });
});

it.each([
  ['the list', 'Auto Scaling groups', { autoScalingGroups: LOST }],
  ['the target groups', 'target groups', { targetGroups: LOST }],
])('is not known when %s could not be read', (_, source, part) => {
  expect(look(part)).toEqual({
    is: 'unread',
    reason: 'unreadable',
    source,
    why: 'DescribeAutoScalingGroups: AccessDenied',
  });
});

it('makes an NLB one in use; one of another target group, and none at all, do not', () => {
  expect(inWords(verdictOn(inspected(naming(GROUP.arn))))).toBe('in-use: shared-target-group');
  expect(inWords(verdictOn(inspected(naming('arn:other'))))).toBe('orphan: service-gone');
  expect(inWords(verdictOn(inspected({ targetGroups: { ok: true, value: [] } })))).toBe('orphan: service-gone');
});

it('makes an NLB unknown when the list could not be read', () => {
  expect(inWords(verdictOn(inspected({ autoScalingGroups: LOST })))).toBe('unknown: unreadable');
});
