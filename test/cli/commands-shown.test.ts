/**
 * How a command of ours is written. A terminal shows it to somebody in a clone, where it is run with `npx`, as README has
 * it. A message goes to people who may be anywhere: nlb-janitor is not published, so that `npx` would fetch a stranger's
 * package there and run it with their credentials (lambda/core/report/answers.ts). So it never says `npx`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { main } from '../../cli/main.ts';
import { PREVIEW_KINDS } from '../../cli/preview-messages/list.ts';
import { sandboxNews } from '../../cli/preview-messages/sandbox-news.ts';
import { plain } from '../../cli/render/layout.ts';
import { sourceFiles } from '../support/source-code.ts';

jest.setTimeout(60_000);

let verbs = '';
beforeAll(async () => {
  const shown: string[] = [];
  const result = (text: string) => void shown.push(text);
  await main(['--help'], { version: '0', output: { result, say: result, paint: plain } });
  const [, list = ''] = shown.join('').split('Commands:\n');
  verbs = [...list.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name).join('|');
});
it('knows the commands', () => {
  expect(verbs).toContain('scan|explain|doctor|');
});

/** Goes to a topic. */
const OF_MESSAGES = /^cli\/(preview-messages\/|doctor-test-message\.ts)/;
const OF_A_TERMINAL = /^(cli|lambda\/core\/doctor)\//;

/** Lines of code that hold a command of ours, with and without `npx`. */
function commandsIn(code: string): { readonly bare: readonly string[]; readonly npx: readonly string[] } {
  const lines = code.split('\n').filter((line) => !/^\s*(\/?\*|\/\/)/.test(line));
  const holding = lines.filter((line) => new RegExp(`nlb-janitor (${verbs}|\\$\\{what)\\b`).test(line));
  const isNpx = (line: string): boolean => /npx nlb-janitor /.test(line);
  return { bare: holding.filter((line) => !isNpx(line)), npx: holding.filter(isNpx) };
}

it('what a terminal shows has npx, what a message shows has not', () => {
  const files = sourceFiles(['cli', 'lambda']).map(({ path, code }) => ({ path, ...commandsIn(code) }));
  const isShown = (path: string): boolean => OF_A_TERMINAL.test(path) && !OF_MESSAGES.test(path);
  const bare = files.filter(({ path }) => isShown(path)).flatMap((file) => file.bare);
  const npx = files.filter(({ path }) => !isShown(path)).flatMap((file) => file.npx);
  expect([bare, npx]).toEqual([[], []]);
  // Both are there to be found.
  expect(files.flatMap((file) => file.npx).length).toBeGreaterThan(15);
  expect(files.flatMap((file) => file.bare).length).toBeGreaterThan(10);
});

it('no message says npx', async () => {
  const sandbox = await sandboxNews();
  const all = PREVIEW_KINDS.map(({ message }) => JSON.stringify(message(sandbox)));
  expect(all.filter((text) => text.includes('npx'))).toEqual([]);
  expect(all.filter((text) => new RegExp(`nlb-janitor (${verbs}) `).test(text)).length).toBeGreaterThan(2);
});

it('a command of README and docs that stands on a line of its own has npx', () => {
  const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
  const blocks = pages.flatMap((page) => readFileSync(page, 'utf8').match(/^ *```[^]*?^ *```$/gm) ?? []);
  const lines = blocks.flatMap((block) => block.split('\n'));
  const commands = lines.filter((line) => new RegExp(`nlb-janitor (${verbs})\\b`).test(line));
  expect(commands.filter((line) => !line.includes('npx nlb-janitor '))).toEqual([]);
  expect(commands.length).toBeGreaterThan(10);
});
