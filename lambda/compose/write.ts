/**
 * Builds the worlds of `sweep` and `reap`: what they may change is composed here, apart from read.ts, so that nothing
 * which only reads ever loads a command that writes.
 */
import { chatTopic } from '../aws/chat-topic.ts';
import { CallCount } from '../aws/call-count.ts';
import { createAwsClients, type AwsClients, type RateLimits } from '../aws/clients.ts';
import { elbDeleter } from '../aws/deleter.ts';
import { ssmPauseSwitch } from '../aws/pause-switch.ts';
import { s3SnapshotReader } from '../aws/s3-snapshot-reader.ts';
import { s3Snapshots } from '../aws/s3-snapshots.ts';
import { REAP_BESIDE_SWEEP, SWEEP_BESIDE_REAP } from '../aws/shared-pace.ts';
import { snsNotifier } from '../aws/sns-notifier.ts';
import { NO_ONE_TO_WAKE, sqsWake } from '../aws/sqs-wake.ts';
import { elbTagWriter } from '../aws/tag-writer.ts';
import type { Deadline } from '../ports/read.ts';
import { CHAT_ANSWERS_KEY } from '../records/chat-answers.ts';
import type { ReapWorld, SweepWorld, World } from '../ports/world.ts';
import { accountName, type Container } from './account-name.ts';
import { defaultEventBus } from './event-bus.ts';
import { readPorts, type Surroundings } from './read.ts';

export { CallCount };
export type { Container };

export interface Workplace extends Surroundings {
  /** Of this run: no other has it. */
  readonly runId: string;
  readonly topicArn: string;
  /** Undefined without a chat. */
  readonly chatTopicArn: string | undefined;
  readonly deadline: Deadline;
  /** Kept from one invocation to the next. */
  readonly container: Container;
  /** Counts the calls of this run's clients. */
  readonly calls?: CallCount;
}

interface BesideBucket extends Workplace {
  /** Name of the snapshot bucket. */
  readonly bucket: string;
}

/** @param place `reapQueueUrl`: undefined in a stack that has no `reap` */
export function sweepWorld(
  place: BesideBucket & { readonly reapQueueUrl: string | undefined },
  clients = clientsOf(place, place.reapQueueUrl === undefined ? undefined : SWEEP_BESIDE_REAP),
): SweepWorld {
  const { reapQueueUrl, bucket, account } = place;
  return worldOf(clients, place, {
    tagWriter: elbTagWriter(clients.elasticLoadBalancing),
    wake: reapQueueUrl === undefined ? NO_ONE_TO_WAKE : sqsWake(clients.sqs, reapQueueUrl),
    report: s3Snapshots(clients.s3, { name: bucket, ownerAccount: account }),
  });
}

export function reapWorld(place: BesideBucket, clients = clientsOf(place, REAP_BESIDE_SWEEP)): ReapWorld {
  return worldOf(clients, place, {
    tagWriter: elbTagWriter(clients.elasticLoadBalancing),
    deleter: elbDeleter(clients.elasticLoadBalancing),
    snapshots: s3Snapshots(clients.s3, { name: place.bucket, ownerAccount: place.account }),
  });
}

/** @param rateLimits undefined for a function that has the janitor's pace to itself */
function clientsOf({ region, calls }: Workplace, rateLimits: RateLimits | undefined): AwsClients {
  return createAwsClients({
    region,
    ...(rateLimits === undefined ? {} : { rateLimits }),
    ...(calls === undefined ? {} : { extend: (client) => calls.follow(client) }),
  });
}

function worldOf<Write>(clients: AwsClients, place: BesideBucket, write: Write): World<Write> {
  const stored = s3SnapshotReader(clients.s3, { name: place.bucket, ownerAccount: place.account });
  const never = new AbortController().signal;
  const sleep = (milliseconds: number): Promise<void> => place.sleep(milliseconds, never);
  return {
    account: place.account,
    region: place.region,
    accountName: accountName(clients, place.container),
    bucket: place.bucket,
    runId: place.runId,
    read: readPorts(clients, place),
    write,
    notifier: snsNotifier(clients.sns, place.topicArn),
    chat:
      place.chatTopicArn === undefined
        ? undefined
        : { ...chatTopic(clients.sns, place.chatTopicArn), answers: () => stored.get(CHAT_ANSWERS_KEY) },
    events: defaultEventBus(clients, sleep),
    pauseSwitch: ssmPauseSwitch(clients.ssm),
    deadline: place.deadline,
    now: place.now,
    sleep,
  };
}
