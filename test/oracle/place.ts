/** Where something befalls an NLB: the NLB, its cluster, the world around them, and chance of its own. */
import type { Chance } from './chance.ts';
import { clusterOf } from './pool.ts';
import type { ClusterSpec, NlbSpec, ServiceSpec, WorldSpec } from './description.ts';

export class Place {
  readonly nlb: NlbSpec;
  readonly world: WorldSpec;
  readonly chance: Chance;

  constructor(nlb: NlbSpec, world: WorldSpec, chance: Chance) {
    this.nlb = nlb;
    this.world = world;
    this.chance = chance;
  }

  /** The cluster that its tags name, whether it exists or not. */
  get cluster(): ClusterSpec {
    return clusterIn(this.world, this.nlb.cluster);
  }

  /** Adds the Service that the NLB was made for, with what differs. */
  service(part: Partial<ServiceSpec>): void {
    this.cluster.services.push(serviceOf({ ...this.nlb.service, uid: this.nlb.uid, ...part }));
  }
}

/** It is made when it is first asked for. */
export function clusterIn(world: WorldSpec, name: string): ClusterSpec {
  const found = world.clusters.find((cluster) => cluster.name === name);
  if (found !== undefined) return found;
  const made = clusterOf(name);
  world.clusters.push(made);
  return made;
}

export function serviceOf(part: Partial<ServiceSpec> & Pick<ServiceSpec, 'namespace' | 'name' | 'uid'>): ServiceSpec {
  return {
    type: 'LoadBalancer',
    class: undefined,
    annotation: undefined,
    isDeleting: false,
    externalName: undefined,
    ...part,
    finalizers: [...(part.finalizers ?? [])],
    hostnames: [...(part.hostnames ?? [])],
    dnsTargets: [...(part.dnsTargets ?? [])],
  };
}
