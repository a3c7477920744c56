/**
 * Facts → one verdict for each Network Load Balancer. Pure: no clock, no network, no settings but its own.
 * Unsure means keep: only a suspicion that survives every table, weight and gate becomes an orphan.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Tags } from '../../model/reading.ts';
import type {
  InUse,
  LeaveAlone,
  OrphanFinding,
  OtherOwner,
  ServiceOwner,
  Unknown,
  Verdict,
} from '../../model/verdict.ts';
import { ownerOf } from '../tags/ownership.ts';
import { tagsIn } from '../tags/reading.ts';
import { sentence } from '../words.ts';
import { indexClaims, type Claims } from './claims.ts';
import { vetoOn, type JudgeSettings } from './gates.ts';
import { cautionsOfTools } from './made-by-tools.ts';
import { byTable, networkLoadBalancers } from './tables.ts';
import { settle, weigh } from './weigh.ts';

type Finding = OrphanFinding | InUse | Unknown | LeaveAlone;

/** One verdict for each load balancer of type network that still exists, in the order of the facts. */
export function judge(facts: Facts, settings: JudgeSettings): readonly Verdict[] {
  const claims = indexClaims(facts);
  return networkLoadBalancers(facts).map((loadBalancer) => judgeOne(loadBalancer, facts, settings, claims));
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
  const finding = withToolCautions(judgeOwned(loadBalancer, owner, facts, claims), tags);
  return { loadBalancer, owner, tags, ...(vetoOn(finding, loadBalancer, tags, facts.now, settings) ?? finding) };
}

function judgeOwned(loadBalancer: LoadBalancer, owner: ServiceOwner, facts: Facts, claims: Claims): Finding {
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

/** What an orphan says of the tool that made it is for a person to weigh; nothing becomes an orphan by it. */
function withToolCautions(finding: Finding, tags: Tags): Finding {
  return finding.is === 'orphan' ? { ...finding, cautions: [...finding.cautions, ...cautionsOfTools(tags)] } : finding;
}

function leftAlone(reason: OtherOwner['reason'] | 'not-active', why: string): LeaveAlone {
  return { is: 'leave-alone', reason, otherwise: undefined, explanation: why, evidence: [why] };
}
