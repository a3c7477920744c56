/**
 * Who made a load balancer, by its tags and its name (docs/facts/kubernetes-nlbs.md 5.2, docs/design.md section 3).
 * Pure. Never says `service` where two dialects mix or a tag is missing: what is not plainly of one Service is left
 * alone.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import { namespacedName, type ObjectName } from '../../model/kubernetes.ts';
import type { OtherOwner, Owner, ServiceOwner } from '../../model/verdict.ts';
import type { Tags } from '../../model/reading.ts';

const CLUSTER_PREFIX = 'kubernetes.io/cluster/';
const SERVICE_NAME = 'kubernetes.io/service-name';
const CONTROLLER_CLUSTER = 'elbv2.k8s.aws/cluster';
const CLUSTER_API_PREFIX = 'sigs.k8s.io/cluster-api-provider-aws/';
const AUTO_MODE_CLUSTER = 'eks:eks-cluster-name';
const CONTROLLER_STACK = 'service.k8s.aws/stack';
const CONTROLLER_RESOURCE = 'service.k8s.aws/resource';
/** Tags that the AWS Load Balancer Controller puts on the NLB of a Service; another of its keys means another owner. */
const CONTROLLER_SERVICE_KEYS: ReadonlySet<string> = new Set([
  CONTROLLER_CLUSTER,
  'elbv2.k8s.aws/cluster-region',
  CONTROLLER_STACK,
  CONTROLLER_RESOURCE,
]);

/**
 * Name of the NLB that the in-tree controller makes for a Service: `a` and the first 31 hex digits of its UID.
 * Source: `DefaultLoadBalancerName`, kubernetes/cloud-provider cloud.go.
 */
export function inTreeName(serviceUid: string): string {
  return `a${serviceUid.replaceAll('-', '')}`.slice(0, 32);
}

/** What Kubernetes allows as the name of a namespace or a Service: RFC 1123, at most 63 characters. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Exactly `namespace/name`, both DNS labels: a controller writes nothing else. */
export function parseObjectName(text: string): ObjectName | undefined {
  const [namespace = '', name = '', ...rest] = text.split('/');
  // SAFETY: no Service can have another name, so that its absence proves nothing.
  if (!DNS_LABEL.test(namespace) || !DNS_LABEL.test(name) || rest.length > 0) return undefined;
  return { namespace, name };
}

export function ownerOf(loadBalancer: Pick<LoadBalancer, 'name'>, tags: Tags): Owner {
  const keys = [...tags.keys()];
  const clusterKeys = keys.filter((key) => key.startsWith(CLUSTER_PREFIX));
  const firstClusterKey = clusterKeys[0];
  const namedCluster =
    firstClusterKey?.slice(CLUSTER_PREFIX.length) ?? tags.get(CONTROLLER_CLUSTER) ?? tags.get(AUTO_MODE_CLUSTER);

  const other: Other = (reason, why) => ({ is: 'other', reason, why, cluster: namedCluster });

  // SAFETY: what AWS or another tool looks after is ruled out before either dialect is read.
  const autoModeKey = keys.find(isAutoModeKey);
  if (autoModeKey !== undefined) {
    return other('managed-by-aws', `Tag ${autoModeKey}: EKS Auto Mode made it and deletes it itself.`);
  }
  const capiKey = keys.find((key) => key.startsWith(CLUSTER_API_PREFIX));
  if (capiKey !== undefined) {
    return other('control-plane', `Tag ${capiKey}: Cluster API made it, most likely for an API server.`);
  }

  const inTreeKeys = keys.filter((key) => key.startsWith('kubernetes.io/'));
  const controllerKeys = keys.filter(isControllerKey);
  if (inTreeKeys.length > 0 && controllerKeys.length > 0) {
    return other(
      'shared',
      `Tags of both controllers (${inTreeKeys[0]} and ${controllerKeys[0]}): either may look after it.`,
    );
  }
  if (controllerKeys.length > 0) return controllerOwner(tags, controllerKeys, other);
  if (inTreeKeys.length > 0) return inTreeOwner(loadBalancer, tags, clusterKeys, other);
  return other('not-kubernetes', 'No tag of a Kubernetes controller.');
}

type Other = (reason: OtherOwner['reason'], why: string) => OtherOwner;

