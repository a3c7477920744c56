/** The preview: every kind of message as files, nothing overwritten, no hostile text that a browser would obey. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../cli/main.ts';
import { blocksAsHtml } from '../../cli/preview-messages/block-kit-html.ts';
import { PREVIEW_KINDS } from '../../cli/preview-messages/list.ts';
import { plain } from '../../cli/render/layout.ts';
import { KIND_ORDER } from '../../lambda/core/report/cards/kinds.ts';
import {
  context,
  DIVIDER,
  header,
  plainSection,
  section,
  type SlackBlock,
} from '../../lambda/core/report/slack-blocks.ts';
import type { Digest } from '../../lambda/core/report/entries.ts';
import { sandboxNews } from '../../cli/preview-messages/sandbox-news.ts';
import { limitFaults } from '../support/block-kit.ts';

jest.setTimeout(60_000);

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'nlb-janitor-preview-'));
});
afterAll(() => rm(base, { recursive: true }));

async function run(...args: string[]): Promise<{ status: number; said: string; result: string }> {
  const said: string[] = [];
  const results: string[] = [];
  const output = { result: (text: string) => void results.push(text), say: (text: string) => void said.push(text) };
  const status = await main(['preview-messages', ...args], { version: '0', output: { ...output, paint: plain } });
  return { status, said: said.join('\n'), result: results.join('') };
}

describe('preview-messages', () => {
  it('writes every message, says how many, names the page to open, and may do so again', async () => {
    const folder = join(base, 'new', 'folder');
    const first = await run('--output', folder);
    expect(first).toMatchObject({ status: 0, said: '' });
    const files = await readdir(folder);
    for (const { file } of PREVIEW_KINDS) {
      expect(files).toEqual(expect.arrayContaining([`${file}.html`, `${file}.json`]));
      const { blocks } = JSON.parse(await readFile(join(folder, `${file}.json`), 'utf8')) as { blocks: SlackBlock[] };
      expect(limitFaults({ text: 'x', blocks })).toEqual([]);
    }
    expect(first.result).toBe(
      `${files.length} files in ${folder}. Open ${join(folder, 'index.html')} in a browser: it links every message.\n`,
    );
    const index = await readFile(join(folder, 'index.html'), 'utf8');
    expect(PREVIEW_KINDS.filter(({ file }) => !index.includes(`href="${file}.html"`))).toEqual([]);
    expect(await readFile(join(folder, 'orphan.txt'), 'utf8')).toContain('checkout/legacy');
    const cards = JSON.parse(await readFile(join(folder, 'orphans.cards.json'), 'utf8')) as readonly unknown[];
    expect(cards.length).toBeGreaterThan(3);
    for (const card of cards) expect(card).toMatchObject({ version: '1.0', source: 'custom' });
    const shown = await readFile(join(folder, 'orphan.html'), 'utf8');
    expect(shown).toContain('<span class="button">Approve</span>');
    expect(shown).toContain('<strong>What to press:</strong>');
    // A caution has none to approve.
    expect(await readFile(join(folder, 'orphan-with-caution.html'), 'utf8')).not.toContain('>Approve</span>');
    // Amazon Q shows alarms by itself.
    expect(files).not.toContain('alarm.cards.json');
    expect(await readFile(join(folder, 'test.html'), 'utf8')).toContain('>I can read this</span>');

    const pages = await Promise.all(
      files.filter((name) => name.endsWith('.html')).map((name) => readFile(join(folder, name), 'utf8')),
    );
    for (const page of pages) {
      expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`);
      expect(page).not.toMatch(/<(script|img|iframe|link)/);
    }
    expect(await run('--output', folder)).toEqual(first);
  });

  it.each([
    ['another file', (folder: string) => writeFile(join(folder, 'mine.txt'), 'x'), 'mine.txt'],
    ['a folder with the name of a page', (folder: string) => mkdir(join(folder, 'index.html')), 'index.html'],
  ])('refuses a folder that holds %s, and writes nothing', async (_what, put, name) => {
    const folder = await mkdtemp(join(base, 'foreign-'));
    await put(folder);
    const { status, said, result } = await run('--output', folder);
    expect({ status, result }).toEqual({ status: 2, result: '' });
    expect(said).toContain(`holds ${name}, which is no file of a preview; name a new or empty folder`);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('refuses a file as its folder, and a blank name', async () => {
    await writeFile(join(base, 'file'), 'x');
    expect(await run('--output', join(base, 'file'))).toMatchObject({ status: 1, result: '' });
    expect(await run('--output', ' ')).toMatchObject({
      status: 2,
      said: 'nlb-janitor: --output: is blank; name a folder',
    });
  });
});

it('every kind of entry is in the list', async () => {
  const sandbox = await sandboxNews();
  const kinds = PREVIEW_KINDS.flatMap(({ message }) => {
    const { body } = message(sandbox);
    // The test message is the same in all forms.
    const { entries } = (body.startsWith('{') ? JSON.parse(body) : {}) as Partial<Digest>;
    return (entries ?? []).map(({ kind }) => kind);
  });
  expect(KIND_ORDER.filter((kind) => !kinds.includes(kind))).toEqual([]);
});

describe('the HTML of blocks', () => {
  it('shows the markup that we use', () => {
    const text = '*a &amp; b* _c_ `d` <https://x/?a=1&amp;b|e> :warning: my_name_1\nf';
    expect(blocksAsHtml([section([text])])).toBe(
      '<div class="section"><strong>a &amp; b</strong> <em>c</em> <code>d</code> <a href="https://x/?a=1&amp;b" rel="noreferrer">e</a> ⚠️ my_name_1<br>f</div>',
    );
    expect(blocksAsHtml([header('h'), context(['c']), DIVIDER, plainSection('*p*\nq')])).toBe(
      '<h2 class="header">h</h2>\n<div class="context"><span>c</span></div>\n<hr>\n<div class="section">*p*<br>q</div>',
    );
  });

  it.each(['<script>alert(1)</script>', '&lt;script&gt;', '<https://x" onclick="y|z>', '<javascript:x|y>', '`<b>`'])(
    'escapes everything else: %s',
    (text) => {
      for (const block of [section([text]), context([text]), header(text), plainSection(text)]) {
        const tags = blocksAsHtml([block]).match(/<[^>]*>/g) ?? [];
        const ours = /^<\/?(div|span|h2|code|strong|em|br)( class="(section|context|header)")?>$/;
        expect(tags.filter((tag) => !ours.test(tag))).toEqual([]);
      }
    },
  );
});
