/** What IAM would answer to calls, for a role or user: identity policies, boundary and service control policies. */
import { GetRoleCommand, IAMClient, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import type { ContextEntry, EvaluationResult, SimulatePrincipalPolicyCommandInput } from '@aws-sdk/client-iam';

import type { SimulatedAction, SimulatedCall } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { reading, required, wholeReading } from '../reading.ts';

const ROLE = { service: 'iam', action: 'GetRole' } as const;
const SIMULATE = { service: 'iam', action: 'SimulatePrincipalPolicy' } as const;

/**
 * One decision for each action and call. Never rejects.
 *
 * @param actions whose resource is `*` alone
 * @param calls each with its resource: one simulation for each
 */
export function simulatedActions(
  clients: ClientMaker,
  principalArn: string,
  actions: readonly string[],
  calls: readonly SimulatedCall[] = [],
): Promise<Reading<readonly SimulatedAction[]>> {
  const client = clients.of(IAMClient);
  return wholeReading(async (part) => {
    // STS leaves out a role's path, without which IAM does not find it.
    const name = /^arn:[^:]+:iam::\d+:role\/(?:.*\/)?(?<name>[^/]+)$/.exec(principalArn)?.groups?.['name'];
    const source =
      name === undefined
        ? principalArn
        : part(
            await reading(ROLE, async () => {
              const { Role } = await client.send(new GetRoleCommand({ RoleName: name }));
              return required(Role?.Arn, 'Role.Arn');
            }),
          );
    const found = part(await simulated(client, { PolicySourceArn: source, ActionNames: [...actions] }));
    const ofCalls: SimulatedAction[] = [];
    for (const call of calls) {
      const asked = { ActionNames: [call.action], ResourceArns: [call.resourceArn], ContextEntries: contextOf(call) };
      const results = part(await simulated(client, { PolicySourceArn: source, ...asked }));
      ofCalls.push(...results.map((result) => ({ ...result, resourceArn: call.resourceArn })));
    }
    return [...found, ...ofCalls];
  });
}

function simulated(
  client: IAMClient,
  asked: SimulatePrincipalPolicyCommandInput,
): Promise<Reading<readonly SimulatedAction[]>> {
  return reading(SIMULATE, async () => {
    const found: SimulatedAction[] = [];
    for await (const page of paginateSimulatePrincipalPolicy({ client }, asked))
      found.push(...required(page.EvaluationResults, 'EvaluationResults').map(actionOf));
    return found;
  });
}

/** The simulator knows of a request what it is told: API_ContextEntry. */
function contextOf({ tags = {}, writes = {}, removes = [], context = {} }: SimulatedCall): ContextEntry[] {
  const text = (name: string, value: string): ContextEntry => ({
    ContextKeyName: name,
    ContextKeyType: 'string',
    ContextKeyValues: [value],
  });
  const keys = [...Object.keys(writes), ...removes];
  return [
    ...Object.entries(tags).map(([key, value]) => text(`aws:ResourceTag/${key}`, value)),
    ...Object.entries(writes).map(([key, value]) => text(`aws:RequestTag/${key}`, value)),
    ...(keys.length === 0
      ? []
      : [{ ContextKeyName: 'aws:TagKeys', ContextKeyType: 'stringList' as const, ContextKeyValues: keys }]),
    ...Object.entries(context).map(([key, value]) => text(key, value)),
  ];
}

function actionOf(result: EvaluationResult): SimulatedAction {
  return {
    action: required(result.EvalActionName, 'EvalActionName'),
    resourceArn: undefined,
    decision: decisionOf(result),
  };
}

function decisionOf({
  EvalDecision,
  OrganizationsDecisionDetail,
  PermissionsBoundaryDecisionDetail,
}: EvaluationResult): SimulatedAction['decision'] {
  if (EvalDecision === 'allowed') return 'allowed';
  if (OrganizationsDecisionDetail?.AllowedByOrganizations === false) return 'organization';
  if (PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false) return 'boundary';
  return EvalDecision === 'explicitDeny' ? 'denied' : 'no-policy';
}
