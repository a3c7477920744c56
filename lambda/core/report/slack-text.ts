/**
 * Texts of Slack blocks. Pure. Slack knows escapes for `&`, `<` and `>` only, so other marks of its markup become signs
 * that look like them. Every value is cut before it stands in markup, so that no cut ever leaves code or a link open.
 */
import { shortened } from './plain-text.ts';

const MOST_PROSE_CHARACTERS = 600;
const MOST_CODE_CHARACTERS = 300;
/** An answer for the longest ARN is half as long. */
const MOST_COMMAND_CHARACTERS = 800;
const MOST_URL_CHARACTERS = 700;

/** A value among our words: no mention, no link, no markup. @param most characters, escapes counted as they are sent */
export function prose(text: string, most = MOST_PROSE_CHARACTERS): string {
  return cutEscaped(
    escaped(
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
    ),
    most,
  );
}

/** The same in bold. A mark beside a blank marks nothing. */
export function bold(text: string, most?: number): string {
  const shown = prose(text.trim(), most);
  return shown === '' ? '' : `*${shown}*`;
}

/** A value to be copied. */
export function code(text: string): string {
  return `\`${cutEscaped(escaped(text.replaceAll('`', "'")), MOST_CODE_CHARACTERS)}\``;
}

/** A command to be copied whole, or not at all: half of one could mean something else. */
export function command(text: string): string {
  const shown = escaped(text.replaceAll('`', "'"));
  return shown.length > MOST_COMMAND_CHARACTERS ? 'This command is too long for Slack.' : `\`${shown}\``;
}

/** @param says our own words; they stand alone where the address is too long to be one of ours */
export function link(url: string, says: string, most = MOST_URL_CHARACTERS): string {
  const target = escaped(url.replaceAll('|', '%7C').replaceAll(/\s/g, '%20'));
  return target.length > most ? says : `<${target}|${says}>`;
}

/** docs.slack.dev: &, < and > are the three characters that mean something. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Nor through an escape. */
function cutEscaped(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${shortened(text, most)
        .slice(0, -1)
        .replace(/&[a-z]*$/, '')}…`;
}
