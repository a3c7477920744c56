/** The queues in front of the functions: order, patience, what lies behind them, and who may do what with them. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { MESSAGE_GROUP } from '../../infra/queues.ts';
import { sqsWake } from '../../lambda/aws/sqs-wake.ts';
import { makeQueues } from '../../sandbox/aws/queues.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import { Account } from '../../sandbox/account.ts';
import { createClock } from '../../sandbox/clock.ts';
import { actionsOf, may, resourcesOf, statementsOf } from './support/iam.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let full: Template;
let report: Template;

beforeAll(() => {
  full = templateWith(FILLED_IN);
  report = templateWith({ mode: 'report' });
});

const DAY = 86_400;

function propertiesOf(template: Template, type: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties]),
  );
}

function queue(template: Template, id: string): readonly [string, Record<string, unknown>] {
  const found = Object.entries(propertiesOf(template, 'AWS::SQS::Queue')).find(([logicalId]) =>
    new RegExp(`^NlbJanitor${id}[0-9A-F]{8}$`).test(logicalId),
  );
  if (found === undefined) throw new Error(`there is no queue ${id}`);
  return found;
}

test.each(['Sweep', 'Reap'])(
  'the queue of %s keeps order, folds equal messages and gives up after three times',
  (name) => {
    const [deadId, dead] = queue(full, `${name}DeadLetters`);
    expect(queue(full, `${name}Queue`)[1]).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: true,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [deadId, 'Arn'] }, maxReceiveCount: 3 },
    });
    expect(dead).toMatchObject({ FifoQueue: true, MessageRetentionPeriod: 14 * DAY });
  },
);

test.each(['Sweep', 'Reap'])(
  'hides a batch of %s for longer than a run takes, and keeps it for all of its tries',
  (name) => {
    const [id, properties] = queue(full, `${name}Queue`);
    const functionId = Object.keys(propertiesOf(full, 'AWS::Lambda::Function')).find((one) =>
      one.startsWith(`NlbJanitor${name}Function`),
    );
    const { Timeout } = propertiesOf(full, 'AWS::Lambda::Function')[functionId ?? ''] ?? {};
    const hidden = Number(properties['VisibilityTimeout']);
    expect(hidden).toBe(Number(Timeout) + 300);
    expect(Number(properties['MessageRetentionPeriod'])).toBeGreaterThan(3 * hidden);
    full.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      EventSourceArn: { 'Fn::GetAtt': [id, 'Arn'] },
      FunctionName: { Ref: functionId },
    });
  },
);

test('makes the mapping only once the role may receive: Lambda would refuse it', () => {
  for (const { DependsOn } of Object.values(full.findResources('AWS::Lambda::EventSourceMapping'))) {
    expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/RoleDefaultPolicy/)]));
  }
});

test('has no queue of reap where there is no reap', () => {
  report.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  expect(() => queue(report, 'ReapQueue')).toThrow('no queue');
});

test('has a standard queue for what cannot be delivered, and one for slack only where it is', () => {
  for (const id of ['UndeliveredEvents', 'FailedRuns']) {
    expect(queue(full, id)[1]).toMatchObject({ MessageRetentionPeriod: 14 * DAY });
    expect(queue(full, id)[1]).not.toHaveProperty('FifoQueue');
  }
  expect(() => queue(report, 'FailedRuns')).toThrow('no queue');
});

test('keeps all of them encrypted and TLS only', () => {
  full.resourceCountIs('AWS::SQS::Queue', 6);
  full.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  full.resourceCountIs('AWS::SQS::QueuePolicy', 6);
  full.allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    },
  });
});

test('lets no service write to them but EventBridge, for the rules of this stack', () => {
  const statements = Object.values(propertiesOf(full, 'AWS::SQS::QueuePolicy')).flatMap(
    ({ PolicyDocument }) => (PolicyDocument as { Statement: Record<string, unknown>[] }).Statement,
  );
  const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
  expect(allowing.length).toBeGreaterThan(0);
  for (const { Principal, Condition } of allowing) {
    expect(Principal).toMatchObject({ Service: expect.stringMatching(/^(events|sns)\.amazonaws\.com$/) });
    expect(JSON.stringify(Condition)).toMatch(/"aws:SourceArn":\{"(Fn::GetAtt|Ref)"/);
  }
});

describe('the rights', () => {
  const ofQueues = (role: string) =>
    statementsOf(full, role).filter((statement) => actionsOf(statement).some((action) => action.startsWith('sqs:')));
  const arnOf = (id: string): string => `<${queue(full, id)[0]}>`;

  test.each(['Sweep', 'Reap'])('%s takes messages of its own queue, and of no other', (name) => {
    const statements = statementsOf(full, `NlbJanitor${name}Role`);
    const other = name === 'Sweep' ? 'Reap' : 'Sweep';
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
      expect(may(statements, { action, resource: arnOf(`${name}Queue`) })).toBe(true);
      expect(may(statements, { action, resource: arnOf(`${other}Queue`) })).toBe(false);
    }
  });

  test('sweep writes to the queue of reap and to no other, reap to none', () => {
    const send = (resource: string) => ({ action: 'sqs:SendMessage', resource });
    const sweep = statementsOf(full, 'NlbJanitorSweepRole');
    expect(may(sweep, send(arnOf('ReapQueue')))).toBe(true);
    expect(may(sweep, send(arnOf('SweepQueue')))).toBe(false);
    expect(may(statementsOf(full, 'NlbJanitorReapRole'), send(arnOf('ReapQueue')))).toBe(false);
    expect(statementsOf(report, 'NlbJanitorSweepRole').flatMap(actionsOf)).not.toContain('sqs:SendMessage');
  });

  test('none of them is on every queue', () => {
    for (const role of ['NlbJanitorSweepRole', 'NlbJanitorReapRole', 'NlbJanitorSlackRole']) {
      for (const resource of ofQueues(role).flatMap(resourcesOf)) expect(resource).toMatch(/^<NlbJanitor\w+>$/);
    }
  });
});

test('sweep knows the queue of reap, where there is one', () => {
  const url = (template: Template) =>
    Object.values(propertiesOf(template, 'AWS::Lambda::Function'))
      .filter(({ FunctionName }) => FunctionName === 'nlb-janitor-sweep')
      .map(({ Environment }) => (Environment as { Variables: Record<string, unknown> }).Variables)
      .map((variables) => variables['NLB_JANITOR_REAP_QUEUE_URL']);
  expect(url(full)).toEqual([{ Ref: queue(full, 'ReapQueue')[0] }]);
  expect(url(report)).toEqual([undefined]);
});

test('every sender names the same group', async () => {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  await sqsWake(createSandboxClients(account).sqs, account.queues.reap.url).send('x');
  expect(account.calls[0]?.input).toMatchObject({ MessageGroupId: MESSAGE_GROUP });
});

test('the sandbox has queues of the same kind', () => {
  const place = { accountId: '1', region: 'eu-west-3', clock: createClock(new Date('2026-03-01T00:00:00Z')) };
  for (const [name, { visibilitySeconds, mostReceives }] of Object.entries(makeQueues(place))) {
    const id = name === 'sweep' ? 'SweepQueue' : 'ReapQueue';
    expect(queue(full, id)[1]).toMatchObject({
      VisibilityTimeout: visibilitySeconds,
      RedrivePolicy: { maxReceiveCount: mostReceives },
    });
  }
});
