/** One line of `doctor`: what was looked at, how it is, and what to do about it. */
import type { Reading, Unreadable } from '../../model/reading.ts';

/**
 * - `failure`: the janitor does not work as it should, or would not.
 * - `warning`: it works, with a loss that is named.
 * - `not-checked`: it makes no sense here, or could not be looked at, and `found` says why.
 */
export type CheckState = 'ok' | 'warning' | 'failure' | 'not-checked';

export interface Check {
  /** Stable, for programs. */
  readonly id: string;
  readonly state: CheckState;
  /** What was looked at. */
  readonly title: string;
  /** Without a full stop; goes on after the title. */
  readonly found: string;
  /** Undefined where there is nothing to do. */
  readonly todo: string | undefined;
  /** To be pasted into a shell, after what `todo` says. */
  readonly commands: readonly string[];
  /** Name of the one cluster that it is about, with which its title ends. */
  readonly cluster?: string;
}

/** What a check is about. */
export type About = Pick<Check, 'id' | 'title' | 'cluster'>;

export function ok(about: About, found: string): Check {
  return { ...about, state: 'ok', found, todo: undefined, commands: [] };
}

export function warning(about: About, found: string, todo: string, commands: readonly string[] = []): Check {
  return { ...about, state: 'warning', found, todo, commands };
}

export function failure(about: About, found: string, todo: string, commands: readonly string[] = []): Check {
  return { ...about, state: 'failure', found, todo, commands };
}

export function notChecked(about: About, why: string, todo?: string, commands: readonly string[] = []): Check {
  return { ...about, state: 'not-checked', found: why, todo, commands };
}

/** What could not be read says nothing about how it is. */
export function unread(about: About, { why, cause }: Unreadable): Check {
  return notChecked(
    about,
    why,
    cause === 'denied' ? 'ask again with the rights that docs/permissions.md lists for doctor' : 'ask again',
  );
}

/** The checks of a reading, or the one that says that it could not be read. */
export function checksOfReading<T>(
  about: About,
  reading: Reading<T>,
  judge: (value: T) => readonly Check[],
): readonly Check[] {
  return reading.ok ? judge(reading.value) : [unread(about, reading)];
}

/** `docs/runbook.md#paused` */
export function runbook(anchor: Anchor): string {
  return `see docs/runbook.md#${anchor}`;
}

/** Headings of docs/runbook.md (test/core/doctor/checks.test.ts). */
type Anchor =
  | 'a-function-failed'
  | 'dead-letter-queue'
  | 'is-it-healthy'
  | 'messages-wait'
  | 'no-sweep'
  | 'not-everything-could-be-read';
