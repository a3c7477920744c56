/** From what happened to what people are told of it; the JSON form is a contract with programs. */
import { candidateOf } from '../../../lambda/core/companions.ts';
import { digestOfEntries, entryOf, orphanEntry } from '../../../lambda/core/report/digest.ts';
import type { Candidate, Deletion, Outcome } from '../../../lambda/model.ts';
import { aLoadBalancer, facts, verdictOn } from '../../support/builders.ts';
import { FRAME } from '../../support/digests.ts';

const { arn, name } = aLoadBalancer();

function aCandidate(): Candidate {
  const given = facts();
  const verdict = verdictOn(given);
  if (verdict.is !== 'orphan') throw new Error(verdict.reason);
  const reading = candidateOf(verdict, given.companions, { mode: 'delete', approval: 'required' });
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

const DELETION: Deletion = {
  arn,
  name,
  region: 'eu-west-3',
  service: undefined,
  cluster: undefined,
  reason: 'cluster-gone',
  deletedAt: new Date('2026-03-09T10:00:00.900Z'),
  monthlyCostUsd: 23.73,
  snapshotKey: 'key/snapshot.json',
  companions: [{ arn: 'tg', name: 'group', did: 'pending', why: undefined }],
  spared: undefined,
  reportedAt: undefined,
};

it('says everything about an orphan that a person needs to answer', () => {
  expect(orphanEntry(aCandidate(), FRAME.at, undefined, FRAME)).toEqual({
    kind: 'orphan',
    arn,
    name,
    controller: 'in-tree',
    cluster: 'prod',
    service: 'payments/api',
    reason: 'service-gone',
    explanation: expect.any(String) as string,
    cautions: [],
    dnsName: aLoadBalancer().dnsName,
    monthlyCostUsd: expect.any(Number) as number,
    since: '2026-03-02T09:00:00Z',
    deadline: '2026-03-09T09:00:00Z',
    goesWithIt: ['k8s-payments-api-b244acfeb0'],
    stays: [],
    anew: null,
  });
});

it('has no deadline in a mode that never deletes', () => {
  const frame = { ...FRAME, mode: 'quarantine' } as const;
  expect(orphanEntry(aCandidate(), FRAME.at, 'why', frame)).toMatchObject({ deadline: null, anew: 'why' });
});

it.each<[Outcome['did'], Outcome, string | undefined]>([
  ['quarantined', { arn, name, did: 'quarantined', candidate: aCandidate(), anew: undefined }, 'orphan'],
  ['released', { arn, name, did: 'released', reason: 'kept', explanation: 'x' }, 'released'],
  ['deleted', { arn, name, did: 'deleted', deletion: DELETION }, 'deleted'],
  ['failed', { arn, name, did: 'failed', what: 'x', why: 'y', isNews: true, lastError: undefined }, 'failed'],
  ['failed', { arn, name, did: 'failed', what: 'x', why: 'y', isNews: false, lastError: undefined }, undefined],
  ['spared', { arn, name, did: 'spared', why: 'x' }, undefined],
  ['not-attempted', { arn, name, did: 'not-attempted', why: 'x' }, undefined],
])('makes of %s what is news of it', (_, outcome, kind) => {
  expect(entryOf(outcome, FRAME)?.kind).toBe(kind);
});

it('writes what is unknown as null, so that programs find every field', () => {
  expect(entryOf({ arn, name, did: 'deleted', deletion: DELETION }, FRAME)).toEqual({
    kind: 'deleted',
    arn,
    name,
    cluster: null,
    service: null,
    reason: 'cluster-gone',
    deletedAt: '2026-03-09T10:00:00Z',
    monthlyCostUsd: 23.73,
    snapshot: 'key/snapshot.json',
    targetGroups: [{ name: 'group', did: 'pending', why: null }],
  });
});

it('frames the entries with their place and their rules', () => {
  expect(JSON.parse(JSON.stringify(digestOfEntries([], FRAME)))).toEqual({
    version: 1,
    account: '123456789012',
    region: 'eu-west-3',
    at: '2026-03-02T09:00:00Z',
    mode: 'delete',
    approval: 'required',
    entries: [],
  });
});
