/** IAM's simulation: whom it is asked about, and what is in the way. */
import { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type { EvaluationResult } from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';

import { simulatedActions } from '../../../lambda/aws/doctor/rights.ts';
import { onlyClient } from '../../support/only-client.ts';

const client = new IAMClient({ region: 'eu-west-3' });
const iam = mockClient(client);
const ROLE = 'arn:aws:iam::123456789012:role/admin';
const WITH_PATH = 'arn:aws:iam::123456789012:role/people/admin';

beforeEach(() => {
  iam.reset();
  iam.onAnyCommand().rejects(new Error('unexpected command'));
  const made = { Path: '/', RoleName: 'admin', RoleId: 'A', CreateDate: new Date(0) };
  iam.on(GetRoleCommand, { RoleName: 'admin' }, true).resolves({ Role: { ...made, Arn: WITH_PATH } });
});

const answers = (...EvaluationResults: EvaluationResult[]): void => {
  iam.on(SimulatePrincipalPolicyCommand).resolves({ EvaluationResults });
};

it('asks about the role with its path, which STS leaves out', async () => {
  answers();
  await simulatedActions(onlyClient(client), ROLE, ['a:B']);
  const [call] = iam.commandCalls(SimulatePrincipalPolicyCommand);
  expect(call?.args[0].input).toMatchObject({ PolicySourceArn: WITH_PATH, ActionNames: ['a:B'] });
});

it('asks about a user as it is', async () => {
  answers();
  const user = 'arn:aws:iam::123456789012:user/ada';
  await simulatedActions(onlyClient(client), user, ['a:B']);
  expect(iam.commandCalls(GetRoleCommand)).toEqual([]);
  expect(iam.commandCalls(SimulatePrincipalPolicyCommand)[0]?.args[0].input.PolicySourceArn).toBe(user);
});

it.each<[string, Omit<EvaluationResult, 'EvalActionName'>, string]>([
  ['allowed', { EvalDecision: 'allowed' }, 'allowed'],
  ['without a policy', { EvalDecision: 'implicitDeny' }, 'no-policy'],
  ['denied', { EvalDecision: 'explicitDeny' }, 'denied'],
  [
    'denied by the organization',
    { EvalDecision: 'explicitDeny', OrganizationsDecisionDetail: { AllowedByOrganizations: false } },
    'organization',
  ],
  [
    'allowed by the organization',
    { EvalDecision: 'implicitDeny', OrganizationsDecisionDetail: { AllowedByOrganizations: true } },
    'no-policy',
  ],
  [
    'outside of the boundary',
    { EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
    'boundary',
  ],
])('%s', async (_, result, decision) => {
  answers({ EvalActionName: 'a:B', ...result });
  const simulation = await simulatedActions(onlyClient(client), ROLE, ['a:B']);
  expect(simulation).toEqual({ ok: true, value: [{ action: 'a:B', resourceArn: undefined, decision }] });
});

it.each([['the role', GetRoleCommand] as const, ['the simulation', SimulatePrincipalPolicyCommand] as const])(
  'says that %s may not be asked for',
  async (_, command) => {
    answers();
    iam.on(command as typeof GetRoleCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
    const simulation = await simulatedActions(onlyClient(client), ROLE, ['a:B']);
    expect(simulation.ok).toBe(false);
  },
);

it('asks for each call that writes by itself, with all that IAM would know of it', async () => {
  answers({ EvalActionName: 'a:B', EvalDecision: 'allowed' });
  const call = {
    action: 'a:B',
    resourceArn: 'arn:nlb',
    tags: { kept: 'no' },
    writes: { mine: 'x' },
    removes: ['old'],
    context: { 's3:if-none-match': '*' },
  };
  const simulation = await simulatedActions(onlyClient(client), ROLE, [], [call]);
  expect(simulation).toMatchObject({ ok: true, value: [{}, { action: 'a:B', resourceArn: 'arn:nlb' }] });
  expect(iam.commandCalls(SimulatePrincipalPolicyCommand)[1]?.args[0].input).toMatchObject({
    ActionNames: ['a:B'],
    ResourceArns: ['arn:nlb'],
    ContextEntries: [
      { ContextKeyName: 'aws:ResourceTag/kept', ContextKeyType: 'string', ContextKeyValues: ['no'] },
      { ContextKeyName: 'aws:RequestTag/mine', ContextKeyType: 'string', ContextKeyValues: ['x'] },
      { ContextKeyName: 'aws:TagKeys', ContextKeyType: 'stringList', ContextKeyValues: ['mine', 'old'] },
      { ContextKeyName: 's3:if-none-match', ContextKeyType: 'string', ContextKeyValues: ['*'] },
    ],
  });
});
