/** What IAM would answer to calls that read, for a role or user: identity policies, boundary and service control policies. */
import { GetRoleCommand, IAMClient, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import type { EvaluationResult } from '@aws-sdk/client-iam';

import type { SimulatedAction } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { reading, required, wholeReading } from '../reading.ts';

const ROLE = { service: 'iam', action: 'GetRole' } as const;
const SIMULATE = { service: 'iam', action: 'SimulatePrincipalPolicy' } as const;

/** One decision for each action. Never rejects. @param actions whose resource is `*` alone */
export function simulatedActions(
  clients: ClientMaker,
  principalArn: string,
  actions: readonly string[],
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
    return part(
      await reading(SIMULATE, async () => {
        const found: SimulatedAction[] = [];
        const pages = paginateSimulatePrincipalPolicy(
          { client },
          { PolicySourceArn: source, ActionNames: [...actions] },
        );
        for await (const page of pages)
          found.push(...required(page.EvaluationResults, 'EvaluationResults').map(actionOf));
        return found;
      }),
    );
  });
}

function actionOf(result: EvaluationResult): SimulatedAction {
  return { action: required(result.EvalActionName, 'EvalActionName'), decision: decisionOf(result) };
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
