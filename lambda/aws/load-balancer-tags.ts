/**
 * Tags of many load balancers, 20 per call. One load balancer that vanished fails its whole batch, so such a batch is
 * halved until the vanished one stands alone. Every ARN asked for gets a reading; none is ever read as "no tags" because
 * AWS left it out.
 */
import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElasticLoadBalancingV2Client, Tag, TagDescription } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { TagReading } from '../model/aws.ts';
import type { Tags } from '../model/reading.ts';
import { awsError, incomplete, unreadable } from './errors.ts';
import { required } from './reading.ts';

const CALL = { service: 'elasticloadbalancing', action: 'DescribeTags' } as const;
/** DescribeTags takes 20 ARNs (ELBv2 API reference). */
const BATCH_SIZE = 20;

/** One reading for each ARN asked for. Never rejects. */
export async function readTags(
  client: ElasticLoadBalancingV2Client,
  arns: readonly string[],
): Promise<ReadonlyMap<string, TagReading>> {
  const distinct = [...new Set(arns)];
  const readings = new Map<string, TagReading>();
  for (let at = 0; at < distinct.length; at += BATCH_SIZE) {
    for (const [arn, tags] of await readBatch(client, distinct.slice(at, at + BATCH_SIZE))) readings.set(arn, tags);
  }
  return readings;
}

/** The reading of one of them. Never rejects. */
export async function readTagsOf(client: ElasticLoadBalancingV2Client, arn: string): Promise<TagReading> {
  return (await readTags(client, [arn])).get(arn) ?? incomplete(CALL, `${arn} was not asked for`);
}

async function readBatch(
  client: ElasticLoadBalancingV2Client,
  arns: readonly string[],
): Promise<[string, TagReading][]> {
  try {
    const { TagDescriptions } = await client.send(new DescribeTagsCommand({ ResourceArns: [...arns] }));
    const descriptions = required(TagDescriptions, 'TagDescriptions');
    return arns.map((arn) => [arn, tagsOf(arn, descriptions)]);
  } catch (error) {
    if (awsError(CALL, error).kind !== 'gone') return arns.map((arn) => [arn, unreadable(CALL, error)]);
    if (arns.length === 1) return arns.map((arn) => [arn, { ok: true, value: { is: 'gone' } }]);
    const middle = Math.ceil(arns.length / 2);
    return [...(await readBatch(client, arns.slice(0, middle))), ...(await readBatch(client, arns.slice(middle)))];
  }
}

function tagsOf(arn: string, descriptions: readonly TagDescription[]): TagReading {
  const description = descriptions.find(({ ResourceArn }) => ResourceArn === arn);
  // SAFETY: left out is not "without tags": a `keep` may be among them.
  if (description?.Tags === undefined) return incomplete(CALL, `the answer has no tags for ${arn}`);
  const tags = parseTags(description.Tags);
  return tags === undefined
    ? incomplete(CALL, `a tag of ${arn} has no key`)
    : { ok: true, value: { is: 'present', tags } };
}

function parseTags(answer: readonly Tag[]): Tags | undefined {
  const tags = new Map<string, string>();
  for (const { Key, Value } of answer) {
    if (Key === undefined || Key === '') return undefined;
    // A tag without a value is a tag with the empty value: Value is optional in the API.
    tags.set(Key, Value === undefined ? '' : Value);
  }
  return tags;
}
