/**
 * EKS access entries that let the functions' roles read clusters. Never more than reading Services and what else claims
 * an NLB.
 * An entry ends for good when its role is deleted, also when one of the same name is made again: deploy it again then.
 */
import { Aws } from 'aws-cdk-lib';
import { CfnAccessEntry, type CfnAccessEntryProps } from 'aws-cdk-lib/aws-eks';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ClusterAccess } from '../lambda/settings/settings.ts';

/** The Kubernetes group of cluster-access.yaml. */
export const READERS_GROUP = 'nlb-janitor-readers';

/** @param roles by a name that is part of the entries' construct IDs */
export function addAccessEntries(
  scope: Construct,
  access: readonly ClusterAccess[],
  roles: Readonly<Record<string, Role>>,
): CfnAccessEntry[] {
  return access.flatMap(({ cluster, by }) =>
    Object.entries(roles).map(
      ([name, role]) =>
        new CfnAccessEntry(scope, `Access-${cluster}-${name}`, {
          clusterName: cluster,
          principalArn: role.roleArn,
          type: 'STANDARD',
          ...RIGHTS[by],
        }),
    ),
  );
}

/**
 * AWS's view policy reads Services and Ingresses, and no custom resources: where the cluster has TargetGroupBindings or
 * Gateways, its view stays incomplete and every verdict about it `unknown` (EKS guide, "Review access policy
 * permissions").
 */
const RIGHTS: Readonly<Record<ClusterAccess['by'], Pick<CfnAccessEntryProps, 'kubernetesGroups' | 'accessPolicies'>>> =
  {
    group: { kubernetesGroups: [READERS_GROUP] },
    'view-policy': {
      accessPolicies: [
        {
          policyArn: `arn:${Aws.PARTITION}:eks::aws:cluster-access-policy/AmazonEKSViewPolicy`,
          accessScope: { type: 'cluster' },
        },
      ],
    },
  };
