/**
 * One sandbox cluster and the real reader on it, for the tests of this folder. Waits are recorded, never slept; the only
 * real time is a short deadline where a server hangs.
 */
import { EKSClient } from '@aws-sdk/client-eks';
import { kubernetesReader, type KubernetesReaderInputs } from '../../lambda/kube/reader.ts';
import { createTokenSource, type TokenInputs } from '../../lambda/kube/token.ts';
import type { Cluster } from '../../lambda/model/aws.ts';
import type { ClusterView } from '../../lambda/model/kubernetes.ts';
import { createClock, type Clock } from '../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS, startSandboxCluster, type SandboxCluster } from '../../sandbox/kube/cluster.ts';
import type { KubernetesObject, MergePatch } from '../../sandbox/kube/objects.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/nlb-janitor-sweep';

/** SHA-256 as every client of the SDK carries it; production takes it from there too. */
export const { sha256: Sha256 } = new EKSClient({ region: 'eu-west-3', credentials: SANDBOX_CREDENTIALS }).config;

export interface Fixture {
  readonly clock: Clock;
  readonly cluster: SandboxCluster;
  /** Milliseconds of each wait between attempts, in order. */
  readonly waits: number[];
  /** What DescribeCluster would say. */
  readonly described: (changes?: Partial<Cluster>) => Cluster;
  readonly read: (changes?: Partial<KubernetesReaderInputs>, cluster?: Cluster) => Promise<ClusterView>;
}

let running: SandboxCluster[] = [];

/** Starts a cluster named staging at 2026-03-01T10:02:00Z; `stopClusters` in afterEach stops it. */
export async function startFixture(): Promise<Fixture> {
  const clock = createClock(new Date('2026-03-01T10:02:00Z'));
  const cluster = await startSandboxCluster({ name: 'staging', clock, region: 'eu-west-3' });
  running.push(cluster);
  const waits: number[] = [];
  const described = (changes: Partial<Cluster> = {}): Cluster => ({
    name: 'staging',
    arn: 'arn:aws:eks:eu-west-3:123456789012:cluster/staging',
    status: 'ACTIVE',
    vpcId: 'vpc-1',
    createdAt: new Date('2025-01-01T00:00:00Z'),
    endpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority,
    isRegisteredOnly: false,
    ...changes,
  });
  return {
    clock,
    cluster,
    waits,
    described,
    read: (changes = {}, target = described()) =>
      kubernetesReader({
        token: createTokenSource(tokenInputs(clock)),
        now: () => clock.now(),
        sleep: async (milliseconds) => {
          waits.push(milliseconds);
        },
        identity: ROLE,
        // Far above what any answered request takes; hangs set a short one.
        deadlineSeconds: 20,
        ...changes,
      }).view(target),
  };
}

export async function stopClusters(): Promise<void> {
  await Promise.all(running.map((cluster) => cluster.stop()));
  running = [];
}

export function tokenInputs(clock: Clock): TokenInputs {
  return { credentials: async () => SANDBOX_CREDENTIALS, region: 'eu-west-3', sha256: Sha256, now: () => clock.now() };
}

/** A Service of type LoadBalancer, as the in-tree controller leaves it. */
export function loadBalancerService(name: string, changes: MergePatch = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace: 'payments',
      name,
      uid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' },
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
    },
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: { ingress: [{ hostname: 'a3f2504e-1.elb.eu-west-3.amazonaws.com' }] } },
    ...changes,
  };
}

/** `count` ClusterIP Services, for lists of several pages. */
export function addServices(cluster: SandboxCluster, count: number): void {
  for (let index = 0; index < count; index++) {
    cluster.add({ apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'bulk', name: `s${index}` } });
  }
}
