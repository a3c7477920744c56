/** IAM in the sandbox: the account's alias. */
import { IAMServiceException } from '@aws-sdk/client-iam';
import type { ListAccountAliasesResponse } from '@aws-sdk/client-iam';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const iam: SandboxService = {
  name: 'iam',
  clientName: 'IAMClient',
  ServiceException: IAMServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: {
    ListAccountAliases: ({ alias }: Account): ListAccountAliasesResponse => ({
      AccountAliases: alias === undefined ? [] : [alias],
      IsTruncated: false,
    }),
  },
};
