/** Columns of an e-mail: nothing wider than they are but what is copied, and nothing of others at the margin. */
import fc from 'fast-check';
import { COLUMNS, field, fieldToCopy, wrapped } from '../../../lambda/core/report/columns.ts';
import { hostileText } from '../../support/hostile.ts';

const ARN = `arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/${'a'.repeat(32)}/50dc6c495c0c9188`;

it.each([
  ['exactly as wide', `${'x'.repeat(35)} ${'y'.repeat(36)}`, [`${'x'.repeat(35)} ${'y'.repeat(36)}`]],
  ['one wider', `${'x'.repeat(35)} ${'y'.repeat(37)}`, ['x'.repeat(35), 'y'.repeat(37)]],
  ['a word that is wider', `a ${ARN} b`, ['a', ARN, 'b']],
  ['nothing', '', ['']],
  ['blanks of every kind', ' a \u00a0 b\u3000c ', ['a b c']],
])('breaks between words: %s', (_, text, lines) => {
  expect(wrapped(text).split('\n')).toEqual(lines);
});

it('keeps a label apart from its value, line by line', () => {
  expect(field('Why', 'word '.repeat(14)).split('\n')).toEqual([
    `  Why       ${'word '.repeat(12).trim()}`,
    `            ${'word '.repeat(2).trim()}`,
  ]);
  expect(field('', '- a list')).toBe('            - a list');
  expect(field('Evidence', `- ${'word '.repeat(12)}`).split('\n')[1]).toBe('              word');
  expect(fieldToCopy('ARN', ARN)).toBe(`  ARN       ${ARN}`);
});

it.each(['Approve:', 'aws', 'AWS', 'keep', 'nlb-janitor', 'Caution:'])(
  'never begins a line of a value with %j, which would look like ours',
  (word) => {
    // Without the rule the line would end before it.
    const text = `${'x'.repeat(28)} ${'y'.repeat(30)} ${word} elbv2`;
    expect(field('Owner', text).split('\n')).toEqual([
      `  Owner     ${'x'.repeat(28)}`,
      `            ${'y'.repeat(30)} ${word} elbv2`,
    ]);
    expect(field('Owner', text.replace(word, 'zz')).split('\n')[1]).toMatch(/^ {12}(zz )?elbv2$/);
  },
);

it('is as narrow as its words allow, whatever they are, and loses none', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostileText, fc.constantFrom('a', 'aws', 'Why:'))), (texts) => {
      const words = texts
        .join(' ')
        .split(/\s+/)
        .filter((word) => word !== '');
      const lines = wrapped(words.join(' '), '  ', '    ').split('\n');
      expect(
        lines
          .join(' ')
          .split(/\s+/)
          .filter((word) => word !== ''),
      ).toEqual(words);
      for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}\S/);
      for (const line of lines) expect(line.length <= COLUMNS || !/^ *\S+ \S/.test(line) || joins(line)).toBe(true);
    }),
  );
});

/** Words that must not begin a line make it longer. */
function joins(line: string): boolean {
  return /\s(aws|\S*:)(\s|$)/i.test(line);
}
