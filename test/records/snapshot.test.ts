/** snapshot.json: what it holds, and how a later run reads it back. */
import type { DueDelete } from '../../lambda/model/plan.ts';
import type { SparedDeletion } from '../../lambda/model/record.ts';
import type { LoadBalancerDescription } from '../../lambda/ports/read.ts';
import { outcomeFields } from '../../lambda/records/outcome.ts';
import { begunDeletion, parseSnapshot, snapshotJson } from '../../lambda/records/snapshot.ts';
import { aBegunDeletion, aCandidate, aMadeDeletion } from '../support/news.ts';

const KEY = '2026-03-09/50dc6c495c0c9188/2026-03-02T09:00:00Z/snapshot.json';
const CANDIDATE = aCandidate();
const DUE: DueDelete = {
  candidate: CANDIDATE,
  quarantinedAt: new Date('2026-03-02T09:00:00Z'),
  notifiedAt: new Date('2026-03-02T09:01:00Z'),
  dueAt: new Date('2026-03-09T09:01:00Z'),
  by: 'approval',
  told: [],
};
const DESCRIPTION: LoadBalancerDescription = {
  loadBalancer: { LoadBalancerArn: CANDIDATE.orphan.loadBalancer.arn },
  attributes: [],
  tags: { team: 'payments' },
  listeners: [{ Port: 80 }],
  targetGroups: [],
};
const BEGUN = begunDeletion(DUE, 'eu-west-3', new Date('2026-03-09T10:00:00Z'), KEY);
const JSON_TEXT = snapshotJson(DUE, DESCRIPTION, BEGUN);

function changed(part: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(JSON_TEXT) as object), ...part });
}

it('holds the verdict, the quarantine and all that AWS said', () => {
  expect(JSON.parse(JSON_TEXT)).toMatchObject({
    version: 1,
    at: '2026-03-09T10:00:00Z',
    verdict: { reason: 'service-gone', fingerprint: CANDIDATE.fingerprint },
    quarantine: {
      quarantinedAt: '2026-03-02T09:00:00Z',
      notifiedAt: '2026-03-02T09:01:00Z',
      dueAt: '2026-03-09T09:01:00Z',
      by: 'approval',
    },
    owner: { cluster: 'prod', service: { namespace: 'payments', name: 'api' } },
    ...DESCRIPTION,
  });
});

it('is read back as a delete that began, with whom the NLB belonged to', () => {
  expect(parseSnapshot(JSON_TEXT, KEY)).toEqual({ deletion: BEGUN, owner: CANDIDATE.orphan.owner });
});

it('is read back as version 0.1 wrote it: without a state, and without its own key', () => {
  const { state: _, ...fields } = outcomeFields(BEGUN);
  const deletion = { ...fields, snapshotKey: '' };
  expect(parseSnapshot(changed({ deletion }), KEY)).toEqual({ deletion: BEGUN, owner: CANDIDATE.orphan.owner });
  // It wrote the instant with its milliseconds, and no `reportedAt`.
  const fine = { ...deletion, deletedAt: '2026-03-09T10:00:00.250Z', reportedAt: undefined };
  expect(parseSnapshot(changed({ deletion: fine }), KEY)?.deletion).toEqual({
    ...BEGUN,
    begunAt: new Date('2026-03-09T10:00:00.250Z'),
  });
});

it('lies where it was found, whatever it says itself', () => {
  const elsewhere = changed({ deletion: { ...outcomeFields(BEGUN), snapshotKey: 'elsewhere' } });
  expect(parseSnapshot(elsewhere, KEY)?.deletion.snapshotKey).toBe(KEY);
});

it('names what goes with the NLB, and whose it was', () => {
  const { loadBalancer } = CANDIDATE.orphan;
  expect(BEGUN).toEqual({
    is: 'begun',
    arn: loadBalancer.arn,
    name: loadBalancer.name,
    region: 'eu-west-3',
    service: 'payments/api',
    cluster: 'prod',
    reason: 'service-gone',
    begunAt: new Date('2026-03-09T10:00:00Z'),
    monthlyCostUsd: 26.62,
    snapshotKey: KEY,
    tags: CANDIDATE.orphan.tags,
    by: 'approval',
    companions: CANDIDATE.companions.map(({ arn, name }) => ({ arn, name })),
  });
  expect(BEGUN.companions).toHaveLength(1);
});

const { begunAt, companions: _companions, ...ABOUT } = aBegunDeletion();
const SPARED: SparedDeletion = { ...ABOUT, is: 'spared', sparedAt: begunAt, why: 'it was rejected meanwhile' };
const OWNER = CANDIDATE.orphan.owner;

it.each<[string, string]>([
  ['no JSON', '{'],
  ['no object', '7'],
  ['a snapshot without a deletion', changed({ deletion: undefined })],
  ['a snapshot of a deletion at no instant', changed({ deletion: { ...outcomeFields(BEGUN), deletedAt: 'soon' } })],
  ['a snapshot of a deletion for another reason', changed({ deletion: { ...outcomeFields(BEGUN), reason: 'x' } })],
  ['a snapshot of a delete that was spared', changed({ deletion: outcomeFields(SPARED) })],
  ['a snapshot of an unknown controller', changed({ owner: { ...OWNER, controller: 'somebody' } })],
  ['a snapshot without a Service', changed({ owner: { ...OWNER, service: { namespace: 'payments' } } })],
  ['a snapshot without a cluster', changed({ owner: { ...OWNER, cluster: undefined } })],
  ['an outcome', JSON.stringify(outcomeFields(BEGUN))],
  ['a snapshot without an owner', changed({ owner: undefined })],
  ['a snapshot of another owner', changed({ owner: { is: 'other', reason: 'shared' } })],
  ['a snapshot of a delete that was made', changed({ deletion: outcomeFields(aMadeDeletion()) })],
])('reads nothing out of %s', (_what, json) => {
  expect(parseSnapshot(json, KEY)).toBeUndefined();
});
