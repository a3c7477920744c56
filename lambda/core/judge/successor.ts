/** The load balancer that has taken over from an NLB, by the hostname of the Service that it was made for. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { Successor } from '../../model/traffic.ts';
import { comparableHostname, isNameOf } from './dns-names.ts';

type Listed = Pick<Facts, 'loadBalancers' | 'classicLoadBalancers'>;

/** Hostnames of a Service that name something: a blank one names nobody, and a gateway load balancer has no DNS name. */
export function hostnamesOf(service: Service): ReadonlySet<string> {
  return new Set(service.hostnames.map(comparableHostname).filter((hostname) => hostname !== ''));
}

/** Another load balancer whose DNS name, or name in one zone, the Service shows: an active one, or a Classic one that exists. */
export function successorOf(
  service: Service,
  loadBalancer: Pick<LoadBalancer, 'arn'>,
  facts: Listed,
): Successor | undefined {
  const hostnames = [...hostnamesOf(service)];
  return successorsIn(facts).find(
    ({ arn, dnsName }) => arn !== loadBalancer.arn && hostnames.some((hostname) => isNameOf(hostname, dnsName)),
  );
}

/** The one of that very DNS name, while it may be a successor. */
export function successorNamed(dnsName: string, facts: Listed): Successor | undefined {
  return successorsIn(facts).find((one) => one.dnsName === dnsName);
}

function successorsIn({ loadBalancers, classicLoadBalancers: classic }: Listed): readonly Successor[] {
  const active = loadBalancers.filter(({ state }) => state === 'active');
  return [
    ...active.map(({ type, name, dnsName, arn }): Successor => ({
      type: isKnown(type) ? type : 'other',
      name,
      dnsName,
      arn,
    })),
    ...(classic?.ok === true
      ? classic.value.map((one): Successor => ({ type: 'classic', ...one, arn: undefined }))
      : []),
  ];
}

function isKnown(type: LoadBalancer['type']): type is 'network' | 'application' {
  return type === 'network' || type === 'application';
}

/** `api-new (api-new-50dc.elb…)`. */
export function successorName({ type, name, dnsName }: Successor): string {
  return `${type === 'classic' ? 'Classic load balancer ' : ''}${name} (${dnsName})`;
}

/** Why there is none, to follow the name of the Service. */
export function whyNoSuccessor(service: Service, { classicLoadBalancers: classic }: Listed): string {
  if (hostnamesOf(service).size === 0) return 'shows no hostname yet';
  const shown = `shows ${service.hostnames.join(', ')}, which is no active load balancer of this account and region`;
  return classic?.ok === false ? `${shown} that could be read (Classic ones: ${classic.why})` : shown;
}
