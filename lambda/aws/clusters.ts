/**
 * Lists and looks up EKS clusters. `absent` may lead to a delete: only EKS itself, by ResourceNotFoundException,
 * can say it, or a name that no EKS cluster can have.
 */
import { DescribeClusterCommand, paginateListClusters } from '@aws-sdk/client-eks';
import type { Cluster as ClusterAnswer, EKSClient } from '@aws-sdk/client-eks';

import type { Cluster } from '../model/aws.ts';
import type { Clusters } from '../ports/read.ts';
import { hasName, IncompleteAnswerError, unreadable } from './errors.ts';
import { instantOrInvalid, required } from './reading.ts';

const LIST = { service: 'eks', action: 'ListClusters' } as const;
const CALL = { service: 'eks', action: 'DescribeCluster' } as const;

/** API_CreateCluster, name. kOps and OpenShift tag with domain names and the like, which EKS refuses as invalid. */
const EKS_CLUSTER_NAME = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/;

export function eksClusters(client: EKSClient): Clusters {
  return {
    async list() {
      const names: string[] = [];
      try {
        // `all` names those too that are only registered through EKS Connector: API_ListClusters, include.
        for await (const page of paginateListClusters({ client }, { include: ['all'] })) {
          names.push(...required(page.clusters, 'clusters'));
        }
        return { ok: true, value: names };
      } catch (error) {
        // SAFETY: a list cut short says nothing about the clusters that are not on it.
        return { ...unreadable(LIST, error), seen: names };
      }
    },
    async describe(name) {
      // Not asked: EKS answers such a name with an error, and an unreadable cluster would keep the orphans of all others.
      if (!EKS_CLUSTER_NAME.test(name)) return { ok: true, value: { is: 'absent' } };
      try {
        const answer = await client.send(new DescribeClusterCommand({ name }));
        return { ok: true, value: { is: 'present', cluster: parseCluster(required(answer.cluster, 'cluster'), name) } };
      } catch (error) {
        // SAFETY: nothing else means absent.
        if (hasName(error, 'ResourceNotFoundException')) {
          return { ok: true, value: { is: 'absent' } };
        }
        return unreadable(CALL, error);
      }
    },
  };
}

function parseCluster(answer: ClusterAnswer, name: string): Cluster {
  // Taken for the cluster that was asked for, another one would vouch for load balancers it does not know.
  if (answer.name !== name) throw new IncompleteAnswerError(`the answer is about ${answer.name}, not ${name}`);
  return {
    name,
    arn: required(answer.arn, `arn for cluster ${name}`),
    status: required(answer.status, `status for cluster ${name}`),
    vpcId: answer.resourcesVpcConfig?.vpcId,
    createdAt: instantOrInvalid(answer.createdAt),
    endpoint: answer.endpoint,
    certificateAuthority: answer.certificateAuthority?.data,
    isRegisteredOnly: answer.connectorConfig !== undefined,
  };
}
