/**
 * Builds the worlds of `sweep` and `reap`: what they may change is composed here, apart from read.ts, so that nothing
 * which
 * only reads ever loads a command that writes.
 */
import { createAwsClients, type AwsClients } from '../aws/clients.ts';
import { elbDeleter } from '../aws/deleter.ts';
import { ssmPauseSwitch } from '../aws/pause-switch.ts';
import { s3Snapshots } from '../aws/s3-snapshots.ts';
import { snsNotifier } from '../aws/sns-notifier.ts';
import { elbTagWriter } from '../aws/tag-writer.ts';
import type { Deadline } from '../ports/read.ts';
import type { ReapWorld, SweepWorld, World } from '../ports/world.ts';
import { readPorts, type Surroundings } from './read.ts';

export interface Workplace extends Surroundings {
  readonly topicArn: string;
  readonly deadline: Deadline;
}

export function sweepWorld(place: Workplace, clients = clientsOf(place)): SweepWorld {
  return worldOf(clients, place, { tagWriter: elbTagWriter(clients.elasticLoadBalancing) });
}

/** @param place `bucket`: the name of the snapshot bucket */
export function reapWorld(place: Workplace & { readonly bucket: string }, clients = clientsOf(place)): ReapWorld {
  return worldOf(clients, place, {
    tagWriter: elbTagWriter(clients.elasticLoadBalancing),
    deleter: elbDeleter(clients.elasticLoadBalancing),
    snapshots: s3Snapshots(clients.s3, { name: place.bucket, ownerAccount: place.account }),
  });
}

function clientsOf({ region }: Workplace): AwsClients {
  return createAwsClients({ region });
}

function worldOf<Write>(clients: AwsClients, place: Workplace, write: Write): World<Write> {
  const never = new AbortController().signal;
  return {
    account: place.account,
    region: place.region,
    read: readPorts(clients, place),
    write,
    notifier: snsNotifier(clients.sns, place.topicArn),
    pauseSwitch: ssmPauseSwitch(clients.ssm),
    deadline: place.deadline,
    now: place.now,
    sleep: (milliseconds) => place.sleep(milliseconds, never),
  };
}
