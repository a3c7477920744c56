/**
 * Faults that a test or the demo switches on, per path and per attempt. A fault stays until its times are used up or the
 * cluster recovers; it never changes the objects.
 */

/**
 * A number is an HTTP status with the Status body that a real API server sends; the rest break the connection or the
 * body.
 */
export type FaultKind =
  | 400
  | 401
  | 403
  | 404
  | 429
  | 500
  | 503
  | 'expired' // 410 on a request that continues a list
  | 'hang' // no answer at all
  | 'hang in body' // headers and half of the body, then nothing
  | 'truncated' // half of the body in a well-formed answer
  | 'not a list' // 200 with a Status body
  | 'token lost' // a page without its continue token
  | 'reset' // the socket closes before an answer
  | 'reset in body'; // headers and half of the body, then the socket closes

export interface Fault {
  /** Plural of the kind (`services`), `group/plural`, or `apis`. Left out: every path. */
  readonly path?: string;
  readonly with: FaultKind;
  /** How many matching requests fail. Left out: all, until the cluster recovers. */
  readonly times?: number;
  /** How many matching requests succeed before that, e.g. 1 for the second page. */
  readonly after?: number;
  /** Retry-After header, for 429 and 5xx. */
  readonly retryAfter?: string;
}

interface ArmedFault {
  readonly fault: Fault;
  toPass: number;
  toFail: number;
}

interface FaultableRequest {
  /** Names by which a fault may call this path. */
  readonly paths: readonly string[];
  readonly continues: boolean;
}

/** The faults of one cluster, in the order in which they were switched on. */
export class FaultList {
  #armed: ArmedFault[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, toPass: fault.after ?? 0, toFail: fault.times ?? Infinity });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault that this request meets, if any; uses up one of its times. */
  next(request: FaultableRequest): Fault | undefined {
    for (const armed of this.#armed) {
      const { path, with: kind } = armed.fault;
      if (path !== undefined && !request.paths.includes(path)) continue;
      if (kind === 'expired' && !request.continues) continue;
      if (armed.toPass > 0) {
        armed.toPass--;
        continue;
      }
      if (armed.toFail === 0) continue;
      armed.toFail--;
      return armed.fault;
    }
    return undefined;
  }
}
