/** Candidates, records and news for the tests of what is told and written down. */
import { judge } from '../../lambda/core/judge/judge.ts';
import { candidateOf, type Policy } from '../../lambda/core/plan/candidate.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { Candidate } from '../../lambda/model/plan.ts';
import type { News } from '../../lambda/model/outcome.ts';
import type { BegunDeletion, MadeDeletion, RefusedDeletion, SparedDeletion } from '../../lambda/model/record.ts';
import type { Orphan } from '../../lambda/model/verdict.ts';
import { aLoadBalancer, facts, REGION, SETTINGS } from './builders.ts';

const POLICY: Policy = { mode: 'delete', approval: 'required' };

/** The orphan that the facts are about. */
export function anOrphanOf(given: Facts = facts()): Orphan {
  const [verdict] = judge(given, SETTINGS);
  if (verdict?.is !== 'orphan') throw new Error(`no orphan, but ${verdict?.is}: ${verdict?.reason}`);
  return verdict;
}

export function aCandidate(given: Facts = facts(), policy: Policy = POLICY): Candidate {
  const reading = candidateOf(anOrphanOf(given), given.inspections, policy);
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

const { arn, name } = aLoadBalancer();
const DELETION = {
  arn,
  name,
  region: REGION,
  service: 'payments/api',
  cluster: 'prod',
  reason: 'service-gone',
  monthlyCostUsd: 23.73,
  tags: new Map([['team', 'payments-team']]),
  snapshotKey: '2026-03-09/50dc6c495c0c9188/2026-03-02T09:00:00Z/snapshot.json',
} as const;

export function aBegunDeletion(part: Partial<BegunDeletion> = {}): BegunDeletion {
  const begunAt = new Date('2026-03-09T10:00:00Z');
  return { is: 'begun', ...DELETION, begunAt, companions: [{ arn: 'tg', name: 'group' }], ...part };
}

export function aMadeDeletion(part: Partial<MadeDeletion> = {}): MadeDeletion {
  const deletedAt = new Date('2026-03-09T10:00:00Z');
  const companions = [{ arn: 'tg', name: 'group', did: 'deleted', why: undefined }] as const;
  return { is: 'deleted', ...DELETION, deletedAt, companions, isFoundGone: false, reportedAt: undefined, ...part };
}

/** Of an NLB that another service uses, and of which nobody has heard yet. */
export function aRefusedDeletion(part: Partial<SparedDeletion> = {}): SparedDeletion & RefusedDeletion {
  const sparedAt = new Date('2026-03-09T10:00:00Z');
  const refused = { kind: 'in-use', isTold: false } as const;
  return { is: 'spared', ...DELETION, sparedAt, why: 'ResourceInUse: listener 80', refused, ...part };
}

export function aRefusal(part: Partial<Extract<News, { is: 'delete-refused' }>> = {}): News {
  const record = aRefusedDeletion();
  return { is: 'delete-refused', arn, name, what: 'x', why: 'y', lastError: 'z', record, ...part };
}
