/**
 * The last look at every would-be orphan: its users, targets and traffic (docs/design.md section 3). Pure.
 * It can turn a suspicion into in-use, unknown or leave-alone; it can never turn anything into an orphan.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts, LeftOut } from '../../model/facts.ts';
import type {
  Caution,
  InUse,
  InUseReason,
  LeaveAlone,
  OrphanFinding,
  Unknown,
  UnknownReason,
} from '../../model/verdict.ts';
import { reasonWithCode } from '../reason-words.ts';
import { count, listed, sentence } from '../words.ts';
import type { Claims } from './claims.ts';
import { isPersonsWord } from './proof.ts';
import { answeringSuccessor, clientsAnswered, sideBySide } from './replaced.ts';
import { servedUntil } from './served.ts';
import { signOfLife } from './same-cluster.ts';
import { signOfUse, targetName } from './sign-of-use.ts';
import type { Suspicion, Undecided } from './suspicion.ts';
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from './target-groups.ts';
import { trafficOf, type TrafficSigns } from './traffic.ts';
import { targetGroupBindings } from './users/target-group-bindings.ts';
import { cautionsOf, firstUse, unreadUsers, usersOf } from './users/users.ts';

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  'not-asked': 'it was not looked at in this run: nothing is due by its tags.',
  'out-of-time': 'it was not looked at in this run: time ran out.',
};

export function weigh(
  suspicion: Suspicion,
  loadBalancer: LoadBalancer,
  facts: Facts,
  claims: Claims,
): OrphanFinding | InUse | Unknown | LeaveAlone {
  const evidence = [...suspicion.evidence];
  const doubt = (why: string, reason: UnknownReason = 'unreadable'): Unknown => ({
    is: 'unknown',
    reason,
    explanation: sentence(`It looks like an orphan (${suspicion.reason}), but: ${why}`),
    evidence,
  });
  const used = (reason: InUseReason, explanation: string): InUse => ({ is: 'in-use', reason, explanation, evidence });

  const leftOut = facts.inspections.leftOut.get(loadBalancer.arn);
  const attached = attachedTargetGroups(loadBalancer, facts);
  if (!attached.ok) return doubt(leftOut === undefined ? attached.why : LEFT_OUT[leftOut]);
  const targetGroups = attached.value;
  evidence.push(`target groups: ${listed(targetGroups.map(({ name }) => name)) || 'none'}`);

  const users = usersOf(loadBalancer, facts, claims);
  const use = firstUse(users);
  if (use !== undefined) return used(use.reason, use.who);
  // Its targets, traffic and attributes are not known either; this is why.
  if (leftOut !== undefined) return doubt(LEFT_OUT[leftOut]);

  const { proof } = suspicion;
  const life = proof === undefined || !isPersonsWord(proof) ? undefined : signOfLife(loadBalancer, proof, facts);
  // SAFETY: a person's word about a cluster is worth less than one NLB of it that lives.
  if (life !== undefined) {
    return doubt(`that cluster ${proof?.name} is gone is a person's word, yet ${life}`, 'contradictory-tags');
  }

  const targets = targetsOf(targetGroups, facts);
  if (!targets.ok) return doubt(targets.why);
  const healthy = targets.value.filter(isMaybeHealthy);
  const traffic = trafficOf(loadBalancer, facts);
  evidence.push(`targets: ${healthy.length} of ${targets.value.length} healthy`, `traffic: ${traffic.words}`);

  const replacing = answeringSuccessor(suspicion, facts);
  const isReplaced = replacing !== undefined;
  const signs = { targetGroups, targets: targets.value, traffic, isReplaced, isClusterGone: proof !== undefined };
  const sign = signOfUse(suspicion.reason, signs);
  if (sign?.is === 'in-use') return used(sign.reason, sign.explanation);
  // SAFETY: whoever could not be read may use it.
  const [unread] = unreadUsers(users);
  if (unread !== undefined) return doubt(unread.why, unread.reason);
  if (sign?.is === 'unreadable') return doubt(sign.why);

  const protection = facts.inspections.deletionProtection.get(loadBalancer.arn);
  if (protection === undefined) return doubt('its attributes were not read.');
  if (!protection.ok) return doubt(protection.why);
  evidence.push(`deletion protection: ${protection.value ? 'on' : 'off'}`);
  if (protection.value) {
    return {
      is: 'leave-alone',
      reason: 'deletion-protected',
      otherwise: suspicion.reason,
      explanation: `Deletion protection is on, which is an owner's veto; otherwise an orphan: ${reasonWithCode(suspicion.reason)}. ${suspicion.explanation}`,
      evidence,
    };
  }

  const cautions = [...suspicion.cautions, ...cautionsOf(users)];
  if (healthy.length > 0) {
    const names = listed(healthy.map(targetName));
    const words = `${count(healthy.length, 'target is', 'targets are')} healthy: ${names}.`;
    cautions.push({ kind: 'healthy-target', words, about: [] });
  }
  if (traffic.is !== 'none') cautions.push({ kind: 'traffic', words: `Traffic: ${traffic.words}.` });
  // SAFETY: no figure frees it of a person's look, also none at all: a client may come once a month.
  if (isReplaced) {
    const words = sideBySide(traffic, replacing, suspicion.successor, facts.now);
    // SAFETY: whoever approved it when nobody came did not mean these.
    cautions.push({ kind: 'clients-not-moved', words }, ...clientsAnswered(traffic, targetGroups));
  } else if (targets.value.length === 0) {
    // SAFETY: whoever registers targets by day and takes them off at night is not seen at night.
    cautions.push(...clientsServed(traffic));
  }
  return {
    is: 'orphan',
    reason: suspicion.reason,
    explanation: suspicion.explanation,
    evidence,
    cautions,
    cluster: suspicion.cluster,
    serviceUid: suspicion.serviceUid,
    successor: suspicion.successor,
    targetGroupArns: targetGroups.map(({ arn }) => arn),
  };
}

/** Of an NLB with no registered target now: somebody answered clients through it within the look-back window. */
function clientsServed(traffic: TrafficSigns): readonly Caution[] {
  const until = traffic.is === 'unreadable' ? undefined : servedUntil(traffic.measured);
  return until === undefined ? [] : [{ kind: 'clients-served', words: `It ${until}.`, about: [] }];
}

/** What the table cannot decide: in use when it is bound (row L3), unknown otherwise. */
export function settle(
  { otherwise }: Undecided,
  loadBalancer: LoadBalancer,
  facts: Facts,
  claims: Claims,
): InUse | Unknown {
  const answer = targetGroupBindings.look(loadBalancer, facts, claims);
  return answer.is === 'uses'
    ? { is: 'in-use', reason: answer.reason, explanation: answer.who, evidence: otherwise.evidence }
    : otherwise;
}
