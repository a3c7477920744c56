/**
 * Which events make a run, about what, and which are ignored; on the shapes that CloudTrail really sends
 * (docs/facts/aws.md 2.3).
 */
import fc from 'fast-check';
import { parseTrigger, type Self } from '../../lambda/core/trigger.ts';

const ROLE = 'arn:aws:iam::123456789012:role/nlb-janitor-sweep';
const SELF: Self = { account: '123456789012', region: 'eu-west-3', roleArns: [ROLE, `${ROLE}-2`] };
const NLB =
  'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/a3f2504e04f8941d39a0c0305e82c330/50dc6c495c0c9188';
const ALB = NLB.replace('/net/', '/app/');
const GROUP = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/k8s-payments/6d0ecf831eec9f09';

type Fields = Record<string, unknown>;

function event(detail: Fields = {}, envelope: Fields = {}): Fields {
  return {
    version: '0',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.elasticloadbalancing',
    account: '123456789012',
    region: 'eu-west-3',
    resources: [],
    detail: {
      eventVersion: '1.08',
      userIdentity: identity('arn:aws:iam::123456789012:role/people'),
      eventSource: 'elasticloadbalancing.amazonaws.com',
      eventName: 'AddTags',
      awsRegion: 'eu-west-3',
      requestParameters: tagged('approval', 'approved'),
      responseElements: null,
      eventType: 'AwsApiCall',
      apiVersion: '2015-12-01',
      ...detail,
    },
    ...envelope,
  };
}

function identity(issuer: string): Fields {
  return {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::123456789012:assumed-role/people/ada',
    accountId: '123456789012',
    sessionContext: { sessionIssuer: { type: 'Role', arn: issuer }, attributes: { mfaAuthenticated: 'false' } },
  };
}

function tagged(key: string, value: string, arns: readonly unknown[] = [NLB]): Fields {
  return {
    tags: [
      { value: 'Internal', key: 'WAF' },
      { value, key: `nlb-janitor/${key}` },
    ],
    resourceArns: arns,
  };
}

function untagged(...tagKeys: readonly unknown[]): Fields {
  return { eventName: 'RemoveTags', requestParameters: { resourceArns: [NLB], tagKeys } };
}

function deleteCluster(requestParameters: Fields | null, more: Fields = {}): Fields {
  return event({
    eventSource: 'eks.amazonaws.com',
    eventName: 'DeleteCluster',
    apiVersion: undefined,
    requestParameters,
    ...more,
  });
}

function deleteFailed(arn: unknown, more: Fields = { errorCode: 'OperationNotPermitted' }): Fields {
  return event({ eventName: 'DeleteLoadBalancer', requestParameters: { loadBalancerArn: arn }, ...more });
}

describe('runs for everything', () => {
  it.each<[string, unknown]>([
    ['the schedule', { source: 'nlb-janitor.schedule' }],
    ['a scheduled rule', { version: '0', 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }],
  ])('on %s', (_, given) => {
    expect(parseTrigger(given, SELF)).toEqual({ is: 'run', scope: { is: 'everything' }, because: 'schedule' });
  });
});

describe('runs for the load balancers', () => {
  const about = (...arns: readonly string[]): unknown => ({ is: 'run', scope: { is: 'load-balancers', arns } });

  it.each<[string, Fields]>([
    ['that were approved', event()],
    ['that were rejected', event({ requestParameters: tagged('approval', 'rejected') })],
    ['whose approval is a word of its own', event({ requestParameters: tagged('approval', 'later') })],
    ['that are to be kept', event({ requestParameters: tagged('keep', 'until=2026-12-31') })],
    [
      'that an IAM user approved, who has no session',
      event({ userIdentity: { type: 'IAMUser', userName: 'ada', sessionContext: {} } }),
    ],
    ['that the root user approved', event({ userIdentity: { type: 'Root' } })],
    ['whose mark a controller removed', event(untagged('team', 'nlb-janitor/quarantined-at'))],
    ['that are no longer kept', event(untagged('nlb-janitor/keep'))],
    ['that could not be deleted by their controller', deleteFailed(NLB)],
  ])('%s', (_, given) => {
    expect(parseTrigger(given, SELF)).toMatchObject(about(NLB) as object);
  });

  it('and for no other resource of the same call', () => {
    const given = event({ requestParameters: tagged('approval', 'approved', [ALB, NLB, GROUP, `${NLB}1`, 7]) });
    expect(parseTrigger(given, SELF)).toMatchObject(about(NLB, `${NLB}1`) as object);
  });
});

