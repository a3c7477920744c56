/** What a card in the chat says of one entry, and which buttons stand on it. Pure. A new kind is one case. */
import { count } from '../words.ts';
import { reasonInWords } from '../reason-words.ts';
import { chatName, chatText, ours, said } from './chat-words.ts';
import type { Digest, Entry, NlbEntry } from './entries.ts';
import {
  AFTER_FAILURE,
  afterAnswer,
  afterNote,
  afterReminder,
  asksAgain,
  awaitsApproval,
  ended,
  howItWent,
  leadsToDelete,
  leaveInWords,
  snapshotPlace,
  whatHappens,
  whoAnswered,
} from './notice-words.ts';
import { costInWords } from './prices.ts';

const MOST_PLACE_CHARACTERS = 400;
const MOST_LISTED = 3;

/** What a card shows. */
export interface ChatCard {
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: Buttons;
}

export type Buttons = 'none' | 'keep' | 'approve-and-keep';

export function chatCardOf(entry: NlbEntry, digest: Digest): ChatCard {
  switch (entry.kind) {
    case 'orphan':
      return {
        title: 'A load balancer looks orphaned: Kubernetes left it behind',
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
        buttons: entry.cautions.length === 0 && awaitsApproval(entry, digest) ? 'approve-and-keep' : 'keep',
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
          ...(entry.by === null ? [] : [`*Caller:* ${chatName(entry.by, MOST_PLACE_CHARACTERS)}`]),
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
        lines: [said('Why', entry.explanation), ours('What happens', 'It stays, and its quarantine is over.')],
        buttons: 'none',
      };
    case 'deleted':
      return {
        title: `A load balancer ${entry.isFoundGone ? 'is gone' : 'was deleted'}`,
        lines: [
          said('Why', reasonInWords(entry.reason)),
          ours('What happened', howItWent(entry)),
          said('By', leaveInWords(entry, digest)),
          `*Snapshot:* ${chatName(snapshotPlace(entry), MOST_PLACE_CHARACTERS)}`,
        ],
        buttons: 'none',
      };
    case 'left-behind':
      return {
        title: 'Target groups of a deleted load balancer are left behind',
        lines: [
          ours('What to do', 'Delete them by hand if nobody uses them:'),
          ...entry.targetGroups.slice(0, MOST_LISTED).map(({ name }) => `• ${chatName(name, 64)}`),
          ours('All of them', 'In the e-mail'),
        ],
        buttons: 'none',
      };
    case 'failed':
      return {
        title: 'The delete of a load balancer failed',
        lines: [said('AWS says', ended(entry.why)), ours('What happens', AFTER_FAILURE)],
        buttons: 'keep',
      };
  }
}

/** What a press of each button does; where Approve is missed, how else to approve. Undefined where no button stands. */
export function whatToPress(entry: NlbEntry, buttons: Buttons, digest: Digest): string | undefined {
  switch (buttons) {
    case 'none':
      return undefined;
    case 'approve-and-keep':
      return 'Keep or Reject: it stays. Approve: it may be deleted.';
    case 'keep':
      return `Keep or Reject: it stays.${missesApprove(entry, digest) ? ' There is no Approve here: look first, then take the command in the e-mail.' : ''}`;
  }
}

function missesApprove(entry: NlbEntry, digest: Digest): boolean {
  if (entry.kind === 'orphan') return awaitsApproval(entry, digest);
  if (entry.kind === 'note') return asksAgain(entry);
  return entry.kind === 'answered' && !leadsToDelete(entry) && digest.mode === 'delete';
}

/** An approval that does not count went back to `pending`. */
function buttonsAfter(entry: Extract<Entry, { kind: 'answered' }>, { mode }: Digest): Buttons {
  if (leadsToDelete(entry)) return 'keep';
  if (entry.doesNotCount === null || entry.answer !== 'approved') return 'none';
  // SAFETY: a caution takes a look first, also when it came after the notice.
  return entry.cautions.length === 0 && mode === 'delete' ? 'approve-and-keep' : 'keep';
}

function cautionLines(cautions: readonly string[]): readonly string[] {
  const shown = cautions.slice(0, MOST_LISTED).map((caution) => said('Caution', ended(caution)));
  const more = cautions.length - shown.length;
  return more > 0 ? [...shown, ours('Caution', `${more} more, in the e-mail`)] : shown;
}
