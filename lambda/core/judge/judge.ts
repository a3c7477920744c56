/**
 * Facts → one verdict for each Network Load Balancer. Pure: no clock, no network, no settings but its own.
 * Unsure means keep: only a suspicion that survives every table, weight and gate becomes an orphan.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { LeaveAlone, OtherOwner, ServiceOwner, Verdict } from '../../model/verdict.ts';
import { ownerOf } from '../tags/ownership.ts';
import { isGone, tagsIn } from '../tags/reading.ts';
import { sentence } from '../words.ts';
import { indexClaims, type Claims } from './claims.ts';
import { vetoOn, type JudgeSettings } from './gates.ts';
import { judgeInTree } from './in-tree.ts';
import { judgeLoadBalancerController } from './load-balancer-controller.ts';
import { isPersonsWord } from './proof.ts';
import { namingCluster } from './same-cluster.ts';
import type { Suspicion, TableResult } from './suspicion.ts';
import { settle, weigh } from './weigh.ts';

/** One verdict for each load balancer of type network that still exists, in the order of the facts. */
export function judge(facts: Facts, settings: JudgeSettings): readonly Verdict[] {
  const claims = indexClaims(facts);
  return networkLoadBalancers(facts).map((loadBalancer) => judgeOne(loadBalancer, facts, settings, claims));
}

/** What must be looked at before judging, beyond what the tables needed. */
export interface ToInspect {
  /** Suspects, and whoever may contradict what is said of them: their targets, traffic and attributes. By ARN. */
  readonly arns: ReadonlySet<string>;
  /** Those whose target groups may decide, although no suspicion rests on them. By ARN. */
  readonly undecided: ReadonlySet<string>;
}

export function toInspect(facts: Facts): ToInspect {
  const claims = indexClaims(facts);
  const arns = new Set<string>();
  const undecided = new Set<string>();
  for (const loadBalancer of networkLoadBalancers(facts)) {
    const owner = ownerIn(loadBalancer, facts);
    if (owner === undefined || loadBalancer.state !== 'active') continue;
    const result = byTable(loadBalancer, owner, facts, claims);
    if (result.is === 'undecided') undecided.add(loadBalancer.arn);
    if (result.is !== 'suspect') continue;
    for (const { arn } of [loadBalancer, ...witnessesIn(result, loadBalancer, facts)]) arns.add(arn);
  }
  return { arns, undecided };
}

/** NLBs whose life would contradict what the tables say of this one; none unless that rests on a person's word. */
export function witnessesAgainst(loadBalancer: LoadBalancer, facts: Facts): readonly LoadBalancer[] {
  const owner = ownerIn(loadBalancer, facts);
  if (owner === undefined) return [];
  const result = byTable(loadBalancer, owner, facts, indexClaims(facts));
  return result.is === 'suspect' ? witnessesIn(result, loadBalancer, facts) : [];
}

/** ARNs of those whose cluster EKS does not know, and of whose end nothing tells. */
export function neverSeen(facts: Facts): ReadonlySet<string> {
  const claims = indexClaims(facts);
  const lost = networkLoadBalancers(facts).filter((loadBalancer) => {
    const owner = ownerIn(loadBalancer, facts);
    const result = owner === undefined ? undefined : byTable(loadBalancer, owner, facts, claims);
    const verdict = result?.is === 'undecided' ? result.otherwise : result;
    return verdict?.is === 'unknown' && verdict.reason === 'cluster-never-seen';
  });
  return new Set(lost.map(({ arn }) => arn));
}

/** Whether any suspicion rests on a person's word: then every NLB of the cluster has a say, and all must be listed. */
export function needsWholeFleet(facts: Facts): boolean {
  return networkLoadBalancers(facts).some((loadBalancer) => witnessesAgainst(loadBalancer, facts).length > 0);
}

function witnessesIn({ proof }: Suspicion, { vpcId }: LoadBalancer, facts: Facts): readonly LoadBalancer[] {
  return proof === undefined || !isPersonsWord(proof) ? [] : namingCluster(proof.name, vpcId, facts);
}

