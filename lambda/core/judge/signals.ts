/**
 * Every signal for one NLB, whether or not the judge needed it, for `explain`. Pure; says what was seen and which way it
 * points. Decides nothing: the verdict is the judge's alone.
 */
import type { Facts, LoadBalancer, Verdict } from '../../model.ts';
import { approvalOf, keepOf } from '../tags.ts';
import { isMaybeHealthy } from './weigh.ts';
import { clockTime, count, dateTime, listed } from '../words.ts';
import { indexClaims, viewCounts, type Claims } from './claims.ts';
import { gapOf, proofInWords, proofOfDeletion, standingOf, unreadNeighbour } from './cluster.ts';

export interface Signal {
  readonly name: string;
  readonly says: string;
  /** `keeps` speaks against deleting, `condemns` for it; `unknown` could not be read, `neutral` says neither. */
  readonly points: 'keeps' | 'condemns' | 'unknown' | 'neutral';
}

export function signalsOf(verdict: Verdict, facts: Facts): readonly Signal[] {
  const { loadBalancer, owner, tags } = verdict;
  const claims = indexClaims(facts);
  const signals: Signal[] = [];
  const add = (name: string, points: Signal['points'], says: string): void => {
    signals.push({ name, says, points });
  };

  add('state', loadBalancer.state === 'active' ? 'neutral' : 'keeps', loadBalancer.state);
  add('made', 'neutral', dateTime(loadBalancer.createdAt));
  if (tags === undefined) {
    add('tags', 'unknown', verdict.explanation);
    return signals;
  }
  const keep = keepOf(tags, facts.now);
  add(
    'keep tag',
    keep.is === 'vetoes' ? 'keeps' : 'neutral',
    keep.is === 'vetoes' ? `vetoes ${keep.until === undefined ? 'for ever' : `through ${keep.until}`}` : keep.is,
  );
  const approval = approvalOf(tags);
  add('approval tag', approval === 'rejected' ? 'keeps' : 'neutral', approval);
  if (owner?.is === 'other') add('owner', 'keeps', owner.why);
  if (owner?.is === 'service') {
    add(
      'owner',
      'neutral',
      `${owner.controller}, cluster ${owner.cluster}, Service ${owner.service.namespace}/${owner.service.name}`,
    );
  }

  // What nobody looked at speaks for nothing.
  const allRead = [...facts.views.values()].every((view) => gapOf(view) === undefined);
  const holder = claims.hostnameClaim(loadBalancer.dnsName);
  add(
    'hostname',
    holder !== undefined ? 'keeps' : allRead ? 'condemns' : 'unknown',
    holder ?? `in no status of the ${count(claims.clustersRead, 'cluster')} read`,
  );

  if (owner?.is === 'service') {
    addClusterSignals(loadBalancer, owner.cluster, facts, add);
    const isTrusted = standingOf(loadBalancer, owner.cluster, facts).is === 'trusted';
    const service = claims.serviceNamed(owner.cluster, owner.service.namespace, owner.service.name);
    const named = `${owner.service.namespace}/${owner.service.name}`;
    add(
      'Service',
      service !== undefined ? 'neutral' : isTrusted ? 'condemns' : 'unknown',
      service === undefined
        ? `${named}: ${isTrusted ? 'not there' : 'not seen, and its cluster has no complete view'}`
        : `${named}: type ${service.type}, class ${service.loadBalancerClass ?? 'none'}, aws-load-balancer-type ${service.loadBalancerType ?? 'none'}, hostname ${listed(service.hostnames) || 'none'}, UID ${service.uid}`,
    );
    if (owner.controller === 'in-tree') {
      const namesakes = claims.servicesNaming(loadBalancer);
      add(
        'UID',
        namesakes.length > 0 ? 'keeps' : isTrusted ? 'condemns' : 'unknown',
        namesakes.length === 0
          ? 'no Service seen has a UID that gives this name'
          : `${listed(namesakes.map(({ cluster, service: namesake }) => `${namesake.namespace}/${namesake.name} in ${cluster}`))}: the UID gives this name`,
      );
    }
  }
  addCompanionSignals(loadBalancer, facts, claims, add);
  return signals;
}

