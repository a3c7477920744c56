/** The stack, the functions and what runs them, as AWS has them: `absent` only by AWS's own words. */
import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';

import { functionNamed } from '../../../lambda/aws/doctor/functions.ts';
import { rulesTo } from '../../../lambda/aws/doctor/rules.ts';
import { schedulesTo } from '../../../lambda/aws/doctor/schedules.ts';
import { stackNamed } from '../../../lambda/aws/doctor/stack.ts';
import { onlyClient } from '../../support/only-client.ts';

const region = 'eu-west-3';
const cloudFormation = new CloudFormationClient({ region });
const lambda = new LambdaClient({ region });
const eventBridge = new EventBridgeClient({ region });
const scheduler = new SchedulerClient({ region });
const stacks = mockClient(cloudFormation);
const functions = mockClient(lambda);
const rules = mockClient(eventBridge);
const schedules = mockClient(scheduler);
const DENIED = Object.assign(new Error('no'), { name: 'AccessDeniedException' });

beforeEach(() => {
  stacks.reset();
  stacks.onAnyCommand().rejects(new Error('unexpected command'));
  functions.reset();
  functions.onAnyCommand().rejects(new Error('unexpected command'));
  rules.reset();
  rules.onAnyCommand().rejects(new Error('unexpected command'));
  schedules.reset();
  schedules.onAnyCommand().rejects(new Error('unexpected command'));
});

