/**
 * `npm run mutate`: applies each row of test/mutations to a copy of the project, runs its one test file, and names the rows
 * that survived. The checkout itself is never changed. Exit 1 when one survived, could not be applied, or broke the
 * test file instead of failing it.
 *
 * `npm run mutate -- text` runs only the rows whose file or test contains the text.
 */
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MUTATIONS, type Mutation } from './mutations.ts';

type Fate =
  | { readonly is: 'killed' }
  | { readonly is: 'survived' }
  /** The row itself is wrong: its text is not there once, or the mutant is no program. */
  | { readonly is: 'unusable'; readonly why: string };

interface TestReport {
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly failureMessages?: readonly string[] }[];
  }[];
}

/** What a program says that cannot run: no test has judged it. */
const CRASH = /^(?:TypeError|ReferenceError|SyntaxError)\b/;

const root = process.cwd();
const wanted = process.argv[2] ?? '';
const rows = MUTATIONS.filter(({ file, test }) => file.includes(wanted) || test.includes(wanted));
const folder = await mkdtemp(join(tmpdir(), 'nlb-janitor-mutate-'));
const startedAtMs = Date.now();
let failed = 0;
try {
  const queue = [...rows];
  const workers = Array.from({ length: Math.min(4, availableParallelism()) }, (_, index) => work(index, queue));
  await Promise.all(workers);
} finally {
  await rm(folder, { recursive: true, force: true });
}
const seconds = Math.round((Date.now() - startedAtMs) / 1000);
console.log(`${rows.length - failed} of ${rows.length} mutants killed in ${seconds} s`);
process.exitCode = failed === 0 && rows.length > 0 ? 0 : 1;

async function work(index: number, queue: Mutation[]): Promise<void> {
  const copy = join(folder, String(index));
  await copyProject(copy);
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
    const fate = await fateOf(row, copy);
    if (fate.is === 'killed') continue;
    failed += 1;
    const why = fate.is === 'unusable' ? `: ${fate.why}` : '';
    console.log(`${fate.is}: ${row.file} (${row.test})${why}\n  - ${row.text.trim()}\n  + ${row.replacement.trim()}`);
  }
}

async function copyProject(copy: string): Promise<void> {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of files.split('\n').filter((name) => name !== '')) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    // A file that git knows and that is gone is somebody's uncommitted move.
    await cp(join(root, file), join(copy, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
}

async function fateOf({ file, text, replacement, test }: Mutation, copy: string): Promise<Fate> {
  const path = join(copy, file);
  const original = await readFile(path, 'utf8');
  const times = original.split(text).length - 1;
  if (times !== 1) return { is: 'unusable', why: `the text stands ${times} times in the file` };
  await writeFile(
    path,
    original.replace(text, () => replacement),
  );
  try {
    return await runTest(test, copy);
  } finally {
    await writeFile(path, original);
  }
}

async function runTest(test: string, copy: string): Promise<Fate> {
  const output = join(copy, 'report.json');
  await rm(output, { force: true });
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const options = ['--runTestsByPath', test, '--json', `--outputFile=${output}`, '--silent', '--runInBand'];
  const cache = `--cacheDirectory=${join(folder, 'cache')}`;
  const env = { ...process.env, NLB_JANITOR_TEMPLATES: copy };
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [...flags, jest, ...options, cache], { cwd: copy, timeout: 120_000, env }, () =>
      resolve(),
    );
  });
  let report: TestReport;
  try {
    report = JSON.parse(await readFile(output, 'utf8')) as TestReport;
  } catch {
    return { is: 'unusable', why: `${test} gave no report` };
  }
  if (report.numRuntimeErrorTestSuites > 0 || report.numTotalTests === 0) {
    return { is: 'unusable', why: `${test} did not run` };
  }
  if (report.numFailedTests === 0) return { is: 'survived' };
  const messages = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ failureMessages = [] }) => failureMessages),
  );
  const isJudged = messages.some((message) => !CRASH.test(message));
  return isJudged ? { is: 'killed' } : { is: 'unusable', why: `${test} crashes instead of failing` };
}
