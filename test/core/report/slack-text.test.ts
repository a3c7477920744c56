/** Values in Slack: no mention, no link, no markup; ours stay ours. */
import { code, link, markup, prose, unmarked } from '../../../lambda/core/report/slack-text.ts';

it.each([
  ['a mention of all', '<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
  ['bold and struck', '*a* ~b~', '∗a∗ ∼b∼'],
  ['slanted', '_a b_', '＿a b＿'],
  ['code', '`a`', "'a'"],
  ['an emoji', 'a :fire: b', 'a ∶fire: b'],
  ['a quotation', '> a > b', '› a &gt; b'],
])('%s loses its meaning', (_what, text, shown) => {
  expect(prose(text)).toBe(shown);
});

it.each(['my_cluster_2', 'arn:aws:eks:eu-west-3:1:cluster/a_b', 'Service a/b: none, at 10:02'])(
  'a name stays to be searched for: %s',
  (text) => {
    expect(prose(text)).toBe(text);
    expect(code(text)).toBe(`\`${text}\``);
  },
);

it('code cannot be left from within', () => {
  expect(code('a` <!here> *b* `c')).toBe("`a' &lt;!here&gt; *b* 'c`");
});

it('a link cannot be given other words, nor be left', () => {
  expect(link('https://x/a|b> c', 'Console')).toBe('<https://x/a%7Cb&gt;%20c|Console>');
});

it('nothing is made a link or a mention by itself, and no emoji of plain text', () => {
  expect(markup('a')).toEqual({ type: 'mrkdwn', text: 'a', verbatim: true });
  expect(unmarked('a', 5)).toEqual({ type: 'plain_text', text: 'a', emoji: false });
});

it('is not cut through a character', () => {
  expect(unmarked('ab😀', 3)).toMatchObject({ text: 'ab' });
  expect(unmarked('ab😀', 4)).toMatchObject({ text: 'ab😀' });
});
