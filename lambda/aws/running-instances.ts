/**
 * Instances that a cluster runs on, by the tag that kOps, Cluster API and the like put on them: a self-managed cluster
 * looks to EKS like one that is gone. For the command line only.
 */
import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';

import type { Reading } from '../model/reading.ts';
import type { ClientMaker } from './clients.ts';
import { reading, required } from './reading.ts';

const CALL = { service: 'ec2', action: 'DescribeInstances' } as const;

/** IDs of the instances that run, or are about to, and carry the tag `kubernetes.io/cluster/<name>`. */
export type RunningInstances = (cluster: string) => Promise<Reading<readonly string[]>>;

export function ec2RunningInstances(client: EC2Client): RunningInstances {
  return (cluster) =>
    reading(CALL, async () => {
      const found: string[] = [];
      const Filters = [
        { Name: 'tag-key', Values: [`kubernetes.io/cluster/${cluster}`] },
        { Name: 'instance-state-name', Values: ['pending', 'running'] },
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
export function runningInstances(clients: ClientMaker): RunningInstances {
  return ec2RunningInstances(clients.of(EC2Client));
}
