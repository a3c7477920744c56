/** Lays plain text out on a terminal of 80 columns. Knows nothing of load balancers. */

export const COLUMNS = 80;

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Colours text, or not: the caller knows whether a terminal reads along. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Breaks at spaces so that every line, indent included, fits; a single longer word stands alone on its line. */
export function wrap(text: string, indent = 0, columns = COLUMNS): string {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && indent + line.length + 1 + word.length > columns) {
      lines.push(margin + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(margin + line);
  return lines.join('\n');
}

/** `left` and `right` at the two ends of a line. */
export function spread(left: string, right: string, columns = COLUMNS): string {
  return left + ' '.repeat(Math.max(2, columns - left.length - right.length)) + right;
}

/** `23.73`, for a column; undefined where AWS does not bill in USD. */
export function usd(amount: number | undefined): string {
  return amount?.toFixed(2) ?? 'unknown';
}
