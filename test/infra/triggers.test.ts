import { Match, type Template } from 'aws-cdk-lib/assertions';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let full: Template;
let report: Template;

beforeAll(() => {
  full = templateWith({ ...FILLED_IN, schedule: 'cron(0 6 * * ? *)' });
  report = templateWith({ mode: 'report' });
});

const queueArn = (name: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(`NlbJanitor${name}Queue`), 'Arn'] });

test.each([
  ['Sweep', 'cron(0 6 * * ? *)'],
  ['Reap', 'rate(1 day)'],
])('writes to the queue of %s by %s, each time another message', (name, expression) => {
  full.resourceCountIs('AWS::Scheduler::Schedule', 2);
  full.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: 'Etc/UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: queueArn(name),
      SqsParameters: { MessageGroupId: 'runs' },
      // Without these the queue would fold two schedules of five minutes into one.
      Input:
        '{"source":"nlb-janitor.schedule","execution":"<aws.scheduler.execution-id>","at":"<aws.scheduler.scheduled-time>"}',
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

test.each(['full', 'report'])('sends the whole event of each rule to sweep alone: %s', (name) => {
  const template = name === 'full' ? full : report;
  const rules = Object.values(template.findResources('AWS::Events::Rule')).map((rule) => rule['Properties']);
  // Of a chat where there is one.
  expect(rules).toHaveLength(name === 'full' ? 3 : 2);
  for (const { Targets } of rules) {
    expect(Targets).toEqual([
      {
        Id: expect.any(String),
        Arn: { 'Fn::GetAtt': [expect.stringContaining('NlbJanitorSweepQueue'), 'Arn'] },
        SqsParameters: { MessageGroupId: 'runs' },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringContaining('UndeliveredEvents'), 'Arn'] } },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600 },
      },
    ]);
  }
});

test('has no schedule of reap in mode report', () => {
  report.resourceCountIs('AWS::Scheduler::Schedule', 1);
});

test('writes the patterns into the template unchanged', () => {
  full.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: [{ prefix: 'aws.' }],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['eks.amazonaws.com'], eventName: ['DeleteCluster'], errorCode: [{ exists: false }] },
    },
  });
  full.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { detail: { $or: [Match.anyValue(), Match.anyValue(), Match.anyValue()] } },
  });
});

test('lets only EventBridge Scheduler of this account write to the queues by the schedule', () => {
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
