/**
 * What one AWS service of the sandbox is: its names, its base error class, and a function for each command it knows.
 */
import type { STSServiceException } from '@aws-sdk/client-sts';

import type { Account } from '../account.ts';

export interface SandboxService {
  /** As in IAM actions. */
  readonly name: string;
  /** Class name of the SDK client. */
  readonly clientName: string;
  readonly ServiceException: ServiceExceptionClass;
  /** XML services say AccessDenied (403), JSON services AccessDeniedException (400). */
  readonly accessDeniedName: string;
  readonly accessDeniedStatus: number;
  /** Refuses calls beyond the rate, where the sandbox knows it. */
  readonly isThrottled?: boolean;
  /**
   * By command, without the suffix Command: input → output without `$metadata`, or throws the service's error. The SDK has
   * typed the input for the very command, which the table cannot say.
   */
  readonly commands: Readonly<Record<string, (account: Account, input: never) => object>>;
  /** Puts in what only an SDK client's answer holds, such as a stream. */
  readonly finish?: (output: object) => object;
}

export type ServiceExceptionClass = new (
  options: ConstructorParameters<typeof STSServiceException>[0],
) => STSServiceException;
