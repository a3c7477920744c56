/**
 * Facts → one verdict for each Network Load Balancer. Pure: no clock, no network, no settings but its own two.
 * Unsure means keep: only a suspicion that survives every gate, table and weight becomes an orphan.
 */
import type { Facts, Finding, LoadBalancer, Owner, Tags, Verdict } from '../../model.ts';
import { ownerOf } from '../ownership.ts';
import { approvalOf, HOUR_MS, keepOf, TAG } from '../tags.ts';
import { dateTime, sentence } from '../words.ts';
import { indexClaims, type Claims } from './claims.ts';
import { judgeInTree } from './in-tree.ts';
import { judgeLoadBalancerController } from './load-balancer-controller.ts';
import type { TableResult } from './suspicion.ts';
import { weigh } from './weigh.ts';

export interface JudgeSettings {
  /** Hours since creation below which an NLB is left alone. */
  readonly minimumAgeHours: number;
}

/** One verdict for each load balancer of type network that still exists, in the order of the facts. */
export function judge(facts: Facts, settings: JudgeSettings): readonly Verdict[] {
  const claims = indexClaims(facts);
  return networkLoadBalancers(facts).map((loadBalancer) => judgeOne(loadBalancer, facts, settings, claims));
}

/** ARNs of the NLBs that a table suspects: those whose targets, traffic and attributes must be read before judging. */
export function suspects(facts: Facts): readonly string[] {
  const claims = indexClaims(facts);
  return networkLoadBalancers(facts)
    .filter((loadBalancer) => {
      const tags = tagsOf(loadBalancer, facts);
      const owner = tags === undefined ? undefined : ownerOf(loadBalancer, tags);
      return (
        owner?.is === 'service' &&
        loadBalancer.state === 'active' &&
        byTable(loadBalancer, owner, facts, claims).is === 'suspect'
      );
    })
    .map((loadBalancer) => loadBalancer.arn);
}

/** Names of the clusters that the tags of the NLBs in scope name: the only clusters that are read. */
export function namedClusters(facts: Pick<Facts, 'loadBalancers' | 'tags'>): readonly string[] {
  const names = new Set<string>();
  for (const loadBalancer of networkLoadBalancers(facts)) {
    const tags = tagsOf(loadBalancer, facts);
    const owner = tags === undefined ? undefined : ownerOf(loadBalancer, tags);
    if (owner?.is === 'service') names.add(owner.cluster);
  }
  return [...names].toSorted();
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
  if (reading === undefined || reading.ok !== true) {
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
  const tags = reading.value;
  const owner = ownerOf(loadBalancer, tags);
  const finding = judgeOwned(loadBalancer, owner, facts, claims);
  // SAFETY: a veto wins over every other answer. Tests: judge.test.ts "leaves alone … although …".
  return { loadBalancer, owner, tags, ...(veto(loadBalancer, tags, finding, facts, settings) ?? finding) };
}

/** The gates that hold whoever made it and whatever the tables say (G0), in the order in which they are looked at. */
function veto(
  loadBalancer: LoadBalancer,
  tags: Tags,
  finding: Finding,
  facts: Facts,
  settings: JudgeSettings,
): Finding | undefined {
  const otherwise =
    finding.is === 'orphan' ? finding.reason : finding.is === 'leave-alone' ? finding.otherwise : undefined;
  const suffix = otherwise === undefined ? '' : ` Otherwise an orphan: ${otherwise}.`;
  const leaveAlone = (reason: 'kept' | 'rejected' | 'infrastructure-as-code' | 'too-young', why: string): Finding => ({
    is: 'leave-alone',
    reason,
    otherwise,
    explanation: `${why}${suffix}`,
    evidence: [`${reason}: ${why}`, ...finding.evidence],
  });

  const keep = keepOf(tags, facts.now);
  if (keep.is === 'vetoes') {
    const until = keep.until === undefined ? 'for ever' : `through ${keep.until}`;
    return leaveAlone('kept', `Tag ${TAG.keep} is "${tags.get(TAG.keep)}": kept ${until}.`);
  }
  if (approvalOf(tags) === 'rejected') {
    return leaveAlone('rejected', `Tag ${TAG.approval} is "rejected": a person said no.`);
  }
  const stack =
    tags.get('aws:cloudformation:stack-name') ?? [...tags.keys()].find((key) => key.startsWith('aws:cloudformation:'));
  if (stack !== undefined) {
    return leaveAlone('infrastructure-as-code', `CloudFormation owns it (${stack}); delete it there.`);
  }
  // What nobody would ever judge keeps its own reason: its age adds nothing.
  if (finding.is === 'leave-alone' && finding.otherwise === undefined) return undefined;
  // SAFETY: states what must hold to go on, so that an unknown age keeps. Test: judge.test.ts "leaves alone an NLB without a creation time".
  const oldEnough = loadBalancer.createdAt.getTime() + settings.minimumAgeHours * HOUR_MS <= facts.now.getTime();
  if (!oldEnough) {
    return leaveAlone(
      'too-young',
      `Made ${dateTime(loadBalancer.createdAt)}, less than ${settings.minimumAgeHours} hours ago: its Service may still be on its way.`,
    );
  }
  return undefined;
}

function judgeOwned(loadBalancer: LoadBalancer, owner: Owner, facts: Facts, claims: Claims): Finding {
  if (owner.is === 'other') {
    return {
      is: 'leave-alone',
      reason: owner.reason,
      otherwise: undefined,
      explanation: owner.why,
      evidence: [owner.why],
    };
  }
  if (loadBalancer.state !== 'active') {
    const why = `Its state is ${loadBalancer.state}; only an active NLB is judged.`;
    return { is: 'leave-alone', reason: 'not-active', otherwise: undefined, explanation: why, evidence: [why] };
  }
  const result = byTable(loadBalancer, owner, facts, claims);
  return result.is === 'suspect' ? weigh(result, loadBalancer, facts, claims) : result;
}

function byTable(
  loadBalancer: LoadBalancer,
  owner: Extract<Owner, { is: 'service' }>,
  facts: Facts,
  claims: Claims,
): TableResult {
  switch (owner.controller) {
    case 'in-tree':
      return judgeInTree(loadBalancer, owner, facts, claims);
    case 'aws-load-balancer-controller':
      return judgeLoadBalancerController(loadBalancer, owner, facts, claims);
  }
}

function networkLoadBalancers(facts: Pick<Facts, 'loadBalancers' | 'tags'>): readonly LoadBalancer[] {
  return facts.loadBalancers.filter(
    (loadBalancer) => loadBalancer.type === 'network' && facts.tags.get(loadBalancer.arn)?.ok !== 'gone',
  );
}

function tagsOf(loadBalancer: LoadBalancer, facts: Pick<Facts, 'tags'>): Tags | undefined {
  const reading = facts.tags.get(loadBalancer.arn);
  return reading?.ok === true ? reading.value : undefined;
}
