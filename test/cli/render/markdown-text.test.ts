/** Values in Markdown: no table broken, no element, no markup, no link, no mention. */
import { code, prose } from '../../../cli/render/markdown-text.ts';

it.each([
  ['a pipe behind a backslash', 'a\\|b', 'a\\\\\\|b'],
  ['an element', '<img src=x> &lt;', '&lt;img src=x> &amp;lt;'],
  ['a link', '[a](b) ![c](d)', '\\[a\\](b) !\\[c\\](d)'],
  ['an address', 'https://a.example www.b.example', 'https\\://a.example www\\.b.example'],
  ['bold, code, struck, mathematics', '*a* _b_ `c` ~d~ $e$', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\$e\\$'],
  ['a mention', '@octocat a/b#1', '<span>@</span>octocat a/b<span>#</span>1'],
  ['a line break', 'a\n\n# b', 'a <span>#</span> b'],
])('%s means nothing', (_what, text, shown) => {
  expect(prose(text)).toBe(shown);
});

it('ordinary words stay as they are', () => {
  const text = 'Service payments/api is not in cluster prod: 1 Service read at 10:02 (none named so).';
  expect(prose(text)).toBe(text);
});

it('code can neither be left nor break a cell', () => {
  expect(code('a`|\n@b')).toBe("`a'\\| @b`");
});
