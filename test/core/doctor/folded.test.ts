/** Checks that differ in the cluster alone are one; whatever else differs keeps them apart. */
import type { Check } from '../../../lambda/core/doctor/check.ts';
import { folded } from '../../../lambda/core/doctor/folded.ts';

const about = (cluster: string, part: Partial<Check> = {}): Check => ({
  id: `access-${cluster}`,
  state: 'warning',
  title: `Access of the functions to cluster ${cluster}`,
  found: 'no access entry for reap',
  todo: 'let it in',
  commands: ['kubectl get x', `npx nlb-janitor access ${cluster} --region eu-west-3`],
  cluster,
  ...part,
});
const OTHER: Check = {
  id: 'trail',
  state: 'warning',
  title: 'Trail',
  found: 'no access entry for reap',
  todo: 'let it in',
  commands: [],
};

it('names the clusters of those that say the same, and the commands of each, once', () => {
  const [one, other, ...more] = folded([about('a'), OTHER, about('b'), about('r to cluster')]);
  expect(one).toMatchObject({
    id: 'access-a',
    state: 'warning',
    title: 'Access of the functions to clusters a, b and r to cluster',
    found: 'no access entry for reap',
    commands: [
      'kubectl get x',
      'npx nlb-janitor access a --region eu-west-3',
      'npx nlb-janitor access b --region eu-west-3',
      'npx nlb-janitor access r to cluster --region eu-west-3',
    ],
  });
  expect([other, more]).toEqual([OTHER, []]);
});

it.each<[string, Partial<Check>]>([
  ['what was found', { found: 'no access entry for sweep' }],
  ['what is to be done', { todo: 'wait' }],
  ['how bad it is', { state: 'failure' }],
  ['what was looked at', { title: 'Cluster b' }],
  ['that it is well', { state: 'ok' }],
])('keeps those apart that differ in %s', (_, part) => {
  const checks = [about('a'), about('b', part)];
  expect(folded(checks)).toEqual(checks);
});

it('keeps a line for each cluster that is well', () => {
  const checks = [about('a', { state: 'ok' }), about('b', { state: 'ok' })];
  expect(folded(checks)).toEqual(checks);
});
