/** Names of a load balancer: of the region, of one zone, and by parameters; and names that are another's. */
import { dnsNamesIn, isNameOf } from '../../../lambda/core/judge/dns-names.ts';

const NAME = 'edge-0123456789abcdef.elb.eu-west-3.amazonaws.com';

it.each([
  NAME,
  `eu-west-3a.${NAME}`,
  `eu-west-3-par-1a.${NAME}`,
  `dualstack.eu-west-3a.${NAME.toUpperCase()}.`,
  `one.two.${NAME}`,
  `{{zone}}.${NAME}`,
  'eu-west-3a.{{lb}}.elb.eu-west-3.amazonaws.com',
  'eu-west-3{{zone}}{{lb}}.elb.eu-west-3.amazonaws.com',
])('%s is its name', (name) => {
  expect(isNameOf(name, NAME)).toBe(true);
  expect(isNameOf(name, `${NAME.toUpperCase()}.`)).toBe(true);
});

it.each([
  '',
  'eu-west-3a',
  `x${NAME}`,
  `eu-west-3a.x${NAME}`,
  `${NAME}.example.com`,
  NAME.slice(NAME.indexOf('.') + 1),
  'eu-west-3a.{{lb}}.elb.eu-west-1.amazonaws.com',
])('%s is not', (name) => {
  expect(isNameOf(name, NAME)).toBe(false);
});

it.each(['', '.', 'a.', 'a..', '{{any}}'])('%j is no name of one that has none', (name) => {
  expect(isNameOf(name, '')).toBe(false);
});

it('the DNS names in a hostname are itself and what follows its dots', () => {
  expect(dnsNamesIn('eu-west-3a.Edge.elb.')).toEqual(['eu-west-3a.edge.elb', 'edge.elb', 'elb']);
  expect(dnsNamesIn(' . ')).toEqual([]);
});
