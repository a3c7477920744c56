/** How many messages wait in a queue, for how long, and in the one behind it. */
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { QueueAttributeName } from '@aws-sdk/client-sqs';

import type { Queue } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import type { AwsClients } from '../clients.ts';
import { reading, required, wholeReading } from '../reading.ts';
import { metricPoints } from './metrics.ts';

const URL = { service: 'sqs', action: 'GetQueueUrl' } as const;
const ATTRIBUTES = { service: 'sqs', action: 'GetQueueAttributes' } as const;
const WANTED: QueueAttributeName[] = ['ApproximateNumberOfMessages', 'RedrivePolicy'];

type Clients = Pick<AwsClients, 'sqs' | 'cloudWatch'>;

/**
 * Each queue, and the one behind it that its redrive policy names.
 *
 * @param arns of queues
 * @param deadLetterArns of queues that hold what went wrong and that no redrive policy names
 */
export function queuesOf(
  clients: Clients,
  { arns, deadLetterArns }: { readonly arns: readonly string[]; readonly deadLetterArns: readonly string[] },
  now: Date,
): Promise<Reading<readonly Queue[]>> {
  return wholeReading(async (part) => {
    const own = await Promise.all(arns.map(async (arn) => ({ arn, ...part(await attributesOf(clients, arn)) })));
    const behind = [...new Set([...own.flatMap(({ deadLetterArn }) => deadLetterArn ?? []), ...deadLetterArns])];
    const oldest = await oldestSecondsOf(
      clients,
      own.map(({ arn }) => nameOf(arn)),
      now,
    );
    const queues = own.map(({ arn, waiting }, index): Queue => {
      const oldestSeconds = oldest.ok ? ({ ok: true, value: oldest.value[index] } as const) : oldest;
      return { name: nameOf(arn), is: 'queue', waiting, oldestSeconds };
    });
    const deadLetters = await Promise.all(
      behind.map(async (arn): Promise<Queue> => {
        const { waiting } = part(await attributesOf(clients, arn));
        return { name: nameOf(arn), is: 'dead-letters', waiting, oldestSeconds: { ok: true, value: undefined } };
      }),
    );
    return [...queues, ...deadLetters];
  });
}

interface Attributes {
  readonly waiting: number;
  readonly deadLetterArn: string | undefined;
}

function attributesOf({ sqs }: Clients, arn: string): Promise<Reading<Attributes>> {
  return wholeReading(async (part) => {
    const url = part(
      await reading(URL, async () => {
        const [, , , , QueueOwnerAWSAccountId] = arn.split(':');
        const answer = await sqs.send(new GetQueueUrlCommand({ QueueName: nameOf(arn), QueueOwnerAWSAccountId }));
        return required(answer.QueueUrl, 'QueueUrl');
      }),
    );
    return part(
      await reading(ATTRIBUTES, async () => {
        const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: WANTED }));
        const { ApproximateNumberOfMessages, RedrivePolicy } = answer.Attributes ?? {};
        return {
          waiting: Number(required(ApproximateNumberOfMessages, 'ApproximateNumberOfMessages')),
          deadLetterArn: RedrivePolicy === undefined ? undefined : deadLettersIn(JSON.parse(RedrivePolicy)),
        };
      }),
    );
  });
}

function deadLettersIn(policy: unknown): string | undefined {
  const arn: unknown = Reflect.get(Object(policy), 'deadLetterTargetArn');
  return typeof arn === 'string' ? arn : undefined;
}

/** SQS itself does not tell the age; CloudWatch does, some minutes late. */
async function oldestSecondsOf(
  { cloudWatch }: Clients,
  names: readonly string[],
  now: Date,
): Promise<Reading<readonly (number | undefined)[]>> {
  const asked = names.map((QueueName) => ({
    namespace: 'AWS/SQS',
    name: 'ApproximateAgeOfOldestMessage',
    dimensions: { QueueName },
    statistic: 'Maximum' as const,
  }));
  const read = await metricPoints(cloudWatch, asked, { now, periods: 3, periodSeconds: 300 });
  return read.ok ? { ok: true, value: read.value.map((points) => points.at(-1)?.value) } : read;
}

function nameOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
