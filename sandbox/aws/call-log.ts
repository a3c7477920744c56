/**
 * Every attempt that reached the account, in order, and the faults and hooks that tests put in its way. Faults are tried
 * in the order in which they were set; a call that none of them matches is answered as usual.
 */
import type { Clock } from '../clock.ts';

export interface SandboxCall {
  /** As in IAM actions: `elasticloadbalancing`. */
  readonly service: string;
  /** As in IAM actions: `DescribeTags`. */
  readonly command: string;
  readonly input: object;
  readonly at: Date;
  /** Whether the call could change the account. */
  readonly mutating: boolean;
}

/** `throttled`, `denied` and `server-error` become the service's own errors; an Error is thrown as it is. */
export type FaultKind = 'throttled' | 'denied' | 'server-error' | Error;

export interface Fault {
  readonly command: string;
  readonly with: FaultKind;
  /** How many attempts fail, retries counted; all of them by default. */
  readonly times?: number;
  readonly when?: (input: object) => boolean;
}

/** `nth` counts calls from 1. Throwing is a crash of the caller: the error goes through as it is. */
export type CallHook = (call: SandboxCall, nth: number) => void | Promise<void>;

export class CallLog {
  readonly calls: SandboxCall[] = [];
  /** Calls that the sandbox cannot answer: an adapter makes a Reading of the error, so a test has to look here. */
  readonly gaps: string[] = [];
  /** Before the call has any effect: to change the world between two calls. */
  onCall: CallHook | undefined;
  /** After the call had its effect, before the caller hears of it. */
  onAnswer: CallHook | undefined;

  #faults: { readonly fault: Fault; left: number }[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(call: Omit<SandboxCall, 'at'>): SandboxCall {
    const recorded = { ...call, input: structuredClone(call.input), at: this.#clock.now() };
    this.calls.push(recorded);
    return recorded;
  }

  /** @returns the function that takes the fault away again */
  fail(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#faults.push(entry);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== entry);
    };
  }

  /** The fault that this call meets, if any; counts as one of its times. */
  takeFault({ command, input }: SandboxCall): FaultKind | undefined {
    const met = this.#faults.find(
      ({ fault, left }) => left > 0 && fault.command === command && (fault.when === undefined || fault.when(input)),
    );
    if (met === undefined) return undefined;
    met.left -= 1;
    return met.fault.with;
  }
}
