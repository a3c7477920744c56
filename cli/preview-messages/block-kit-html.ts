/**
 * Slack blocks as HTML, for exactly the blocks that messages are made of: near enough to judge a message by. Whatever
 * stands in a text ends up as text: everything is escaped, and only `https:` becomes a link.
 */
import type { SlackBlock } from '../../lambda/core/report/slack-blocks.ts';

export function blocksAsHtml(blocks: readonly SlackBlock[]): string {
  return blocks.map(blockAsHtml).join('\n');
}

function blockAsHtml(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return `<h2 class="header">${escapeHtml(block.text.text)}</h2>`;
    case 'section':
      return `<div class="section">${block.text.type === 'mrkdwn' ? markupAsHtml(block.text.text) : linesAsHtml(block.text.text)}</div>`;
    case 'context':
      return `<div class="context">${block.elements.map(({ text }) => `<span>${markupAsHtml(text)}</span>`).join(' ')}</div>`;
    case 'divider':
      return '<hr>';
  }
}

/** What of Slack's markup we use: code, links, bold, italic, emoji. */
const MARK =
  /`(?<code>[^`\n]+)`|<(?<url>https:\/\/[^|<>\s]+)\|(?<says>[^<>\n]+)>|\*(?<bold>[^*\n]+)\*|(?<![\p{L}\p{N}])_(?<italic>[^_\n]+)_(?![\p{L}\p{N}])|:(?<emoji>[a-z_]+):|(?<line>\n)/gu;

function markupAsHtml(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    parts.push(wordsAsHtml(text.slice(end, match.index)), markAsHtml(match[0], match.groups ?? {}));
    end = match.index + match[0].length;
  }
  return [...parts, wordsAsHtml(text.slice(end))].join('');
}

function markAsHtml(whole: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { code, url, says, bold, italic, emoji } = groups;
  if (code !== undefined) return `<code>${wordsAsHtml(code)}</code>`;
  if (url !== undefined) return `<a href="${wordsAsHtml(url)}" rel="noreferrer">${wordsAsHtml(says ?? '')}</a>`;
  if (bold !== undefined) return `<strong>${wordsAsHtml(bold)}</strong>`;
  if (italic !== undefined) return `<em>${wordsAsHtml(italic)}</em>`;
  if (emoji !== undefined) return EMOJI[emoji] ?? wordsAsHtml(whole);
  return '<br>';
}

const EMOJI: Readonly<Record<string, string>> = {
  warning: '⚠️',
  wastebasket: '🗑️',
  x: '❌',
  no_entry: '⛔',
  rotating_light: '🚨',
  white_check_mark: '✅',
  grey_question: '❔',
};

function wordsAsHtml(text: string): string {
  return escapeHtml(unescapeSlack(text));
}

/** Slack's three escapes become the characters that they stand for. */
export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function linesAsHtml(text: string): string {
  return text.split('\n').map(escapeHtml).join('<br>');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
