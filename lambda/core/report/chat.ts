/**
 * A digest as one Slack message for an incoming webhook: a header, then each kind of entry as cards, or as a table when
 * there are many of it. Pure.
 *
 * A table is lines in sections, not Slack's `table` block. Slack takes one of those a message, and a digest can have
 * several kinds (docs.slack.dev/reference/block-kit/blocks/table-block); the page on incoming webhooks names no such block
 * (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks); and Slack refuses a whole message for one block
 * that it does not take: then nobody would hear of what is about to be deleted.
 *
 * All text of a message stays within MOST_CHARACTERS: beyond 12,000, "with a buffer for block containers", Slack answers
 * `msg_blocks_too_long` (github.com/slackapi/bolt-js, issues 2509 and 2867; not on the pages above).
 */
import { consoleUrl } from './answers.ts';
import { blocksOfCard, helpLink, where, whose } from './cards/card.ts';
import { KIND_ORDER, KINDS, type EntryOf, type Kind } from './cards/kinds.ts';
import type { Digest, Entry } from './entries.ts';
import { HELP } from './help.ts';
import { pageLink } from './page-link.ts';
import { plainly, plainText } from './plain-text.ts';
import { characters, context, DIVIDER, header, MORE, MOST_BLOCKS, section, type SlackBlock } from './slack-blocks.ts';
import { link, prose } from './slack-text.ts';

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** More of one kind are a table: nobody reads six cards. */
const MOST_CARDS = 5;
const MOST_CHARACTERS = 11_000;
/** Of one section of a table, which ends between two lines. */
const MOST_TABLE_CHARACTERS = 2900;

/** @throws when an entry is of a kind that this version does not know: nothing is left out in silence */
export function slackMessageOf(written: Digest, title: string): SlackMessage {
  const digest = plainly(written);
  const unknown = digest.entries.find(({ kind }) => !Object.hasOwn(KINDS, kind));
  if (unknown !== undefined) throw new Error(`entries of kind "${unknown.kind}" are not known`);
  const subject = plainText(title).trim() || 'nlb-janitor';
  return { text: prose(subject), blocks: withinLimits([header(subject), ...bodyOf(digest), helpIn(digest)]) };
}

/** Cards where they fit. The longest kinds become tables until all of it does; the links of tables go last. */
function bodyOf(digest: Digest): readonly SlackBlock[] {
  const groups = KIND_ORDER.map((kind) => groupOf(kind, digest)).filter(({ entries }) => entries.length > 0);
  const inTables = new Set(groups.filter(({ entries }) => entries.length > MOST_CARDS));
  for (;;) {
    const blocks = groups.flatMap((group) =>
      inTables.has(group) ? tableOf(group, digest, true) : cardsOf(group, digest),
    );
    if (fits(blocks)) return blocks;
    const [longest] = groups
      .filter((group) => !inTables.has(group))
      .toSorted((one, other) => characters(cardsOf(other, digest)) - characters(cardsOf(one, digest)));
    if (longest === undefined) return groups.flatMap((group) => tableOf(group, digest, false));
    inTables.add(longest);
  }
}

/** The entries of one kind. */
interface Group<K extends Kind> {
  readonly kind: K;
  readonly entries: readonly EntryOf<K>[];
}

function groupOf<K extends Kind>(kind: K, { entries }: Digest): Group<K> {
  return { kind, entries: entries.filter((entry): entry is EntryOf<K> => entry.kind === kind) };
}

function cardsOf<K extends Kind>({ kind, entries }: Group<K>, digest: Digest): readonly SlackBlock[] {
  return entries.flatMap((entry) => blocksOfCard(KINDS[kind].card(entry, digest)));
}

function tableOf<K extends Kind>(
  { kind, entries }: Group<K>,
  digest: Digest,
  hasLinks: boolean,
): readonly SlackBlock[] {
  const { title, lead, row } = KINDS[kind];
  const rows = entries.map((entry) => `• ${nameInRow(entry)}${row(entry)}${hasLinks ? linkInRow(entry, digest) : ''}`);
  return [
    section([`*${title(entries.length)}*`, where(digest), ...lead(entries, digest)]),
    ...inSections(rows),
    DIVIDER,
  ];
}

/** Shorter than on a card: twenty of them have to fit. */
const MOST_ROW_NAME_CHARACTERS = 60;
const MOST_ROW_LINK_CHARACTERS = 280;

function nameInRow(entry: Entry): string {
  return entry.kind === 'refused' ? '' : `${whose(entry, MOST_ROW_NAME_CHARACTERS)}: `;
}

function linkInRow(entry: Entry, { region }: Digest): string {
  // There is no page of what is gone.
  if (entry.kind === 'refused' || entry.kind === 'deleted' || entry.kind === 'left-behind') return '';
  return ` ${link(consoleUrl(entry.arn, region), 'Tags', MOST_ROW_LINK_CHARACTERS)}`;
}

function inSections(rows: readonly string[]): readonly SlackBlock[] {
  const groups: string[][] = [];
  let room = 0;
  for (const row of rows) {
    room -= row.length + 1;
    if (room < 0) {
      groups.push([]);
      room = MOST_TABLE_CHARACTERS - row.length - 1;
    }
    groups.at(-1)?.push(row);
  }
  return groups.map((lines) => section(lines));
}

/** As the last line of a mail. */
function helpIn(digest: Digest): SlackBlock {
  return context([...pageLink(digest), `When something looks wrong: ${helpLink(HELP.wrong, digest)}`]);
}

/** The header, the line that says where help is, and the one that says that something is missing, beside them. */
function fits(blocks: readonly SlackBlock[]): boolean {
  return blocks.length <= MOST_BLOCKS - 3 && characters(blocks) <= MOST_CHARACTERS;
}

/** The janitor's own messages fit (messages.ts). What others publish is cut, and says so. */
function withinLimits(blocks: readonly SlackBlock[]): readonly SlackBlock[] {
  if (fits(blocks.slice(1, -1))) return blocks;
  let most = Math.min(blocks.length, MOST_BLOCKS - 1);
  while (!fits(blocks.slice(1, most))) most -= 1;
  return [...blocks.slice(0, most), context([MORE])];
}
