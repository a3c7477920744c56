/**
 * The queue in front of each function, which makes its runs one at a time: whatever comes during a run waits, and up to
 * ten messages make the next one. What a function crashed on again and again goes to the queue behind it, so that it holds
 * up nobody for longer than that.
 */
import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { JanitorFunction } from './janitor-function.ts';
import { receiveStatement } from './runtime-permissions.ts';

/** One for all: messages of two groups would run side by side. Also in lambda/aws/sqs-wake.ts. */
export const MESSAGE_GROUP = 'runs';

/** The most that Lambda takes from a FIFO queue at once. */
const BATCH = 10;
/** How often a batch is tried that ended in a crash or a time-out. */
const RECEIVES = 3;
/** While a function runs nobody else may get its batch; the rest is for Lambda, which is told of the end a little later. */
const VISIBLE_AFTER_TIMEOUT = Duration.minutes(5);
/** Longer than all receives of a batch take; what is older was overtaken by scheduled runs. */
const RETENTION = Duration.days(1);

export interface FunctionQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** @param timeout of the function that the queue is for */
export function functionQueue(scope: Construct, id: string, timeout: Duration): FunctionQueue {
  // Equal bodies of five minutes are one message: every sender's body says which event it is.
  const fifo = { fifo: true, contentBasedDeduplication: true };
  const deadLetters = deadLetterQueue(scope, `${id}DeadLetters`, fifo);
  const queue = new Queue(scope, `${id}Queue`, {
    ...COMMON,
    ...fifo,
    retentionPeriod: RETENTION,
    visibilityTimeout: timeout.plus(VISIBLE_AFTER_TIMEOUT),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: RECEIVES },
  });
  return { queue, deadLetters };
}

/** Fourteen days, the longest that SQS keeps a message: somebody may be on holiday. */
export function deadLetterQueue(
  scope: Construct,
  id: string,
  props: Pick<QueueProps, 'fifo' | 'contentBasedDeduplication'> = {},
): Queue {
  return new Queue(scope, id, { ...COMMON, ...props, retentionPeriod: Duration.days(14) });
}

/** From now on the messages of the queue run the function, and nothing else does. */
export function feed(scope: Construct, id: string, janitor: JanitorFunction, queue: Queue): void {
  janitor.allow(receiveStatement(queue.queueArn));
  const mapping = new EventSourceMapping(scope, id, {
    target: janitor.lambda,
    eventSourceArn: queue.queueArn,
    batchSize: BATCH,
  });
  // Lambda refuses the mapping while the role may not receive.
  mapping.node.addDependency(janitor.role);
}

const COMMON = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
