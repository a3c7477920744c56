/** The CloudTrail events of AddTags and RemoveTags, of the shape that was captured (docs/facts/aws.md 2.3). */
import type { TrailEventSpec } from './resources.ts';

const OF_ELB = { eventSource: 'elasticloadbalancing.amazonaws.com' } as const;

export function addTagsEvent(
  by: string,
  resourceArns: readonly string[],
  tags: Readonly<Record<string, string>>,
): TrailEventSpec {
  const pairs = Object.entries(tags).map(([key, value]) => (value === '' ? { key } : { value, key }));
  return { eventName: 'AddTags', ...OF_ELB, record: recordOf(by, { tags: pairs, resourceArns }) };
}

/** A call that AWS refused, since there is no such resource. */
export function failedAddTagsEvent(
  by: string,
  resourceArns: readonly string[],
  tags: Readonly<Record<string, string>>,
): TrailEventSpec {
  const { record, ...event } = addTagsEvent(by, resourceArns, tags);
  const [arn = ''] = resourceArns;
  const errorMessage = `Load balancers '[${arn}]' not found`;
  return { ...event, record: { ...record, errorCode: 'LoadBalancerNotFoundException', errorMessage } };
}

export function removeTagsEvent(
  by: string,
  resourceArns: readonly string[],
  tagKeys: readonly string[],
): TrailEventSpec {
  return { eventName: 'RemoveTags', ...OF_ELB, record: recordOf(by, { resourceArns, tagKeys }) };
}

function recordOf(by: string, requestParameters: object): Readonly<Record<string, unknown>> {
  return { userIdentity: identityOf(by), requestParameters, apiVersion: '2015-12-01' };
}

/** Of the session of a role the issuer too; of anybody else the ARN alone. */
function identityOf(arn: string): object {
  const [, partition, accountId, role] = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role === undefined) return { type: 'IAMUser', arn };
  const issuer = `arn:${partition}:iam::${accountId}:role/${role}`;
  return {
    type: 'AssumedRole',
    arn,
    accountId,
    sessionContext: { sessionIssuer: { type: 'Role', arn: issuer, accountId, userName: role } },
  };
}
