/** A mutation, and how its rows are written. */

export interface Mutation {
  readonly file: string;
  /** Stands exactly once in the file; for a mark, within the lines that follow it. */
  readonly text: string;
  readonly replacement: string;
  readonly test: string;
}

/** Rows of one file and one test. */
export function of(
  file: string,
  test: string,
  rows: readonly (readonly [text: string, replacement: string])[],
): readonly Mutation[] {
  return rows.map(([text, replacement]) => ({ file, text, replacement, test }));
}
