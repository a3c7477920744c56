/** One line of `doctor`: what was looked at, how it is, and what to do about it. */
import type { Reading, Unreadable } from '../../model/reading.ts';
import { sentence } from '../words.ts';

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
  readonly found: string;
  /** Undefined where there is nothing to do. */
  readonly todo: string | undefined;
}

/** What a check is about. */
export type About = Pick<Check, 'id' | 'title'>;

export function ok(about: About, found: string): Check {
  return { ...about, state: 'ok', found: sentence(found), todo: undefined };
}

export function warning(about: About, found: string, todo: string): Check {
  return { ...about, state: 'warning', found: sentence(found), todo: sentence(todo) };
}

export function failure(about: About, found: string, todo: string): Check {
  return { ...about, state: 'failure', found: sentence(found), todo: sentence(todo) };
}

export function notChecked(about: About, why: string, todo?: string): Check {
  return {
    ...about,
    state: 'not-checked',
    found: sentence(why),
    todo: todo === undefined ? undefined : sentence(todo),
  };
}

/** What could not be read says nothing about how it is. */
export function unread(about: About, { why, cause }: Unreadable): Check {
  return notChecked(
    about,
    why,
    cause === 'denied' ? 'Ask again with the rights that docs/permissions.md lists for doctor' : 'Ask again',
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
export function runbook(anchor: string): string {
  return `docs/runbook.md#${anchor}`;
}
