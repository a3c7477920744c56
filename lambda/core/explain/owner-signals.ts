/**
 * The signals of who made an NLB and whether that still stands: its cluster, its Service, its hostname. Pure. Decides
 * nothing.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { namespacedName } from '../../model/kubernetes.ts';
import type { ServiceOwner } from '../../model/verdict.ts';
import type { Claims } from '../judge/claims.ts';
import { viewCounts } from '../judge/claims.ts';
import { standingOf, type ClusterStanding } from '../judge/cluster.ts';
import { proofInWords, proofOfDeletion } from '../judge/proof.ts';
import { clockTime, count, listed } from '../words.ts';
import { gapInClusters, signal, withGap, type Signal } from './signal.ts';

export function ownerSignals(
  loadBalancer: LoadBalancer,
  owner: ServiceOwner,
  facts: Facts,
  claims: Claims,
): readonly Signal[] {
  const named = namespacedName(owner.service);
  const standing = standingOf(loadBalancer, owner.cluster, facts);
  return [
    signal('owner', 'nothing', `its tags name Service ${named} in cluster ${owner.cluster} (${owner.controller})`),
    hostnameSignal(loadBalancer, facts, claims),
    clusterSignal(loadBalancer, owner.cluster, standing, facts),
    serviceSignal(owner, named, standing, claims),
    ...(owner.controller === 'in-tree' ? [uidSignal(loadBalancer, owner.cluster, standing, claims)] : []),
  ];
}

export function hostnameSignal(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): Signal {
  const name = 'hostname';
  const holder = claims.hostnameClaim(loadBalancer.dnsName);
  if (holder !== undefined) return signal(name, 'keeps', holder);
  const { clustersRead } = claims;
  const nobody = `no Service, Ingress or Gateway of the ${count(clustersRead, 'cluster')} read has its DNS name`;
  const gap = gapInClusters(loadBalancer, facts, claims);
  if (clustersRead > 0) return gap === undefined ? signal(name, 'condemns', nobody) : withGap(name, nobody, gap);
  if (gap === undefined) return signal(name, 'nothing', 'there is no cluster here that could be asked');
  // Where nothing was read, nothing was found to be absent.
  return signal(name, gap.points === 'unread' ? 'unread' : 'nothing', gap.says);
}

function clusterSignal(loadBalancer: LoadBalancer, name: string, standing: ClusterStanding, facts: Facts): Signal {
  switch (standing.is) {
    case 'doubtful':
      // Another cluster than the one that made it was read, and says nothing about it.
      return signal('cluster', standing.reason === 'cluster-elsewhere' ? 'nothing' : 'unread', standing.why);
    case 'absent': {
      const proof = proofOfDeletion(loadBalancer, name, facts);
      if (proof !== undefined) return signal('cluster', 'condemns', proofInWords(proof));
      const absent = `EKS has no cluster ${name} here`;
      return facts.deletions.ok
        ? signal('cluster', 'nothing', `${absent}, and nothing proves that there was one`)
        : signal('cluster', 'unread', `${absent}, and whether there was one is not known: ${facts.deletions.why}`);
    }
    case 'elsewhere': {
      const proof = standing.youngerThanNlb ? proofOfDeletion(loadBalancer, name, facts, standing.cluster) : undefined;
      return proof === undefined
        ? signal('cluster', 'nothing', standing.why)
        : signal('cluster', 'condemns', proofInWords(proof));
    }
    case 'trusted': {
      const { cluster, view } = standing;
      const age = standing.youngerThanNlb ? ', younger than the NLB' : '';
      const says = `${name} is ${cluster.status}${age}; read at ${clockTime(view.readAt)}: ${viewCounts(view)}`;
      return signal('cluster', 'nothing', says);
    }
  }
}

function serviceSignal(owner: ServiceOwner, named: string, standing: ClusterStanding, claims: Claims): Signal {
  const found = claims.serviceNamed(owner.cluster, owner.service.namespace, owner.service.name);
  if (found === undefined) {
    return notFound('Service', `Service ${named} is not in cluster ${owner.cluster}`, owner.cluster, standing);
  }
  const { type, loadBalancerClass = 'none', loadBalancerType = 'none', hostnames, uid } = found;
  return signal(
    'Service',
    'nothing',
    `a Service ${named} is there: type ${type}, class ${loadBalancerClass}, aws-load-balancer-type ${loadBalancerType}, hostname ${listed(hostnames) || 'none'}, UID ${uid}`,
  );
}

function uidSignal(loadBalancer: LoadBalancer, cluster: string, standing: ClusterStanding, claims: Claims): Signal {
  const namesakes = claims.servicesNaming(loadBalancer);
  if (namesakes.length === 0) {
    return notFound('name by UID', 'no Service read has the UID from which this name is made', cluster, standing);
  }
  const names = namesakes.map(({ service, cluster: where }) => `${namespacedName(service)} in ${where}`);
  return signal('name by UID', 'keeps', `this name is made from the UID of Service ${listed(names)}`);
}

/** What was seen nowhere: an absence only where the cluster that would have it was read. */
function notFound(name: string, absence: string, cluster: string, standing: ClusterStanding): Signal {
  switch (standing.is) {
    case 'trusted':
      return signal(name, 'condemns', absence);
    case 'absent':
      return signal(name, 'nothing', `there is no cluster ${cluster} that could have it`);
    case 'elsewhere':
      return signal(
        name,
        'nothing',
        `not seen, but the cluster ${cluster} that is here may not be the one that made it`,
      );
    case 'doubtful':
      return signal(name, 'unread', `not seen, but cluster ${cluster} could not be read completely`);
  }
}
