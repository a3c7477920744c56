/** What AWS may refuse to answer in a world: which calls fail for each word, and how. */
import type { Account } from '../../sandbox/account.ts';
import type { Loss, WorldSpec } from './description.ts';

interface Call {
  readonly command: string;
  readonly when?: (input: Readonly<Record<string, unknown>>) => boolean;
}

const eventsOf = (name: string) => (input: Readonly<Record<string, unknown>>) =>
  JSON.stringify(input['LookupAttributes']).includes(name);

/** By word. Of a source of users, the call that it makes in every account. */
export const CALLS: Readonly<Record<string, readonly Call[]>> = {
  'load-balancers': [{ command: 'DescribeLoadBalancers' }],
  'load-balancer-tags': [{ command: 'DescribeTags' }],
  'target-groups': [{ command: 'DescribeTargetGroups' }],
  'target-health': [{ command: 'DescribeTargetHealth' }],
  attributes: [{ command: 'DescribeLoadBalancerAttributes' }],
  reservations: [{ command: 'DescribeCapacityReservation' }],
  traffic: [{ command: 'GetMetricData' }],
  // ECS has a call of the same name.
  'cluster-list': [{ command: 'ListClusters', when: (input) => 'include' in input }],
  'cluster-answers': [{ command: 'DescribeCluster' }],
  'trail-deletions': [{ command: 'LookupEvents', when: eventsOf('DeleteCluster') }],
  'trail-removals': [{ command: 'LookupEvents', when: eventsOf('RemoveTags') }],
  'config-history': [{ command: 'ListDiscoveredResources' }, { command: 'GetResourceConfigHistory' }],
  'auto-scaling': [{ command: 'DescribeAutoScalingGroups' }],
  'classic-health': [{ command: 'DescribeInstanceHealth' }],
  addresses: [{ command: 'DescribeNetworkInterfaces' }],
  'endpoint-services': [{ command: 'DescribeVpcEndpointServiceConfigurations' }],
  'api-gateway': [{ command: 'GetVpcLinks' }],
  'global-accelerator': [{ command: 'ListAccelerators' }],
  cloudfront: [{ command: 'ListDistributions' }],
  'verified-access': [{ command: 'DescribeVerifiedAccessEndpoints' }],
  'traffic-mirror': [{ command: 'DescribeTrafficMirrorTargets' }],
  'ecs-services': [{ command: 'ListClusters', when: (input) => !('include' in input) }],
  'route-53': [{ command: 'ListHostedZones' }],
};

/** @returns the function that ends all of it @throws for a word that means no call */
export function startLosing(account: Account, { lost, clusters }: Pick<WorldSpec, 'lost' | 'clusters'>): () => void {
  const ends = lost.flatMap((loss) => callsOf(loss).map((call) => account.fail({ ...faultOf(call), with: loss.by })));
  for (const { name, canBeDescribed } of clusters) {
    if (canBeDescribed) continue;
    ends.push(account.fail({ command: 'DescribeCluster', with: 'denied', when: (input) => isAbout(input, name) }));
  }
  return () => {
    for (const end of ends) end();
  };
}

function callsOf({ what }: Loss): readonly Call[] {
  const calls = CALLS[what];
  if (calls === undefined) throw new Error(`no call is lost by the word ${what}`);
  return calls;
}

function faultOf({ command, when }: Call) {
  return {
    command,
    ...(when === undefined ? {} : { when: (input: object) => when(input as Record<string, unknown>) }),
  };
}

function isAbout(input: object, name: string): boolean {
  return 'name' in input && input.name === name;
}
