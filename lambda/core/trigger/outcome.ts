/** What one message was taken for. Types only. */
import type { Scope } from '../scope.ts';

export type Trigger =
  | { readonly is: 'run'; readonly scope: Scope; readonly because: string }
  /** Read, and not for the janitor. */
  | Ignored
  /** Nobody knows what it wants: that is told, and nothing follows from it. */
  | Unreadable;

export interface Ignored {
  readonly is: 'ignored';
  readonly because: string;
}

export interface Unreadable {
  readonly is: 'unreadable';
  readonly because: string;
}

export interface Self {
  readonly account: string;
  readonly region: string;
  /** Roles of the janitor's functions: what they do themselves is no news. */
  readonly roleArns: readonly string[];
}
