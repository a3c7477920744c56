/**
 * The blocks of Slack's Block Kit that messages are made of, built within Slack's limits. Pure. The types say no more
 * than what is used; test/support/block-kit.ts holds them against `@slack/types`.
 *
 * Limits: 50 blocks a message (docs.slack.dev/reference/block-kit/blocks); a header 150 characters of plain text
 * (…/blocks/header-block); a section 3,000 (…/blocks/section-block); 10 elements in a context (…/blocks/context-block).
 */
import { shortened } from './plain-text.ts';

export type SlackBlock = HeaderBlock | SectionBlock | ContextBlock | DividerBlock;

export interface HeaderBlock {
  readonly type: 'header';
  readonly text: PlainText;
}

export interface SectionBlock {
  readonly type: 'section';
  readonly text: PlainText | Markup;
}

/** Small print. */
export interface ContextBlock {
  readonly type: 'context';
  readonly elements: readonly Markup[];
}

export interface DividerBlock {
  readonly type: 'divider';
}

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export interface Markup {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack makes no links and mentions of bare words then. */
  readonly verbatim: true;
}

export const MOST_BLOCKS = 50;
const MOST_HEADER_CHARACTERS = 150;
const MOST_SECTION_CHARACTERS = 3000;
const MOST_CONTEXT_CHARACTERS = 2000;

export const DIVIDER: DividerBlock = { type: 'divider' };

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, MOST_HEADER_CHARACTERS) };
}

/** @param lines our own markup; values in it went through `prose` or `code` */
export function section(lines: readonly string[]): SectionBlock {
  return { type: 'section', text: markup(lines, MOST_SECTION_CHARACTERS) };
}

/** Text without markup, shown as it is. */
export function plainSection(text: string): SectionBlock {
  return { type: 'section', text: plain(text, MOST_SECTION_CHARACTERS) };
}

/** @param lines our own markup; values in it went through `prose` or `code` */
export function context(lines: readonly string[]): ContextBlock {
  return { type: 'context', elements: [markup(lines, MOST_CONTEXT_CHARACTERS)] };
}

/** How many characters of text a reader of these blocks gets, markup included. */
export function characters(blocks: readonly SlackBlock[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === 'divider') return sum;
    const texts = block.type === 'context' ? block.elements : [block.text];
    return sum + texts.reduce((all, { text }) => all + text.length, 0);
  }, 0);
}

function plain(text: string, most: number): PlainText {
  return { type: 'plain_text', text: shortened(text, most), emoji: false };
}

/** Whole lines only: a cut through a line could leave code or a link open. */
function markup(lines: readonly string[], most: number): Markup {
  const shown: string[] = [];
  let room = most - MORE.length - 1;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    shown.push(line);
  }
  return {
    type: 'mrkdwn',
    text: (shown.length < lines.length ? [...shown, MORE] : shown).join('\n'),
    verbatim: true,
  };
}

/** Some teams have Slack only. */
export const MORE =
  'Cut short. The e-mail has all of it; without e-mail, run `nlb-janitor status` or `nlb-janitor scan`.';
