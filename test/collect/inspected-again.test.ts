/** What one load balancer's own second look puts in the place of what the first said, and what it leaves. */
import { withInspectedAgain } from '../../lambda/collect/inspected-again.ts';
import type { Inspections } from '../../lambda/model/facts.ts';
import { aLoadBalancer, aTargetGroup, healthOf, inspectionsOf, unreadable } from '../support/builders.ts';

const TARGET = aLoadBalancer();
const { arn } = TARGET;
const groupNamed = (name: string, ...loadBalancerArns: readonly string[]) =>
  aTargetGroup({ arn: `arn:${name}`, name, loadBalancerArns });
const OWN = groupNamed('own', arn);
const OTHER = groupNamed('other', 'arn:other');
const of = (part: Partial<Inspections>): Inspections => ({ ...inspectionsOf(TARGET), ...part });
const groups = (...value: readonly ReturnType<typeof aTargetGroup>[]): Inspections['targetGroups'] => ({
  ok: true,
  value,
});

it('knows the target groups of the others, and its own as they are now', () => {
  const late = groupNamed('late', arn);
  const both = withInspectedAgain(of({ targetGroups: groups(OWN, OTHER) }), of({ targetGroups: groups(late) }), arn);
  expect(both.targetGroups).toEqual(groups(OTHER, late));
});

it.each([
  ['before', unreadable('lost'), groups(OWN)],
  ['again', groups(OWN), unreadable('lost')],
])('does not know them where they could not be read %s', (_, before, again) => {
  expect(withInspectedAgain(of({ targetGroups: before }), of({ targetGroups: again }), arn).targetGroups).toEqual(
    unreadable('lost'),
  );
});

it('takes what was read later, and what the others say as it was', () => {
  const before = new Map([
    [OWN.arn, healthOf()],
    [OTHER.arn, healthOf()],
  ]);
  const again = new Map([[OWN.arn, unreadable('lost')]]);
  const { health } = withInspectedAgain(of({ health: before }), of({ health: again }), arn);
  expect([...health]).toEqual([
    [OWN.arn, unreadable('lost')],
    [OTHER.arn, healthOf()],
  ]);
});
