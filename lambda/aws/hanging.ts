/**
 * Calls in front of which a person sits: says which one is still waited for, and gives up on one that stays silent. The
 * functions do without: nobody waits for them, and their retries outlast a short outage. It must never end a call that
 * gets answers, however often AWS tells it to slow down.
 */
import { middlewareOf, type AnyAwsClient } from './pace.ts';

export interface Patience {
  /** All silence of one call together, retries included. */
  readonly seconds: number;
  /** How often `waiting` is called meanwhile. */
  readonly noticeSeconds: number;
  /** `call`: `eks DescribeCluster`. */
  readonly waiting: (call: string, seconds: number) => void;
}

/** A client whose connections can be cut. */
export interface CuttableClient extends AnyAwsClient {
  destroy(): void;
}

/** Not a TimeoutError: the SDK would try those again, and a person would wait six times as long. */
export class HangingCallError extends Error {
  override readonly name = 'HangingCallError';
}

interface CallContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

type PatientMiddleware = <Args, Output>(
  next: (args: Args) => Promise<Output>,
  context: CallContext,
) => (args: Args) => Promise<Output>;

/** Limits the client's calls. Waiting for a turn or for a retry is no silence: only the wire is timed. */
export function limitPatience(client: CuttableClient, patience: Patience): void {
  const patient: PatientMiddleware = (next, context) => {
    // One of these for each call, over all of its attempts.
    let silentMs = 0;
    return async (args) => {
      const startedAt = Date.now();
      const leftMs = patience.seconds * 1000 - silentMs;
      const tooLong = Promise.withResolvers<never>();
      const timer = setTimeout(() => tooLong.reject(hanging(patience)), leftMs);
      const notices = setInterval(
        () => patience.waiting(callName(context), Math.round((silentMs + Date.now() - startedAt) / 1000)),
        patience.noticeSeconds * 1000,
      );
      try {
        return await Promise.race([next(args), tooLong.promise]);
      } catch (error) {
        // An open socket would keep the process from ending.
        if (error instanceof HangingCallError) client.destroy();
        if (isSilence(error)) silentMs += Date.now() - startedAt;
        throw error instanceof HangingCallError || silentMs < patience.seconds * 1000 ? error : hanging(patience);
      } finally {
        clearTimeout(timer);
        clearInterval(notices);
      }
    };
  };
  // Outside of what reads the answer's body, which may hang too.
  middlewareOf(client).add(patient, { name: 'patience', step: 'deserialize', priority: 'high' });
}

function hanging({ seconds }: Patience): HangingCallError {
  return new HangingCallError(
    `no answer within ${seconds} s: check the network, HTTPS_PROXY and AWS_ENDPOINT_URL where they are set`,
  );
}

/** As the SDK calls a connection that is not made, or an answer that does not come, in time. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function callName({ clientName = 'AWS', commandName = 'call' }: CallContext): string {
  return `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`;
}
