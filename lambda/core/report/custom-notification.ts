/**
 * One entry of a digest as a card in the chat: a custom notification of Amazon Q Developer in chat applications
 * (docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html), in a thread of its NLB. Pure.
 *
 * A button stands only where the card's `additionalContext` lets it (model/chat.ts): Approve never beside a caution, and only
 * where an approval leads to a delete.
 */
import { CARD_FIELDS, NO, YES } from '../../model/chat.ts';
import { accountInWords, ownersInWords, reasonInWords } from './about.ts';
import { consoleUrl } from './answers.ts';
import { chatName, chatText } from './chat-words.ts';
import type { Digest, Entry, NlbEntry } from './entries.ts';
import {
  afterAnswer,
  afterNote,
  afterReminder,
  asksAgain,
  ended,
  howItWent,
  leadsToDelete,
  leaveInWords,
  snapshotPlace,
  waitsForPerson,
  whatHappens,
  whoAnswered,
} from './notice-words.ts';
import { costInWords } from './prices.ts';
import { count } from '../words.ts';

/** AWS names no limit; Slack takes 3,000 characters of text in one section, and 150 in a header. */
export const MOST_DESCRIPTION_CHARACTERS = 2900;
export const MOST_TITLE_CHARACTERS = 150;
const MOST_NAME_CHARACTERS = 127;
const MOST_VALUE_CHARACTERS = 400;
const MOST_CAUTIONS = 3;

/** What a card shows. */
interface Card {
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: Buttons;
}

type Buttons = 'none' | 'keep' | 'approve-and-keep';

/** JSON for the chat's topic; undefined for what is about no NLB. */
export function customNotificationOf(entry: Entry, digest: Digest): string | undefined {
  if (entry.kind === 'refused') return undefined;
  const { title, lines, buttons } = cardOf(entry, digest);
  const shown = [whose(entry), where(digest), ...lines, ...ownerLines(entry), ...endOf(buttons, entry, digest)];
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: title.slice(0, MOST_TITLE_CHARACTERS),
      description: withinLimit(shown),
    },
    metadata: {
      threadId: threadOf(entry, digest),
      summary: `${title}, ${digest.region}`.slice(0, MOST_TITLE_CHARACTERS),
      ...(buttons === 'none'
        ? { enableCustomActions: false }
        : {
            enableCustomActions: true,
            additionalContext: {
              [CARD_FIELDS.keeps]: YES,
              [CARD_FIELDS.approves]: buttons === 'approve-and-keep' ? YES : NO,
              [CARD_FIELDS.region]: digest.region,
              [CARD_FIELDS.arn]: entry.arn,
            },
          }),
    },
  });
}

function cardOf(entry: NlbEntry, digest: Digest): Card {
  switch (entry.kind) {
    case 'orphan':
      return {
        title: 'A load balancer looks orphaned',
        lines: [
          said('Why', entry.explanation),
          ...cautionLines(entry.cautions),
          ...(entry.restartedBecause === null ? [] : [said('Asked again', entry.restartedBecause)]),
          ours('What happens', whatHappens(entry, digest)),
          ours(
            'Goes with it',
            entry.goesWithIt.length === 0 ? 'nothing else' : count(entry.goesWithIt.length, 'target group'),
          ),
          ours('Costs', costInWords(entry.monthlyCostUsd)),
        ],
        // SAFETY: a caution takes a look first, and only then an approval.
        buttons: entry.cautions.length === 0 && isApprovable(entry, digest) ? 'approve-and-keep' : 'keep',
      };
    case 'reminder':
      return {
        title: 'A load balancer will be deleted soon',
        lines: [said('Why', entry.explanation), ours('What happens', afterReminder(entry.deadline))],
        buttons: 'keep',
      };
    case 'answered':
      return {
        title: `A load balancer was ${chatText(entry.answer, 20)}${entry.doesNotCount === null ? '' : ', which does not count'}`,
        lines: [
          said('By', whoAnswered(entry)),
          ...(entry.by === null ? [] : [`*Caller:* ${chatName(entry.by, MOST_VALUE_CHARACTERS)}`]),
          ...cautionLines(entry.cautions),
          said('What happens', afterAnswer(entry)),
        ],
        buttons: buttonsAfter(entry, digest),
      };
    case 'note':
      return {
        title: `A load balancer waits${asksAgain(entry) ? ' for your answer' : ''}`,
        lines: [said('Now', ended(entry.why)), ours('What happens', afterNote(entry))],
        buttons: 'keep',
      };
    case 'released':
      return {
        title: 'A load balancer was released',
        lines: [said('Why', entry.explanation), ours('What happens', 'it stays, and its quarantine is over.')],
        buttons: 'none',
      };
    case 'deleted':
      return {
        title: `A load balancer ${entry.isFoundGone ? 'is gone' : 'was deleted'}`,
        lines: [
          said('Why', reasonInWords(entry.reason)),
          ours('What happened', howItWent(entry)),
          said('By', leaveInWords(entry, digest)),
          `*Snapshot:* ${chatName(snapshotPlace(entry), MOST_VALUE_CHARACTERS)}`,
        ],
        buttons: 'none',
      };
    case 'left-behind':
      return {
        title: 'Target groups of a deleted load balancer are left behind',
        lines: [
          ours('What to do', 'delete them by hand if nobody uses them:'),
          ...entry.targetGroups.slice(0, MOST_CAUTIONS).map(({ name }) => `• ${chatName(name, 64)}`),
          ours('All of them', 'in the e-mail'),
        ],
        buttons: 'none',
      };
    case 'failed':
      return {
        title: 'The delete of a load balancer failed',
        lines: [
          said('AWS says', ended(entry.why)),
          ours('What happens', 'it stays for now. A later run tries again, unless somebody keeps or rejects it.'),
        ],
        buttons: 'keep',
      };
  }
}

