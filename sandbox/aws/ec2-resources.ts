/**
 * What EC2 holds in the account: endpoint services with who is connected, Verified Access endpoints, Traffic Mirror targets
 * and sessions, instances, and network interfaces that no NLB of the account made (those of its NLBs: ec2-interfaces.ts).
 */
import type {
  Instance,
  NetworkInterface,
  ServiceConfiguration,
  State,
  TrafficMirrorSession,
  TrafficMirrorTarget,
  VerifiedAccessEndpoint,
  VpcEndpointConnection,
} from '@aws-sdk/client-ec2';

/** In the order of making, by which pages go. */
export interface Made<T> {
  readonly sequence: number;
  readonly shown: T;
}

export interface EndpointServiceSpec {
  readonly networkLoadBalancerArns?: readonly string[];
  readonly gatewayLoadBalancerArns?: readonly string[];
  readonly managesVpcEndpoints?: boolean;
  readonly connections?: readonly ConnectionSpec[];
}

export interface ConnectionSpec {
  readonly owner: string;
  readonly state?: 'pendingAcceptance' | 'pending' | 'available' | 'deleting' | 'deleted' | 'rejected' | 'failed';
}

export interface VerifiedAccessSpec {
  readonly loadBalancerArn: string;
  readonly domain?: string;
  readonly status?: 'pending' | 'active' | 'updating' | 'deleting' | 'deleted';
}

export interface InstanceSpec {
  readonly tags?: Readonly<Record<string, string>>;
  readonly state?: 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped';
}

/** Whose resources they are. */
interface Owner {
  readonly accountId: string;
  readonly region: string;
}

export class Ec2Resources {
  readonly endpointServices: Made<ServiceConfiguration>[] = [];
  readonly connections: Made<VpcEndpointConnection>[] = [];
  readonly verifiedAccessEndpoints: Made<VerifiedAccessEndpoint>[] = [];
  readonly mirrorTargets: Made<TrafficMirrorTarget>[] = [];
  readonly mirrorSessions: Made<TrafficMirrorSession>[] = [];
  readonly instances: Made<Instance>[] = [];
  readonly otherInterfaces: NetworkInterface[] = [];

  readonly #owner: Owner;
  #sequence = 0;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /** @returns its id; with lists left out as AWS leaves them out */
  addEndpointService(spec: EndpointServiceSpec): string {
    const { networkLoadBalancerArns: arns, gatewayLoadBalancerArns: gateways, connections = [] } = spec;
    const id = this.#add(this.endpointServices, 'vpce-svc', (ServiceId): ServiceConfiguration => ({
      ServiceId,
      ServiceName: `com.amazonaws.vpce.${this.#owner.region}.${ServiceId}`,
      ServiceType: [{ ServiceType: gateways === undefined ? 'Interface' : 'GatewayLoadBalancer' }],
      ServiceState: 'Available',
      ManagesVpcEndpoints: spec.managesVpcEndpoints ?? false,
      ...(arns === undefined ? {} : { NetworkLoadBalancerArns: [...arns] }),
      ...(gateways === undefined ? {} : { GatewayLoadBalancerArns: [...gateways] }),
    }));
    for (const connection of connections) this.connect(id, connection);
    return id;
  }

  /** Someone's endpoint; pending acceptance by default. @returns its id */
  connect(serviceId: string, { owner, state = 'pendingAcceptance' }: ConnectionSpec): string {
    return this.#add(this.connections, 'vpce', (VpcEndpointId): VpcEndpointConnection => ({
      ServiceId: serviceId,
      VpcEndpointId,
      VpcEndpointOwner: owner,
      // AWS writes it so, whatever the SDK's type says.
      VpcEndpointState: state as State,
    }));
  }

  /** @returns its id */
  addVerifiedAccessEndpoint({ loadBalancerArn, domain, status = 'active' }: VerifiedAccessSpec): string {
    return this.#add(this.verifiedAccessEndpoints, 'vae', (VerifiedAccessEndpointId): VerifiedAccessEndpoint => ({
      VerifiedAccessEndpointId,
      EndpointType: 'load-balancer',
      AttachmentType: 'vpc',
      LoadBalancerOptions: { Protocol: 'https', Port: 443, LoadBalancerArn: loadBalancerArn },
      Status: { Code: status },
      ...(domain === undefined ? {} : { ApplicationDomain: domain }),
    }));
  }

  /** @param networkLoadBalancerArn or undefined for one that is an interface @returns its id */
  addTrafficMirrorTarget(networkLoadBalancerArn: string | undefined): string {
    return this.#add(this.mirrorTargets, 'tmt', (TrafficMirrorTargetId): TrafficMirrorTarget => ({
      TrafficMirrorTargetId,
      OwnerId: this.#owner.accountId,
      ...(networkLoadBalancerArn === undefined
        ? { Type: 'network-interface', NetworkInterfaceId: 'eni-0a1b2c3d4e5f60718' }
        : { Type: 'network-load-balancer', NetworkLoadBalancerArn: networkLoadBalancerArn }),
    }));
  }

  /** @returns its id */
  addTrafficMirrorSession(targetId: string): string {
    return this.#add(this.mirrorSessions, 'tms', (TrafficMirrorSessionId): TrafficMirrorSession => ({
      TrafficMirrorSessionId,
      TrafficMirrorTargetId: targetId,
      OwnerId: this.#owner.accountId,
      SessionNumber: 1,
    }));
  }

  /** Runs by default. @returns its id */
  addInstance({ tags = {}, state = 'running' }: InstanceSpec): string {
    return this.#add(this.instances, 'i', (InstanceId): Instance => ({
      InstanceId,
      State: { Name: state },
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }));
  }

  /** An endpoint service stands in the way of deleting its load balancers. */
  holds(loadBalancerArn: string): boolean {
    return this.endpointServices.some(({ shown }) =>
      [shown.NetworkLoadBalancerArns, shown.GatewayLoadBalancerArns].some((arns) => arns?.includes(loadBalancerArn)),
    );
  }

  #add<T>(to: Made<T>[], prefix: string, make: (id: string) => T): string {
    this.#sequence += 1;
    const id = `${prefix}-${this.#sequence.toString(16).padStart(17, '0')}`;
    to.push({ sequence: this.#sequence, shown: make(id) });
    return id;
  }
}
