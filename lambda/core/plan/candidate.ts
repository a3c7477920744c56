/**
 * An orphan, with what goes with it and the fingerprint of all that its verdict rests on (docs/design.md section 4;
 * docs/facts/kubernetes-nlbs.md 6.2). Pure. What is not provably its own stays, and is named with the reason.
 */
import type { TargetGroup } from '../../model/aws.ts';
import type { Inspections } from '../../model/facts.ts';
import type { Candidate, Companion } from '../../model/plan.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { Reading, Tags } from '../../model/reading.ts';
import type { Orphan } from '../../model/verdict.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { TAG } from '../tags/keys.ts';
import { carriesOwnership } from '../tags/ownership.ts';
import { hasRoomFor, MOST_TAGS } from '../tags/room.ts';
import { companionMark } from './companions/mark.ts';

/** What people were told beside the verdict: when it changes, their approval is void. */
export interface Policy {
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
}

/**
 * The orphan as a candidate for quarantine and deletion. Unreadable when the tags of its target groups are: then nobody
 * can say what would go with it, and what cannot be said cannot be approved.
 */
export function candidateOf(orphan: Orphan, inspections: Inspections, policy: Policy): Reading<Candidate> {
  if (!inspections.targetGroups.ok) return unread(`target groups of ${orphan.loadBalancer.name}`);
  const companions: Companion[] = [];
  const left: { name: string; why: string }[] = [];
  for (const targetGroup of inspections.targetGroups.value) {
    if (!orphan.targetGroupArns.includes(targetGroup.arn)) continue;
    const reading = inspections.targetGroupTags.get(targetGroup.arn);
    if (reading === undefined) return unread(`tags of target group ${targetGroup.name}`);
    if (!reading.ok) return reading;
    // Gone since it was listed: nothing is left to go with the NLB.
    if (reading.value.is === 'gone') continue;
    const { tags } = reading.value;
    const why = whyNotOwned(targetGroup, orphan, tags) ?? whyNotMarkable(tags);
    if (why === undefined) {
      const isMarked = tags.get(TAG.companionOf) === companionMark(orphan.loadBalancer.arn);
      companions.push({ arn: targetGroup.arn, name: targetGroup.name, isMarked });
    } else left.push({ name: targetGroup.name, why });
  }
  companions.sort((one, other) => (one.arn < other.arn ? -1 : 1));
  return { ok: true, value: { orphan, companions, left, fingerprint: fingerprintFor(orphan, companions, policy) } };
}

function unread(what: string): Reading<Candidate> {
  return { ok: false, cause: 'incomplete', why: `${what}: not read` };
}

function whyNotOwned({ loadBalancerArns }: TargetGroup, orphan: Orphan, tags: Tags): string | undefined {
  const [only, ...others] = loadBalancerArns;
  // SAFETY: what another load balancer uses does not go with this one.
  if (only !== orphan.loadBalancer.arn || others.length > 0) return 'not attached to this NLB alone';
  // SAFETY: a person may have made it and attached it by hand.
  return carriesOwnership(orphan.owner, tags) ? undefined : 'does not carry the same ownership tags';
}

/**
 * `reap` deletes only what carries the mark. What can never get it stays, so that people are told of the NLB all the same,
 * and of what really goes with it.
 */
function whyNotMarkable(tags: Tags): string | undefined {
  if (hasRoomFor(TAG.companionOf, tags)) return undefined;
  return `has no room for the mark: it holds ${MOST_TAGS} tags, all that AWS allows`;
}

/** Never flows, health, times or shared rules: what moves by itself must not void an approval. */
function fingerprintFor(
  { loadBalancer, owner, reason, cluster, serviceUid, successor, targetGroupArns }: Orphan,
  companions: readonly Companion[],
  { mode, approval }: Policy,
): string {
  return fingerprintOf(
    JSON.stringify([
      loadBalancer.arn,
      owner.controller,
      reason,
      cluster?.arn ?? null,
      cluster?.createdAt.toISOString() ?? null,
      // SAFETY: another Service of the name is another question than the one that was approved.
      serviceUid ?? null,
      // SAFETY: so is another successor.
      successor ?? null,
      // SAFETY: so is an NLB that got another target group.
      targetGroupArns,
      companions.map(({ arn }) => arn),
      mode,
      approval,
    ]),
  );
}
