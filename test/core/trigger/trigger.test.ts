/** Which messages make a run, about what, which are ignored, and which nobody can read. */
import fc from 'fast-check';
import { someOf } from '../../../lambda/core/scope.ts';
import type { Self } from '../../../lambda/core/trigger/outcome.ts';
import { parseTrigger } from '../../../lambda/core/trigger/trigger.ts';
import { ACCOUNT, arnOf, REGION } from '../../support/builders.ts';
import { apiCall, clusterDeletion, identity, scheduled, tagged, type Fields } from '../../support/events.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-sweep`;
const SELF: Self = { account: ACCOUNT, region: REGION, roleArns: [ROLE, `${ROLE}-2`] };
const NLB = arnOf('a3f2504e04f8941d39a0c0305e82c330');
const ALB = NLB.replace('/net/', '/app/');
const GROUP = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/k8s-payments/6d0ecf831eec9f09`;

const flip = (key: string, value: string | undefined, arns: readonly unknown[] = [NLB]): Fields =>
  apiCall({ requestParameters: tagged(key, value, arns) });
const untagged = (...tagKeys: readonly unknown[]): Fields => ({
  eventName: 'RemoveTags',
  requestParameters: { resourceArns: [NLB], tagKeys },
});

describe('runs for everything', () => {
  it.each<[string, unknown]>([
    ['the schedule', scheduled('2026-03-01T10:00:00Z')],
    ['the schedule as a person sends it', { source: 'nlb-janitor.schedule' }],
  ])('on %s', (_, given) => {
    expect(parseTrigger(given, SELF)).toEqual({ is: 'run', scope: { is: 'everything' }, because: 'schedule' });
  });
});

describe('runs for the load balancers', () => {
  const about = (...arns: readonly string[]): object => ({ is: 'run', scope: someOf({ arns }) });

  it.each<[string, Fields]>([
    ['that were approved', flip('approval', 'approved')],
    ['that were rejected', flip('approval', 'rejected')],
    ['whose approval is a word of its own', flip('approval', 'later')],
    ['that are to be kept', flip('keep', 'until=2026-12-31')],
    ['that are to be kept, with an empty value', flip('keep', '')],
    ['that are to be kept, without a value', flip('keep', undefined)],
    ['that an IAM user approved', apiCall({ userIdentity: { type: 'IAMUser', userName: 'ada', sessionContext: {} } })],
    ['that the root user approved', apiCall({ userIdentity: { type: 'Root' } })],
    ['whose mark a controller removed', apiCall(untagged('team', 'nlb-janitor/quarantined-at'))],
    ['that are no longer kept', apiCall(untagged('nlb-janitor/keep'))],
    ['of an event whose source is the one that the documentation has', apiCall({}, { source: 'aws.elb' })],
  ])('%s', (_, given) => {
    expect(parseTrigger(given, SELF)).toMatchObject(about(NLB));
  });

  const BY_CONTROLLER = 'elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/1.36.3 os/linux';

  it.each<[string, Fields, boolean]>([
    ['the controller', { userAgent: BY_CONTROLLER }, true],
    ['somebody else', { userAgent: 'aws-cli/2.27.0' }, false],
    ['nobody who is named', { userAgent: undefined }, false],
    ['the controller at no instant', { userAgent: BY_CONTROLLER, eventTime: undefined }, false],
    [
      'the controller at an instant that is none',
      { userAgent: BY_CONTROLLER, eventTime: '2026-02-30T10:00:00Z' },
      false,
    ],
  ])('whose mark was removed by %s, with who did it: %s', (_, detail, isSeen) => {
    const given = apiCall({ ...untagged('nlb-janitor/quarantined-at'), ...detail });
    const removals = isSeen ? [{ arn: NLB, at: new Date('2026-03-01T10:00:00Z') }] : [];
    expect(parseTrigger(given, SELF)).toMatchObject({ is: 'run', scope: someOf({ arns: [NLB], removals }) });
    expect('removals' in someOf({ removals })).toBe(isSeen);
  });

  it('and says of nobody else what the controller removed', () => {
    const trigger = parseTrigger(apiCall({ ...flip('approval', 'approved'), userAgent: BY_CONTROLLER }), SELF);
    expect(trigger).toMatchObject({ is: 'run', scope: { is: 'some', arns: [NLB], clusters: [] } });
    expect(trigger).not.toHaveProperty('scope.removals');
  });

  it('and says who released it, when, and which tags went; of the controller it says only that it did', () => {
    const released = untagged('team', 'nlb-janitor/approval');
    const by = { isJanitor: false, issuerArn: `arn:aws:iam::${ACCOUNT}:role/people` };
    expect(parseTrigger(apiCall(released), SELF)).toMatchObject({
      scope: {
        answers: [
          {
            did: 'removed',
            at: new Date('2026-03-01T10:00:00Z'),
            arns: [NLB],
            tags: new Map([
              ['team', undefined],
              ['nlb-janitor/approval', undefined],
            ]),
            by: { ...by, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/people/ada` },
          },
        ],
      },
    });
    const byController = parseTrigger(apiCall({ ...released, userAgent: BY_CONTROLLER }), SELF);
    expect(byController).not.toHaveProperty('scope.answers');
    expect(parseTrigger(apiCall({ ...released, eventTime: undefined }), SELF)).not.toHaveProperty('scope.answers');
  });

  it('and says who answered, when and what', () => {
    expect(parseTrigger(apiCall(flip('approval', 'approved')), SELF)).toMatchObject({
      scope: {
        answers: [
          {
            eventId: 'e3c45a01-0000-4000-8000-000000000001',
            at: new Date('2026-03-01T10:00:00Z'),
            did: 'added',
            arns: [NLB],
            tags: new Map([
              ['WAF', 'Internal'],
              ['nlb-janitor/approval', 'approved'],
            ]),
            by: {
              arn: `arn:aws:sts::${ACCOUNT}:assumed-role/people/ada`,
              issuerArn: `arn:aws:iam::${ACCOUNT}:role/people`,
              isJanitor: false,
            },
          },
        ],
      },
    });
  });

  it.each<[string, Fields]>([
    ['no id', { eventID: undefined }],
    ['no time', { eventTime: 'today' }],
    ['nobody', { userIdentity: {} }],
    ['another account', { recipientAccountId: '999999999999' }],
    ['another region', { awsRegion: 'eu-west-1' }],
  ])('and not who answered, where the event names %s: that is looked up', (_, detail) => {
    const trigger = parseTrigger(apiCall({ ...flip('approval', 'approved'), ...detail }), SELF);
    expect(trigger).toMatchObject({ is: 'run', scope: { arns: [NLB] } });
    expect(trigger).not.toHaveProperty('scope.answers');
  });

  it('and for no other resource of the same call', () => {
    const given = flip('approval', 'approved', [ALB, NLB, GROUP, `${NLB}1`, 7]);
    expect(parseTrigger(given, SELF)).toMatchObject(about(NLB, `${NLB}1`));
  });
});

