/**
 * Whether a person's word that a cluster is gone may be written down, and on which NLBs (docs/design.md section 6). Pure.
 * One sign of life on any of them refuses the whole cluster.
 */
import type { Cluster, ClusterAnswer, LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Reading, Tags } from '../../model/reading.ts';
import { approvalOf, keepOf } from '../tags/answers.ts';
import { TAG } from '../tags/keys.ts';
import { serviceOwnerIn } from '../tags/owner.ts';
import { namesCluster } from '../tags/ownership.ts';
import { isGone, tagsIn } from '../tags/reading.ts';
import { applicationsNaming, type PersonsWord } from '../judge/same-cluster.ts';
import { signOfServing } from '../judge/serving.ts';
import { clusterGoneValue } from '../tags/proofs.ts';
import { listed } from '../words.ts';
import { asWritten, isSaid, madeAfter, whyNoProof, type Said } from './said-gone.ts';

export interface ConfirmPlan {
  /** Those that the tag is to be written on; the others have it already. */
  readonly write: readonly LoadBalancer[];
  readonly unchanged: readonly LoadBalancer[];
  /** Left as they are: a person said no to them. */
  readonly vetoed: readonly Excepted[];
  /** The judge would not take the word about them for a proof: nothing may be written at all. */
  readonly useless: readonly Excepted[];
  readonly value: string;
}

interface Excepted {
  readonly loadBalancer: LoadBalancer;
  readonly why: string;
}

/** NLBs whose tags name the cluster in whatever way: all of them have a say. */
export function naming(cluster: string, { loadBalancers, tags }: Facts): readonly LoadBalancer[] {
  return loadBalancers.filter(({ arn, type }) => {
    const own = tagsIn(tags.get(arn));
    return type === 'network' && own !== undefined && namesCluster(cluster, own);
  });
}

/** What a person is about to say: the cluster, in each VPC in which an NLB names it. */
export function wordsOf(clusterName: string, facts: Facts): readonly PersonsWord[] {
  const vpcIds = new Set(naming(clusterName, facts).map(({ vpcId }) => vpcId));
  return [...vpcIds].map((vpcId) => ({ clusterName, vpcId }));
}

/** Why it must not be said; empty when nothing stands against it. Each a sentence. */
export function whyNotGone(
  cluster: string,
  facts: Facts,
  answer: Reading<ClusterAnswer>,
  instances: Reading<readonly string[]>,
): readonly string[] {
  const refusals: string[] = [];
  const own = naming(cluster, facts);
  const words = wordsOf(cluster, facts);
  const vpcs = new Set(words.map(({ vpcId }) => vpcId));
  // SAFETY: a cluster that EKS could not be asked about may live.
  if (!answer.ok) refusals.push(`EKS could not be asked about it: ${answer.why}`);
  else if (answer.value.is === 'present') {
    const { vpcId, status } = answer.value.cluster;
    // SAFETY: so may one whose VPC is not known.
    if (vpcId === undefined || vpcs.has(vpcId))
      refusals.push(`EKS has it, ${status}, in ${vpcId ?? 'an unknown VPC'}.`);
  }
  for (const loadBalancer of facts.loadBalancers) {
    const reading = facts.tags.get(loadBalancer.arn);
    // SAFETY: tags that were not read may name it.
    if (loadBalancer.type === 'network' && tagsIn(reading) === undefined && !isGone(reading)) {
      refusals.push(`The tags of ${loadBalancer.name} were not read: they may name it.`);
    }
  }
  const applications = words.flatMap((word) => applicationsNaming(word, facts));
  const isRead = ({ arn }: LoadBalancer): boolean => tagsIn(facts.inspections.applicationTags.get(arn)) !== undefined;
  // SAFETY: so may those of an application load balancer in its VPC.
  for (const { name } of applications.filter((one) => !isRead(one))) {
    refusals.push(`The tags of ${name} were not read: they may name it.`);
  }
  for (const loadBalancer of [...own, ...applications.filter(isRead)]) {
    const sign = signOfServing(loadBalancer, facts);
    // SAFETY: one that serves, or may, is a sign of life of the cluster.
    if (sign !== undefined) refusals.push(`${loadBalancer.name} names it, and may be serving: ${sign}.`);
  }
  // SAFETY: a self-managed cluster is unknown to EKS and lives on these.
  if (!instances.ok) refusals.push(`EC2 could not be asked for its instances: ${instances.why}`);
  else if (instances.value.length > 0)
    refusals.push(`Instances of it run, or are stopped and can run again: ${listed(instances.value)}.`);
  return refusals;
}

