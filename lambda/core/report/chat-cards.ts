/** What a card in the chat says of one entry, and which buttons stand on it. Pure. A new kind is one case. */
import { dayOf } from '../time.ts';
import { count } from '../words.ts';
import { answersFor } from './answers.ts';
import { reasonInWords } from '../reason-words.ts';
import { chatName, chatText, ours, said } from './chat-words.ts';
import type { Digest, Entry, LeftBehindEntry, NlbEntry, OrphanEntry } from './entries.ts';
import {
  AFTER_FAILURE,
  afterAnswer,
  afterNote,
  afterReminder,
  asksAgain,
  awaitsApproval,
  ended,
  howItWent,
  keepDoes,
  leadsToDelete,
  leaveInWords,
  rejectDoes,
  snapshotPlace,
  waitsForPerson,
  whatApprovalDeletes,
  whatHappens,
  whoAnswered,
} from './notice-words.ts';
import { costInWords } from './prices.ts';

const MOST_PLACE_CHARACTERS = 400;
const MOST_LISTED = 3;
const MOST_TARGET_GROUPS = 10;
const MOST_COMMAND_CHARACTERS = 400;

/** What a card shows. */
export interface ChatCard {
  /** What is the matter, to be put behind the name. */
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: Buttons;
}

export type Buttons = 'none' | 'keep' | 'approve-and-keep';

export function chatCardOf(entry: NlbEntry, digest: Digest): ChatCard {
  switch (entry.kind) {
    case 'orphan':
      return {
        title: `looks orphaned, ${outlook(entry, digest)}`,
        lines: [
          said('Why', entry.explanation),
          ours('What happens', whatHappens(entry, digest)),
          ...cautionLines(entry, digest),
          ...(entry.restartedBecause === null ? [] : [said('Asked again', entry.restartedBecause)]),
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
        title: `is deleted from ${dayOf(new Date(entry.deadline))} on, unless you object: last reminder`,
        lines: [said('Why', entry.explanation), ours('What happens', afterReminder(entry.deadline))],
        buttons: 'keep',
      };
    case 'answered':
      return {
        title: `${chatText(entry.answer, 20)}${entry.doesNotCount === null ? '' : ', which does not count'}`,
        lines: [
          said('By', whoAnswered(entry)),
          ...(entry.by === null ? [] : [`*Caller:* ${chatName(entry.by, MOST_PLACE_CHARACTERS)}`]),
          ...cautionLines(entry, digest),
          said('What happens', afterAnswer(entry)),
        ],
        buttons: buttonsAfter(entry, digest),
      };
    case 'note':
      return {
        title: `waits${asksAgain(entry) ? ' for your answer' : ''}`,
        lines: [said('Now', ended(entry.why)), ours('What happens', afterNote(entry))],
        buttons: 'keep',
      };
    case 'released':
      return {
        title: 'released, it stays',
        lines: [said('Why', entry.explanation), ours('What happens', 'It stays, and its quarantine is over.')],
        buttons: 'none',
      };
    case 'deleted':
      return {
        title: entry.isFoundGone ? 'is gone' : 'deleted',
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
        title: 'deleted before, its target groups are left behind',
        lines: [
          ours('What to do', 'Delete them by hand if nobody uses them:'),
          ...entry.targetGroups.slice(0, MOST_TARGET_GROUPS).map(({ name }) => `• ${chatName(name, 64)}`),
          ...moreTargetGroups(entry),
        ],
        buttons: 'none',
      };
    case 'failed':
      return {
        title: 'not deleted, AWS refused',
        lines: [said('AWS says', ended(entry.why)), ours('What happens', AFTER_FAILURE)],
        buttons: 'keep',
      };
  }
}

/** `stays unless you approve`; the day stands where silence deletes. */
function outlook(entry: OrphanEntry, digest: Digest): string {
  if (entry.deadline === null) return 'nothing is deleted';
  if (waitsForPerson(entry, digest)) return 'stays unless you approve';
  return `is deleted from ${dayOf(new Date(entry.deadline))} on unless you object`;
}

/** What a press of each button does; where Approve is missed, how else to approve. None where no button stands. */
export function whatToPress(entry: NlbEntry, buttons: Buttons, digest: Digest): readonly string[] {
  if (buttons === 'none') return [];
  return [
    '*What to press:*',
    `• *Keep:* ${keepDoes('it')}`,
    `• *Reject:* ${rejectDoes('it')}`,
    ...(buttons === 'approve-and-keep'
      ? [`• *Approve:* deletes ${whatApprovalDeletes(entry.kind === 'orphan' ? entry : undefined)}`]
      : missedApprove(entry, digest)),
  ];
}

function missedApprove(entry: NlbEntry, digest: Digest): readonly string[] {
  if (!missesApprove(entry, digest)) return [];
  const because = 'cautions' in entry && entry.cautions.length > 0 ? ', because of the caution' : '';
  const { approve } = answersFor(entry.arn, digest.region);
  return [
    `• There is no Approve here${because}. After a look, approve by this command: ${chatName(approve, MOST_COMMAND_CHARACTERS)}`,
  ];
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

function cautionLines(
  { cautions, name }: { readonly cautions: readonly string[]; readonly name: string },
  { region }: Digest,
): readonly string[] {
  const shown = cautions.slice(0, MOST_LISTED).map((caution) => said('Caution', ended(caution)));
  const more = cautions.length - shown.length;
  const explain = chatName(`nlb-janitor explain --region ${region} ${name}`, MOST_COMMAND_CHARACTERS);
  return more > 0 ? [...shown, ours('Caution', `${more} more, shown by ${explain}`)] : shown;
}

/** The record has all of them. */
function moreTargetGroups(entry: LeftBehindEntry): readonly string[] {
  const more = entry.targetGroups.length - MOST_TARGET_GROUPS;
  if (more <= 0) return [];
  return [`• and ${more} more, in the outcome beside ${chatName(snapshotPlace(entry), MOST_PLACE_CHARACTERS)}`];
}
