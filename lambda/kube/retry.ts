/**
 * Tries a request again when the API server or the network says "not now", and only then. It must never repeat what a
 * repeat cannot help (401, 403, 404, a bad certificate), nor wait past the limit.
 */
import type { TimeLimit } from './time-limit.ts';
import { failureOf, RequestFailed, type Failure } from './failure.ts';

export interface RetryContext {
  readonly limit: TimeLimit;
  /** Where a person waits: how long the attempts of one request may be silent, all together. */
  readonly requestSeconds?: number;
  readonly now: () => Date;
  /** Waits; may end early when `signal` aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const MAX_ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 500;

/** Codes of node:net, node:dns and undici for connections that may well work a moment later. */
const PASSING_CONNECTION_CODES: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The request's answer, after up to 5 attempts within the limit. Waits 0.5, 1, 2 and 4 s between them, or what
 * Retry-After asks for.
 * @throws RequestFailed with the last failure.
 */
export async function withRetries<T>(request: () => Promise<T>, context: RetryContext): Promise<T> {
  const { limit, now, sleep, requestSeconds = Number.POSITIVE_INFINITY } = context;
  let silentMs = 0;
  for (let attempt = 1; ; attempt++) {
    const startedAt = Date.now();
    try {
      return await limit.within(notHanging(request(), requestSeconds, silentMs));
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (isSilence(failure)) silentMs += Date.now() - startedAt;
      if (attempt === MAX_ATTEMPTS || !isPassing(failure) || silentMs >= requestSeconds * 1000)
        throw new RequestFailed(failure);
      const waitMs = retryAfterMs(failure, now()) ?? FIRST_BACKOFF_MS * 2 ** (attempt - 1);
      await limit.within(sleep(waitMs, limit.signal));
    }
  }
}

/** The promise's outcome, or RequestFailed `deadline`. What still hangs then is cut off when the limit ends. */
async function notHanging<T>(request: Promise<T>, requestSeconds: number, silentMs: number): Promise<T> {
  if (requestSeconds === Number.POSITIVE_INFINITY) return request;
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(new RequestFailed({ is: 'deadline', requestSeconds }));
  const timer = setTimeout(giveUp, requestSeconds * 1000 - silentMs);
  try {
    return await Promise.race([request, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A server that lets a connection wait, as one behind a firewall does. */
function isSilence(failure: Failure): boolean {
  return failure.is === 'connection' && /TIMEDOUT|TIMEOUT/.test(failure.code);
}

function isPassing(failure: Failure): boolean {
  switch (failure.is) {
    case 'status':
    case 'proxy':
      return failure.status === 429 || failure.status >= 500;
    case 'connection':
      return PASSING_CONNECTION_CODES.has(failure.code);
    case 'deadline':
    case 'unusable':
      return false;
  }
}

/** Retry-After in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). Undefined when absent or unreadable. */
function retryAfterMs(failure: Failure, now: Date): number | undefined {
  if (failure.is !== 'status' || failure.retryAfter === undefined) return undefined;
  const text = failure.retryAfter.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const waitMs = Date.parse(text) - now.getTime();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
