/** Events as they were captured (aws.md 2.3), each beside a twin that differs by one fact. */
import { parseTrigger, type Trigger } from '../../lambda/core/trigger.ts';
import { ACCOUNT, arnOf, REGION } from '../support/builders.ts';

const OWN_ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-sweep-${REGION}`;
const SELF = {
  account: ACCOUNT,
  region: REGION,
  roleArns: [OWN_ROLE, `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-reap-${REGION}`],
};
const ARN = arnOf('a3f2504e04f8941d39a0c0305e82c330');

type Fields = Record<string, unknown>;

function cloudTrail(detail: Fields, envelope: Fields = {}): Fields {
  return {
    version: '0',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.elasticloadbalancing',
    account: ACCOUNT,
    region: REGION,
    resources: [],
    detail: {
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/platform` } },
      },
      eventSource: 'elasticloadbalancing.amazonaws.com',
      apiVersion: '2015-12-01',
      awsRegion: REGION,
      sourceIPAddress: 'AWS Internal',
      responseElements: null,
      ...detail,
    },
    ...envelope,
  };
}

const addTags = (tags: unknown, more: Fields = {}) =>
  cloudTrail({ eventName: 'AddTags', requestParameters: { tags, resourceArns: [ARN] }, ...more });
const APPROVED = [{ key: 'nlb-janitor/approval', value: 'approved' }];
const removeTags = (tagKeys: unknown) =>
  cloudTrail({ eventName: 'RemoveTags', requestParameters: { resourceArns: [ARN], tagKeys } });
const deleteCluster = (more: Fields = {}) =>
  cloudTrail(
    {
      eventSource: 'eks.amazonaws.com',
      eventName: 'DeleteCluster',
      apiVersion: undefined,
      requestParameters: { name: 'prod' },
      ...more,
    },
    { source: 'aws.eks' },
  );
const failedDelete = (more: Fields = {}) =>
  cloudTrail({
    eventName: 'DeleteLoadBalancer',
    errorCode: 'ResourceInUseException',
    requestParameters: { loadBalancerArn: ARN },
    ...more,
  });

const shown = (trigger: Trigger): string =>
  trigger.is === 'ignored' ? `ignored: ${trigger.because}` : JSON.stringify(trigger.scope);
const parse = (event: unknown): string => shown(parseTrigger(event, SELF));

const ONE = JSON.stringify({ is: 'load-balancers', arns: [ARN] });

describe('an event that makes a run come sooner', () => {
  test.each<[string, unknown, string]>([
    ['the schedule', { source: 'nlb-janitor.schedule' }, '{"is":"everything"}'],
    ['a rule schedule', { 'detail-type': 'Scheduled Event', source: 'aws.events' }, '{"is":"everything"}'],
    ['an approval', addTags(APPROVED), ONE],
    ['a rejection', addTags([{ key: 'nlb-janitor/approval', value: 'rejected' }]), ONE],
    [
      'a keep tag, whatever its value',
      addTags([
        { key: 'team', value: 'x' },
        { key: 'nlb-janitor/keep', value: 'pending' },
      ]),
      ONE,
    ],
    [
      'an approval by an IAM user, who has no session issuer',
      addTags(APPROVED, { userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/anna` } }),
      ONE,
    ],
    [
      'an approval by an IAM user with an empty session issuer',
      addTags(APPROVED, { userIdentity: { type: 'IAMUser', sessionContext: { sessionIssuer: {} } } }),
      ONE,
    ],
    ['a removal of one of the janitor’s keys', removeTags(['team', 'nlb-janitor/quarantined-at']), ONE],
    ['a deleted cluster', deleteCluster(), '{"is":"cluster","name":"prod"}'],
    [
      'a deleted cluster as AWS documented it in 2018',
      deleteCluster({ requestParameters: { clusterName: 'prod' } }),
      '{"is":"cluster","name":"prod"}',
    ],
    ['a failed DeleteLoadBalancer', failedDelete(), ONE],
  ])('is %s', (_what, event, expected) => {
    expect(parse(event)).toBe(expected);
  });

  it('names every NLB of one call, and only those', () => {
    const other = arnOf('other');
    const event = cloudTrail({
      eventName: 'AddTags',
      requestParameters: { tags: APPROVED, resourceArns: [ARN, other, arnOf('web', 'app')] },
    });
    expect(parse(event)).toBe(JSON.stringify({ is: 'load-balancers', arns: [ARN, other] }));
  });

  it('says the same when it comes twice', () => {
    expect(parse(addTags(APPROVED))).toBe(parse(addTags(APPROVED)));
  });
});

describe('an event that is ignored', () => {
  test.each<[string, unknown]>([
    ['no object', undefined],
    ['text', 'hello'],
    ['a list', []],
    ['an empty object', {}],
    ['an event of another kind', { 'detail-type': 'EC2 Instance State-change Notification' }],
    ['without detail', { ...addTags(APPROVED), detail: undefined }],
    ['of another account', { ...addTags(APPROVED), account: '999999999999' }],
    ['of another region', { ...addTags(APPROVED), region: 'us-east-1' }],
    [
      'the janitor’s own call',
      addTags(APPROVED, { userIdentity: { sessionContext: { sessionIssuer: { arn: OWN_ROLE } } } }),
    ],
    ['a flip that failed', addTags(APPROVED, { errorCode: 'AccessDenied' })],
    ['a flip to pending', addTags([{ key: 'nlb-janitor/approval', value: 'pending' }])],
    ['a foreign tag', addTags([{ key: 'WAF', value: 'Internal' }])],
    ['a quarantine tag', addTags([{ key: 'nlb-janitor/quarantined-at', value: 'x' }])],
    ['tags that are no list', addTags('approved')],
    ['tags of nothing', addTags([null, 7])],
    ['without resourceArns', cloudTrail({ eventName: 'AddTags', requestParameters: { tags: APPROVED } })],
    [
      'about an Application Load Balancer',
      cloudTrail({ eventName: 'AddTags', requestParameters: { tags: APPROVED, resourceArns: [arnOf('web', 'app')] } }),
    ],
    ['the removal of foreign keys', removeTags(['team'])],
    ['the removal of no list of keys', removeTags(undefined)],
    ['of the Classic API', addTags(APPROVED, { apiVersion: '2012-06-01' })],
    ['of another service with the same name', addTags(APPROVED, { eventSource: 'ec2.amazonaws.com' })],
    ['DeleteCluster of ECS', deleteCluster({ eventSource: 'ecs.amazonaws.com' })],
    ['a DeleteCluster that failed', deleteCluster({ errorCode: 'ResourceInUseException' })],
    ['a DeleteCluster without a name', deleteCluster({ requestParameters: {} })],
    ['a DeleteLoadBalancer that succeeded', failedDelete({ errorCode: undefined })],
    [
      'a failed Classic DeleteLoadBalancer',
      failedDelete({ apiVersion: '2012-06-01', requestParameters: { loadBalancerName: 'a' } }),
    ],
    ['a call that means nothing to us', cloudTrail({ eventName: 'CreateLoadBalancer', requestParameters: {} })],
  ])('is %s', (_what, event) => {
    expect(parse(event)).toMatch(/^ignored: /);
  });
});
