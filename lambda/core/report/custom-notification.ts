/** One entry of a digest as a message for the topic of the chat, in a thread of its NLB. Pure. */
import { CARD_FIELDS, NO, YES } from '../../model/chat.ts';
import { accountInWords, ownersInWords } from './about.ts';
import { consoleUrl } from './answers.ts';
import { chatCardOf, whatToPress, type Buttons } from './chat-cards.ts';
import { chatMessageJson, MOST_DESCRIPTION_CHARACTERS } from './chat-message.ts';
import { chatName, chatText, ours, said } from './chat-words.ts';
import type { Digest, Entry, NlbEntry } from './entries.ts';

const MOST_NAME_CHARACTERS = 127;

/** JSON for the chat's topic; undefined for what is about no NLB. */
export function customNotificationOf(entry: Entry, digest: Digest): string | undefined {
  if (entry.kind === 'refused') return undefined;
  const { title, lines, buttons } = chatCardOf(entry, digest);
  const shown = [whose(entry), ...ownerLines(entry), where(digest), ...lines, ...endOf(buttons, entry, digest)];
  return chatMessageJson({
    title,
    description: withinLimit(shown),
    threadId: threadOf(entry, digest),
    summary: `${title}, ${digest.region}`,
    actionContext:
      buttons === 'none'
        ? undefined
        : {
            [CARD_FIELDS.keeps]: YES,
            [CARD_FIELDS.approves]: buttons === 'approve-and-keep' ? YES : NO,
            [CARD_FIELDS.region]: digest.region,
            [CARD_FIELDS.arn]: entry.arn,
          },
  });
}

/** One for each NLB. AWS names no form of it: letters, digits and dashes are in every one. */
function threadOf({ arn }: NlbEntry, { region }: Digest): string {
  const id = arn.slice(arn.lastIndexOf('/') + 1).replaceAll(/[^A-Za-z0-9]/g, '-');
  return `nlb-janitor-${region}-${id}`;
}

function whose({ service, cluster, name }: NlbEntry): string {
  const named = service === null ? 'an unknown Service' : chatName(service, MOST_NAME_CHARACTERS);
  const place = cluster === null ? 'an unknown cluster' : `cluster ${chatName(cluster, MOST_NAME_CHARACTERS)}`;
  return `Load balancer ${chatName(name, 64)} of ${named} in ${place}`;
}

function where(digest: Digest): string {
  return `Account ${chatText(accountInWords(digest), 100)}, ${chatText(digest.region, 60)}`;
}

function ownerLines(entry: NlbEntry): readonly string[] {
  const owners = ownersInWords(entry);
  return owners === undefined ? [] : [said('Owner', owners)];
}

/** How to answer without a button, too: it may be denied, and a caution has none to approve. */
function endOf(buttons: Buttons, entry: NlbEntry, digest: Digest): readonly string[] {
  const press = whatToPress(entry, buttons, digest);
  if (press === undefined) return [];
  return [ours('What to press', press), `*Tags in the console:* ${consoleUrl(entry.arn, digest.region)}`];
}

/** Whole lines only: a cut through a line could leave code open. */
function withinLimit(lines: readonly string[]): string {
  const more = 'Cut short: the e-mail has all of it.';
  const shown: string[] = [];
  let room = MOST_DESCRIPTION_CHARACTERS - more.length - 1;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...shown, more].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}
