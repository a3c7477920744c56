/**
 * Builds an account in a box of a given size for the benchmark: NLBs of both controllers, one in ten of them an orphan,
 * spread over clusters of which the first is large. Every NLB but the orphans serves its Service.
 */
import { createHash } from 'node:crypto';

import { inTreeName } from '../lambda/core/tags/ownership.ts';
import { Box } from '../sandbox/box.ts';
import type { SandboxCluster } from '../sandbox/kube/cluster.ts';

export interface FleetSize {
  readonly loadBalancers: number;
  readonly clusters: number;
}

export const SERVICES_IN_LARGEST = 5000;
const SERVICES_IN_OTHERS = 200;
const VPC = 'vpc-0a1b2c3d4e5f60718';
const REGION = 'eu-west-3';
const MADE_AT = new Date('2025-09-01T08:00:00Z');

export async function buildFleet({ loadBalancers, clusters }: FleetSize): Promise<Box> {
  const box = new Box({ startAt: new Date(), region: REGION });
  const names = Array.from({ length: clusters }, (_, index) => `cluster-${index}`);
  for (const name of names) {
    await box.addCluster({ name, vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
  }
  for (let index = 0; index < loadBalancers; index++) {
    const cluster = names[index % clusters] ?? '';
    addLoadBalancer(box, cluster, index, isOrphan(index));
  }
  for (const [index, cluster] of [...box.clusters.values()].entries()) {
    fillUp(
      cluster,
      index === 0 ? SERVICES_IN_LARGEST : SERVICES_IN_OTHERS,
      servedBy(index, { loadBalancers, clusters }),
    );
  }
  // The janitor in its own process has only the real time.
  box.clock.followRealTime();
  return box;
}

export function orphansIn({ loadBalancers }: FleetSize): number {
  return Array.from({ length: loadBalancers }, (_, index) => index).filter(isOrphan).length;
}

function isOrphan(index: number): boolean {
  return index % 10 === 9;
}

function servedBy(cluster: number, { loadBalancers, clusters }: FleetSize): number {
  const indexes = Array.from({ length: loadBalancers }, (_, index) => index);
  return indexes.filter((index) => index % clusters === cluster && !isOrphan(index)).length;
}

function addLoadBalancer(box: Box, cluster: string, index: number, orphan: boolean): void {
  const named = { namespace: `team-${index % 40}`, name: `service-${index}` };
  const stack = `${named.namespace}/${named.name}`;
  const uid = uidOf(stack);
  const isInTree = index % 2 === 0 || index % 20 === 9;
  const name = isInTree ? inTreeName(uid) : `k8s-team-${index}-${uid.slice(0, 8)}`;
  const tags: Record<string, string> = isInTree
    ? { [`kubernetes.io/cluster/${cluster}`]: 'owned', 'kubernetes.io/service-name': stack }
    : {
        'elbv2.k8s.aws/cluster': cluster,
        'service.k8s.aws/stack': stack,
        'service.k8s.aws/resource': 'LoadBalancer',
      };
  const targets = [{ id: 'i-0a1b2c3d4e5f60718', port: 31_234, state: orphan ? 'unhealthy' : 'healthy' }] as const;
  const arn = box.account.addNetworkLoadBalancer({
    name,
    vpcId: VPC,
    createdAt: MADE_AT,
    tags: { ...tags, team: named.namespace },
    targetGroups: [{ name: `tg-${index}`, tags, targets }],
    dailyFlows: { newFlows: orphan ? 0 : 1000, peakActiveFlows: 0 },
  });
  if (orphan) return;
  const ingress = [{ hostname: box.account.loadBalancer(arn).dnsName }];
  box.cluster(cluster).add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...named, uid, ...BALLAST },
    spec: { type: 'LoadBalancer', ports: [{ port: 443, targetPort: 8443, nodePort: 31_234 }] },
    status: { loadBalancer: { ingress } },
  });
}

/** Services that have no load balancer, as most do not. */
function fillUp(cluster: SandboxCluster, wanted: number, already: number): void {
  for (let index = already; index < wanted; index++) {
    cluster.add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: `team-${index % 40}`, name: `internal-${index}`, ...BALLAST },
      spec: { type: 'ClusterIP', clusterIP: '172.20.0.10', ports: [{ port: 80, targetPort: 8080 }] },
    });
  }
}

/** Who set which field: about 1.2 KB that nobody reads, and that every Service carries. */
const BALLAST = {
  labels: { 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/name': 'service' },
  managedFields: ['helm', 'kube-controller-manager', 'argocd-controller'].map((manager) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: '2025-09-01T08:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:metadata': { 'f:annotations': { '.': {}, 'f:meta.helm.sh/release-name': {} }, 'f:labels': { '.': {} } },
      'f:spec': {
        'f:allocateLoadBalancerNodePorts': {},
        'f:externalTrafficPolicy': {},
        'f:ports': { '.': {}, 'k:{"port":443,"protocol":"TCP"}': { '.': {}, 'f:name': {}, 'f:port': {} } },
        'f:selector': {},
      },
    },
  })),
} as const;

function uidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
