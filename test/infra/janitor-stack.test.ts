import { Match, type Template } from 'aws-cdk-lib/assertions';
import { actionsOf, statementsOf, resourcesOf } from './support/iam.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let plain: Template;
let full: Template;

beforeAll(() => {
  plain = templateWith();
  full = templateWith(FILLED_IN);
});

const output = (template: Template, name: string): unknown => template.findOutputs(name)[name]?.['Value'];

describe('the snapshot bucket', () => {
  test('is versioned, encrypted and closed to the public', () => {
    plain.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  test('forgets what was written over in reports after a month, and nothing of a snapshot', () => {
    plain.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [{ Prefix: 'report/', NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' }],
      },
    });
  });

  test('outlives the stack, and so does its rule of TLS only, but no first deploy that failed', () => {
    const STAYS = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
    plain.hasResource('AWS::S3::Bucket', STAYS);
    plain.hasResource('AWS::S3::BucketPolicy', {
      ...STAYS,
      Properties: {
        PolicyDocument: {
          Statement: [
            Match.objectLike({
              Effect: 'Deny',
              Action: 's3:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ],
        },
      },
    });
  });

  test('is there in every mode, so that a change of mode loses no history', () => {
    templateWith({ mode: 'report' }).resourceCountIs('AWS::S3::Bucket', 1);
  });

  test('is taken back by its name', () => {
    const template = templateWith({ snapshotBucket: 'my-old-snapshots' });
    template.resourceCountIs('AWS::S3::Bucket', 0);
    expect(output(template, 'SnapshotBucket')).toBe('my-old-snapshots');
    const resources = statementsOf(template, 'NlbJanitorReapRole')
      .filter((statement) => actionsOf(statement).some((action) => action.startsWith('s3:')))
      .flatMap(resourcesOf);
    expect(new Set(resources)).toEqual(
      new Set([
        'arn:aws:s3:::my-old-snapshots/*/snapshot.json',
        'arn:aws:s3:::my-old-snapshots/report/*',
        'arn:aws:s3:::my-old-snapshots/*/outcome.json',
        'arn:aws:s3:::my-old-snapshots',
      ]),
    );
  });
});

test('subscribes every address to the topic', () => {
  for (const Endpoint of FILLED_IN.emails)
    full.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint });
});

test('tells where everything is', () => {
  for (const name of ['TopicArn', 'SnapshotBucket', 'SweepRoleArn', 'ReapRoleArn', 'SlackRoleArn']) {
    expect(output(full, name)).toBeDefined();
  }
  expect(output(plain, 'SlackRoleArn')).toBeUndefined();
  expect(output(templateWith({ mode: 'report' }), 'ReapRoleArn')).toBeUndefined();
});

test('says that the rules need a trail, and that nothing else does', () => {
  expect(output(plain, 'AboutCloudTrail')).toMatch(/CloudTrail trail logs write events.*without one everything works/);
});

describe('the next steps', () => {
  test('ask to confirm the subscriptions', () => {
    expect(output(full, 'NextSteps')).toMatch(/^1\. Confirm the subscription/);
  });

  test('ask for a subscriber where there is none', () => {
    expect(output(plain, 'NextSteps')).toMatch(/^1\. Subscribe somebody/);
  });

  test('name the clusters that need the ClusterRole, and those whose verdicts stay unknown', () => {
    expect(output(full, 'NextSteps')).toContain('Apply infra/cluster-access.yaml to prod.');
    expect(output(full, 'NextSteps')).toMatch(/view policy reads no custom resources: where staging/);
  });

  test('ask for access to clusters where the stack gives none', () => {
    expect(output(plain, 'NextSteps')).toContain('Let the roles read your clusters');
    expect(output(full, 'NextSteps')).not.toContain('Let the roles read your clusters');
  });
});