function isApprovable(entry: Extract<Entry, { kind: 'orphan' }>, digest: Digest): boolean {
  return entry.deadline !== null && waitsForPerson(entry, digest);
}

/** An approval that does not count went back to `pending`. */
function buttonsAfter(entry: Extract<Entry, { kind: 'answered' }>, { mode }: Digest): Buttons {
  if (leadsToDelete(entry)) return 'keep';
  if (entry.doesNotCount === null || entry.answer !== 'approved') return 'none';
  // SAFETY: a caution takes a look first, also when it came after the notice.
  return entry.cautions.length === 0 && mode === 'delete' ? 'approve-and-keep' : 'keep';
}

/** One for each NLB. AWS names no form of it: letters, digits and dashes are in every one. */
function threadOf({ arn }: NlbEntry, { region }: Digest): string {
  const id = arn.slice(arn.lastIndexOf('/') + 1).replaceAll(/[^A-Za-z0-9]/g, '-');
  return `nlb-janitor-${region}-${id}`;
}

function whose({ service, cluster, name }: NlbEntry): string {
  const named = service === null ? 'A load balancer of an unknown Service' : chatName(service, MOST_NAME_CHARACTERS);
  const place = cluster === null ? 'an unknown cluster' : `cluster ${chatName(cluster, MOST_NAME_CHARACTERS)}`;
  return `${named} in ${place}, load balancer ${chatName(name, 64)}`;
}

function where(digest: Digest): string {
  return `Account ${chatText(accountInWords(digest), 100)}, ${chatText(digest.region, 60)}`;
}

function ownerLines(entry: NlbEntry): readonly string[] {
  const owners = ownersInWords(entry);
  return owners === undefined ? [] : [said('Owner', owners)];
}

function cautionLines(cautions: readonly string[]): readonly string[] {
  const shown = cautions.slice(0, MOST_CAUTIONS).map((caution) => said('Caution', ended(caution)));
  const more = cautions.length - shown.length;
  return more > 0 ? [...shown, ours('Caution', `${more} more, in the e-mail`)] : shown;
}

/** How to answer without a button, too: it may be denied, and a caution has none to approve. */
function endOf(buttons: Buttons, { arn }: NlbEntry, { region }: Digest): readonly string[] {
  if (buttons === 'none') return [];
  return [`*Tags in the console:* ${consoleUrl(arn, region)}`];
}

/** Words of ours. */
function ours(label: string, words: string): string {
  return `*${label}:* ${words}`;
}

/** Words in which somebody else may have had a hand. */
function said(label: string, words: string): string {
  return `*${label}:* ${chatText(words, MOST_VALUE_CHARACTERS)}`;
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
