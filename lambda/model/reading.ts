/**
 * How a source reaches the judge: read completely, or unreadable with the reason. `Reading<T>` is the only way, so that
 * "could not read" can never be mistaken for "read, and it was empty".
 */

/** Tags of one AWS resource. Order is AWS's, keys are unique. */
export type Tags = ReadonlyMap<string, string>;

export type Reading<T> = { readonly ok: true; readonly value: T } | Unreadable;

/** Why a source could not be read completely, in words a person can act on. Starts with the source's name. */
export interface Unreadable {
  readonly ok: false;
  readonly cause: UnreadableCause;
  readonly why: string;
  /** HTTP status of a cluster's answer, where that is what went wrong. */
  readonly status?: number;
}

/**
 * - `denied`: the caller lacks a right (AWS AccessDenied, Kubernetes 401 or 403 on Services).
 * - `unreachable`: no answer, or none that could be used (time-out, TLS, 5xx, throttled to the end of the retries).
 * - `incomplete`: an answer came, but part of it is missing (one kind denied, a page lost, the canary absent).
 */
export type UnreadableCause = 'denied' | 'unreachable' | 'incomplete';

/** A list that may be cut short: what was seen before the failure can still save, never condemn. */
export type PartialReading<T> =
  { readonly ok: true; readonly value: readonly T[] } | (Unreadable & { readonly seen: readonly T[] });