describe('a stack', () => {
  const refused = (name: string, message: string): Error =>
    new CloudFormationServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: 400 } });
  const stack = { StackName: 'nlb', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' } as const;

  it('is there', async () => {
    stacks.on(DescribeStacksCommand, { StackName: 'nlb' }, true).resolves({ Stacks: [stack] });
    const value = { is: 'present', status: 'CREATE_COMPLETE', reason: undefined };
    expect(await stackNamed(onlyClient(cloudFormation), 'nlb')).toEqual({ ok: true, value });
  });

  it.each([
    ['ValidationError', 'Stack with id nlb does not exist', { ok: true, value: { is: 'absent' } }],
    ['ValidationError', '1 validation error detected', { ok: false }],
    ['AccessDenied', 'the role does not exist', { ok: false, cause: 'denied' }],
  ])('is absent by %s: %s?', async (name, message, expected) => {
    stacks.on(DescribeStacksCommand).rejects(refused(name, message));
    expect(await stackNamed(onlyClient(cloudFormation), 'nlb')).toMatchObject(expected);
  });

  it('is unreadable when the answer is about another one', async () => {
    stacks.on(DescribeStacksCommand).resolves({ Stacks: [{ ...stack, StackName: 'other' }] });
    expect(await stackNamed(onlyClient(cloudFormation), 'nlb')).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('a function', () => {
  const FunctionName = 'nlb-janitor-sweep';

  beforeEach(() => {
    functions.on(GetFunctionConfigurationCommand, { FunctionName }, true).resolves({
      State: 'Active',
      Role: 'arn:role',
      LastModified: '2026-03-01T08:00:00.000+0000',
      Environment: { Variables: { A: 'b' } },
    });
    functions.on(GetFunctionConcurrencyCommand, { FunctionName }, true).resolves({});
    const mapping = { EventSourceArn: 'arn:queue', State: 'Enabled' };
    functions.on(ListEventSourceMappingsCommand, { FunctionName }).resolves({ EventSourceMappings: [mapping] });
  });

  it('is there, with its environment', async () => {
    expect(await functionNamed(onlyClient(lambda), 'sweep')).toEqual({
      ok: true,
      value: {
        answer: {
          is: 'present',
          function: {
            state: 'Active',
            stateReason: undefined,
            isUpdateFailed: false,
            changedAt: new Date('2026-03-01T08:00:00Z'),
            roleArn: 'arn:role',
            reservedConcurrency: { ok: true, value: undefined },
            sources: { ok: true, value: [{ arn: 'arn:queue', isEnabled: true }] },
          },
        },
        environment: { A: 'b' },
      },
    });
  });

  it('is absent only where Lambda says so', async () => {
    const gone = new ResourceNotFoundException({ message: 'no', $metadata: { httpStatusCode: 404 } });
    functions.on(GetFunctionConfigurationCommand).rejects(gone);
    expect(await functionNamed(onlyClient(lambda), 'sweep')).toMatchObject({
      ok: true,
      value: { answer: { is: 'absent' } },
    });
    functions.on(GetFunctionConfigurationCommand).rejects(DENIED);
    expect(await functionNamed(onlyClient(lambda), 'sweep')).toMatchObject({ ok: false, cause: 'denied' });
  });

  it.each([
    ['Enabled', true],
    ['Enabling', true],
    ['Updating', true],
    ['Disabled', false],
    ['Disabling', false],
    ['Deleting', false],
  ])('is run by a queue whose mapping is %s: %s', async (State, isEnabled) => {
    const mapping = { EventSourceArn: 'arn:queue', State };
    functions.on(ListEventSourceMappingsCommand).resolves({ EventSourceMappings: [mapping] });
    const read = await functionNamed(onlyClient(lambda), 'sweep');
    expect(read).toMatchObject({ value: { answer: { function: { sources: { value: [{ isEnabled }] } } } } });
  });

  it('keeps what could be read where the rest is denied', async () => {
    functions.on(GetFunctionConcurrencyCommand).rejects(DENIED);
    functions.on(ListEventSourceMappingsCommand).rejects(DENIED);
    expect(await functionNamed(onlyClient(lambda), 'sweep')).toMatchObject({
      value: { answer: { function: { state: 'Active', reservedConcurrency: { ok: false }, sources: { ok: false } } } },
    });
  });
});

it('reads the rules of a queue, and where they leave what they cannot deliver', async () => {
  rules
    .on(ListRuleNamesByTargetCommand, { TargetArn: 'arn:queue', NextToken: undefined }, true)
    .resolves({ RuleNames: ['on', 'off'] });
  rules.on(DescribeRuleCommand, { Name: 'on' }, true).resolves({ State: 'ENABLED' });
  rules.on(DescribeRuleCommand, { Name: 'off' }, true).resolves({ State: 'DISABLED' });
  rules.on(ListTargetsByRuleCommand, { Rule: 'on', NextToken: undefined }, true).resolves({
    Targets: [{ Id: '1', Arn: 'arn:queue', DeadLetterConfig: { Arn: 'arn:dead' } }],
  });
  rules
    .on(ListTargetsByRuleCommand, { Rule: 'off', NextToken: undefined }, true)
    .resolves({ Targets: [{ Id: '1', Arn: 'arn:queue' }] });
  expect(await rulesTo(onlyClient(eventBridge), 'arn:queue')).toEqual({
    ok: true,
    value: [
      { name: 'on', isEnabled: true, undelivered: ['arn:dead'] },
      { name: 'off', isEnabled: false, undelivered: [] },
    ],
  });
  rules.on(DescribeRuleCommand, { Name: 'off' }, true).rejects(DENIED);
  expect(await rulesTo(onlyClient(eventBridge), 'arn:queue')).toMatchObject({ ok: false, cause: 'denied' });
});

it('reads the rules of a queue and their targets on every page', async () => {
  rules.on(ListRuleNamesByTargetCommand, { TargetArn: 'arn:queue' }).resolves({ RuleNames: ['a'], NextToken: '2' });
  rules.on(ListRuleNamesByTargetCommand, { NextToken: '2' }).resolves({ RuleNames: ['b'] });
  rules.on(DescribeRuleCommand).resolves({ State: 'ENABLED' });
  const target = (Arn: string) => ({ Id: '1', Arn: 'arn:queue', DeadLetterConfig: { Arn } });
  rules.on(ListTargetsByRuleCommand, { Rule: 'a' }).resolves({ Targets: [target('arn:first')], NextToken: '3' });
  rules.on(ListTargetsByRuleCommand, { Rule: 'a', NextToken: '3' }).resolves({ Targets: [target('arn:second')] });
  rules.on(ListTargetsByRuleCommand, { Rule: 'b' }).resolves({ Targets: [] });
  expect(await rulesTo(onlyClient(eventBridge), 'arn:queue')).toEqual({
    ok: true,
    value: [
      { name: 'a', isEnabled: true, undelivered: ['arn:first', 'arn:second'] },
      { name: 'b', isEnabled: true, undelivered: [] },
    ],
  });
  rules.on(ListTargetsByRuleCommand, { Rule: 'a', NextToken: '3' }).rejects(DENIED);
  expect(await rulesTo(onlyClient(eventBridge), 'arn:queue')).toMatchObject({ ok: false, cause: 'denied' });
});

it('reads the schedules of the queues on every page, and no others', async () => {
  const schedule = (Name: string, Arn: string, State: 'ENABLED' | 'DISABLED') => ({ Name, State, Target: { Arn } });
  schedules
    .on(ListSchedulesCommand)
    .resolvesOnce({
      Schedules: [schedule('a', 'arn:queue', 'ENABLED'), schedule('x', 'arn:x', 'ENABLED')],
      NextToken: '2',
    })
    .resolvesOnce({ Schedules: [schedule('b', 'arn:queue', 'DISABLED')] });
  expect(await schedulesTo(onlyClient(scheduler), new Map([['arn:queue', 'sweep']]))).toEqual({
    ok: true,
    value: [
      { name: 'a', runs: 'sweep', isEnabled: true },
      { name: 'b', runs: 'sweep', isEnabled: false },
    ],
  });
});
