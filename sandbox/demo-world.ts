/**
 * The world of the demo: an account such as many have, with NLBs of every kind. Live ones of both dialects, an orphan of
 * each reason, and all the cases in which only hands off is right.
 */
import type { Box } from './box.ts';
import {
  firstTargetGroup,
  inTree,
  LONG_AGO,
  ofController,
  serve,
  nlbOf,
  showHostname,
  VPC_OF_PROD,
} from './made-by-controllers.ts';

export const DEMO_START = new Date('2026-03-02T09:00:00Z');

const PROD = VPC_OF_PROD;
const EDGE = 'vpc-0edge';
const STAGING = 'vpc-0stag';
const BATCH = 'vpc-0batch';
const ATTIC = 'vpc-0attic';

/**
 * Fills the box. Services are made through each cluster's own store, so the NLBs' names follow from their real UIDs.
 * @param today what the box's clock shows at the end; what happened lately moves along with it
 */
export async function buildDemoWorld(box: Box, today: Date = DEMO_START): Promise<void> {
  const lately = (onDemoDay: string): Date => new Date(Date.parse(onDemoDay) + today.getTime() - DEMO_START.getTime());
  await box.addCluster({ name: 'old-prod', vpcId: PROD, createdAt: new Date('2025-01-10T08:00:00Z') });
  await box.addCluster({ name: 'prod', vpcId: PROD, createdAt: new Date('2025-06-01T08:00:00Z') });
  await box.addCluster({ name: 'edge', vpcId: EDGE, createdAt: new Date('2025-06-01T08:00:00Z') });
  await box.addCluster({ name: 'staging', vpcId: STAGING, createdAt: new Date('2025-06-01T08:00:00Z') });

  liveOnes(box);
  orphans(box, lately);
  vetoedAndProtected(box, lately('2026-06-30T00:00:00Z'));
  othersBusiness(box);
  usedOutsideKubernetes(box);

  await neverSeen(box);
  await previousCluster(box, lately);
  box.clock.set(lately('2026-02-20T17:30:00Z'));
  await box.deleteCluster('old-prod');
  box.clock.set(today);
  // Its endpoint is private, and nothing here is in its VPC.
  await box.cluster('staging').stop();
}

function liveOnes(box: Box): void {
  serve(box, inTree(box, 'prod', 'payments/api', { target: 'healthy', newFlows: 8200 }));
  inTree(box, 'prod', 'payments/reports', { target: 'unhealthy' });
  serve(box, ofController(box, 'edge', 'shop/web', { vpcId: EDGE, target: 'healthy', newFlows: 51_000 }));
  const bound = ofController(box, 'edge', 'shop/partners', { vpcId: EDGE, target: 'healthy', newFlows: 420 }, 'gone');
  box.cluster('edge').add({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { namespace: 'shop', name: 'partners-v2' },
    spec: { serviceRef: { name: 'partners-v2', port: 443 }, targetGroupARN: firstTargetGroup(box, bound.arn) },
  });
  // A hosted control plane: its Service lives in a cluster that we cannot see.
  inTree(box, 'prod', 'tenant-7/kube-apiserver', { target: 'healthy', newFlows: 930 }, 'gone');
}

function orphans(box: Box, lately: (onDemoDay: string) => Date): void {
  inTree(box, 'prod', 'checkout/legacy', { target: 'unhealthy' }, 'gone');
  inTree(box, 'prod', 'search/elastic', { target: 'unhealthy' }, { type: 'ClusterIP', annotations: {} });
  const successor = ofController(box, 'prod', 'ingress/nginx', { target: 'healthy', newFlows: 90_000 });
  inTree(
    box,
    'prod',
    'ingress/nginx',
    { target: 'unhealthy' },
    {
      annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' },
    },
  );
  showHostname(box, 'prod', 'ingress/nginx', successor.dnsName);
  const preview = ofController(box, 'edge', 'shop/preview-412', { vpcId: EDGE, target: 'none' }, 'gone');
  // Its finalizer was stripped: the binding that the controller had made for it is still there.
  box.cluster('edge').add({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: {
      namespace: 'shop',
      name: 'k8s-shop-preview-4-ad2f51c0b7',
      labels: { 'service.k8s.aws/stack-namespace': 'shop', 'service.k8s.aws/stack-name': 'preview-412' },
    },
    spec: { serviceRef: { name: 'preview-412', port: 80 }, targetGroupARN: firstTargetGroup(box, preview.arn) },
  });
  clientsHaveNotMoved(box, lately);
  ofController(box, 'edge', 'shop/preview-377', { vpcId: EDGE, target: 'none' }, 'gone');
  inTree(box, 'old-prod', 'mail/smtp', { target: 'unhealthy', createdAt: new Date('2025-04-02T10:00:00Z') });
}

