/**
 * Instances that a cluster runs on, by the tag that kOps, Cluster API and the like put on them: a self-managed cluster
 * looks to EKS like one that is gone. For the command line only.
 */
import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';

import type { Reading } from '../model/reading.ts';
import type { ClientMaker } from './clients.ts';
import { reading, required } from './reading.ts';

const CALL = { service: 'ec2', action: 'DescribeInstances' } as const;

// SAFETY: a stopped instance is a cluster that is switched off over the weekend. One that shuts down or is terminated
// never comes back (EC2 API reference, InstanceState).
const MAY_RUN_AGAIN = ['pending', 'running', 'stopping', 'stopped'];

/** IDs of the instances that run, or may again, and carry the tag `kubernetes.io/cluster/<name>`. */
export type ClusterInstances = (cluster: string) => Promise<Reading<readonly string[]>>;

export function ec2ClusterInstances(client: EC2Client): ClusterInstances {
  return (cluster) =>
    reading(CALL, async () => {
      const found: string[] = [];
      const Filters = [
        { Name: 'tag-key', Values: [`kubernetes.io/cluster/${cluster}`] },
        { Name: 'instance-state-name', Values: MAY_RUN_AGAIN },
      ];
      for await (const page of paginateDescribeInstances({ client }, { Filters })) {
        for (const reservation of required(page.Reservations, 'Reservations')) {
          for (const { InstanceId } of required(reservation.Instances, 'Instances')) {
            found.push(required(InstanceId, 'InstanceId'));
          }
        }
      }
      return found;
    });
}

/** With the region's own EC2 client, and so with its patience, proxies and retries. */
export function clusterInstances(clients: ClientMaker): ClusterInstances {
  return ec2ClusterInstances(clients.of(EC2Client));
}