function inTreeOwner(
  loadBalancer: Pick<LoadBalancer, 'name'>,
  tags: Tags,
  clusterKeys: readonly string[],
  other: Other,
): Owner {
  const [clusterKey, ...moreClusterKeys] = clusterKeys;
  if (clusterKey === undefined) return other('not-kubernetes', `No ${CLUSTER_PREFIX}<name> tag says whose it is.`);
  if (moreClusterKeys.length > 0) {
    return other('several-clusters', `Tags of ${clusterKeys.length} clusters: ${clusterKeys.join(', ')}.`);
  }
  const lifecycle = tags.get(clusterKey);
  if (lifecycle !== 'owned') {
    // The in-tree controller writes `owned` only (cloud-provider-aws tags.go): somebody else wrote this.
    return other(
      'shared',
      `Tag ${clusterKey} is "${lifecycle}", not "owned": the in-tree controller did not write it.`,
    );
  }
  const cluster = clusterKey.slice(CLUSTER_PREFIX.length);
  if (cluster === '') return other('not-kubernetes', `Tag ${clusterKey} names no cluster.`);
  const serviceName = tags.get(SERVICE_NAME);
  if (serviceName === undefined) {
    return other('control-plane', `Cluster tag without ${SERVICE_NAME}: as kOps and OpenShift tag their API servers.`);
  }
  const service = parseObjectName(serviceName);
  if (service === undefined) {
    return other(
      'not-kubernetes',
      `Tag ${SERVICE_NAME} is "${serviceName}", not the namespace/name of a Service: no controller wrote it.`,
    );
  }
  if (!/^a[0-9a-f]{31}$/.test(loadBalancer.name)) {
    return other(
      'not-kubernetes',
      'Its name is not "a" and 31 hexadecimal digits: the in-tree controller did not make it, though it is tagged so.',
    );
  }
  return { is: 'service', controller: 'in-tree', cluster, service };
}

function controllerOwner(tags: Tags, controllerKeys: readonly string[], other: Other): Owner {
  const foreignKey = controllerKeys.find((key) => !CONTROLLER_SERVICE_KEYS.has(key));
  if (foreignKey !== undefined) {
    return other(
      'shared',
      `Tag ${foreignKey}: it belongs to an Ingress, a Gateway or another object than one Service.`,
    );
  }
  const cluster = tags.get(CONTROLLER_CLUSTER);
  if (cluster === undefined || cluster === '') return other('not-kubernetes', `No ${CONTROLLER_CLUSTER} tag.`);
  const stack = tags.get(CONTROLLER_STACK);
  const resource = tags.get(CONTROLLER_RESOURCE);
  if (stack === undefined || resource === undefined) {
    // People tag their own load balancers `elbv2.k8s.aws/cluster: shared` to let the controller use them
    // (aws-load-balancer-controller issue 4004).
    return other('shared', `Tag ${CONTROLLER_CLUSTER} without the tags of a Service: the controller did not make it.`);
  }
  const service = parseObjectName(stack);
  if (service === undefined) {
    return other('shared', `Tag ${CONTROLLER_STACK} is "${stack}", not the namespace/name of a Service.`);
  }
  if (resource !== 'LoadBalancer') {
    return other('shared', `Tag ${CONTROLLER_RESOURCE} is "${resource}", not "LoadBalancer".`);
  }
  return { is: 'service', controller: 'aws-load-balancer-controller', cluster, service };
}

/** Whether any tag names the cluster, in whatever dialect and beside whatever else. */
export function namesCluster(cluster: string, tags: Tags): boolean {
  return (
    tags.has(`${CLUSTER_PREFIX}${cluster}`) ||
    tags.has(`${CLUSTER_API_PREFIX}cluster/${cluster}`) ||
    tags.get('KubernetesCluster') === cluster ||
    tags.get(CONTROLLER_CLUSTER) === cluster ||
    tags.get(AUTO_MODE_CLUSTER) === cluster
  );
}

/** Whether a target group's tags name the same cluster and Service as the NLB's, in the same dialect. */
export function carriesOwnership(owner: ServiceOwner, tags: Tags): boolean {
  const named = namespacedName(owner.service);
  switch (owner.controller) {
    case 'in-tree':
      return (
        tags.get(`kubernetes.io/cluster/${owner.cluster}`) === 'owned' &&
        tags.get('kubernetes.io/service-name') === named
      );
    case 'aws-load-balancer-controller':
      return tags.get('elbv2.k8s.aws/cluster') === owner.cluster && tags.get('service.k8s.aws/stack') === named;
  }
}

/** `eks:eks-cluster-name`, `service.eks.amazonaws.com/stack`, `gateway.eks.amazonaws.com.nlb/stack` and their like. */
function isAutoModeKey(key: string): boolean {
  return key === AUTO_MODE_CLUSTER || /(^|\.)eks\.amazonaws\.com/.test(key.split('/')[0] ?? key);
}

function isControllerKey(key: string): boolean {
  return /^((elbv2|service|ingress|aga)\.k8s\.aws\/|gateway\.k8s\.aws)/.test(key);
}