/** Nobody in a cluster knows of these users. */
function usedOutsideKubernetes(box: Box): void {
  const shared = inTree(box, 'prod', 'partners/ledger', { target: 'unhealthy' }, 'gone');
  box.account.ec2.addEndpointService({
    networkLoadBalancerArns: [shared.arn],
    connections: [{ owner: '111122223333', state: 'available' }],
  });
  const zone = box.account.route53.addZone('example.com');
  box.account.route53.add(zone, {
    name: 'smtp.example.com',
    aliasOf: box.account.loadBalancer(nlbOf(box, 'mail/smtp')).dnsName,
  });
}

/** Its Service was handed over, and few clients have followed: the others find no healthy target here any more. */
function clientsHaveNotMoved(box: Box, lately: (onDemoDay: string) => Date): void {
  const successor = ofController(box, 'prod', 'login/gateway', { target: 'healthy', newFlows: 310 });
  const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' };
  const old = inTree(box, 'prod', 'login/gateway', { target: 'unhealthy', newFlows: 4100 }, { annotations });
  showHostname(box, 'prod', 'login/gateway', successor.dnsName);
  for (const [day, here, there] of LOGINS) {
    box.account.setFlows(old.arn, { newFlows: here, peakActiveFlows: 0 }, lately(day));
    box.account.setFlows(successor.arn, { newFlows: there, peakActiveFlows: 0 }, lately(day));
  }
}

const LOGINS = [
  ['2026-02-23', 4390, 0],
  ['2026-02-24', 4410, 85],
  ['2026-02-25', 4350, 140],
  ['2026-02-26', 4280, 195],
  ['2026-02-27', 4220, 260],
  ['2026-02-28', 4130, 275],
  ['2026-03-01', 4100, 310],
] as const;

/** A cluster that EKS does not know, and of whose end nothing tells any more. */
async function neverSeen(box: Box): Promise<void> {
  await box.addCluster({ name: 'attic', vpcId: ATTIC, createdAt: new Date('2025-02-01T08:00:00Z') });
  for (const named of ['wiki/web', 'wiki/search']) inTree(box, 'attic', named, { vpcId: ATTIC, target: 'unhealthy' });
  await box.deleteCluster('attic', { recorded: false });
}

function vetoedAndProtected(box: Box, keptUntil: Date): void {
  const keep = `until=${keptUntil.toISOString().slice(0, 10)}`;
  inTree(box, 'prod', 'audit/export', { tags: { 'nlb-janitor/keep': keep } }, 'gone');
  inTree(box, 'prod', 'ledger/db', { deletionProtection: true }, 'gone');
  ofController(box, 'staging', 'shop/web', { vpcId: STAGING, target: 'healthy' });
}

function othersBusiness(box: Box): void {
  const add = (name: string, tags: Record<string, string>): string =>
    box.account.addNetworkLoadBalancer({ name, vpcId: PROD, createdAt: LONG_AGO, tags });
  add('api-kops-example-com-ab12cd', {
    'kubernetes.io/cluster/kops.example.com': 'owned',
    KubernetesCluster: 'kops.example.com',
  });
  add('k8s-oteldemo-grafanal-d41dc61cad', {
    'eks:eks-cluster-name': 'auto',
    'service.eks.amazonaws.com/stack': 'otel/grafana',
  });
  add('vpn-gateway', { team: 'network' });
}

/** `batch` was deleted and made again under its name; the NLB stems from the first one. */
async function previousCluster(box: Box, lately: (onDemoDay: string) => Date): Promise<void> {
  await box.addCluster({ name: 'batch', vpcId: BATCH, createdAt: new Date('2025-05-01T08:00:00Z') });
  inTree(box, 'batch', 'jobs/intake', { vpcId: BATCH, target: 'unhealthy' });
  box.clock.set(lately('2026-01-15T12:00:00Z'));
  await box.deleteCluster('batch');
  await box.addCluster({ name: 'batch', vpcId: BATCH, createdAt: lately('2026-01-16T09:00:00Z') });
}
