/**
 * Deletes the target groups that belonged to an NLB which is gone, each after a fresh look. What anybody else uses, or
 * what does not carry the mark of its quarantine, is left and named. Safe to repeat: what is gone already counts as deleted.
 */
import { indexClaims } from './core/judge/claims.ts';
import { gapOf } from './core/judge/cluster.ts';
import { carriesOwnership, companionMark } from './core/companions.ts';
import { TAG } from './core/tags.ts';
import type { ClusterAnswer, Companion, Deletion, Facts, OrphanReason, Owner, Reading, TargetGroup } from './model.ts';
import type { Deadline, Deleter, Describer } from './ports.ts';

export interface CompanionActs {
  readonly describer: Describer;
  readonly deleter: Deleter;
  readonly deadline: Deadline;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** The NLB that the target groups belonged to. */
export interface DeletedNlb {
  readonly arn: string;
  readonly owner: Extract<Owner, { is: 'service' }>;
  readonly reason: OrphanReason;
}

/** Reasons that say that there is no Service of the name in its cluster. */
const HAD_NO_SERVICE: ReadonlySet<OrphanReason> = new Set(['service-gone', 'previous-cluster', 'cluster-gone']);

type Fate = Deletion['companions'][number];

/** AWS unlinks a target group some seconds after its load balancer was deleted; the AWS Load Balancer Controller waits 20 s. */
const ATTEMPTS = 6;
const PAUSE_MS = 5000;
const NEEDED_MS = 20_000;

export async function deleteCompanions(
  deletedNlb: DeletedNlb,
  companions: readonly Pick<Companion, 'arn' | 'name'>[],
  facts: Facts,
  acts: CompanionActs,
): Promise<readonly Fate[]> {
  const fates: Fate[] = [];
  for (const companion of companions) {
    fates.push(await deleteOne(deletedNlb, companion, facts, acts));
  }
  return fates;
}

async function deleteOne(
  deletedNlb: DeletedNlb,
  { arn, name }: Pick<Companion, 'arn' | 'name'>,
  facts: Facts,
  acts: CompanionActs,
): Promise<Fate> {
  const fate = (did: Fate['did'], why?: string): Fate => ({ arn, name, did, why });
  for (let attempt = 1; ; attempt += 1) {
    if (acts.deadline.remainingMs() < NEEDED_MS) return fate('pending', 'the time of this run was over');
    const doubt = await doubtAbout(deletedNlb, arn, facts, acts.describer);
    if (doubt === 'gone') return fate('deleted');
    if (doubt?.next === 'leave') return fate('left', doubt.why);
    if (doubt?.next === 'next-run') return fate('pending', doubt.why);

    const result = doubt === undefined ? await acts.deleter.deleteTargetGroup(arn) : undefined;
    if (result?.ok === true || (result?.ok === false && result.kind === 'gone')) return fate('deleted');
    const why = doubt?.why ?? (result?.ok === false ? result.why : '');
    const mayPass = doubt !== undefined || (result?.ok === false && result.kind === 'in-use');
    if (!mayPass || attempt === ATTEMPTS) return fate('pending', why);
    await acts.sleep(PAUSE_MS);
  }
}

interface Doubt {
  readonly why: string;
  /** `again`: after a pause. `next-run`: what this run has read will not change by waiting. */
  readonly next: 'leave' | 'again' | 'next-run';
}

// SAFETY: each fact is read again, right before the call. Test: companion-deleter.test.ts "leaves a target group that …".
async function doubtAbout(
  deletedNlb: DeletedNlb,
  arn: string,
  facts: Facts,
  describer: Describer,
): Promise<'gone' | Doubt | undefined> {
  const { arn: loadBalancerArn, owner } = deletedNlb;
  const group = await describer.targetGroup(arn);
  if (group.ok === 'gone') return 'gone';
  if (!group.ok) return { why: group.why, next: 'again' };
  const others = group.value.loadBalancerArns.filter((other) => other !== loadBalancerArn);
  if (others.length > 0) return { why: `another load balancer uses it: ${others[0]}`, next: 'leave' };

  const used = userOf(group.value, deletedNlb, facts);
  if (used !== undefined) return used;
  if (group.value.loadBalancerArns.length > 0) return { why: 'AWS still counts it as used by the NLB', next: 'again' };

  const tags = (await describer.targetGroupTags([arn])).get(arn);
  if (tags?.ok === 'gone') return 'gone';
  if (tags === undefined || !tags.ok) return { why: tags?.why ?? 'its tags were not read', next: 'again' };
  if (tags.value.get(TAG.companionOf) !== companionMark(loadBalancerArn)) {
    return { why: 'it does not carry the mark of this quarantine', next: 'leave' };
  }
  if (!carriesOwnership(owner, tags.value)) return { why: 'its ownership tags changed', next: 'leave' };
  return undefined;
}

/** Whoever else registers targets with it: read in this run, minutes ago. */
function userOf(group: TargetGroup, { owner, reason }: DeletedNlb, facts: Facts): Doubt | undefined {
  const claims = indexClaims(facts);
  const binding = claims.bindingClaim(group);
  if (binding !== undefined) return { why: `${binding} names it`, next: 'leave' };
  const cluster = facts.clusters.get(owner.cluster);
  if (cluster?.ok !== true) return { why: cluster?.why ?? `cluster ${owner.cluster} was not read`, next: 'next-run' };
  if (cluster.value.is === 'present' && facts.views.get(owner.cluster)?.bindings.ok !== true) {
    return { why: `the TargetGroupBindings of cluster ${owner.cluster} could not be read`, next: 'next-run' };
  }
  const unread = [...facts.clusters].find(([name, reading]) => couldUse(group, name, reading, facts));
  if (unread !== undefined) return { why: `cluster ${unread[0]}, which could use it, was not read`, next: 'next-run' };
  // In-tree names of target groups follow from names and ports, not from UIDs: a Service made again may be taking this one.
  const { namespace, name } = owner.service;
  if (HAD_NO_SERVICE.has(reason) && claims.serviceNamed(owner.cluster, namespace, name) !== undefined) {
    return { why: `Service ${namespace}/${name} is back and may use it`, next: 'leave' };
  }

  const { autoScalingGroups } = facts.companions;
  if (!autoScalingGroups.ok) return { why: autoScalingGroups.why, next: 'next-run' };
  const autoScaling = autoScalingGroups.value.find((candidate) => candidate.targetGroupArns.includes(group.arn));
  return autoScaling && { why: `Auto Scaling group ${autoScaling.name} uses it`, next: 'leave' };
}

/** Whether a cluster of the target group's VPC has a view with a gap: what it claims is not known. */
function couldUse(group: TargetGroup, name: string, reading: Reading<ClusterAnswer>, facts: Facts): boolean {
  if (!reading.ok) return true;
  if (reading.value.is === 'absent') return false;
  const { vpcId } = reading.value.cluster;
  if (vpcId !== undefined && vpcId !== group.vpcId) return false;
  const view = facts.views.get(name);
  return view === undefined || gapOf(view) !== undefined;
}
