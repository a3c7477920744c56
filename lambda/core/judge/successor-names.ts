/**
 * Names of the load balancers that may have taken over from some NLBs: what a run about a few NLBs reads besides them.
 * Pure. A name too many costs a call; one too few leaves a verdict unknown.
 */
import type { Facts } from '../../model/facts.ts';
import type { Service } from '../../model/kubernetes.ts';
import { serviceOwnerIn } from '../tags/owner.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import { indexClaims, type Claims } from './claims.ts';

/** By the hostnames of the Services that these NLBs were made for. */
export function successorNames(facts: Pick<Facts, 'loadBalancers' | 'tags' | 'views'>): readonly string[] {
  const claims = indexClaims(facts);
  const services = facts.loadBalancers.flatMap((loadBalancer) => servicesBehind(loadBalancer, facts, claims));
  return [...new Set(services.flatMap(({ hostnames }) => hostnames).flatMap(namesIn))].toSorted();
}

/** The Services that the NLB may have been made for: the one that its tags name, and those whose UID gives its name. */
export function servicesBehind(
  loadBalancer: LoadBalancer,
  facts: Pick<Facts, 'tags'>,
  claims: Claims,
): readonly Service[] {
  const owner = serviceOwnerIn(loadBalancer, facts);
  if (owner === undefined) return [];
  const { cluster, service } = owner;
  const named = claims.serviceNamed(cluster, service.namespace, service.name);
  const namesakes = claims.servicesNaming(loadBalancer).map((namesake) => namesake.service);
  return named === undefined ? namesakes : [...namesakes, named];
}

/**
 * The name within a DNS name: `[<zone>.]<name>-<id>.elb.<region>…` of an NLB, `[internal-]<name>-<id>.<region>.elb…` of an
 * ALB (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html).
 */
export function namesIn(hostname: string): readonly string[] {
  const labels = hostname
    .trim()
    .replace(/^dualstack\./i, '')
    .split('.');
  const elb = labels.findIndex((label) => label.toLowerCase() === 'elb');
  // Of an NLB the region follows, of the others it comes before.
  const isNetwork = elb > 0 && /-\d+$/.test(labels[elb + 1] ?? '');
  const label = labels[isNetwork ? elb - 1 : 0] ?? '';
  const name = /^(.+)-[0-9a-f]+$/i.exec(label)?.[1] ?? '';
  const names = [name, name.replace(/^internal-/i, '')];
  return [...new Set(names)].filter((one) => /^[0-9A-Za-z-]{1,32}$/.test(one));
}