describe('a cluster that is being deleted', () => {
  const PROOF = {
    cluster: 'prod',
    vpcId: 'vpc-0prod',
    deletedAt: new Date('2026-03-01T10:00:00Z'),
    madeAt: undefined,
    eventId: 'e3c45a01-0000-4000-8000-000000000001',
  };
  const scopeOf = (given: Fields) => {
    const trigger = parseTrigger(given, SELF);
    return trigger.is === 'run' ? trigger.scope : trigger;
  };

  it('makes a run for it, with what the event proves', () => {
    expect(scopeOf(clusterDeletion('prod'))).toEqual(someOf({ clusters: ['prod'], deletions: [PROOF] }));
  });

  it('may be named as in the sample of 2018', () => {
    const given = clusterDeletion('prod', { requestParameters: { clusterName: 'prod' } });
    expect(scopeOf(given)).toMatchObject({ clusters: ['prod'], deletions: [PROOF] });
  });

  it.each<[string, unknown, Date | undefined]>([
    ['in seconds, as EKS writes it', 1_767_225_600.5, new Date('2026-01-01T00:00:00.500Z')],
    ['as a text', '2026-01-01T00:00:00Z', new Date('2026-01-01T00:00:00Z')],
    ['in no way that says the time zone', 'Jan 1, 2026 12:00:00 AM', undefined],
    ['as no time', Number.NaN, undefined],
  ])('may say when the cluster was made: %s', (_, createdAt, madeAt) => {
    const given = clusterDeletion('prod', { responseElements: { cluster: { createdAt } } });
    expect(scopeOf(given)).toMatchObject({ deletions: [{ madeAt }] });
  });

  it('may name no VPC', () => {
    const proof = { ...PROOF, vpcId: undefined };
    expect(scopeOf(clusterDeletion('prod', { responseElements: null }))).toMatchObject({ deletions: [proof] });
  });

  it.each<[string, Fields]>([
    ['another account recorded it', { recipientAccountId: '210987654321' }],
    ['no account stands in the record', { recipientAccountId: undefined }],
    ['the record is of another region', { awsRegion: 'eu-west-1' }],
    ['it has no instant', { eventTime: undefined }],
    ['its instant is none', { eventTime: '2026-02-30T10:00:00Z' }],
    ['it has no id', { eventID: undefined }],
    ['its id is empty', { eventID: '' }],
  ])('makes a run and proves nothing when %s', (_, detail) => {
    expect(scopeOf(clusterDeletion('prod', detail))).toEqual(someOf({ clusters: ['prod'] }));
  });
});