/**
 * Load balancers that name the cluster, in whatever way and of whatever type, and were not made before it is said to have
 * ended: then it did not, or not then.
 */
export function madeLater(cluster: string, goneSince: Date, facts: Facts): readonly LoadBalancer[] {
  // SAFETY: one that will not be written to speaks against the word all the same.
  return madeAfter(asWritten(goneSince), witnessesOf(cluster, facts));
}

/** Each once, also where its VPC is asked about several times. */
function witnessesOf(cluster: string, facts: Facts): readonly LoadBalancer[] {
  const applications = wordsOf(cluster, facts).flatMap((word) => applicationsNaming(word, facts));
  return [...naming(cluster, facts), ...applications];
}

/**
 * What is written once nothing stands against it: only on NLBs that one Service of this cluster owns.
 *
 * @param present the cluster that EKS has under the name now, in whatever VPC
 */
export function confirmPlan(cluster: string, goneSince: Date, facts: Facts, present: Cluster | undefined): ConfirmPlan {
  const value = clusterGoneValue(cluster, goneSince);
  const said: Said = { cluster, present, witnesses: witnessesOf(cluster, facts), now: facts.now };
  const plan = {
    write: [] as LoadBalancer[],
    unchanged: [] as LoadBalancer[],
    vetoed: [] as Excepted[],
    useless: [] as Excepted[],
    value,
  };
  for (const loadBalancer of owned(cluster, facts)) {
    const tags = tagsIn(facts.tags.get(loadBalancer.arn));
    if (tags === undefined) continue;
    const veto = personsNo(tags, facts.now);
    const useless = whyNoProof(value, loadBalancer, said);
    if (isSaid(loadBalancer, tags, said)) plan.unchanged.push(loadBalancer);
    else if (veto !== undefined) plan.vetoed.push({ loadBalancer, why: veto });
    else if (useless !== undefined) plan.useless.push({ loadBalancer, why: useless });
    else plan.write.push(loadBalancer);
  }
  return plan;
}

/** Those that one Service of the cluster owns: only about these a word is of use. */
export function owned(cluster: string, facts: Facts): readonly LoadBalancer[] {
  return naming(cluster, facts).filter((one) => serviceOwnerIn(one, facts)?.cluster === cluster);
}

/** Somebody said no to it already: the word would change nothing, and would wait there for the day on which the no ends. */
function personsNo(tags: Tags, now: Date): string | undefined {
  if (keepOf(tags, now).is === 'vetoes') return `tag ${TAG.keep} keeps it`;
  const approval = approvalOf(tags);
  if (approval === 'rejected') return 'it was rejected';
  return approval === 'unrecognized' ? `its tag ${TAG.approval} may be somebody's no` : undefined;
}

/** One look at a cluster, and what would be written by it. */
export interface Look {
  readonly facts: Facts;
  readonly plan: ConfirmPlan;
}

/** What is not any more as a person saw it when they were asked; empty when they would be asked the same again. */
export function changesSince(before: Look, after: Look, cluster: string): readonly string[] {
  const changes: string[] = [];
  const shown = arnsOf(naming(cluster, before.facts));
  for (const { arn, name } of naming(cluster, after.facts)) {
    // SAFETY: one that names it and was not there before is a sign of life.
    if (!shown.has(arn)) changes.push(`${name} names it too now.`);
  }
  const [asked, now] = [arnsOf(before.plan.write), arnsOf(after.plan.write)];
  const vetoes = new Map(after.plan.vetoed.map(({ loadBalancer, why }) => [loadBalancer.arn, why]));
  for (const { arn, name } of before.plan.write) {
    if (!now.has(arn))
      changes.push(`${name} would not be written to any more: ${vetoes.get(arn) ?? 'it changed, or is gone'}.`);
  }
  for (const { arn, name } of after.plan.write) {
    if (shown.has(arn) && !asked.has(arn)) changes.push(`${name} would be written to as well now.`);
  }
  return changes;
}

function arnsOf(loadBalancers: readonly LoadBalancer[]): ReadonlySet<string> {
  return new Set(loadBalancers.map(({ arn }) => arn));
}
