import { RULES } from '../../infra/rules.ts';
import { TAG } from '../../lambda/core/tags/keys.ts';
import { matchesEvent } from './support/event-pattern.ts';
import { NLB } from './support/iam.ts';

const ALB = 'arn:aws:elasticloadbalancing:us-east-1:123456789123:loadbalancer/app/test/433ae0ba96204181';

/** As CloudTrail sends it: docs/facts/aws.md 2.3, with `requestParameters` of one's own. */
const elbEvent = (eventName: string, requestParameters: unknown, detail: object = {}): object => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.elasticloadbalancing',
  account: '123456789123',
  region: 'us-east-1',
  resources: [],
  detail: {
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789123:assumed-role/admin/jane',
      sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::123456789123:role/admin' } },
    },
    eventSource: 'elasticloadbalancing.amazonaws.com',
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: 'AWS Internal',
    requestParameters,
    responseElements: null,
    readOnly: false,
    apiVersion: '2015-12-01',
    ...detail,
  },
});

const clusterEvent = (detail: object = {}): object => ({
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.eks',
  detail: {
    eventSource: 'eks.amazonaws.com',
    eventName: 'DeleteCluster',
    requestParameters: { name: 'eks-cluster' },
    responseElements: { cluster: { name: 'eks-cluster', status: 'DELETING' } },
    ...detail,
  },
});

const addTags = (tags: readonly { key: string; value: string }[], resourceArns = [NLB]): object =>
  elbEvent('AddTags', { tags, resourceArns });

function matching(event: object): string[] {
  return RULES.filter(({ pattern: { source, detailType, detail } }) =>
    matchesEvent({ source, 'detail-type': detailType, detail }, event),
  ).map(({ id }) => id);
}

test('keeps every pattern under 2,048 characters', () => {
  for (const { pattern } of RULES) expect(JSON.stringify(pattern).length).toBeLessThan(2048);
});

describe('the source', () => {
  const approved = addTags([{ key: TAG.approval, value: 'approved' }]);

  test('may be any of AWS, also the one that the documentation has', () => {
    for (const { pattern } of RULES) {
      expect(Object.keys(pattern).sort()).toEqual(['detail', 'detailType', 'source']);
      expect(pattern.source).toEqual([{ prefix: 'aws.' }]);
    }
    expect(matching({ ...approved, source: 'aws.elb' })).toEqual(['TagFlip']);
  });

  test('of an event that somebody made up is not of AWS: only AWS may use the prefix', () => {
    expect(matching({ ...approved, source: 'my.tool' })).toEqual([]);
    expect(matching({ ...clusterEvent(), source: 'my.aws.tool' })).toEqual([]);
  });
});

describe('a tag flip', () => {
  test.each(['approved', 'rejected', ''])('fires when approval becomes "%s"', (value) => {
    expect(matching(addTags([{ key: TAG.approval, value }]))).toEqual(['TagFlip']);
  });

  test('is deaf to approval=pending, which sweep writes', () => {
    expect(matching(addTags([{ key: TAG.approval, value: 'pending' }]))).toEqual([]);
  });

  test('is deaf to a whole quarantine: the other value in the list belongs to another key', () => {
    const quarantine = [
      { key: TAG.reason, value: 'service-gone' },
      { key: TAG.approval, value: 'pending' },
    ];
    expect(matching(addTags(quarantine))).toEqual([]);
  });

  test('fires for keep among other tags', () => {
    expect(
      matching(
        addTags([
          { key: 'team', value: 'payments' },
          { key: TAG.keep, value: 'until=2026-04-01' },
        ]),
      ),
    ).toEqual(['TagFlip']);
  });

  test.each(['true', '', undefined])('fires for keep with the value %j', (value) => {
    const tag = { key: TAG.keep, ...(value === undefined ? {} : { value }) };
    expect(matching(elbEvent('AddTags', { tags: [tag], resourceArns: [NLB] }))).toEqual(['TagFlip']);
  });

  test('fires for an IAM user, whose session has no issuer', () => {
    const userIdentity = {
      type: 'IAMUser',
      arn: 'arn:aws:iam::123456789123:user/jane',
      sessionContext: { sessionIssuer: {} },
    };
    const tags = [{ key: TAG.approval, value: 'approved' }];
    expect(matching(elbEvent('AddTags', { tags, resourceArns: [NLB] }, { userIdentity }))).toEqual(['TagFlip']);
  });

  test("is deaf to other people's tags", () => {
    expect(matching(addTags([{ value: 'Internal', key: 'WAF' }]))).toEqual([]);
  });

  test('is deaf to load balancers of another type', () => {
    expect(matching(addTags([{ key: TAG.approval, value: 'approved' }], [ALB]))).toEqual([]);
  });

  test('is deaf to calls that failed', () => {
    const tags = [{ key: TAG.approval, value: 'approved' }];
    expect(matching(elbEvent('AddTags', { tags, resourceArns: [NLB] }, { errorCode: 'AccessDenied' }))).toEqual([]);
  });

  test('is deaf to Classic Load Balancers', () => {
    const tags = [{ key: TAG.approval, value: 'approved' }];
    expect(matching(elbEvent('AddTags', { tags, resourceArns: [NLB] }, { apiVersion: '2012-06-01' }))).toEqual([]);
  });

  test.each(Object.values(TAG).filter((key) => key !== TAG.companionOf))('fires when %s is removed', (key) => {
    expect(matching(elbEvent('RemoveTags', { resourceArns: [NLB], tagKeys: ['team', key] }))).toEqual(['TagFlip']);
  });

  test('is deaf when only foreign tags are removed', () => {
    expect(matching(elbEvent('RemoveTags', { resourceArns: [NLB], tagKeys: ['team'] }))).toEqual([]);
  });
});

describe('a deleted cluster', () => {
  test('fires for EKS', () => {
    expect(matching(clusterEvent())).toEqual(['ClusterDeleted']);
  });

  test('is deaf to the same event of Redshift', () => {
    expect(matching(clusterEvent({ eventSource: 'redshift.amazonaws.com' }))).toEqual([]);
  });

  test('is deaf to a delete that failed', () => {
    expect(matching(clusterEvent({ errorCode: 'ResourceInUseException' }))).toEqual([]);
  });
});

test('is deaf to a load balancer that somebody failed to delete: a controller that tries forever would wake it forever', () => {
  const errorCode = 'OperationNotPermittedException';
  expect(matching(elbEvent('DeleteLoadBalancer', { loadBalancerArn: NLB }, { errorCode }))).toEqual([]);
});
