/**
 * Every signal for one NLB, whether or not the judge needed it, for `explain`. Pure; says what was seen and which way it
 * points. Decides nothing: the verdict is the judge's alone.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { ServiceOwner, Verdict } from '../../model/verdict.ts';
import { indexClaims, viewCounts, type Claims } from '../judge/claims.ts';
import { gapOf, standingOf } from '../judge/cluster.ts';
import { proofInWords, proofOfDeletion } from '../judge/proof.ts';
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from '../judge/target-groups.ts';
import { trafficOf } from '../judge/traffic.ts';
import type { User, UserAnswer } from '../judge/users/user.ts';
import { usersOf } from '../judge/users/users.ts';
import { approvalOf, keepOf } from '../tags/answers.ts';
import { clockTime, count, dateTime, listed } from '../words.ts';

export interface Signal {
  readonly name: string;
  readonly says: string;
  /** `keeps` speaks against deleting, `condemns` for it; `unknown` could not be read, `neutral` says neither. */
  readonly points: 'keeps' | 'condemns' | 'unknown' | 'neutral';
}

export function signalsOf(verdict: Verdict, facts: Facts): readonly Signal[] {
  const { loadBalancer, owner, tags } = verdict;
  const first = [
    signal('state', loadBalancer.state === 'active' ? 'neutral' : 'keeps', loadBalancer.state),
    signal('made', 'neutral', dateTime(loadBalancer.createdAt)),
  ];
  if (tags === undefined) return [...first, signal('tags', 'unknown', verdict.explanation)];
  const keep = keepOf(tags, facts.now);
  const until = keep.is === 'vetoes' && keep.until !== undefined ? `through ${keep.until}` : 'forever';
  const approval = approvalOf(tags);
  const claims = indexClaims(facts);
  return [
    ...first,
    signal('keep tag', keep.is === 'vetoes' ? 'keeps' : 'neutral', keep.is === 'vetoes' ? `vetoes ${until}` : keep.is),
    signal('approval tag', approval === 'rejected' ? 'keeps' : 'neutral', approval),
    ...(owner?.is === 'other' ? [signal('owner', 'keeps', owner.why), hostname(loadBalancer, facts, claims)] : []),
    ...(owner?.is === 'service' ? ownerSignals(loadBalancer, owner, facts, claims) : []),
    targetGroups(loadBalancer, facts),
    ...userSignals(loadBalancer, facts, claims),
    ...targets(loadBalancer, facts),
    traffic(loadBalancer, facts),
    deletionProtection(loadBalancer, facts),
  ];
}

function signal(name: string, points: Signal['points'], says: string): Signal {
  return { name, points, says };
}

function ownerSignals(
  loadBalancer: LoadBalancer,
  owner: ServiceOwner,
  facts: Facts,
  claims: Claims,
): readonly Signal[] {
  const named = `${owner.service.namespace}/${owner.service.name}`;
  const isTrusted = standingOf(loadBalancer, owner.cluster, facts).is === 'trusted';
  return [
    signal('owner', 'neutral', `${owner.controller}, cluster ${owner.cluster}, Service ${named}`),
    hostname(loadBalancer, facts, claims),
    cluster(loadBalancer, owner.cluster, facts),
    service(owner, named, isTrusted, claims),
    ...(owner.controller === 'in-tree' ? [uid(loadBalancer, isTrusted, claims)] : []),
  ];
}

function hostname(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): Signal {
  const holder = claims.hostnameClaim(loadBalancer.dnsName);
  if (holder !== undefined) return signal('hostname', 'keeps', holder);
  const says = `in no status of the ${count(claims.clustersRead, 'cluster')} read`;
  return signal('hostname', isEveryViewComplete(facts) ? 'condemns' : 'unknown', says);
}

function cluster(loadBalancer: LoadBalancer, name: string, facts: Facts): Signal {
  const standing = standingOf(loadBalancer, name, facts);
  switch (standing.is) {
    case 'doubtful':
      return signal('cluster', 'unknown', standing.why);
    case 'absent': {
      const proof = proofOfDeletion(loadBalancer, name, facts);
      return proof === undefined
        ? signal('cluster', 'unknown', `no EKS cluster ${name} here, and no proof that there was one`)
        : signal('cluster', 'condemns', proofInWords(proof));
    }
    case 'elsewhere': {
      const proof = standing.youngerThanNlb ? proofOfDeletion(loadBalancer, name, facts, standing.cluster) : undefined;
      return proof === undefined
        ? signal('cluster', 'unknown', standing.why)
        : signal('cluster', 'condemns', proofInWords(proof));
    }
    case 'trusted': {
      const age = standing.youngerThanNlb ? ', younger than the NLB' : '';
      const { status } = standing.cluster;
      const { view } = standing;
      return signal(
        'cluster',
        'neutral',
        `${name} ${status}${age}: ${viewCounts(view)}, read at ${clockTime(view.readAt)}`,
      );
    }
  }
}

