/**
 * What a person needs to know of one NLB, as the e-mail tells it: why, what happens and not before when, what it costs, what
 * to do. Pure. Takes entries whose texts are plain (plain-text.ts).
 */
import { dateTime, sentence } from '../words.ts';
import { reasonInWords } from '../reason-words.ts';
import { field, fieldToCopy } from './columns.ts';
import type {
  AnsweredEntry,
  DeletedEntry,
  Digest,
  FailedEntry,
  LeftBehindEntry,
  NlbEntry,
  NoteEntry,
  OrphanEntry,
  ReleasedEntry,
  ReminderEntry,
} from './entries.ts';
import { HELP, helpField } from './help.ts';
import {
  AFTER_FAILURE,
  afterAnswer,
  afterNote,
  afterReminder,
  asksAgain,
  howItWent,
  leadsToDelete,
  leaveInWords,
  snapshotPlace,
  waitsForPerson,
  whatHappens,
  whoAnswered,
} from './notice-words.ts';
import { costInWords } from './prices.ts';

const AT_THE_END = 'with a command at the end of this message';
const TO_ANSWER_AGAIN: Readonly<Record<string, string>> = {
  'approval-expired': 'Approve again, keep or reject it',
  'approval-overwritten': 'Approve again, keep or reject it',
};
const IF_IT_MAY_GO = `Nothing, if it may go. Else keep or reject it ${AT_THE_END}.`;

export function factsOf(entry: NlbEntry, digest: Digest): readonly string[] {
  switch (entry.kind) {
    case 'orphan':
      return orphanFacts(entry, digest);
    case 'reminder':
      return reminderFacts(entry);
    case 'answered':
      return answeredFacts(entry);
    case 'note':
      return noteFacts(entry);
    case 'failed':
      return failedFacts(entry);
    case 'deleted':
      return deletedFacts(entry, digest);
    case 'left-behind':
      return leftBehindFacts(entry);
    case 'released':
      return releasedFacts(entry);
  }
}

function orphanFacts(entry: OrphanEntry, digest: Digest): readonly string[] {
  const { restartedBecause, cautions } = entry;
  return [
    field('Why', sentence(entry.explanation)),
    ...(restartedBecause === null ? [] : [field('Again', sentence(`the window starts again: ${restartedBecause}`))]),
    field('Then', whatHappens(entry, digest)),
    field('Cost', costInWords(entry.monthlyCostUsd)),
    ...cautions.map((caution) => field('Caution', caution)),
    field('To do', whatToDo(entry, digest)),
  ];
}

function whatToDo(entry: OrphanEntry, digest: Digest): string {
  if (entry.deadline === null) return `Keep or reject it if it is still needed, ${AT_THE_END}.`;
  if (!waitsForPerson(entry, digest)) return IF_IT_MAY_GO;
  const first = entry.cautions.length > 0 ? 'Look into the caution, then approve' : 'Approve';
  return `${first}, keep or reject it ${AT_THE_END}.`;
}

function reminderFacts(entry: ReminderEntry): readonly string[] {
  return [
    field('Why', sentence(entry.explanation)),
    field('Then', afterReminder(entry.deadline)),
    field('Cost', costInWords(entry.monthlyCostUsd)),
    field('To do', IF_IT_MAY_GO),
  ];
}

function answeredFacts(entry: AnsweredEntry): readonly string[] {
  const { answer, doesNotCount } = entry;
  return [
    field('Why', sentence(entry.explanation)),
    field('Answer', `${answer} by ${whoAnswered(entry)}`),
    field('Then', afterAnswer(entry)),
    field('Cost', costInWords(entry.monthlyCostUsd)),
    ...entry.cautions.map((caution) => field('Caution', caution)),
    field('To do', toDoAfterAnswer(leadsToDelete(entry), doesNotCount !== null)),
  ];
}

function toDoAfterAnswer(isToGo: boolean, doesNotCount: boolean): string {
  if (doesNotCount) return `Answer again, ${AT_THE_END}.`;
  return isToGo ? `Nothing. To stop it, keep or reject it ${AT_THE_END}.` : 'Nothing.';
}

function noteFacts(entry: NoteEntry): readonly string[] {
  const { what, why, explanation, monthlyCostUsd } = entry;
  return [
    field('Why', sentence(explanation)),
    field('Now', sentence(why)),
    field('Then', afterNote(entry)),
    field('Cost', costInWords(monthlyCostUsd)),
    field('To do', asksAgain(entry) ? `${TO_ANSWER_AGAIN[what] ?? 'Answer'} ${AT_THE_END}.` : IF_IT_MAY_GO),
  ];
}

function failedFacts({ reason, what, why, monthlyCostUsd }: FailedEntry): readonly string[] {
  return [
    field('Why', reasonInWords(reason)),
    field('Now', sentence(`it ${what}: ${why}`)),
    field('Then', AFTER_FAILURE),
    field('Cost', costInWords(monthlyCostUsd)),
    field('To do', `Take away what holds it, or keep or reject it ${AT_THE_END}.`),
  ];
}

function deletedFacts(entry: DeletedEntry, digest: Digest): readonly string[] {
  const { targetGroups } = entry;
  const went = targetGroups.filter(({ did }) => did === 'deleted').map(({ name }) => `target group ${name}`);
  return [
    field('Why', reasonInWords(entry.reason)),
    field('Done', howItWent(entry)),
    field('By', leaveInWords(entry, digest)),
    field('Went', ['the load balancer', ...went].join(', ')),
    ...targetGroups
      .filter(({ did }) => did !== 'deleted')
      .map(({ name, did, why }) =>
        field(did === 'pending' ? 'Waits' : 'Stays', `target group ${name}${why === null ? '' : `: ${why}`}`),
      ),
    fieldToCopy('Snapshot', snapshotPlace(entry)),
    field('Saves', costInWords(entry.monthlyCostUsd)),
    field('To do', 'Nothing. If it was needed, build it again from its snapshot:'),
    helpField(HELP.deletedInUse, digest),
  ];
}

function leftBehindFacts(entry: LeftBehindEntry): readonly string[] {
  return [
    field('Why', reasonInWords(entry.reason)),
    field('Done', `The load balancer was deleted ${dateTime(new Date(entry.deletedAt))}; these target groups stay:`),
    ...entry.targetGroups.flatMap(({ name, arn, why }) => [
      field('Group', `${name}${why === null ? '' : `: ${why}`}`),
      fieldToCopy('', arn),
    ]),
    field('Then', 'The janitor does not try to delete them again.'),
    field('Cost', 'nothing: a target group alone is not billed'),
    field('To do', 'Delete these target groups by hand if nobody uses them.'),
    fieldToCopy('Snapshot', snapshotPlace(entry)),
  ];
}

function releasedFacts(entry: ReleasedEntry): readonly string[] {
  return [
    field('Why', sentence(entry.explanation)),
    field('Then', 'It stays. Its quarantine is over, and an approval does not count any more.'),
    field('Cost', costInWords(entry.monthlyCostUsd)),
    field('To do', 'Nothing.'),
  ];
}
