/**
 * Texts of Slack blocks. Pure. Slack knows escapes for `&`, `<` and `>` only, so other marks of its markup become signs
 * that look like them, and `verbatim` keeps it from making links and mentions of bare words.
 */

const MOST_SECTION_CHARACTERS = 2900;

/** Text with our own markup in it: values go through `prose` or `code`. */
export function markup(text: string): unknown {
  return { type: 'mrkdwn', text: cut(text, MOST_SECTION_CHARACTERS), verbatim: true };
}

/** Text without markup, shown as it is. */
export function unmarked(text: string, most: number): unknown {
  return { type: 'plain_text', text: cut(text, most), emoji: false };
}

/** A value among our words: no mention, no link, no markup. */
export function prose(text: string): string {
  return escaped(
    text
      .replaceAll('*', '∗')
      .replaceAll('~', '∼')
      .replaceAll('`', "'")
      // Inside of a word it marks nothing, and names have it there.
      .replaceAll(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, '＿')
      // An emoji; the colons of an ARN follow a word.
      .replaceAll(/(?<![\p{L}\p{N}]):(?=[\w'+-]+:)/gu, '∶')
      // A quotation, at the beginning of a line.
      .replace(/^>/, '›'),
  );
}

/** A value to be copied. */
export function code(text: string): string {
  return `\`${escaped(text.replaceAll('`', "'"))}\``;
}

/** @param says our own words */
export function link(url: string, says: string): string {
  return `<${escaped(url.replaceAll('|', '%7C').replaceAll(/\s/g, '%20'))}|${says}>`;
}

/** docs.slack.dev: &, < and > are the three characters that mean something. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never through the middle of a character. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
