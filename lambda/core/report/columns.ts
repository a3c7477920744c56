/**
 * Text in columns that every mail program shows as it is. Pure. What others wrote never begins a line at the margin, where
 * our labels and commands stand, and never begins one with a word of theirs.
 */

/** Wider lines are broken by mail programs, wherever they please. */
export const COLUMNS = 72;
/** Two blanks, a label, and at least one blank. */
const VALUE_COLUMN = 12;
/** Our labels, what ends like one, and the programs that our commands call: no line of a value begins with these. */
const LIKE_OURS = /:$|^(aws|nlb-janitor|npx|approve|keep|reject)$|^(approve|keep|reject):/i;

/**
 * Lines of at most COLUMNS where the words allow it: a longer word, such as a name, stays whole to be copied.
 *
 * @param first before the first line
 * @param rest before each of the others
 */
export function wrapped(text: string, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const unit of unitsOf(text)) {
    if (!isEmpty && line.length + 1 + unit.length > COLUMNS) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? unit : ` ${unit}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** `  Cost      about USD 23.73 a month`, in as many lines as it takes. One of a list begins with `- `. */
export function field(label: string, text: string): string {
  return wrapped(text, labelled(label), ' '.repeat(text.startsWith('- ') ? VALUE_COLUMN + 2 : VALUE_COLUMN));
}

/** The same in one line: an ARN, a DNS name, a link. */
export function fieldToCopy(label: string, text: string): string {
  return `${labelled(label)}${text}`;
}

function labelled(label: string): string {
  return `  ${label}`.padEnd(VALUE_COLUMN);
}

/** Words, each with those after it that must not begin a line. */
function unitsOf(text: string): readonly string[] {
  const units: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const before = units.at(-1);
    if (before !== undefined && LIKE_OURS.test(word)) units[units.length - 1] = `${before} ${word}`;
    else units.push(word);
  }
  return units;
}
