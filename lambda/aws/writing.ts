/**
 * From an SDK call that changes something to a WriteResult: the one place where a writing adapter's failure is caught. It
 * must never call a failure a success; where AWS's error means that nothing is left to do, the adapter says so by name.
 */
import type { RefusalKind } from '../model/record.ts';
import type { WriteFailure, WriteResult } from '../ports/write.ts';
import { awsError } from './errors.ts';
import type { AwsCall, AwsErrorKind } from './errors.ts';
import { required } from './reading.ts';

const KINDS: Readonly<Record<AwsErrorKind, RefusalKind>> = {
  protected: 'protected',
  'in-use': 'in-use',
  denied: 'denied',
  gone: 'gone',
  throttled: 'other',
  unreachable: 'other',
  other: 'other',
};

/** Makes one attempt (the SDK retries what may be retried). Never rejects. */
export async function writing(call: AwsCall, write: () => Promise<unknown>): Promise<WriteResult> {
  try {
    await write();
    return { ok: true };
  } catch (error) {
    return writeFailure(call, error);
  }
}

/**
 * Insists that AWS answered: for calls whose answer has no field of its own, so that any 200 would pass for it. AWS sends
 * the header x-amzn-RequestId with every answer, and nobody in between has a reason to.
 *
 * @throws IncompleteAnswerError
 */
export function requireAws({ $metadata }: { readonly $metadata: { readonly requestId?: string | undefined } }): void {
  // SAFETY: a proxy's 200 has written and deleted nothing.
  required($metadata.requestId, 'request ID');
}

/** What a failed call means. `advice`: what a person can do about it, added to AWS's own words. */
export function writeFailure(call: AwsCall, error: unknown, advice?: string): WriteFailure {
  const { kind, message } = awsError(call, error);
  return { ok: false, kind: KINDS[kind], why: advice === undefined ? message : `${message}: ${advice}` };
}

/** What is refused here, before AWS is asked. */
export function refused({ service, action }: AwsCall, why: string): WriteFailure {
  return { ok: false, kind: 'other', why: `${service} ${action}: not sent: ${why}` };
}

/** Whether AWS gave the error this name. SDK classes add the suffix Exception where they know the error. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && (error.name === name || error.name === `${name}Exception`);
}
