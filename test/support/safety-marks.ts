/**
 * `// SAFETY:` marks and the rows of test/mutations: each mark has the row of what it warns of, within the lines that
 * follow it; each row can be applied, and names a test file that exists.
 */
import type { Mutation } from '../mutations.ts';
import type { SourceFile } from './source-code.ts';

/** How far below its mark the marked text may begin. */
const REACH_LINES = 14;

export interface SafetyMark {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly comment: string;
}

export function safetyMarksIn({ path, code }: SourceFile): readonly SafetyMark[] {
  return code.split('\n').flatMap((text, index) => {
    const comment = /^\s*(?:\/\/|\/?\*+)\s*(SAFETY:.*)$/.exec(text)?.[1];
    return comment === undefined ? [] : [{ path, line: index + 1, comment }];
  });
}

/** Marks without a row. */
export function markFaults(files: readonly SourceFile[], rows: readonly Mutation[]): readonly string[] {
  return files.flatMap((file) => {
    const marks = safetyMarksIn(file);
    const rowLines = rows.filter((row) => row.file === file.path).map((row) => lineOf(row, file));
    return marks.flatMap(({ path, line, comment }, index) => {
      const end = Math.min(line + REACH_LINES, marks[index + 1]?.line ?? Number.POSITIVE_INFINITY);
      const isCovered = rowLines.some((at) => at !== undefined && at >= line && at < end);
      return isCovered ? [] : [`${path}:${line} has no row in test/mutations: ${comment}`];
    });
  });
}

/** Rows that cannot be applied, or whose test does not exist. */
export function rowFaults(
  files: readonly SourceFile[],
  testPaths: ReadonlySet<string>,
  rows: readonly Mutation[],
): readonly string[] {
  return rows.flatMap((row) => {
    const file = files.find(({ path }) => path === row.file);
    if (file === undefined) return [`test/mutations: there is no ${row.file}`];
    const times = file.code.split(row.text).length - 1;
    return [
      ...(times === 1 ? [] : [`test/mutations: stands ${times} times in ${row.file}: ${row.text}`]),
      ...(testPaths.has(row.test) ? [] : [`test/mutations: there is no ${row.test}`]),
    ];
  });
}

/** Line on which the row's text ends: it may begin above the mark that stands inside of it. */
function lineOf({ text }: Mutation, { code }: SourceFile): number | undefined {
  const at = code.indexOf(text);
  if (at === -1) return undefined;
  const whole = code.slice(0, at + text.trimEnd().length);
  return whole.split('\n').length;
}
