/** STS in the sandbox: who the caller is. */
import { STSServiceException } from '@aws-sdk/client-sts';
import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const sts: SandboxService = {
  name: 'sts',
  clientName: 'STSClient',
  ServiceException: STSServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: {
    GetCallerIdentity: (account: Account): GetCallerIdentityResponse => ({
      Account: account.accountId,
      Arn: account.callerArn,
      UserId: 'AROASANDBOXSANDBOX:sandbox',
    }),
  },
};
