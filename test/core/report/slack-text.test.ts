/** Values in Slack: no mention, no link, no markup; ours stay ours. */
import { shortened } from '../../../lambda/core/report/plain-text.ts';
import { context, header, MORE, section } from '../../../lambda/core/report/slack-blocks.ts';
import { bold, code, command, link, prose } from '../../../lambda/core/report/slack-text.ts';

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

it('bold has no blank at its ends, which would make it none', () => {
  expect(bold(' a *b* ')).toBe('*a ∗b∗*');
  expect(bold(' ')).toBe('');
});

it('nothing is made a link or a mention by itself, and no emoji of plain text', () => {
  expect(section(['a', 'b']).text).toEqual({ type: 'mrkdwn', text: 'a\nb', verbatim: true });
  expect(header('a').text).toEqual({ type: 'plain_text', text: 'a', emoji: false });
});

describe('what is too long', () => {
  it('is not cut through a character', () => {
    expect(shortened('ab😀d', 4)).toBe('ab…');
    expect(shortened('ab😀', 4)).toBe('ab😀');
  });

  it.each([
    [5, '&amp;&amp;', '…'],
    [6, '&amp;&amp;', '&amp;…'],
    [10, '&amp;&amp;', '&amp;&amp;'],
  ])('nor through an escape, at %i', (most, _sent, shown) => {
    expect(prose('&&', most)).toBe(shown);
  });

  it('ends code where it is cut', () => {
    expect(code('x'.repeat(400))).toBe(`\`${'x'.repeat(299)}…\``);
  });

  it('is left out as a command: half of one could mean something else', () => {
    expect(command(`aws ${'x'.repeat(790)}`)).toBe(`\`aws ${'x'.repeat(790)}\``);
    expect(command(`aws ${'x'.repeat(800)}`)).toBe('This command is too long for Slack.');
  });

  it('is left out as an address', () => {
    expect(link(`https://x/${'a'.repeat(700)}`, 'Tags')).toBe('Tags');
  });

  it.each([
    ['section', (lines: string[]) => section(lines).text],
    ['context', (lines: string[]) => context(lines).elements[0]],
  ])('ends with a whole line in a %s', (_what, made) => {
    const { text = '' } = made(Array.from({ length: 90 }, () => `\`${'x'.repeat(60)}\``)) ?? {};
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text.split('\n').at(-1)).toBe(MORE);
    expect(text.split('\n').at(-2)).toBe(`\`${'x'.repeat(60)}\``);
  });
});
