/** Whom EKS lets into a cluster: its authentication mode, and the access entries of roles and users. Reads only. */
import {
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  paginateListAccessEntries,
  paginateListAssociatedAccessPolicies,
} from '@aws-sdk/client-eks';
import type { EKSClient } from '@aws-sdk/client-eks';

import type { Reading } from '../model/reading.ts';
import { hasName, unreadable } from './errors.ts';
import type { AwsCall } from './errors.ts';
import { reading, required } from './reading.ts';

/** With `CONFIG_MAP` there are no access entries: the ConfigMap `aws-auth` alone counts. */
export type AuthenticationMode = 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP';

export type ClusterDoor =
  | { readonly is: 'absent' }
  /** Of no EKS, only registered with it (EKS Connector): it has no access entries. */
  | { readonly is: 'registered' }
  | { readonly is: 'present'; readonly mode: AuthenticationMode };

export type AccessEntry =
  | { readonly is: 'absent' }
  | { readonly is: 'present'; readonly groups: readonly string[]; readonly policyArns: readonly string[] };

export async function clusterDoor(client: EKSClient, name: string): Promise<Reading<ClusterDoor>> {
  try {
    const { cluster } = await client.send(new DescribeClusterCommand({ name }));
    if (required(cluster, 'cluster').connectorConfig !== undefined) return { ok: true, value: { is: 'registered' } };
    const mode = required(cluster?.accessConfig?.authenticationMode, 'accessConfig.authenticationMode');
    return { ok: true, value: { is: 'present', mode } };
  } catch (error) {
    if (hasName(error, 'ResourceNotFoundException')) return { ok: true, value: { is: 'absent' } };
    return unreadable(call('DescribeCluster'), error);
  }
}

/** @param principalArn of a role or user, as an entry names it */
export async function accessEntry(
  client: EKSClient,
  clusterName: string,
  principalArn: string,
): Promise<Reading<AccessEntry>> {
  let groups: readonly string[];
  try {
    const { accessEntry: entry } = await client.send(new DescribeAccessEntryCommand({ clusterName, principalArn }));
    groups = required(entry, 'accessEntry').kubernetesGroups ?? [];
  } catch (error) {
    if (hasName(error, 'ResourceNotFoundException')) return { ok: true, value: { is: 'absent' } };
    return unreadable(call('DescribeAccessEntry'), error);
  }
  return reading(call('ListAssociatedAccessPolicies'), async () => {
    const policyArns: string[] = [];
    for await (const page of paginateListAssociatedAccessPolicies({ client }, { clusterName, principalArn })) {
      const wide = required(page.associatedAccessPolicies, 'associatedAccessPolicies').filter(
        ({ accessScope }) => accessScope?.type === 'cluster',
      );
      policyArns.push(...wide.map(({ policyArn }) => required(policyArn, 'policyArn')));
    }
    return { is: 'present', groups, policyArns };
  });
}

/** ARNs of all that have an entry. */
export function principalsWithAccess(client: EKSClient, clusterName: string): Promise<Reading<readonly string[]>> {
  return reading(call('ListAccessEntries'), async () => {
    const arns: string[] = [];
    for await (const page of paginateListAccessEntries({ client }, { clusterName })) {
      arns.push(...required(page.accessEntries, 'accessEntries'));
    }
    return arns;
  });
}

function call(action: string): AwsCall {
  return { service: 'eks', action };
}
