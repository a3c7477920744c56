/** Which NLB an entry is about, and who did something, in the words of people: never a bare hash. Pure. */
import type { About, Digest } from './entries.ts';

/** `payments/api in cluster prod` */
export function whose({ name, cluster, service }: Pick<About, 'name' | 'cluster' | 'service'>): string {
  if (service === null)
    return cluster === null ? `load balancer ${name}` : `load balancer ${name} in cluster ${cluster}`;
  return cluster === null ? `${service} in an unknown cluster` : `${service} in cluster ${cluster}`;
}

/** `the load balancer of payments/api in cluster prod`: what an answer is about is never the Service. */
export function loadBalancerOf(about: Pick<About, 'name' | 'cluster' | 'service'>): string {
  return about.service === null ? `the ${whose(about)}` : `the load balancer of ${whose(about)}`;
}

/** `payments-team (tag team)`; undefined where no tag says it. */
export function ownersInWords({ owners }: Pick<About, 'owners'>): string | undefined {
  return owners.length === 0 ? undefined : owners.map(({ tag, value }) => `${value} (tag ${tag})`).join(', ');
}

/** `prod-account (123456789012)`. What an earlier version published says no name. */
export function accountInWords({ account, accountName }: Pick<Digest, 'account' | 'accountName'>): string {
  return typeof accountName !== 'string' ? account : `${accountName} (${account})`;
}

/** `anna` of the ARN of a user, or of the session of a role. */
export function callerName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
