/**
 * The world of the demo: an account such as many have, with NLBs of every kind. Live ones of both dialects, an orphan of
 * each reason, and all the cases in which only hands off is right.
 */
import { createHash } from 'node:crypto';
import { inTreeName } from '../lambda/core/tags/ownership.ts';
import type { TargetGroupSpec } from './aws/resources.ts';
import type { Box } from './box.ts';

export const DEMO_START = new Date('2026-03-02T09:00:00Z');

const LONG_AGO = new Date('2025-09-01T08:00:00Z');
const PROD = 'vpc-0prod';
const EDGE = 'vpc-0edge';
const STAGING = 'vpc-0stag';
const BATCH = 'vpc-0batch';

interface Made {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
}

interface NlbPart {
  readonly vpcId?: string;
  readonly createdAt?: Date;
  readonly target?: 'healthy' | 'unhealthy' | 'none';
  readonly tags?: Readonly<Record<string, string>>;
  readonly deletionProtection?: boolean;
  readonly newFlows?: number;
}

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
  orphans(box);
  vetoedAndProtected(box, lately('2026-06-30T00:00:00Z'));
  othersBusiness(box);

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

function orphans(box: Box): void {
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
  ofController(box, 'edge', 'shop/preview-377', { vpcId: EDGE, target: 'none' }, 'gone');
  inTree(box, 'old-prod', 'mail/smtp', { target: 'unhealthy', createdAt: new Date('2025-04-02T10:00:00Z') });
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

type ServiceState = 'gone' | { readonly type?: string; readonly annotations?: Readonly<Record<string, string>> };

/** An NLB of the in-tree controller for a Service of this cluster; `gone` removes the Service again. */
export function inTree(box: Box, cluster: string, named: string, part: NlbPart, state: ServiceState = {}): Made {
  const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' };
  const uid = addService(box, cluster, named, state === 'gone' ? {} : { annotations, ...state });
  if (state === 'gone') removeService(box, cluster, named);
  const tags = { [`kubernetes.io/cluster/${cluster}`]: 'owned', 'kubernetes.io/service-name': named };
  return addNlb(box, inTreeName(uid), tags, part);
}

/** An NLB of the AWS Load Balancer Controller. */
export function ofController(box: Box, cluster: string, named: string, part: NlbPart, state: ServiceState = {}): Made {
  const uid = addService(
    box,
    cluster,
    named,
    state === 'gone'
      ? {}
      : { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' }, ...state },
  );
  if (state === 'gone') removeService(box, cluster, named);
  const [namespace = '', name = ''] = named.split('/');
  const short = (text: string): string => text.replaceAll(/[^a-z0-9]/g, '').slice(0, 8);
  const tags = {
    'elbv2.k8s.aws/cluster': cluster,
    'service.k8s.aws/stack': named,
    'service.k8s.aws/resource': 'LoadBalancer',
  };
  return addNlb(box, `k8s-${short(namespace)}-${short(name)}-${uid.replaceAll('-', '').slice(0, 10)}`, tags, part);
}

function addNlb(box: Box, name: string, tags: Record<string, string>, part: NlbPart): Made {
  const state = part.target ?? 'none';
  const group: TargetGroupSpec = {
    name: `tg-${name.slice(0, 29)}`,
    tags,
    targets: state === 'none' ? [] : [{ id: 'i-0a1b2c3d4e5f60718', port: 31_234, state }],
  };
  const arn = box.account.addNetworkLoadBalancer({
    name,
    vpcId: part.vpcId ?? PROD,
    createdAt: part.createdAt ?? LONG_AGO,
    tags: { ...tags, ...part.tags },
    targetGroups: [group],
    deletionProtection: part.deletionProtection ?? false,
    dailyFlows: { newFlows: part.newFlows ?? 0, peakActiveFlows: 0 },
  });
  return { arn, name, dnsName: box.account.loadBalancer(arn).dnsName };
}

function addService(
  box: Box,
  cluster: string,
  named: string,
  part: { type?: string; annotations?: Readonly<Record<string, string>> },
): string {
  const [namespace = '', name = ''] = named.split('/');
  const stored = box.cluster(cluster).add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, uid: uidOf(cluster, named), annotations: part.annotations ?? {} },
    spec: { type: part.type ?? 'LoadBalancer' },
    status: { loadBalancer: {} },
  });
  return String(stored.metadata['uid']);
}

/** The same in every run, and another in every cluster. */
function uidOf(cluster: string, named: string): string {
  const hex = createHash('sha256').update(`${cluster} ${named}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** ARN of the NLB that the tags of this controller name for a Service. */
export function nlbOf(box: Box, named: string, controller: 'in-tree' | 'controller' = 'in-tree'): string {
  const key = controller === 'in-tree' ? 'kubernetes.io/service-name' : 'service.k8s.aws/stack';
  const found = [...box.account.loadBalancers.values()].find(({ tags }) => tags.get(key) === named);
  if (found === undefined) throw new Error(`sandbox: no NLB is tagged for Service ${named}`);
  return found.arn;
}

/** The Service is back, as its team deployed it again; the controller writes the NLB's hostname. */
export function deployAgain(box: Box, cluster: string, named: string): void {
  const arn = nlbOf(box, named, 'controller');
  addService(box, cluster, named, {
    annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' },
  });
  showHostname(box, cluster, named, box.account.loadBalancer(arn).dnsName);
}

export function removeService(box: Box, cluster: string, named: string): void {
  const [namespace = '', name = ''] = named.split('/');
  box.cluster(cluster).remove({ kind: 'Service', namespace, name });
}

export function showHostname(box: Box, cluster: string, named: string, hostname: string): void {
  const [namespace = '', name = ''] = named.split('/');
  box
    .cluster(cluster)
    .patch({ kind: 'Service', namespace, name }, { status: { loadBalancer: { ingress: [{ hostname }] } } });
}

/** The Service shows its NLB's hostname, as its controller writes it. */
function serve(box: Box, made: Made): void {
  const tags = box.account.tagsOf(made.arn);
  const named = tags.get('kubernetes.io/service-name') ?? tags.get('service.k8s.aws/stack') ?? '';
  const clusterKey = [...tags.keys()].find((key) => key.startsWith('kubernetes.io/cluster/'));
  const cluster = clusterKey?.slice('kubernetes.io/cluster/'.length) ?? tags.get('elbv2.k8s.aws/cluster') ?? '';
  showHostname(box, cluster, named, made.dnsName);
}

function firstTargetGroup(box: Box, loadBalancerArn: string): string {
  const [listener] = box.account.listenersOf(loadBalancerArn);
  if (listener === undefined) throw new Error(`sandbox: ${loadBalancerArn} has no listener`);
  return listener.targetGroupArn;
}
