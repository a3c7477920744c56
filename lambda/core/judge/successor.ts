/** The load balancer that has taken over from an NLB, by the hostname of the Service that it was made for. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Service } from '../../model/kubernetes.ts';
import { comparableHostname } from './claims.ts';

/** Hostnames of a Service that name something: a blank one names nobody, and a gateway load balancer has no DNS name. */
function hostnamesOf(service: Service): ReadonlySet<string> {
  return new Set(service.hostnames.map(comparableHostname).filter((hostname) => hostname !== ''));
}

/** Another active load balancer whose DNS name the Service shows. */
export function successorOf(
  service: Service,
  loadBalancer: Pick<LoadBalancer, 'arn'>,
  { loadBalancers }: Pick<Facts, 'loadBalancers'>,
): LoadBalancer | undefined {
  const hostnames = hostnamesOf(service);
  return loadBalancers.find(
    (other) =>
      other.arn !== loadBalancer.arn && other.state === 'active' && hostnames.has(comparableHostname(other.dnsName)),
  );
}

/** Why there is none, to follow the name of the Service. */
export function whyNoSuccessor(service: Service): string {
  return hostnamesOf(service).size === 0
    ? 'shows no hostname yet'
    : `shows ${service.hostnames.join(', ')}, which is no active load balancer of this account and region`;
}