type Add = (name: string, points: Signal['points'], says: string) => void;

function addClusterSignals(loadBalancer: LoadBalancer, clusterName: string, facts: Facts, add: Add): void {
  const standing = standingOf(loadBalancer, clusterName, facts);
  switch (standing.is) {
    case 'doubtful':
      add('cluster', 'unknown', standing.why);
      return;
    case 'absent': {
      const proof = proofOfDeletion(loadBalancer, clusterName, facts);
      add(
        'cluster',
        proof === undefined ? 'unknown' : 'condemns',
        proof === undefined
          ? `no EKS cluster ${clusterName} here, and no proof that there was one`
          : proofInWords(proof),
      );
      return;
    }
    case 'trusted': {
      const { cluster, view, youngerThanNlb } = standing;
      const age = youngerThanNlb ? ', younger than the NLB' : '';
      add(
        'cluster',
        'neutral',
        `${cluster.name} ${cluster.status}${age}: ${viewCounts(view)}, read at ${clockTime(view.readAt)}`,
      );
    }
  }
}

function addCompanionSignals(loadBalancer: LoadBalancer, facts: Facts, claims: Claims, add: Add): void {
  const { companions } = facts;
  const mayBeHealthy = addTargetSignals(loadBalancer, facts, claims, add);

  const flows = companions.flows.get(loadBalancer.arn);
  if (flows === undefined) add('traffic', 'unknown', 'flows were not read');
  else if (!flows.ok) add('traffic', 'unknown', flows.why);
  else if (flows.value.is === 'missing') add('traffic', 'unknown', flows.value.why);
  else {
    const { newFlows, peakActiveFlows, days } = flows.value;
    const some = newFlows > 0 || peakActiveFlows > 0;
    add(
      'traffic',
      some ? 'keeps' : 'condemns',
      `${newFlows} new flows in ${count(days, 'day')}, ${peakActiveFlows} active at the peak`,
    );
  }

  const protection = companions.deletionProtection.get(loadBalancer.arn);
  if (protection === undefined) add('deletion protection', 'unknown', 'attributes were not read');
  else if (!protection.ok) add('deletion protection', 'unknown', protection.why);
  else add('deletion protection', protection.value ? 'keeps' : 'neutral', protection.value ? 'on' : 'off');

  const neighbour = unreadNeighbour(loadBalancer, mayBeHealthy, facts);
  add(
    'other clusters',
    neighbour === undefined ? 'neutral' : 'unknown',
    neighbour ?? 'none that could use it is unread',
  );
}

/** @returns whether a target may be healthy; what could not be read may be */
function addTargetSignals(loadBalancer: LoadBalancer, facts: Facts, claims: Claims, add: Add): boolean {
  const { companions } = facts;
  if (!companions.targetGroups.ok) {
    add('target groups', 'unknown', companions.targetGroups.why);
    return true;
  }
  const own = companions.targetGroups.value.filter((group) => group.loadBalancerArns.includes(loadBalancer.arn));
  add('target groups', 'neutral', listed(own.map((group) => group.name)) || 'none');
  const bindings = own.map((group) => claims.bindingClaim(group)).filter((claim) => claim !== undefined);
  const allRead = [...facts.views.values()].every((view) => view.bindings.ok);
  const against = allRead ? 'condemns' : 'unknown';
  add('TargetGroupBinding', bindings.length > 0 ? 'keeps' : against, listed(bindings) || 'none seen names them');

  const readings = own.map((group) => companions.health.get(group.arn));
  const read = readings.filter((reading) => reading?.ok === true);
  if (read.length < readings.length) {
    const failed = readings.find((reading) => reading?.ok === false);
    add('targets', 'unknown', failed?.ok === false ? failed.why : 'health was not read');
    return true;
  }
  const targets = read.flatMap((reading) => reading.value);
  const healthy = targets.filter(isMaybeHealthy);
  add(
    'targets',
    healthy.length > 0 ? 'keeps' : 'condemns',
    `${count(targets.length, 'target')}, ${healthy.length} healthy`,
  );
  return healthy.length > 0;
}
