/**
 * Tags of ELBv2 resources in the sandbox. A call is checked as a whole before anything is written; whether AWS does the
 * same for several resources at once is not documented.
 */
import type {
  AddTagsInput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Account } from '../account.ts';
import { checkArnCount } from './elb-paging.ts';
import {
  duplicateTagKeys,
  elbValidationError,
  listenerNotFound,
  loadBalancerNotFound,
  targetGroupNotFound,
  tooManyTags,
} from './errors.ts';
import { addTagsEvent, removeTagsEvent } from './tag-events.ts';
import { checkTagText } from './tag-rules.ts';

const MAX_TAGS = 50;

/** One resource that is gone fails the whole call. */
export function describeTags(account: Account, { ResourceArns: arns = [] }: DescribeTagsInput): DescribeTagsOutput {
  checkArnCount(arns);
  checkResources(account, arns);
  return {
    TagDescriptions: arns.map((arn) => ({
      ResourceArn: arn,
      Tags: [...account.tagsOf(arn)].map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}

export function addTags(account: Account, { ResourceArns: arns = [], Tags = [] }: AddTagsInput): object {
  checkResources(account, arns);
  const tags = Tags.map(({ Key = '', Value = '' }) => [Key, Value] as const);
  for (const [key, value] of tags) checkTag(key, value);
  if (new Set(tags.map(([key]) => key)).size < tags.length) throw duplicateTagKeys();
  for (const arn of arns) {
    const keys = [...account.tagsOf(arn).keys(), ...tags.map(([key]) => key)].filter((key) => !key.startsWith('aws:'));
    if (new Set(keys).size > MAX_TAGS) throw tooManyTags(arn);
  }
  for (const arn of arns) account.setTags(arn, Object.fromEntries(tags));
  account.addTrailEvent(addTagsEvent(account.callerArn, arns, Object.fromEntries(tags)));
  return {};
}

export function removeTags(account: Account, { ResourceArns: arns = [], TagKeys: keys = [] }: RemoveTagsInput): object {
  checkResources(account, arns);
  for (const arn of arns) account.removeTags(arn, ...keys);
  account.addTrailEvent(removeTagsEvent(account.callerArn, arns, keys));
  return {};
}

function checkResources(account: Account, arns: readonly string[]): void {
  if (arns.length === 0) throw elbValidationError('At least one resource ARN is needed');
  const missing = arns.filter((arn) => !account.hasTaggable(arn));
  const loadBalancers = missing.filter((arn) => arn.includes(':loadbalancer/'));
  if (loadBalancers.length > 0) throw loadBalancerNotFound(loadBalancers);
  const targetGroups = missing.filter((arn) => arn.includes(':targetgroup/'));
  if (targetGroups.length > 0) throw targetGroupNotFound(targetGroups);
  const listeners = missing.filter((arn) => arn.includes(':listener/'));
  if (listeners.length > 0) throw listenerNotFound(listeners);
  if (missing.length > 0) throw elbValidationError(`'${missing.join(', ')}' is not a valid resource ARN`);
}

function checkTag(key: string, value: string): void {
  checkTagText(key, value);
  if (/^aws:/i.test(key)) {
    throw elbValidationError('aws: prefixed tag key names are not allowed for external use');
  }
}
