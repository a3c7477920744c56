/** What has to be read before judging, by what is known so far. Pure; decides no verdict. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Successor } from '../../model/traffic.ts';
import { serviceOwnerIn } from '../tags/owner.ts';
import { indexClaims } from './claims.ts';
import { comparableHostname, dnsNamesIn } from './dns-names.ts';
import { isPersonsWord } from './proof.ts';
import { namingCluster, type PersonsWord } from './same-cluster.ts';
import { servicesBehind } from './successor-names.ts';
import { hostnamesOf, successorNamed } from './successor.ts';
import type { Suspicion } from './suspicion.ts';
import { byTable, networkLoadBalancers } from './tables.ts';

/** Which of the suspects a run looks at, and in which order. */
export type Choose = (suspects: readonly LoadBalancer[], facts: Facts) => readonly LoadBalancer[];

/** What must be looked at before judging, beyond what the tables needed. */
export interface ToInspect {
  /** Whom the tables suspect, chosen or not. By ARN. */
  readonly suspects: ReadonlySet<string>;
  /** Those of them that are judged in this run. By ARN. */
  readonly chosen: ReadonlySet<string>;
  /**
   * The chosen suspects, each followed by whoever may contradict what is said of it, in the order in which to look at their
   * targets, traffic and attributes. By ARN.
   */
  readonly arns: ReadonlySet<string>;
  /** Those whose target groups may decide, although no suspicion rests on them. By ARN. */
  readonly undecided: ReadonlySet<string>;
  /** By ARN of a chosen suspect, the load balancer that took over from it: whether it answers, and whom. */
  readonly successors: ReadonlyMap<string, Successor>;
}

export function toInspect(facts: Facts, choose: Choose = (suspects) => suspects): ToInspect {
  const claims = indexClaims(facts);
  const suspicions = new Map<LoadBalancer, Suspicion>();
  const undecided = new Set<string>();
  for (const loadBalancer of networkLoadBalancers(facts)) {
    const owner = serviceOwnerIn(loadBalancer, facts);
    if (owner === undefined || loadBalancer.state !== 'active') continue;
    const result = byTable(loadBalancer, owner, facts, claims);
    if (result.is === 'undecided') undecided.add(loadBalancer.arn);
    if (result.is === 'suspect') suspicions.set(loadBalancer, result);
  }
  const arns = new Set<string>();
  const successors = new Map<string, Successor>();
  const chosen = choose([...suspicions.keys()], facts);
  for (const loadBalancer of chosen) {
    const suspicion = suspicions.get(loadBalancer);
    if (suspicion === undefined) continue;
    for (const { arn } of [loadBalancer, ...witnessesIn(suspicion, loadBalancer, facts)]) arns.add(arn);
    const successor = suspicion.successor === undefined ? undefined : successorNamed(suspicion.successor, facts);
    if (successor !== undefined) successors.set(loadBalancer.arn, successor);
  }
  return {
    suspects: new Set([...suspicions.keys()].map(({ arn }) => arn)),
    chosen: new Set(chosen.map(({ arn }) => arn)),
    arns,
    undecided,
    successors,
  };
}

/** Whether a Service that left its NLB shows a hostname that no listed load balancer has: it may be a Classic one's. */
export function needsClassicLoadBalancers(facts: Facts): boolean {
  const claims = indexClaims(facts);
  const listed = new Set(facts.loadBalancers.map(({ dnsName }) => comparableHostname(dnsName)));
  return networkLoadBalancers(facts).some((loadBalancer) => {
    const owner = serviceOwnerIn(loadBalancer, facts);
    if (owner === undefined || loadBalancer.state !== 'active') return false;
    const result = byTable(loadBalancer, owner, facts, claims);
    const finding = result.is === 'undecided' ? result.otherwise : result;
    if (finding.is !== 'unknown' || finding.reason !== 'migration-in-flight') return false;
    const hostnames = servicesBehind(loadBalancer, facts, claims).flatMap((service) => [...hostnamesOf(service)]);
    return hostnames.some((hostname) => !dnsNamesIn(hostname).some((name) => listed.has(name)));
  });
}

/** NLBs whose life would contradict what the tables say of this one; none unless that rests on a person's word. */
export function witnessesAgainst(loadBalancer: LoadBalancer, facts: Facts): readonly LoadBalancer[] {
  return wordsOn([loadBalancer], facts).flatMap(({ clusterName, vpcId }) => namingCluster(clusterName, vpcId, facts));
}

/** ARNs of those whose cluster EKS does not know, and of whose end nothing tells. */
export function neverSeen(facts: Facts): ReadonlySet<string> {
  const claims = indexClaims(facts);
  const lost = networkLoadBalancers(facts).filter((loadBalancer) => {
    const owner = serviceOwnerIn(loadBalancer, facts);
    const result = owner === undefined ? undefined : byTable(loadBalancer, owner, facts, claims);
    const verdict = result?.is === 'undecided' ? result.otherwise : result;
    return verdict?.is === 'unknown' && verdict.reason === 'cluster-never-seen';
  });
  return new Set(lost.map(({ arn }) => arn));
}

/** Whether any suspicion rests on a person's word: then every NLB of the cluster has a say, and all must be listed. */
export function needsWholeFleet(facts: Facts): boolean {
  return wordsOn(networkLoadBalancers(facts), facts).length > 0;
}

/** The words of people that the suspicions on these NLBs rest on. */
export function wordsOn(loadBalancers: readonly LoadBalancer[], facts: Facts): readonly PersonsWord[] {
  const claims = indexClaims(facts);
  return loadBalancers.flatMap((loadBalancer) => {
    const owner = serviceOwnerIn(loadBalancer, facts);
    const result = owner === undefined ? undefined : byTable(loadBalancer, owner, facts, claims);
    return (result?.is === 'suspect' ? wordIn(result, loadBalancer) : undefined) ?? [];
  });
}

function wordIn({ proof }: Suspicion, { vpcId }: LoadBalancer): PersonsWord | undefined {
  return proof === undefined || !isPersonsWord(proof) ? undefined : { clusterName: proof.name, vpcId };
}

function witnessesIn(suspicion: Suspicion, loadBalancer: LoadBalancer, facts: Facts): readonly LoadBalancer[] {
  const word = wordIn(suspicion, loadBalancer);
  return word === undefined ? [] : namingCluster(word.clusterName, word.vpcId, facts);
}

/** Names of the clusters that the tags of these NLBs name: they are read before anything is suspected. */
export function namedClusters(facts: Pick<Facts, 'loadBalancers' | 'tags'>): readonly string[] {
  const names = networkLoadBalancers(facts)
    .map((loadBalancer) => serviceOwnerIn(loadBalancer, facts)?.cluster)
    .filter((name) => name !== undefined);
  return [...new Set(names)].toSorted();
}
