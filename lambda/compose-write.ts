/**
 * Builds what `sweep` and `reap` may change the world with. Apart from compose.ts, so that nothing which only reads ever
 * loads a command that writes.
 */
import type { ReapActs } from './act-reap.ts';
import type { SweepActs } from './act-sweep.ts';
import type { AwsClients } from './aws/clients.ts';
import { elbDeleter } from './aws/deleter.ts';
import { elbDescriber } from './aws/describer.ts';
import { s3Snapshots } from './aws/s3-snapshots.ts';
import { snsNotifier } from './aws/sns-notifier.ts';
import { elbTagWriter } from './aws/tag-writer.ts';
import { readPorts, type Surroundings } from './compose.ts';
import type { Deadline } from './ports.ts';
import type { World } from './run.ts';

export interface Workplace extends Surroundings {
  readonly topicArn: string;
  readonly deadline: Deadline;
}

export function sweepWorld(clients: AwsClients, place: Workplace): World & { readonly acts: SweepActs } {
  const world = worldOf(clients, place);
  return {
    ...world,
    acts: {
      loadBalancers: world.ports.loadBalancers,
      describer: elbDescriber(clients.elasticLoadBalancing),
      tagWriter: elbTagWriter(clients.elasticLoadBalancing),
      deadline: place.deadline,
      now: place.now,
    },
  };
}

export function reapWorld(
  clients: AwsClients,
  place: Workplace & { readonly bucket: string },
): World & { readonly acts: ReapActs } {
  const world = worldOf(clients, place);
  const never = new AbortController().signal;
  return {
    ...world,
    acts: {
      ports: world.ports,
      describer: elbDescriber(clients.elasticLoadBalancing),
      deleter: elbDeleter(clients.elasticLoadBalancing),
      tagWriter: elbTagWriter(clients.elasticLoadBalancing),
      snapshots: s3Snapshots(clients.s3, { name: place.bucket, ownerAccount: place.account }),
      deadline: place.deadline,
      now: place.now,
      sleep: (milliseconds) => place.sleep(milliseconds, never),
    },
  };
}

function worldOf(clients: AwsClients, place: Workplace): World {
  return {
    account: place.account,
    region: place.region,
    ports: readPorts(clients, place),
    notifier: snsNotifier(clients.sns, place.topicArn),
    now: place.now,
  };
}
