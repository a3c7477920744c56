import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let full: Template;
let report: Template;

beforeAll(() => {
  full = templateWith(FILLED_IN);
  report = templateWith({ mode: 'report', schedule: 'rate(6 hours)' });
});

const namesIn = (template: Template): string[] =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .map((alarm) => String(alarm['Properties'].AlarmName))
    .sort();

test('has an alarm for each function, for the breaker, for messages, for what lies dead and for what runs say', () => {
  expect(namesIn(full)).toEqual([
    'nlb-janitor-approved-and-not-deleted',
    'nlb-janitor-breaker-refused',
    'nlb-janitor-cannot-read',
    'nlb-janitor-cannot-read-clusters',
    'nlb-janitor-delete-failed',
    'nlb-janitor-failed-runs-not-empty',
    'nlb-janitor-message-unreadable',
    'nlb-janitor-not-sweeping-begun',
    'nlb-janitor-not-sweeping-silence',
    'nlb-janitor-notice-not-deliverable',
    'nlb-janitor-paused',
    'nlb-janitor-paused-for-seven-days',
    'nlb-janitor-reap-dead-letters-not-empty',
    'nlb-janitor-reap-failed',
    'nlb-janitor-reap-messages-wait',
    'nlb-janitor-slack-failed',
    'nlb-janitor-sweep-dead-letters-not-empty',
    'nlb-janitor-sweep-failed',
    'nlb-janitor-sweep-messages-wait',
    'nlb-janitor-undelivered-events-not-empty',
  ]);
});

test('has none for functions that are not there', () => {
  expect(namesIn(report)).not.toContain('nlb-janitor-reap-failed');
  expect(namesIn(report)).not.toContain('nlb-janitor-reap-dead-letters-not-empty');
  expect(namesIn(report)).not.toContain('nlb-janitor-reap-messages-wait');
  expect(namesIn(report)).not.toContain('nlb-janitor-delete-failed');
  expect(namesIn(report)).not.toContain('nlb-janitor-approved-and-not-deleted');
  expect(namesIn(report)).toContain('nlb-janitor-notice-not-deliverable');
  expect(namesIn(report)).toContain('nlb-janitor-sweep-messages-wait');
  expect(namesIn(report)).not.toContain('nlb-janitor-slack-failed');
  expect(namesIn(report)).not.toContain('nlb-janitor-failed-runs-not-empty');
  expect(namesIn(report)).toContain('nlb-janitor-sweep-failed');
});

test('sends every alarm to the topic and the chat, with the address of a heading that is in the runbook', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8');
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
  const alarms = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']
    .flatMap((type) => Object.values(full.findResources(type)))
    .map((alarm) => alarm['Properties'])
    .filter(({ AlarmName }) => !/-not-sweeping-/.test(String(AlarmName)));
  expect(alarms.length).toBeGreaterThan(5);
  for (const { AlarmActions, AlarmDescription } of alarms) {
    const topics = ['NlbJanitorNotices', 'NlbJanitorChat'].map((name) => ({ Ref: expect.stringContaining(name) }));
    expect(AlarmActions).toEqual(topics);
    const [, anchor] =
      /docs\/runbook\.md#([a-z-]+), in the repository that nlb-janitor is deployed from$/.exec(
        String(AlarmDescription),
      ) ?? [];
    expect(anchors).toContain(anchor);
  }
});

test('lets alarms of this account publish, and nobody without TLS', () => {
  full.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        Match.objectLike({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
        }),
      ]),
    },
  });
});

test('counts refusals of the breaker in the logs of both functions', () => {
  const filters = Object.values(full.findResources('AWS::Logs::MetricFilter'))
    .map((filter) => filter['Properties'])
    .filter(({ FilterPattern }) => FilterPattern === '{ $.message = "breaker refused" }');
  expect(filters).toHaveLength(2);
  for (const filter of filters) {
    expect(filter.MetricTransformations).toEqual([
      expect.objectContaining({ MetricNamespace: 'nlb-janitor', MetricName: 'BreakerRefused', MetricValue: '1' }),
    ]);
  }
  full.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'nlb-janitor-breaker-refused',
    Namespace: 'nlb-janitor',
    MetricName: 'BreakerRefused',
    TreatMissingData: 'notBreaching',
  });
});

test.each(['Sweep', 'Reap'])('rings when messages of %s wait for longer than any run and its tries take', (name) => {
  const alarm = Object.values(full.findResources('AWS::CloudWatch::Alarm'))
    .map((one) => one['Properties'])
    .find(({ AlarmName }) => AlarmName === `nlb-janitor-${name.toLowerCase()}-messages-wait`);
  expect(alarm).toMatchObject({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [
      { Name: 'QueueName', Value: { 'Fn::GetAtt': [expect.stringContaining(`${name}Queue`), 'QueueName'] } },
    ],
    Statistic: 'Maximum',
    Threshold: 7200,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  });
  const [queue] = Object.entries(full.findResources('AWS::SQS::Queue'))
    .filter(([id]) => id.startsWith(`NlbJanitor${name}Queue`))
    .map(([, found]) => found['Properties']);
  // A batch may come right behind a run, and be tried three times while the next one waits.
  const runSeconds = 900;
  const tries = queue.RedrivePolicy.maxReceiveCount * queue.VisibilityTimeout;
  expect(Number(alarm?.['Threshold'])).toBeGreaterThan(runSeconds + tries + runSeconds);
  expect(queue.MessageRetentionPeriod).toBeGreaterThan(Number(alarm?.['Threshold']));
});
