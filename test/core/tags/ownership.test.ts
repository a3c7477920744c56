import { inTreeName, ownerOf, parseObjectName, namesCluster } from '../../../lambda/core/tags/ownership.ts';
import { controllerTags, inTreeTags, tagsFrom, UID } from '../../support/builders.ts';

const NAME = inTreeName(UID);
const reasonOf = (tags: Record<string, string>, name = NAME): string => {
  const owner = ownerOf({ name }, tagsFrom(tags));
  return owner.is === 'other'
    ? owner.reason
    : `${owner.controller} ${owner.cluster} ${owner.service.namespace}/${owner.service.name}`;
};
const without = (tags: Record<string, string>, key: string) =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key));

describe('the name of an in-tree NLB', () => {
  it('is the vector that the reference computed', () => {
    expect(inTreeName('3f2504e0-4f89-41d3-9a0c-0305e82c3301')).toBe('a3f2504e04f8941d39a0c0305e82c330');
  });
});

describe('the owner', () => {
  it('is the Service of an in-tree NLB', () => {
    expect(reasonOf(inTreeTags())).toBe('in-tree prod payments/api');
    expect(reasonOf(inTreeTags({ KubernetesCluster: 'prod', team: 'payments' }))).toBe('in-tree prod payments/api');
  });

  it('is the Service of an NLB of the AWS Load Balancer Controller, whatever its name', () => {
    expect(reasonOf(controllerTags(), 'my-own-name')).toBe('aws-load-balancer-controller prod payments/api');
    expect(reasonOf(controllerTags({ 'elbv2.k8s.aws/cluster-region': 'eu-west-3' }), 'x')).toBe(
      'aws-load-balancer-controller prod payments/api',
    );
  });

  test.each<[string, string, Record<string, string>, string?]>([
    ['not-kubernetes', 'has no tags', {}],
    ['not-kubernetes', 'has only foreign tags', { Name: 'edge', 'aws:autoscaling:groupName': 'x' }],
    ['not-kubernetes', 'names a Service but no cluster', without(inTreeTags(), 'kubernetes.io/cluster/prod')],
    [
      'not-kubernetes',
      'names an empty cluster',
      { ...without(inTreeTags(), 'kubernetes.io/cluster/prod'), 'kubernetes.io/cluster/': 'owned' },
    ],
    [
      'not-kubernetes',
      'has a service-name that is no namespace/name',
      inTreeTags({ 'kubernetes.io/service-name': 'payments' }),
    ],
    ['not-kubernetes', 'has a name that the in-tree controller never gives', inTreeTags(), 'my-own-name'],
    ['not-kubernetes', 'has a name one digit short', inTreeTags(), NAME.slice(0, -1)],
    ['shared', 'has a cluster tag that says shared', inTreeTags({ 'kubernetes.io/cluster/prod': 'shared' })],
    ['shared', 'mixes both dialects', { ...inTreeTags(), ...controllerTags() }],
    ['shared', 'was adopted by the other controller', inTreeTags({ 'elbv2.k8s.aws/cluster': 'prod' })],
    ['shared', 'is the user’s own, lent to the controller (issue 4004)', { 'elbv2.k8s.aws/cluster': 'shared' }],
    [
      'shared',
      'belongs to an Ingress',
      {
        'elbv2.k8s.aws/cluster': 'prod',
        'ingress.k8s.aws/stack': 'edge/web',
        'ingress.k8s.aws/resource': 'FrontendNlb',
      },
    ],
    ['shared', 'belongs to a Gateway', controllerTags({ 'gateway.k8s.aws.nlb/stack': 'edge/gw' })],
    ['shared', 'belongs to a Global Accelerator stack', controllerTags({ 'aga.k8s.aws/stack': 'edge/x' })],
    ['shared', 'is another resource of the stack', controllerTags({ 'service.k8s.aws/resource': 'payments/api:80' })],
    ['shared', 'has a stack that is no namespace/name', controllerTags({ 'service.k8s.aws/stack': 'payments' })],
    ['not-kubernetes', 'has stack tags but no cluster', without(controllerTags(), 'elbv2.k8s.aws/cluster')],
    ['several-clusters', 'has the tags of two clusters', inTreeTags({ 'kubernetes.io/cluster/dev': 'owned' })],
    [
      'managed-by-aws',
      'is of EKS Auto Mode',
      { 'eks:eks-cluster-name': 'prod', 'service.eks.amazonaws.com/stack': 'payments/api' },
    ],
    [
      'managed-by-aws',
      'carries a single Auto Mode tag beside in-tree ones',
      inTreeTags({ 'gateway.eks.amazonaws.com.nlb/stack': 'a/b' }),
    ],
    [
      'control-plane',
      'is the API server of kOps or OpenShift: no service-name',
      { 'kubernetes.io/cluster/prod.example.com': 'owned', KubernetesCluster: 'prod.example.com' },
    ],
    ['control-plane', 'is of Cluster API', inTreeTags({ 'sigs.k8s.io/cluster-api-provider-aws/role': 'apiserver' })],
  ])('leaves alone (%s) what %s', (...[reason, , tags, name]) => {
    expect(reasonOf(tags, name)).toBe(reason);
  });
});

describe('namespace/name', () => {
  it.each(['', '/', 'a/', '/b', 'a', 'a/b/c'])('is not "%s"', (text) => {
    expect(parseObjectName(text)).toBeUndefined();
  });
  it('is a/b', () => {
    expect(parseObjectName('a/b')).toEqual({ namespace: 'a', name: 'b' });
  });
});

it.each(['Shop/web', 'shop/We', 'shop/a b', 'shop/-a', 'shop/a-', `shop/${'a'.repeat(64)}`, 'a/b/c', '/b', 'a/'])(
  'knows no Service named %s: no Service can be',
  (name) => {
    expect(parseObjectName(name)).toBeUndefined();
    expect(parseObjectName('shop/a-1')).toEqual({ namespace: 'shop', name: 'a-1' });
  },
);

it.each([
  ['kubernetes.io/cluster/prod', 'owned', true],
  ['kubernetes.io/cluster/prod', 'shared', true],
  ['elbv2.k8s.aws/cluster', 'prod', true],
  ['eks:eks-cluster-name', 'prod', true],
  ['sigs.k8s.io/cluster-api-provider-aws/cluster/prod', 'owned', true],
  ['KubernetesCluster', 'prod', true],
  ['KubernetesCluster', 'production', false],
  ['kubernetes.io/cluster/production', 'owned', false],
  ['elbv2.k8s.aws/cluster', 'production', false],
  ['team', 'prod', false],
])('says of %s = %s whether it names the cluster prod: %s', (key, value, expected) => {
  expect(namesCluster('prod', new Map([[key, value]]))).toBe(expected);
});
