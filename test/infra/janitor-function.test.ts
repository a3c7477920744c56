import { Match, type Template } from 'aws-cdk-lib/assertions';
import { settingsFromEnvironment } from '../../lambda/settings/environment.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { FILLED_IN, REGION } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let plain: Template;
let full: Template;

beforeAll(() => {
  plain = templateWith();
  full = templateWith(FILLED_IN);
});

const functionIn = (template: Template, name: string) => {
  const [found] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `nlb-janitor-${name}` } }),
  );
  if (found === undefined) throw new Error(`no function ${name}`);
  return found['Properties'];
};

test('runs every function on arm64 and Node 24, with JSON logs at INFO in a group of its own', () => {
  full.resourceCountIs('AWS::Lambda::Function', 3);
  full.allResourcesProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', LogGroup: Match.anyValue() },
  });
});

test('keeps logs for as long as the settings say, and no longer than the stack', () => {
  const template = templateWith({ mode: 'report', logRetentionDays: 30 });
  template.hasResource('AWS::Logs::LogGroup', {
    Properties: { LogGroupName: '/aws/lambda/nlb-janitor-sweep', RetentionInDays: 30 },
    DeletionPolicy: 'Delete',
  });
});

test('gives sweep and reap a quarter of an hour', () => {
  for (const name of ['sweep', 'reap']) expect(functionIn(full, name)).toMatchObject({ Timeout: 900, MemorySize: 512 });
});

test('tries again for slack alone: what queues feed knows no asynchronous invocation', () => {
  const configs = Object.values(full.findResources('AWS::Lambda::EventInvokeConfig'));
  expect(configs.map((config) => config['Properties'])).toEqual([
    expect.objectContaining({
      FunctionName: { Ref: expect.stringContaining('NlbJanitorSlack') },
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringContaining('FailedRuns'), 'Arn'] } },
      },
    }),
  ]);
  plain.resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
});

test('reserves concurrency only when the settings say so, and never for slack', () => {
  for (const name of ['sweep', 'reap']) {
    expect(functionIn(plain, name)).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(functionIn(full, name).ReservedConcurrentExecutions).toBe(1);
  }
  expect(functionIn(full, 'slack')).not.toHaveProperty('ReservedConcurrentExecutions');
});

test('hands over the settings as they were read', () => {
  const wanted = parseSettings({ regions: [REGION], ...FILLED_IN }, 'test');
  for (const name of ['sweep', 'reap', 'slack']) {
    expect(settingsFromEnvironment(functionIn(full, name).Environment.Variables)).toEqual(wanted);
  }
});

test('hands over the topic and the roles whose own events are no news', () => {
  for (const name of ['sweep', 'reap']) {
    const variables = functionIn(full, name).Environment.Variables;
    expect(variables.NLB_JANITOR_TOPIC_ARN).toEqual({ Ref: expect.stringContaining('Notices') });
    const roles = JSON.stringify(variables.NLB_JANITOR_ROLE_ARNS);
    expect(roles).toMatch(/NlbJanitorSweepRole.*","Arn".*,".*NlbJanitorReapRole/);
  }
});

test('hands the bucket to reap and, beside it, to sweep: nobody else may touch it', () => {
  expect(functionIn(full, 'reap').Environment.Variables.NLB_JANITOR_BUCKET).toEqual({
    Ref: expect.stringContaining('Snapshots'),
  });
  expect(functionIn(full, 'sweep').Environment.Variables).toHaveProperty('NLB_JANITOR_BUCKET');
  const alone = templateWith({ mode: 'quarantine' });
  expect(functionIn(alone, 'sweep').Environment.Variables).toHaveProperty('NLB_JANITOR_BUCKET');
  expect(functionIn(full, 'slack').Environment.Variables).not.toHaveProperty('NLB_JANITOR_BUCKET');
});

test('posts what the topic gets to Slack, with what could not be delivered in a queue', () => {
  full.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'lambda',
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('UndeliveredEvents'), 'Arn'] } },
  });
});

test('has no slack function without a webhook', () => {
  plain.resourceCountIs('AWS::Lambda::Function', 2);
  plain.resourceCountIs('AWS::SNS::Subscription', 0);
});
