/** IAM in the sandbox: the account's alias, roles by name, and a simulation that allows whatever a test has not forbidden. */
import { IAMServiceException } from '@aws-sdk/client-iam';
import type {
  GetRoleRequest,
  GetRoleResponse,
  ListAccountAliasesResponse,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const iam: SandboxService = {
  name: 'iam',
  clientName: 'IAMClient',
  ServiceException: IAMServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: {
    GetRole: getRole,
    ListAccountAliases: ({ alias }: Account): ListAccountAliasesResponse => ({
      AccountAliases: alias === undefined ? [] : [alias],
      IsTruncated: false,
    }),
    SimulatePrincipalPolicy: simulatePrincipalPolicy,
  },
};

function getRole({ accountId, clock }: Account, { RoleName = '' }: GetRoleRequest): GetRoleResponse {
  const Arn = `arn:aws:iam::${accountId}:role/${RoleName}`;
  return { Role: { RoleName, Arn, Path: '/', RoleId: 'AROASANDBOXSANDBOX', CreateDate: clock.now() } };
}

function simulatePrincipalPolicy(
  { forbidden }: Account,
  { ActionNames = [] }: SimulatePrincipalPolicyRequest,
): SimulatePolicyResponse {
  return {
    EvaluationResults: ActionNames.map((EvalActionName) => ({
      EvalActionName,
      EvalResourceName: '*',
      EvalDecision: forbidden.has(EvalActionName) ? ('explicitDeny' as const) : ('allowed' as const),
    })),
    IsTruncated: false,
  };
}
