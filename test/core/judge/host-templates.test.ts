/** Names with parameters: what they may become, and what they never do. */
import { mayBecome } from '../../../lambda/core/judge/host-templates.ts';

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