/** Names of the clusters that the tags of these NLBs name: they are read before anything is suspected. */
export function namedClusters(facts: Pick<Facts, 'loadBalancers' | 'tags'>): readonly string[] {
  const names = networkLoadBalancers(facts)
    .map((loadBalancer) => ownerIn(loadBalancer, facts)?.cluster)
    .filter((name) => name !== undefined);
  return [...new Set(names)].toSorted();
}

/** Verdict for a load balancer that `judge` skips because of its type, for `explain`. */
export function judgeOtherType(loadBalancer: LoadBalancer): Verdict {
  return {
    loadBalancer,
    owner: undefined,
    tags: undefined,
    is: 'leave-alone',
    reason: 'not-network',
    otherwise: undefined,
    explanation: `It is of type ${loadBalancer.type}; only Network Load Balancers are judged.`,
    evidence: [`type: ${loadBalancer.type}`],
  };
}

function judgeOne(loadBalancer: LoadBalancer, facts: Facts, settings: JudgeSettings, claims: Claims): Verdict {
  const reading = facts.tags.get(loadBalancer.arn);
  const tags = tagsIn(reading);
  if (tags === undefined) {
    return {
      loadBalancer,
      owner: undefined,
      tags: undefined,
      is: 'unknown',
      reason: 'unreadable',
      explanation: reading?.ok === false ? sentence(reading.why) : 'Its tags were not read.',
      evidence: [],
    };
  }
  const owner = ownerOf(loadBalancer, tags);
  if (owner.is === 'other') {
    const finding = leftAlone(owner.reason, owner.why);
    return { loadBalancer, owner, tags, ...(vetoOn(finding, loadBalancer, tags, facts.now, settings) ?? finding) };
  }
  const finding = judgeOwned(loadBalancer, owner, facts, claims);
  return { loadBalancer, owner, tags, ...(vetoOn(finding, loadBalancer, tags, facts.now, settings) ?? finding) };
}

function judgeOwned(loadBalancer: LoadBalancer, owner: ServiceOwner, facts: Facts, claims: Claims) {
  if (loadBalancer.state !== 'active') {
    return leftAlone('not-active', `Its state is ${loadBalancer.state}; only an active NLB is judged.`);
  }
  const result = byTable(loadBalancer, owner, facts, claims);
  switch (result.is) {
    case 'suspect':
      return weigh(result, loadBalancer, facts, claims);
    case 'undecided':
      return settle(result, loadBalancer, facts, claims);
    case 'in-use':
    case 'unknown':
      return result;
  }
}

function leftAlone(reason: OtherOwner['reason'] | 'not-active', why: string): LeaveAlone {
  return { is: 'leave-alone', reason, otherwise: undefined, explanation: why, evidence: [why] };
}

function byTable(loadBalancer: LoadBalancer, owner: ServiceOwner, facts: Facts, claims: Claims): TableResult {
  switch (owner.controller) {
    case 'in-tree':
      return judgeInTree(loadBalancer, owner, facts, claims);
    case 'aws-load-balancer-controller':
      return judgeLoadBalancerController(loadBalancer, owner, facts, claims);
  }
}

function networkLoadBalancers(facts: Pick<Facts, 'loadBalancers' | 'tags'>): readonly LoadBalancer[] {
  return facts.loadBalancers.filter(({ type, arn }) => type === 'network' && !isGone(facts.tags.get(arn)));
}

/** The Service that the tags name; undefined when they name none or were not read. */
function ownerIn(loadBalancer: LoadBalancer, facts: Pick<Facts, 'tags'>): ServiceOwner | undefined {
  const tags = tagsIn(facts.tags.get(loadBalancer.arn));
  const owner = tags === undefined ? undefined : ownerOf(loadBalancer, tags);
  return owner?.is === 'service' ? owner : undefined;
}
