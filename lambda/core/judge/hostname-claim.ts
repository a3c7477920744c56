/**
 * The row with which both tables begin: a status hostname, an address or an `externalName`, in any cluster read, is a DNS
 * name of the NLB. Pure. It saves whatever became of the NLB's own Service, and then says how to clear a stale one.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { namespacedName } from '../../model/kubernetes.ts';
import type { InUse, ServiceOwner } from '../../model/verdict.ts';
import type { Claims } from './claims.ts';
import { servicesRead, standingOf } from './cluster.ts';
import { inUse } from './suspicion.ts';

/**
 * Undefined when nobody that was read shows its name.
 * @param tagLine the tags by which the owner is known, as evidence
 */
export function claimedByName(
  loadBalancer: LoadBalancer,
  owner: Pick<ServiceOwner, 'cluster' | 'service'>,
  tagLine: string,
  facts: Facts,
  claims: Claims,
): InUse | undefined {
  const holder = claims.hostnameClaim(loadBalancer.dnsName);
  // SAFETY: a claim counts whoever makes it.
  if (holder === undefined) return undefined;
  const gone = ownServiceGone(loadBalancer, owner, facts, claims);
  const line = `hostname: ${holder}`;
  if (gone === undefined) return inUse('serves-service', `${holder}.`, [tagLine, line]);
  return inUse(
    'serves-service',
    `${holder}. Its own ${gone}: if nobody uses that claim any more, clear it (docs/runbook.md, "A stale claim keeps a load balancer").`,
    [tagLine, line, `possibly a stale claim: its own ${gone}`],
  );
}

/** In words, where a complete view of its cluster shows it; undefined where nobody can say. */
function ownServiceGone(
  loadBalancer: LoadBalancer,
  { cluster, service }: Pick<ServiceOwner, 'cluster' | 'service'>,
  facts: Facts,
  claims: Claims,
): string | undefined {
  const standing = standingOf(loadBalancer, cluster, facts);
  const isThere =
    claims.serviceNamed(cluster, service.namespace, service.name) !== undefined ||
    claims.servicesNaming(loadBalancer).length > 0;
  if (standing.is !== 'trusted' || isThere) return undefined;
  return `Service ${namespacedName(service)} is not in cluster ${cluster} (${servicesRead(standing.view)})`;
}
