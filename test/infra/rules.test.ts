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
  return RULES.filter(({ pattern: { detailType, detail } }) =>
    matchesEvent({ 'detail-type': detailType, detail }, event),
  ).map(({ id }) => id);
}

test('keeps every pattern under 2,048 characters', () => {
  for (const { pattern } of RULES) expect(JSON.stringify(pattern).length).toBeLessThan(2048);
});

test('matches on who was called, never on the source that the documentation gets wrong', () => {
  for (const { pattern } of RULES) expect(Object.keys(pattern).sort()).toEqual(['detail', 'detailType']);
});

test('sends tag flips to both functions and the rest to sweep', () => {
  expect(RULES.map(({ id, targets }) => [id, targets])).toEqual([
    ['TagFlip', ['sweep', 'reap']],
    ['ClusterDeleted', ['sweep']],
    ['DeleteFailed', ['sweep']],
  ]);
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

describe('a failed delete', () => {
  const errorCode = 'OperationNotPermittedException';

  test('fires for a Network Load Balancer', () => {
    expect(matching(elbEvent('DeleteLoadBalancer', { loadBalancerArn: NLB }, { errorCode }))).toEqual(['DeleteFailed']);
  });

  test('is deaf to a delete that went through', () => {
    expect(matching(elbEvent('DeleteLoadBalancer', { loadBalancerArn: NLB }))).toEqual([]);
  });

  test('is deaf to load balancers of another type', () => {
    expect(matching(elbEvent('DeleteLoadBalancer', { loadBalancerArn: ALB }, { errorCode }))).toEqual([]);
  });

  test('is deaf to Classic Load Balancers', () => {
    const classic = { errorCode, apiVersion: '2012-06-01' };
    expect(matching(elbEvent('DeleteLoadBalancer', { loadBalancerName: 'a3f2' }, classic))).toEqual([]);
  });

  test('is deaf where CloudTrail withheld the parameters: no NLB is named', () => {
    expect(matching(elbEvent('DeleteLoadBalancer', null, { errorCode }))).toEqual([]);
  });
});
