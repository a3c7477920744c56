/** Clusters: each state with its twin. */
import { clusterChecks } from '../../../lambda/core/doctor/clusters.ts';
import type { ExaminedCluster } from '../../../lambda/model/doctor.ts';
import { aCluster, aView, unreadable } from '../../support/builders.ts';
import { DENIED, read, statesOf, wordsOf, type Row } from '../../support/doctor-facts.ts';

const CALLER = { callerArn: 'arn:aws:iam::123456789012:role/admin', region: 'eu-west-3' };
const present = (part: Parameters<typeof aCluster>[0] = {}): ExaminedCluster['answer'] =>
  read({ is: 'present', cluster: aCluster(part) });
const gap = (cause: 'denied' | 'unreachable' | 'incomplete') => ({
  ...unreadable('cluster prod: 401 listing services: refused; see docs/settings.md, Cluster access', cause),
  seen: [],
});

const TABLE: readonly Row<Omit<ExaminedCluster, 'name' | 'access'>>[] = [
  ['read', { answer: present(), view: aView() }, 'ok', /^Cluster prod \| ACTIVE; 1 Service, 0 Ingresses/],
  [
    'that refuses',
    { answer: present(), view: aView('prod', { services: gap('denied') }) },
    'failure',
    /\| 401 listing services: refused; while.*create-access-entry --region eu-west-3 --cluster-name prod --principal-arn arn:aws:iam::123456789012:role\/admin/,
  ],
  [
    'out of reach',
    { answer: present(), view: aView('prod', { services: gap('unreachable') }) },
    'failure',
    /private-endpoints/,
  ],
  [
    'of which a kind is denied',
    { answer: present(), view: aView('prod', { bindings: gap('incomplete') }) },
    'failure',
    /list every kind/,
  ],
  ['that is being made', { answer: present({ status: 'CREATING' }), view: undefined }, 'failure', /status is CREATING/],
  ['that is brought up to date', { answer: present({ status: 'UPDATING' }), view: aView() }, 'ok', /UPDATING/],
  [
    'that is only registered',
    { answer: present({ isRegisteredOnly: true }), view: undefined },
    'failure',
    /EKS Connector/,
  ],
  ['that EKS does not describe', { answer: DENIED, view: undefined }, 'failure', /eks:DescribeCluster/],
];

it.each(TABLE)('one %s', (_, part, state, says) => {
  const clusters = [{ name: 'prod', access: undefined, ...part }];
  const asked = { clusterList: { ok: true, value: ['prod'] }, clusters, ignoredClusters: [], ...CALLER } as const;
  const [check, ...more] = clusterChecks(asked);
  expect([check?.id, check?.state, more]).toEqual(['cluster-prod', state, []]);
  expect(check && wordsOf(check)).toMatch(says);
  // The same where the settings say that nobody is to wait for it.
  const [ignored] = clusterChecks({ ...asked, ignoredClusters: ['prod'] });
  expect(ignored?.state).toBe(state === 'failure' ? 'warning' : state);
});

it.each([
  ['that is being deleted', { answer: read({ is: 'absent' } as const), view: undefined }],
  ['at which nobody looked', { answer: present(), view: undefined }],
])('one %s is not checked', (_, part) => {
  const clusters = [{ name: 'prod', access: undefined, ...part }];
  const checks = clusterChecks({
    clusterList: { ok: true, value: ['prod'] },
    clusters,
    ignoredClusters: [],
    ...CALLER,
  });
  expect(statesOf(checks)).toEqual(['not-checked cluster-prod']);
});

it('says that there are none, or that the list is not known', () => {
  const none = { clusters: [], ignoredClusters: [], ...CALLER };
  expect(statesOf(clusterChecks({ ...none, clusterList: { ok: true, value: [] } }))).toEqual(['ok clusters']);
  const clusterList = { ...DENIED, seen: [] };
  expect(statesOf(clusterChecks({ ...none, clusterList }))).toEqual(['not-checked clusters']);
});