function service(owner: ServiceOwner, named: string, isTrusted: boolean, claims: Claims): Signal {
  const found = claims.serviceNamed(owner.cluster, owner.service.namespace, owner.service.name);
  if (found !== undefined) {
    const { type, loadBalancerClass = 'none', loadBalancerType = 'none', hostnames, uid: own } = found;
    return signal(
      'Service',
      'neutral',
      `${named}: type ${type}, class ${loadBalancerClass}, aws-load-balancer-type ${loadBalancerType}, hostname ${listed(hostnames) || 'none'}, UID ${own}`,
    );
  }
  return isTrusted
    ? signal('Service', 'condemns', `${named}: not there`)
    : signal('Service', 'unknown', `${named}: not seen, and its cluster has no complete view`);
}

function uid(loadBalancer: LoadBalancer, isTrusted: boolean, claims: Claims): Signal {
  const namesakes = claims.servicesNaming(loadBalancer);
  if (namesakes.length === 0) {
    return signal('UID', isTrusted ? 'condemns' : 'unknown', 'no Service seen has a UID that gives this name');
  }
  const names = namesakes.map(
    (namesake) => `${namesake.service.namespace}/${namesake.service.name} in ${namesake.cluster}`,
  );
  return signal('UID', 'keeps', `${listed(names)}: the UID gives this name`);
}

function targetGroups(loadBalancer: LoadBalancer, facts: Facts): Signal {
  const attached = attachedTargetGroups(loadBalancer, facts);
  if (!attached.ok) return signal('target groups', 'unknown', attached.why);
  return signal('target groups', 'neutral', listed(attached.value.map(({ name }) => name)) || 'none');
}

function userSignals(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): readonly Signal[] {
  return usersOf(loadBalancer, facts, claims).map(({ user, answer }) =>
    signal(user.name, pointsOf(answer, user, facts), saysOf(answer)),
  );
}

function pointsOf(answer: UserAnswer, { absence }: User, facts: Facts): Signal['points'] {
  switch (answer.is) {
    case 'none':
      if (absence === 'says-nothing') return 'neutral';
      return absence === 'condemns' || isEveryViewComplete(facts) ? 'condemns' : 'unknown';
    case 'uses':
    case 'hint':
      return 'keeps';
    case 'unread':
      return 'unknown';
  }
}

function saysOf(answer: UserAnswer): string {
  switch (answer.is) {
    case 'none':
      return answer.says;
    case 'uses':
      return answer.who;
    case 'hint':
      return answer.caution;
    case 'unread':
      return answer.why;
  }
}

function targets(loadBalancer: LoadBalancer, facts: Facts): readonly Signal[] {
  const attached = attachedTargetGroups(loadBalancer, facts);
  // Said by the target groups already.
  if (!attached.ok) return [];
  const registered = targetsOf(attached.value, facts);
  if (!registered.ok) return [signal('targets', 'unknown', registered.why)];
  const healthy = registered.value.filter(isMaybeHealthy);
  const says = `${count(registered.value.length, 'target')}, ${healthy.length} healthy`;
  return [signal('targets', healthy.length > 0 ? 'keeps' : 'condemns', says)];
}

function traffic(loadBalancer: LoadBalancer, facts: Facts): Signal {
  const { is, words } = trafficOf(loadBalancer, facts);
  const points = { none: 'condemns', flows: 'keeps', unreadable: 'unknown' } as const;
  return signal('traffic', points[is], words);
}

function deletionProtection(loadBalancer: LoadBalancer, facts: Facts): Signal {
  const name = 'deletion protection';
  const reading = facts.inspections.deletionProtection.get(loadBalancer.arn);
  if (reading === undefined) return signal(name, 'unknown', 'attributes were not read');
  if (!reading.ok) return signal(name, 'unknown', reading.why);
  return reading.value ? signal(name, 'keeps', 'on') : signal(name, 'neutral', 'off');
}

/** What nobody looked at speaks for nothing. */
function isEveryViewComplete(facts: Facts): boolean {
  return [...facts.views.values()].every((view) => gapOf(view) === undefined);
}
