/**
 * Which target groups go with an orphan, and the digest of all that its verdict rests on (design.md section 4;
 * kubernetes-nlbs.md 6.2). Pure. What is not provably its own stays, and is named with the reason.
 */
import type { Candidate, Companion, CompanionFacts, Orphan, Owner, Reading, Tags } from '../model.ts';
import { digestOf } from './digest.ts';
import { TAG } from './tags.ts';

export interface EvidenceFrame {
  readonly mode: string;
  readonly approval: string;
}

/**
 * The orphan as a candidate for quarantine and deletion. Unreadable when the tags of its target groups are: then nobody
 * can say what would go with it, and what cannot be said cannot be noticed or approved.
 */
export function candidateOf(orphan: Orphan, companions: CompanionFacts, frame: EvidenceFrame): Reading<Candidate> {
  const { owner } = orphan;
  if (owner?.is !== 'service' || !companions.targetGroups.ok) {
    return { ok: false, cause: 'incomplete', why: `target groups of ${orphan.loadBalancer.name}: not read` };
  }
  const own: Companion[] = [];
  const left: { name: string; why: string }[] = [];
  for (const targetGroup of companions.targetGroups.value) {
    if (!orphan.targetGroupArns.includes(targetGroup.arn)) continue;
    const reading = companions.targetGroupTags.get(targetGroup.arn);
    // Gone since it was listed: nothing is left to go with the NLB.
    if (reading?.ok === 'gone') continue;
    if (reading === undefined || !reading.ok) {
      return {
        ok: false,
        cause: 'incomplete',
        why: reading?.why ?? `tags of target group ${targetGroup.name}: not read`,
      };
    }
    const why = whyNotOwned(targetGroup.loadBalancerArns, orphan, owner, reading.value);
    if (why === undefined) {
      const isMarked = reading.value.get(TAG.companionOf) === companionMark(orphan.loadBalancer.arn);
      own.push({ arn: targetGroup.arn, name: targetGroup.name, isMarked });
    } else left.push({ name: targetGroup.name, why });
  }
  own.sort((one, other) => (one.arn < other.arn ? -1 : 1));
  return {
    ok: true,
    value: { orphan, companions: own, left, evidence: evidenceOf(orphan, owner.controller, own, frame) },
  };
}

// SAFETY: attached to this NLB alone, and tagged as its own. Test: companions.test.ts "leaves a target group …".
function whyNotOwned(
  loadBalancerArns: readonly string[],
  orphan: Orphan,
  owner: Extract<Owner, { is: 'service' }>,
  tags: Tags,
): string | undefined {
  if (loadBalancerArns.length !== 1 || loadBalancerArns[0] !== orphan.loadBalancer.arn)
    return 'not attached to this NLB alone';
  return carriesOwnership(owner, tags) ? undefined : 'does not carry the same ownership tags';
}

/** Whether a target group's tags name the same cluster and Service as the NLB's, in the same dialect. */
export function carriesOwnership(owner: Extract<Owner, { is: 'service' }>, tags: Tags): boolean {
  const named = `${owner.service.namespace}/${owner.service.name}`;
  switch (owner.controller) {
    case 'in-tree':
      return (
        tags.get(`kubernetes.io/cluster/${owner.cluster}`) === 'owned' &&
        tags.get('kubernetes.io/service-name') === named
      );
    case 'aws-load-balancer-controller':
      return tags.get('elbv2.k8s.aws/cluster') === owner.cluster && tags.get('service.k8s.aws/stack') === named;
  }
}

/** Never flows, health, times or shared rules: what moves by itself must not void an approval. */
function evidenceOf(
  orphan: Orphan,
  controller: string,
  companions: readonly Companion[],
  frame: EvidenceFrame,
): string {
  return digestOf(
    JSON.stringify([
      orphan.loadBalancer.arn,
      controller,
      orphan.reason,
      orphan.cluster?.arn ?? null,
      orphan.cluster?.createdAt.toISOString() ?? null,
      orphan.serviceUid ?? null,
      orphan.successor ?? null,
      orphan.targetGroupArns,
      companions.map((companion) => companion.arn),
      frame.mode,
      frame.approval,
    ]),
  );
}

/** `<name>/<id>`: what the companion mark on a target group names. */
export function companionMark(loadBalancerArn: string): string {
  return loadBalancerArn.split('/').slice(-2).join('/');
}
