/**
 * NLBs as the controllers of Kubernetes make them, in a box: with the names and tags that the in-tree controller and the
 * AWS Load Balancer Controller give them, for Services of a cluster of the box, which may be gone again.
 */
import { createHash } from 'node:crypto';
import { inTreeName } from '../lambda/core/tags/ownership.ts';
import type { TargetGroupSpec } from './aws/resources.ts';
import type { Box } from './box.ts';

export const VPC_OF_PROD = 'vpc-0prod';
/** When an NLB was made by default. */
export const LONG_AGO = new Date('2025-09-01T08:00:00Z');

export interface Made {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
}

export interface NlbPart {
  /** That of cluster `prod` of the demo by default. */
  readonly vpcId?: string;
  readonly createdAt?: Date;
  readonly target?: 'healthy' | 'unhealthy' | 'none';
  readonly tags?: Readonly<Record<string, string>>;
  readonly deletionProtection?: boolean;
  /** A day. */
  readonly newFlows?: number;
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
    vpcId: part.vpcId ?? VPC_OF_PROD,
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

/** As a controller writes it into the status of its Service. */
export function showHostname(box: Box, cluster: string, named: string, hostname: string): void {
  const [namespace = '', name = ''] = named.split('/');
  box
    .cluster(cluster)
    .patch({ kind: 'Service', namespace, name }, { status: { loadBalancer: { ingress: [{ hostname }] } } });
}

/** The Service shows its NLB's hostname, as its controller writes it. */
export function serve(box: Box, made: Made): void {
  const tags = box.account.tagsOf(made.arn);
  const named = tags.get('kubernetes.io/service-name') ?? tags.get('service.k8s.aws/stack') ?? '';
  const clusterKey = [...tags.keys()].find((key) => key.startsWith('kubernetes.io/cluster/'));
  const cluster = clusterKey?.slice('kubernetes.io/cluster/'.length) ?? tags.get('elbv2.k8s.aws/cluster') ?? '';
  showHostname(box, cluster, named, made.dnsName);
}

export function firstTargetGroup(box: Box, loadBalancerArn: string): string {
  const [listener] = box.account.listenersOf(loadBalancerArn);
  if (listener === undefined) throw new Error(`sandbox: ${loadBalancerArn} has no listener`);
  return listener.targetGroupArn;
}
