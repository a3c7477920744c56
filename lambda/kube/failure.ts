/**
 * How reading a Kubernetes API can fail, as data. Nothing in here may carry a token, a header or a body: failures end up
 * in reports and logs.
 */

/**
 * - `status`: an HTTP answer other than 2xx. `retryAfter` is the header, unparsed; `isPage` says that it came as HTML, which
 *   no API server writes.
 * - `proxy`: the proxy answered with this status instead of opening the way.
 * - `deadline`: the time for the whole cluster was used up, or that for one request: then `requestSeconds` says how long.
 * - `connection`: no HTTP answer, or one cut short. `code` is the error code of the socket, DNS or TLS layer.
 * - `unusable`: a 2xx answer that is not what the API promises; `what` says how, without quoting it.
 */
export type Failure =
  | {
      readonly is: 'status';
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly isPage: boolean;
    }
  | { readonly is: 'proxy'; readonly status: number }
  | { readonly is: 'deadline'; readonly requestSeconds?: number }
  | { readonly is: 'connection'; readonly code: string }
  | { readonly is: 'unusable'; readonly what: string };

/** A failure on its way to the list that it ends. */
export class RequestFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`Kubernetes request failed: ${failure.is}`);
    this.name = 'RequestFailed';
    this.failure = failure;
  }
}

/** The failure behind anything thrown. What nobody foresaw is an unusable answer too, never an empty one. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof RequestFailed) return thrown.failure;
  return { is: 'unusable', what: `it could not be read (${nameOf(thrown)})` };
}

/** Class name of an error: the only part of a foreign exception that is safe to show. */
export function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : 'unknown error';
}
