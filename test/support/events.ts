/** Messages of the queues: CloudTrail events on the shapes that are really sent (docs/facts/aws.md 2.3), and the schedule. */
import { ACCOUNT, arnOf, REGION } from './builders.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An approval of one NLB by a person with a role. */
export function apiCall(detail: Fields = {}, envelope: Fields = {}): Fields {
  return {
    version: '0',
    id: '7bf73129-1428-4cd3-a780-95db273d1602',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.elasticloadbalancing',
    account: ACCOUNT,
    time: '2026-03-01T10:00:00Z',
    region: REGION,
    resources: [],
    detail: {
      eventVersion: '1.08',
      userIdentity: identity(`arn:aws:iam::${ACCOUNT}:role/people`),
      eventTime: '2026-03-01T10:00:00Z',
      eventSource: 'elasticloadbalancing.amazonaws.com',
      eventName: 'AddTags',
      awsRegion: REGION,
      requestParameters: tagged('approval', 'approved', [arnOf('a3f2504e04f8941d39a0c0305e82c330')]),
      responseElements: null,
      eventID: 'e3c45a01-0000-4000-8000-000000000001',
      readOnly: false,
      eventType: 'AwsApiCall',
      apiVersion: '2015-12-01',
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      eventCategory: 'Management',
      ...detail,
    },
    ...envelope,
  };
}

export function identity(issuer: string): Fields {
  const role = issuer.split('/').at(-1);
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/ada`,
    accountId: ACCOUNT,
    sessionContext: { sessionIssuer: { type: 'Role', arn: issuer }, attributes: { mfaAuthenticated: 'false' } },
  };
}

/** `requestParameters` of AddTags, with a tag of somebody else beside the janitor's. */
export function tagged(key: string, value: string | undefined, arns: readonly unknown[]): Fields {
  const own = { key: `nlb-janitor/${key}`, ...(value === undefined ? {} : { value }) };
  return { tags: [{ value: 'Internal', key: 'WAF' }, own], resourceArns: arns };
}

/** The nth flip of a tag: an event of its own, whatever it says. */
export function tagFlip(arn: string, key: string, value: string, nth = 1): Fields {
  const id = `e3c45a01-0000-4000-8000-${String(nth).padStart(12, '0')}`;
  return apiCall({ requestParameters: tagged(key, value, [arn]), eventID: id }, { id });
}

/** The AWS Load Balancer Controller takes tags of the janitor off an NLB. */
export function stripping(arn: string, keys: readonly string[], at: Date, nth = 1): Fields {
  const id = `e3c45a01-0000-4000-9000-${String(nth).padStart(12, '0')}`;
  const detail = {
    eventName: 'RemoveTags',
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    userAgent: 'elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/1.36.3 os/linux',
    requestParameters: { resourceArns: [arn], tagKeys: keys },
  };
  return apiCall({ ...detail, eventID: id }, { id });
}

/** EKS begins to delete a cluster. */
export function clusterDeletion(name: string, detail: Fields = {}, envelope: Fields = {}): Fields {
  const cluster = { name, status: 'DELETING', resourcesVpcConfig: { vpcId: 'vpc-0prod' } };
  return apiCall(
    {
      eventSource: 'eks.amazonaws.com',
      eventName: 'DeleteCluster',
      apiVersion: undefined,
      requestParameters: { name },
      responseElements: { cluster },
      ...detail,
    },
    { source: 'aws.eks', ...envelope },
  );
}

/** What the schedule sends at that time. */
export function scheduled(at: string): Fields {
  return { source: 'nlb-janitor.schedule', execution: `execution-of-${at}`, at };
}

/** As Lambda hands messages over. */
export function queueEvent(...messages: readonly unknown[]): { readonly Records: readonly Fields[] } {
  return {
    Records: messages.map((message, index) => ({
      messageId: `message-${index + 1}`,
      body: typeof message === 'string' ? message : JSON.stringify(message),
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'runs' },
    })),
  };
}
