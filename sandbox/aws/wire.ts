/**
 * What goes over the wire between an SDK client and the sandbox, whatever the protocol. Types only.
 */
import type { NormalizedSchema } from '@smithy/core/schema';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An error as AWS words it: the code without namespace, the HTTP status and a sentence. */
export interface WireError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** One operation of a service model: its name, its shapes, and its place in a REST API (`['GET', '/clusters/{name}']`). */
export interface Operation {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  readonly http: readonly [method: string, path: string] | undefined;
}

/** How requests are read and answers are written; the shapes come from the SDK's own service models. */
export interface Protocol {
  /** What the client wants, by name; undefined when the request does not say. */
  operationName(request: WireRequest, operations: readonly Operation[]): string | undefined;
  /** @throws when the body is not of this protocol */
  input(request: WireRequest, operation: Operation): object;
  answer(operation: Operation, output: object): WireAnswer;
  error(error: WireError): WireAnswer;
}