describe('runs for the cluster', () => {
  it.each([{ name: 'prod' }, { clusterName: 'prod' }])('that is being deleted: %j', (parameters) => {
    expect(parseTrigger(deleteCluster(parameters), SELF)).toMatchObject({
      is: 'run',
      scope: { is: 'cluster', name: 'prod' },
    });
  });
});

describe('ignores', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'AddTags'],
    ['a list', [event()]],
    ['an empty object', {}],
    ['another detail type', event({}, { 'detail-type': 'Tag Change on Resource' })],
    ['a missing detail', event({}, { detail: undefined })],
    ['another account', event({}, { account: '210987654321' })],
    ['another region', event({}, { region: 'eu-west-1' })],
    ['its own tagging', event({ userIdentity: identity(ROLE) })],
    ['the tagging of its other function', event({ userIdentity: identity(`${ROLE}-2`) })],
    ['the Classic API', event({ apiVersion: '2012-06-01' })],
    ['a missing version of the API', event({ apiVersion: undefined })],
    ['another service', event({ eventSource: 'ec2.amazonaws.com' })],
    ['another call', event({ eventName: 'CreateLoadBalancer' })],
    ['a tagging that failed', event({ errorCode: 'AccessDenied' })],
    ['an untagging that failed', event({ ...untagged('nlb-janitor/keep'), errorCode: 'AccessDenied' })],
    ['a pending approval', event({ requestParameters: tagged('approval', 'pending') })],
    ['a tag that is no answer', event({ requestParameters: tagged('last-error', 'x') })],
    [
      'the tag of somebody else',
      event({ requestParameters: { tags: [{ key: 'approval', value: 'approved' }], resourceArns: [NLB] } }),
    ],
    ['a removed tag of somebody else', event(untagged('approval'))],
    ['missing parameters', event({ requestParameters: null })],
    ['tags that are no list', event({ requestParameters: { tags: 'x', resourceArns: [NLB] } })],
    ['tags that are no objects', event({ requestParameters: { tags: [null, 'x'], resourceArns: [NLB] } })],
    ['keys that are no text', event(untagged(7, null))],
    ['missing ARNs', event({ requestParameters: { ...tagged('keep', 'true'), resourceArns: undefined } })],
    ['an Application Load Balancer', event({ requestParameters: tagged('approval', 'approved', [ALB]) })],
    ['a target group', event({ requestParameters: tagged('approval', 'approved', [GROUP]) })],
    ['a delete that succeeded', deleteFailed(NLB, {})],
    ['a failed delete of an Application Load Balancer', deleteFailed(ALB)],
    ['a failed delete of nothing', deleteFailed(undefined)],
    ['a failed deletion of a cluster', deleteCluster({ name: 'prod' }, { errorCode: 'ResourceInUseException' })],
    ['a cluster without a name', deleteCluster({})],
    ['a cluster with an empty name', deleteCluster({ name: '' })],
    ['the cluster of another service', deleteCluster({ name: 'prod' }, { eventSource: 'redshift.amazonaws.com' })],
  ])('%s', (_, given) => {
    expect(parseTrigger(given, SELF)).toEqual({ is: 'ignored', because: expect.any(String) as string });
  });

  it('whatever else comes, without throwing', () => {
    const check = (): void =>
      fc.assert(
        fc.property(fc.anything(), fc.anything(), (detail, parameters) => {
          const events = [
            detail,
            { ...event(), detail },
            event({ requestParameters: parameters }),
            event({ userIdentity: parameters }),
          ];
          return events.every((given) => ['run', 'ignored'].includes(parseTrigger(given, SELF).is));
        }),
      );
    expect(check).not.toThrow();
  });
});
