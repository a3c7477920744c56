/** The janitor as the account in a box holds it once deployed: the same over HTTP as through the middleware. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';

import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { parseSettings } from '../../../lambda/settings/settings.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

let account: Account;
let endpoint: HttpEndpoint;
let http: AwsClients;

beforeEach(async () => {
  account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')), region: 'eu-west-3' });
  account.trails.push({ name: 'org', isLogging: true, logs: 'All' });
  account.counted.add(
    { namespace: 'AWS/Usage', name: 'ThrottleCount', dimensions: { A: 'b' } },
    account.clock.now(),
    1,
  );
  endpoint = await startHttpEndpoint([account]);
  const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url };
  http = createAwsClients({ region: 'eu-west-3', rateLimits: 'off', overrides });
});

afterEach(() => endpoint.close());

const deploy = (): void => account.janitor.deploy(parseSettings({ regions: ['eu-west-3'] }, 'test'));
const FunctionName = 'nlb-janitor-sweep';
const TRAIL = 'arn:aws:cloudtrail:eu-west-3:123456789012:trail/org';
const simulated = { PolicySourceArn: 'arn:aws:iam::1:role/x', ActionNames: ['a:B', 'c:D'] };

test.each<[string, (clients: AwsClients) => Promise<object>]>([
  [
    'a stack',
    (c) => c.of(CloudFormationClient).send(new DescribeStacksCommand({ StackName: 'nlb-janitor-eu-west-3' })),
  ],
  ['a function', (c) => c.of(LambdaClient).send(new GetFunctionConfigurationCommand({ FunctionName }))],
  ['a mapping', (c) => c.of(LambdaClient).send(new ListEventSourceMappingsCommand({ FunctionName }))],
  ['a rule', (c) => c.of(EventBridgeClient).send(new DescribeRuleCommand({ Name: 'TagFlip' }))],
  ['targets', (c) => c.of(EventBridgeClient).send(new ListTargetsByRuleCommand({ Rule: 'TagFlip' }))],
  ['schedules', (c) => c.of(SchedulerClient).send(new ListSchedulesCommand({}))],
  ['a simulation', (c) => c.of(IAMClient).send(new SimulatePrincipalPolicyCommand(simulated))],
  ['alarms', (c) => c.cloudWatch.send(new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }))],
  [
    'metrics',
    (c) => c.cloudWatch.send(new ListMetricsCommand({ Namespace: 'AWS/Usage', MetricName: 'ThrottleCount' })),
  ],
  ['trails', (c) => c.cloudTrail.send(new DescribeTrailsCommand({}))],
  ['a trail', (c) => c.cloudTrail.send(new GetTrailStatusCommand({ Name: TRAIL }))],
  ['selectors', (c) => c.cloudTrail.send(new GetEventSelectorsCommand({ TrailName: TRAIL }))],
  ['a queue', (c) => c.sqs.send(new GetQueueUrlCommand({ QueueName: account.queues.sweep.name }))],
  ['its numbers', (c) => c.sqs.send(new GetQueueAttributesCommand({ QueueUrl: account.queues.sweep.url }))],
])('%s', async (_, ask) => {
  deploy();
  const said = async (clients: AwsClients): Promise<unknown> =>
    JSON.parse(JSON.stringify({ ...(await ask(clients)), $metadata: undefined }));
  const overHttp = await said(http);
  expect(Object.keys(Object(overHttp)).length).toBeGreaterThan(0);
  expect(overHttp).toEqual(await said(createSandboxClients(account)));
  expect(account.calls.filter(({ mutating }) => mutating)).toEqual([]);
});

test('is not there before it is deployed', async () => {
  const stack = http.of(CloudFormationClient).send(new DescribeStacksCommand({ StackName: 'nlb-janitor-eu-west-3' }));
  await expect(stack).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('does not exist'),
  });
  const sweep = http.of(LambdaClient).send(new GetFunctionConfigurationCommand({ FunctionName }));
  await expect(sweep).rejects.toBeInstanceOf(ResourceNotFoundException);
});