describe('ignores', () => {
  it.each<[string, unknown]>([
    ['another account', apiCall({}, { account: '210987654321' })],
    ['another region', apiCall({}, { region: 'eu-west-1' })],
    ['its own tagging', apiCall({ userIdentity: identity(ROLE) })],
    ['the tagging of its other function', apiCall({ userIdentity: identity(`${ROLE}-2`) })],
    ['the Classic API', apiCall({ apiVersion: '2012-06-01' })],
    ['a missing version of the API', apiCall({ apiVersion: undefined })],
    ['another service', apiCall({ eventSource: 'ec2.amazonaws.com' })],
    ['another call', apiCall({ eventName: 'CreateLoadBalancer' })],
    ['a tagging that failed', apiCall({ errorCode: 'AccessDenied' })],
    ['an untagging that failed', apiCall({ ...untagged('nlb-janitor/keep'), errorCode: 'AccessDenied' })],
    ['a pending approval', flip('approval', 'pending')],
    ['a tag that is no answer', flip('last-error', 'x')],
    [
      'the tag of somebody else',
      apiCall({ requestParameters: { tags: [{ key: 'approval', value: 'approved' }], resourceArns: [NLB] } }),
    ],
    ['a removed tag of somebody else', apiCall(untagged('approval'))],
    ['tags that are no objects', apiCall({ requestParameters: { tags: [null, 'x'], resourceArns: [NLB] } })],
    ['keys that are no text', apiCall(untagged(7, null))],
    ['an Application Load Balancer', flip('approval', 'approved', [ALB])],
    ['a target group', flip('approval', 'approved', [GROUP])],
    [
      'a delete that succeeded',
      apiCall({ eventName: 'DeleteLoadBalancer', requestParameters: { loadBalancerArn: NLB } }),
    ],
    [
      // A controller that retries forever would make a run each time.
      'a delete that failed',
      apiCall({
        eventName: 'DeleteLoadBalancer',
        requestParameters: { loadBalancerArn: NLB },
        errorCode: 'OperationNotPermitted',
      }),
    ],
    ['a failed deletion of a cluster', clusterDeletion('prod', { errorCode: 'ResourceInUseException' })],
    ['the cluster of another service', clusterDeletion('prod', { eventSource: 'redshift.amazonaws.com' })],
  ])('%s', (_, given) => {
    expect(parseTrigger(given, SELF)).toEqual({ is: 'ignored', because: expect.any(String) as string });
  });
});

describe('cannot read', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'AddTags'],
    ['a list', [apiCall()]],
    ['an empty object', {}],
    ['another detail type', apiCall({}, { 'detail-type': 'Tag Change on Resource' })],
    ['a missing detail', apiCall({}, { detail: undefined })],
    // Whoever may put events on the bus can write all of the rest.
    ['an event that does not come from AWS', apiCall({}, { source: 'my.tool' })],
    ['an event that comes from nobody', apiCall({}, { source: undefined })],
    ['a source that only holds the word', apiCall({}, { source: 'my.aws.tool' })],
    ['a source that cannot be made text', apiCall({}, { source: { toString: 1, valueOf: 1 } })],
    ['missing parameters', apiCall({ requestParameters: null })],
    ['tags that are no list', apiCall({ requestParameters: { tags: 'x', resourceArns: [NLB] } })],
    ['missing ARNs', apiCall({ requestParameters: { ...tagged('keep', 'true', []), resourceArns: undefined } })],
    ['a cluster without a name', clusterDeletion('prod', { requestParameters: {} })],
    ['a cluster with an empty name', clusterDeletion('')],
  ])('%s', (_, given) => {
    expect(parseTrigger(given, SELF)).toEqual({ is: 'unreadable', because: expect.any(String) as string });
  });

  it('whatever else comes, without throwing, and never makes everything of it', () => {
    const check = (): void =>
      fc.assert(
        fc.property(fc.anything(), fc.anything(), (detail, parameters) => {
          const events = [
            detail,
            { ...apiCall(), detail },
            { ...apiCall(), source: detail },
            apiCall({ requestParameters: parameters }),
            apiCall({ userIdentity: parameters }),
            apiCall({ eventName: parameters, eventSource: detail }),
            { source: 'nlb-janitor.sweep', scope: parameters },
          ];
          for (const given of events) {
            const trigger = parseTrigger(given, SELF);
            expect(trigger).not.toMatchObject({ is: 'run', scope: { is: 'everything' } });
          }
        }),
      );
    expect(check).not.toThrow();
  });
});
