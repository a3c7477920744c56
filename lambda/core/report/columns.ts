/** Lays plain text out for mail, whose programs break longer lines by themselves. Pure. */

const COLUMNS = 72;

/** Breaks at spaces so that every line, indent included, fits; a longer word stands alone on its line. */
export function wrapped(text: string, indent = 0): string {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && indent + line.length + 1 + word.length > COLUMNS) {
      lines.push(margin + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(margin + line);
  return lines.join('\n');
}
