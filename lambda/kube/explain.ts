/**
 * The words for a cluster, or a part of it, that could not be read: what happened and what to do about it. Every text
 * starts with the cluster's name; none quotes what a server said.
 */
import type { Unreadable, UnreadableCause } from '../model/reading.ts';
import type { Failure } from './failure.ts';

/** Who was reading what. */
export interface ReadingContext {
  readonly cluster: string;
  readonly endpoint: string;
  /** Host of the proxy on the way, if there is one. */
  readonly proxy?: string | undefined;
  /** Role or user ARN of the caller, if known. */
  readonly identity: string | undefined;
  readonly deadlineSeconds: number;
}

/** What a failed list was of, as `kubectl get` names it, and how far it got. */
interface FailedList {
  readonly kind: string;
  readonly failure: Failure;
  readonly pagesRead: number;
}

const SEE_ACCESS = 'see docs/settings.md, Cluster access';

/** The kind without which nothing at all can be said about a cluster: 403 on it means that access was never set up. */
const DECISIVE_KIND = 'services';

/** A failed list as an Unreadable. */
export function unreadable(context: ReadingContext, { kind, failure, pagesRead }: FailedList): Unreadable {
  const cause = causeOf(kind, failure, pagesRead);
  const why = `cluster ${context.cluster}: ${words(context, kind, failure)}`;
  return { ok: false, cause, why, ...(failure.is === 'status' ? { status: failure.status } : {}) };
}

function causeOf(kind: string, failure: Failure, pagesRead: number): UnreadableCause {
  if (isRefusal(kind, failure)) return 'denied';
  // What broke off half-way did answer: the cluster is there, its list is not whole.
  return pagesRead === 0 && isSilence(failure) ? 'unreachable' : 'incomplete';
}

function isRefusal(kind: string, failure: Failure): boolean {
  // The page of a proxy says nothing about our rights.
  if (failure.is !== 'status' || failure.isPage) return false;
  return failure.status === 401 || (failure.status === 403 && kind === DECISIVE_KIND);
}

function isSilence(failure: Failure): boolean {
  switch (failure.is) {
    case 'deadline':
    case 'connection':
    case 'proxy':
      return true;
    case 'status':
      return failure.isPage || failure.status === 429 || failure.status >= 500;
    case 'unusable':
      return false;
  }
}

function words(context: ReadingContext, kind: string, failure: Failure): string {
  switch (failure.is) {
    case 'status':
      return failure.isPage
        ? `${failure.status} with an HTML page instead of the list of ${kind}; a proxy may stand in between`
        : statusWords(context, kind, failure.status);
    case 'proxy':
      return `the proxy ${context.proxy ?? ''} answered ${failure.status} instead of connecting to ${context.endpoint}, reading ${kind}; check HTTPS_PROXY and NO_PROXY`;
    case 'deadline':
      return `no answer from ${wayTo(context)} within ${failure.requestSeconds ?? context.deadlineSeconds} s, reading ${kind} (private endpoint? ${SEE_ACCESS})`;
    case 'connection':
      return connectionWords(context, kind, failure.code);
    case 'unusable':
      return `the list of ${kind} cannot be used: ${failure.what}`;
  }
}

function statusWords({ identity, endpoint }: ReadingContext, kind: string, status: number): string {
  const caller = identity === undefined ? 'the caller' : callerWords(identity);
  switch (status) {
    case 401:
      return `401 listing ${kind}: the token was refused: no access entry for ${caller}; ${SEE_ACCESS}`;
    case 403:
      return `403 listing ${kind}: ${caller} has no access entry with list rights; ${SEE_ACCESS}`;
    case 404:
      return `404 reading ${kind}: the API server lists it but does not serve it`;
    case 410:
      return `the list of ${kind} expired again and again while it was read; the next run tries again`;
    case 429:
      return `429 listing ${kind}: ${endpoint} is too busy to answer; the next run tries again`;
    default:
      return `${status} listing ${kind} from ${endpoint}`;
  }
}

function callerWords(identity: string): string {
  if (identity.includes(':role/') || identity.includes(':assumed-role/')) return `role ${identity}`;
  return identity.includes(':user/') ? `user ${identity}` : identity;
}

/** The endpoint, and the proxy that it is reached by. */
function wayTo({ endpoint, proxy }: ReadingContext): string {
  return proxy === undefined ? endpoint : `${endpoint} through the proxy ${proxy}`;
}

function connectionWords(context: ReadingContext, kind: string, code: string): string {
  const { endpoint } = context;
  if (/CERT|SIGNATURE|SSL|TLS/.test(code)) {
    return `${endpoint} is not signed by the cluster's certificate authority (${code}); something stands between, or the cluster was made again`;
  }
  return `no connection to ${wayTo(context)}, reading ${kind} (${code}; private endpoint? ${SEE_ACCESS})`;
}
