/** Whether the functions are let into the clusters: each state with its twin. */
import { functionsAccessChecks } from '../../../lambda/core/doctor/functions-access.ts';
import type { FunctionsAccess, RoleEntry } from '../../../lambda/model/doctor.ts';
import { unreadable } from '../../support/builders.ts';
import { DENIED, read, statesOf, wordsOf, type Row } from '../../support/doctor-facts.ts';

const entries = (sweep: RoleEntry['entry'], reap: RoleEntry['entry'], isConfigMapToo = false): FunctionsAccess => ({
  is: 'entries',
  isConfigMapToo,
  of: [
    { role: 'sweep', entry: sweep },
    { role: 'reap', entry: reap },
  ],
});
const checksFor = (access: FunctionsAccess, ignoredClusters: readonly string[] = []) => {
  const one = { name: 'prod', answer: unreadable('not asked'), view: undefined, access: read(access) };
  return functionsAccessChecks({ clusters: [one], ignoredClusters, region: 'eu-west-3' });
};

const TABLE: readonly Row<FunctionsAccess>[] = [
  ['with both', entries('lets-in', 'lets-in'), 'ok', /an access entry for sweep and reap/],
  [
    'without one of them',
    entries('lets-in', 'absent'),
    'failure',
    /no access entry for reap; while it is so.*\| npx nlb-janitor access prod --region eu-west-3$/,
  ],
  ['with an empty one', entries('bare', 'lets-in'), 'failure', /entry of sweep names no group and no policy/],
  ['where aws-auth may name it', entries('lets-in', 'absent', true), 'warning', /for reap: .*unless the ConfigMap/],
  ['where aws-auth cannot mend it', entries('bare', 'lets-in', true), 'failure', /entry of sweep names no group/],
  ['where aws-auth has no need to', entries('lets-in', 'lets-in', true), 'ok', /an access entry for/],
  ['of CONFIG_MAP', { is: 'config-map' }, 'not-checked', /kubectl -n kube-system get configmap aws-auth.*access prod/],
];

it.each(TABLE)('one %s', (_, access, state, says) => {
  const [check, ...more] = checksFor(access);
  expect([check?.id, check?.state, more]).toEqual(['access-prod', state, []]);
  expect(check && wordsOf(check)).toMatch(says);
  const [ignored] = checksFor(access, ['prod']);
  expect(ignored?.state).toBe(state === 'failure' ? 'warning' : state);
});

it('says nothing where nobody is deployed, and that it is not known where EKS does not tell', () => {
  const one = { name: 'prod', answer: unreadable('not asked'), view: undefined };
  const asked = { ignoredClusters: [], region: 'eu-west-3' };
  expect(functionsAccessChecks({ ...asked, clusters: [{ ...one, access: undefined }] })).toEqual([]);
  expect(statesOf(functionsAccessChecks({ ...asked, clusters: [{ ...one, access: DENIED }] }))).toEqual([
    'not-checked access-prod',
  ]);
});
