/** ECS clusters and their services in the sandbox, as far as load balancers go. */
import type { LoadBalancer } from '@aws-sdk/client-ecs';

export interface EcsServiceSpec {
  readonly name: string;
  /** ARNs, one load balancer each. */
  readonly targetGroups?: readonly string[];
  /** In place of target groups: with names, or with a blue/green deployment. */
  readonly loadBalancers?: readonly LoadBalancer[];
  /** One list of target groups for each task set. */
  readonly taskSets?: readonly (readonly string[])[];
  readonly status?: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
}

export interface StoredEcsService {
  readonly sequence: number;
  readonly arn: string;
  readonly name: string;
  readonly loadBalancers: readonly LoadBalancer[];
  readonly taskSets: readonly (readonly LoadBalancer[])[];
  readonly status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
}

export interface StoredEcsCluster {
  readonly sequence: number;
  readonly arn: string;
  readonly name: string;
  readonly services: Map<string, StoredEcsService>;
}

export class EcsResources {
  readonly clusters = new Map<string, StoredEcsCluster>();
  readonly #owner: { readonly accountId: string; readonly region: string };
  #sequence = 0;

  constructor(owner: { readonly accountId: string; readonly region: string }) {
    this.#owner = owner;
  }

  /** Makes the cluster too, if there is none of that name. */
  addService(cluster: string, spec: EcsServiceSpec): void {
    const { name, targetGroups = [], loadBalancers = targetGroups.map(group), taskSets = [], status = 'ACTIVE' } = spec;
    this.addCluster(cluster).services.set(name, {
      sequence: this.#next(),
      arn: this.#arn(`service/${cluster}/${name}`),
      name,
      loadBalancers,
      taskSets: taskSets.map((groups) => groups.map(group)),
      status,
    });
  }

  addCluster(name: string): StoredEcsCluster {
    const before = this.clusters.get(name);
    if (before !== undefined) return before;
    const made = { sequence: this.#next(), arn: this.#arn(`cluster/${name}`), name, services: new Map() };
    this.clusters.set(name, made);
    return made;
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #arn(resource: string): string {
    return `arn:aws:ecs:${this.#owner.region}:${this.#owner.accountId}:${resource}`;
  }
}

function group(targetGroupArn: string): LoadBalancer {
  return { targetGroupArn, containerName: 'web', containerPort: 80 };
}
