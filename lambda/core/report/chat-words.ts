/**
 * Text of cards that Amazon Q posts as the chat's own markdown (`client-markdown`): Slack's in Slack, that of Teams in Teams.
 * Pure. Neither escape is sure to pass through, so every mark of either becomes a sign that looks like it: no mention, no
 * link, no markup. Our own words use `*bold*` and `` `code` ``, which mark something in both.
 */
import { plainText, shortened } from './plain-text.ts';

const MOST_VALUE_CHARACTERS = 400;

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '<': '‹',
  '>': '›',
  '&': '＆',
  '@': '＠',
  '*': '∗',
  '~': '∼',
  '`': "'",
  '[': '［',
  ']': '］',
  '|': '∣',
  '#': '＃',
  '\\': '＼',
};

/** A value among our words, on one line. @param most characters */
export function chatText(text: string, most: number): string {
  const shown = withoutMarks(text)
    // Inside of a word it marks nothing, and names have it there.
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿')
    // An emoji; the colons of an ARN follow a word.
    .replaceAll(/(?<![\p{L}\p{N}]):(?=[\w'+-]+:)/gu, '∶');
  return shortened(shown.trim(), most);
}

/**
 * A name, a path or a command, as code, in which no chat looks for emphasis, emoji, people or links: what can be copied is
 * copied as it is. @param most characters
 */
export function chatName(text: string, most: number): string {
  return `\`${shortened(withoutTags(text).trim(), most)}\``;
}

/** Words of ours. */
export function ours(label: string, words: string): string {
  return `*${label}:* ${words}`;
}

/** Words in which somebody else may have had a hand. */
export function said(label: string, words: string): string {
  return `*${label}:* ${chatText(words, MOST_VALUE_CHARACTERS)}`;
}

/** Slack reads these in code too, and a backquote ends it. */
function withoutTags(text: string): string {
  return plainText(text).replaceAll(/[<>&`]/g, (sign) => LOOK_ALIKES[sign] ?? '?');
}

function withoutMarks(text: string): string {
  return (
    plainText(text)
      .replaceAll(/[<>&@*~`[\]|#\\]/g, (sign) => LOOK_ALIKES[sign] ?? '?')
      // What a chat would make a link of by itself.
      .replaceAll('://', '∶//')
      .replaceAll(/www\./gi, (found) => `${found.slice(0, -1)}․`)
  );
}
