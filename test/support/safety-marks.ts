/**
 * `// SAFETY:` marks and the tests they name: `Test: weigh.test.ts "counts a long-lived flow as traffic".` An ellipsis
 * in the title stands for anything; several tests are named one after the other.
 */
import { testTitlesIn, type SourceFile } from './source-code.ts';

export interface SafetyMark {
  readonly path: string;
  /** The whole comment, on one line. */
  readonly comment: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

export function safetyMarksIn({ path, code }: SourceFile): readonly SafetyMark[] {
  const lines = code.split('\n').map((line) => commentOn(line));
  return lines.flatMap((line, index) => {
    if (line?.includes('SAFETY:') !== true) return [];
    const rest = lines.slice(index);
    const end = rest.findIndex((other, offset) => other === undefined || (offset > 0 && other.includes('SAFETY:')));
    const comment = (end === -1 ? rest : rest.slice(0, end)).join(' ').replaceAll(/\s+/g, ' ').trim();
    const tests = [...comment.matchAll(/(\S+\.test\.ts) "([^"]+)"/g)].map(([, file = '', title = '']) => ({
      file,
      title,
    }));
    return [{ path, comment, tests }];
  });
}

/** What the line comments, without the comment's own signs; undefined for a line of code. */
function commentOn(line: string): string | undefined {
  return /^\s*(?:\/\/|\/\*\*?|\*(?!\/))(.*?)(?:\*\/)?\s*$/.exec(line)?.[1];
}

/** Marks that name no test, a file that is not there, or a title that no test in it has. */
export function safetyFaults(files: readonly SourceFile[], tests: readonly SourceFile[]): readonly string[] {
  return files.flatMap((source) =>
    safetyMarksIn(source).flatMap((mark) => {
      if (mark.tests.length === 0) return [`${mark.path}: names no test: ${mark.comment}`];
      return mark.tests.flatMap(({ file, title }) => {
        const named = tests.filter(({ path }) => path.endsWith(`/${file}`));
        if (named.length === 0) return [`${mark.path}: there is no ${file}`];
        const found = named.some((test) => testTitlesIn(test).some((candidate) => fits(candidate, title)));
        return found ? [] : [`${mark.path}: no test in ${file} is titled "${title}"`];
      });
    }),
  );
}

/** The parts between ellipses, in order, the first at the start. */
function fits(candidate: string, title: string): boolean {
  const [start = '', ...parts] = title.split('…').map((part) => part.trim());
  if (!candidate.startsWith(start)) return false;
  let from = start.length;
  for (const part of parts) {
    const at = candidate.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
