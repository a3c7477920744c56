import { Match, type Template } from 'aws-cdk-lib/assertions';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let full: Template;
let report: Template;

beforeAll(() => {
  full = templateWith({ ...FILLED_IN, schedule: 'cron(0 6 * * ? *)' });
  report = templateWith({ mode: 'report' });
});

test('runs sweep and reap on the schedule, with what could not be delivered in a queue', () => {
  full.resourceCountIs('AWS::Scheduler::Schedule', 2);
  full.allResourcesProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 6 * * ? *)',
    ScheduleExpressionTimezone: 'Etc/UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Input: '{"source":"nlb-janitor.schedule"}',
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('UndeliveredEvents'), 'Arn'] } },
    },
  });
});

test('lets no schedule fire before its role may run anything', () => {
  const policies = Object.entries(full.findResources('AWS::IAM::Policy'))
    .filter(([, policy]) => JSON.stringify(policy['Properties'].Roles).includes('SchedulerRole'))
    .map(([id]) => id);
  expect(policies).toHaveLength(1);
  for (const schedule of Object.values(full.findResources('AWS::Scheduler::Schedule'))) {
    expect(schedule['DependsOn']).toEqual(expect.arrayContaining(policies));
  }
});

test('sends each event of a rule to its functions, with the same queue behind', () => {
  const targets = Object.values(full.findResources('AWS::Events::Rule')).map((rule) => rule['Properties'].Targets);
  expect(targets.map((list) => String(list.length)).toSorted()).toEqual(['1', '1', '2']);
  for (const target of targets.flat()) {
    expect(target.DeadLetterConfig.Arn['Fn::GetAtt'][0]).toContain('UndeliveredEvents');
  }
});

test('has no targets beyond sweep in mode report', () => {
  for (const rule of Object.values(report.findResources('AWS::Events::Rule'))) {
    expect(rule['Properties'].Targets).toHaveLength(1);
  }
});

test('writes the patterns into the template unchanged', () => {
  full.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['eks.amazonaws.com'], eventName: ['DeleteCluster'], errorCode: [{ exists: false }] },
    },
  });
  full.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { detail: { $or: [Match.anyValue(), Match.anyValue()] } },
  });
});

test('keeps both queues encrypted, TLS only, and for as long as SQS can', () => {
  full.resourceCountIs('AWS::SQS::Queue', 2);
  full.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
  full.allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    },
  });
});

test('lets only EventBridge Scheduler of this account run the functions by the schedule', () => {
  full.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ],
    },
  });
});
