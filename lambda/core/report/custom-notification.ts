/** One entry of a digest as a message for the topic of the chat, in a thread of its NLB. Pure. */
import { CARD_FIELDS, NO, YES } from '../../model/chat.ts';
import { accountInWords, ownersInWords } from './about.ts';
import { consoleUrl } from './answers.ts';
import { chatCardOf, whatToPress, type Buttons } from './chat-cards.ts';
import { chatMessageJson, withinLimit } from './chat-message.ts';
import { chatName, chatText, ours, said } from './chat-words.ts';
import type { Digest, Entry, NlbEntry, RefusedEntry } from './entries.ts';
import { HELP, helpAt } from './help.ts';
import { ended } from './notice-words.ts';

const MOST_NAME_CHARACTERS = 127;
/** Leaves room for what is the matter. */
const MOST_TITLE_NAME_CHARACTERS = 80;

/** JSON for the chat's topic. */
export function customNotificationOf(entry: Entry, digest: Digest): string {
  if (entry.kind === 'refused') return refusedNotification(entry, digest);
  const { title: phrase, lines, buttons } = chatCardOf(entry, digest);
  const title = `${chatText(entry.service ?? entry.name, MOST_TITLE_NAME_CHARACTERS)}: ${phrase}`;
  const shown = [whose(entry), ...ownerLines(entry), where(digest), ...lines];
  return chatMessageJson({
    title,
    // However long the rest is: without them nobody could answer.
    description: withinLimit(shown, endOf(buttons, entry, digest)),
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

/** About the run, and no NLB: a thread of its own. */
function refusedNotification({ why }: RefusedEntry, digest: Digest): string {
  const title = 'Too many deletes at once: some were held back';
  const lines = [
    where(digest),
    said('Why', ended(why)),
    ours('What happens', 'Nothing is deleted of what was refused, until the limit is raised or fewer are due.'),
    ours('What to do', `Look whether so many may be orphans: ${helpAt(HELP.breaker, digest)}`),
  ];
  return chatMessageJson({
    title,
    description: withinLimit(lines),
    threadId: `nlb-janitor-${digest.account}-${digest.region}-refused`,
    summary: `${title}, ${digest.region}`,
    actionContext: undefined,
  });
}

/**
 * One for each NLB. AWS names no form of it: letters, digits and dashes are in every one. A reminder begins one: it must be seen,
 * and nobody follows a thread of last week.
 */
function threadOf({ arn, kind }: NlbEntry, { region }: Digest): string {
  const id = arn.slice(arn.lastIndexOf('/') + 1).replaceAll(/[^A-Za-z0-9]/g, '-');
  return `nlb-janitor-${region}-${id}${kind === 'reminder' ? '-reminder' : ''}`;
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
  if (press.length === 0) return [];
  return [...press, `*Tags in the console:* ${consoleUrl(entry.arn, digest.region)}`];
}
