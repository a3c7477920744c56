/** The two ways a command fails, and the exit codes that docs/design.md section 6 gives. `found`: see `--fail-on`. */

export const EXIT = { judged: 0, couldNot: 1, wrongUsage: 2, found: 3 } as const;

/** The caller wrote something that makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command made sense and could not be carried out. */
export class CouldNotError extends Error {
  override readonly name = 'CouldNotError';
}
