/** Names with parameters: what they may become, and what they never do. */
import { indexClaims } from '../../../lambda/core/judge/claims.ts';
import { mayBecome } from '../../../lambda/core/judge/host-templates.ts';
import { USERS } from '../../../lambda/core/judge/users/users.ts';
import { aLoadBalancer, facts, inspectionsOf } from '../../support/builders.ts';

const NAME = 'edge-0123456789abcdef.elb.eu-west-3.amazonaws.com';

test.each([
  NAME,
  '{{lb}}',
  '{{lb}}.elb.eu-west-3.amazonaws.com',
  'edge-{{id}}.elb.{{region}}.amazonaws.com',
  '{{name}}-{{id}}.elb.eu-west-3.amazonaws.com',
  '{{name}}{{id}}.elb.eu-west-3.amazonaws.com',
  `${NAME}{{nothing}}`,
])('%s may become the name', (template) => {
  expect(mayBecome(template, NAME)).toBe(true);
});

test.each([
  '',
  'elb.eu-west-3.amazonaws.com',
  '{{tenant}}.example.com',
  'other-{{id}}.elb.eu-west-3.amazonaws.com',
  '{{lb}}.elb.eu-west-1.amazonaws.com',
  '{{name}}.internal.{{region}}.amazonaws.com',
  // The ends must not share what is between them.
  'edge-0123456789abcdef.elb.eu-west-3{{x}}.eu-west-3.amazonaws.com',
  '{lb}.elb.eu-west-3.amazonaws.com',
])('%s never does', (template) => {
  expect(mayBecome(template, NAME)).toBe(false);
});

test.each([
  ['uses', '{{LB}}.elb.{{region}}.amazonaws.com.'],
  ['none', '{{LB}}.example.com'],
])('the judge says "%s" of a reference to %s', (is, to) => {
  const L = aLoadBalancer({ dnsName: NAME });
  const answer = { ok: true, value: [{ who: 'CloudFront distribution E1', to }] } as const;
  const inspections = { ...inspectionsOf(), outsideUsers: new Map([['cloudfront', { is: 'asked', answer }]] as const) };
  const world = facts({ loadBalancers: [L], inspections });
  const user = USERS.find(({ name }) => name === 'CloudFront');
  expect(user?.look(L, world, indexClaims(world))).toMatchObject({ is });
});
