/**
 * What a person needs to know of one NLB, as the e-mail tells it: why, what happens and not before when, what it costs, what
 * to do. Pure. Takes entries whose texts are plain (plain-text.ts).
 */
import { dateTime, sentence } from '../words.ts';
import { callerName, reasonInWords } from './about.ts';
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
import { HELP, helpAt } from './help.ts';
import { costInWords } from './prices.ts';

const AT_THE_END = 'with a command at the end of this message';
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

/** Whether it is deleted only when a person says so. */
export function waitsForPerson({ cautions }: Pick<OrphanEntry, 'cautions'>, { approval }: Digest): boolean {
  return approval === 'required' || cautions.length > 0;
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

function whatHappens(entry: OrphanEntry, digest: Digest): string {
  const { deadline } = entry;
  if (deadline === null) return `Nothing: mode "${digest.mode}" deletes nothing.`;
  const at = dateTime(new Date(deadline));
  if (!waitsForPerson(entry, digest)) return `It is deleted, not before ${at}, unless somebody keeps or rejects it.`;
  const because = digest.approval === 'automatic' ? ', because of the caution' : '';
  return `Nothing, unless you approve it${because}. Once approved it is deleted, not before ${at}.`;
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
    field('Then', `It is deleted, not before ${dateTime(new Date(entry.deadline))}, unless somebody answers.`),
    field('Cost', costInWords(entry.monthlyCostUsd)),
    field('To do', IF_IT_MAY_GO),
  ];
}

function answeredFacts(entry: AnsweredEntry): readonly string[] {
  const { answer, by, answeredAt, notBefore, doesNotCount } = entry;
  const who = by === null ? ', by whom is not known yet' : ` by ${callerName(by)}`;
  const at = answeredAt === null ? '' : `, ${dateTime(new Date(answeredAt))}`;
  return [
    field('Why', sentence(entry.explanation)),
    field('Answer', `${answer}${who}${at}`),
    field('Then', afterAnswer(entry)),
    field('Cost', costInWords(entry.monthlyCostUsd)),
    ...entry.cautions.map((caution) => field('Caution', caution)),
    field('To do', toDoAfterAnswer(notBefore !== null, doesNotCount !== null)),
  ];
}

function afterAnswer({ answer, notBefore, doesNotCount }: AnsweredEntry): string {
  if (doesNotCount !== null) return `Nothing. The answer does not count (${doesNotCount}).`;
  if (notBefore !== null) return `It is deleted, not before ${dateTime(new Date(notBefore))}.`;
  if (answer === 'rejected' || answer === 'kept') return 'It stays, and nobody is asked about it again.';
  return 'Nothing is deleted because of it.';
}

function toDoAfterAnswer(leadsToDelete: boolean, doesNotCount: boolean): string {
  if (doesNotCount) return `Answer again, ${AT_THE_END}.`;
  return leadsToDelete ? `Nothing. To stop it, keep or reject it ${AT_THE_END}.` : 'Nothing.';
}

function noteFacts({ what, why, explanation, monthlyCostUsd }: NoteEntry): readonly string[] {
  const [then, toDo] = afterNote(what);
  return [
    field('Why', sentence(explanation)),
    field('Now', sentence(why)),
    field('Then', then),
    field('Cost', costInWords(monthlyCostUsd)),
    field('To do', toDo),
  ];
}

/** What happens, and what to do. */
function afterNote(what: string): readonly [string, string] {
  switch (what) {
    case 'unknown-word':
      return ['Nothing is deleted: the word is no answer.', `Answer ${AT_THE_END}.`];
    case 'approval-expired':
      return ['Nothing is deleted: the approval has expired.', `Approve again, keep or reject it ${AT_THE_END}.`];
    case 'waits-for-limit':
      return ['It stays today. It is deleted on a later day, unless somebody keeps or rejects it.', IF_IT_MAY_GO];
    case 'waits-for-hours':
      return ['It is deleted within the hours that are set for it, unless somebody keeps or rejects it.', IF_IT_MAY_GO];
    case 'waits-for-event':
      return ['It is not deleted before CloudTrail shows who answered.', IF_IT_MAY_GO];
    default:
      return ['Nothing for now.', IF_IT_MAY_GO];
  }
}

function failedFacts({ reason, what, why, monthlyCostUsd }: FailedEntry): readonly string[] {
  return [
    field('Why', reasonInWords(reason)),
    field('Now', sentence(`it ${what}: ${why}`)),
    field('Then', 'It stays for now. A later run tries again, unless somebody keeps or rejects it.'),
    field('Cost', costInWords(monthlyCostUsd)),
    field('To do', `Take away what holds it, or keep or reject it ${AT_THE_END}.`),
  ];
}

function deletedFacts(entry: DeletedEntry, digest: Digest): readonly string[] {
  const { targetGroups, isFoundGone } = entry;
  const went = targetGroups.filter(({ did }) => did === 'deleted').map(({ name }) => `target group ${name}`);
  const at = dateTime(new Date(entry.deletedAt));
  // Nobody can tell whose delete it was when no answer to the janitor's was heard.
  const how = isFoundGone ? `It is gone; the janitor began to delete it at ${at} and heard no answer` : `Deleted ${at}`;
  return [
    field('Why', reasonInWords(entry.reason)),
    field('Done', `${how}; ${approvalInWords(entry, digest)}.`),
    field('Went', ['the load balancer', ...went].join(', ')),
    ...targetGroups
      .filter(({ did }) => did !== 'deleted')
      .map(({ name, did, why }) =>
        field(did === 'pending' ? 'Waits' : 'Stays', `target group ${name}${why === null ? '' : `: ${why}`}`),
      ),
    fieldToCopy('Snapshot', snapshotPlace(entry)),
    field('Saves', costInWords(entry.monthlyCostUsd)),
    field('To do', 'Nothing. If it was needed, build it again from its snapshot:'),
    fieldToCopy('', helpAt(HELP.deletedInUse, digest)),
  ];
}

function approvalInWords({ approvedBy }: DeletedEntry, { approval }: Digest): string {
  if (approvedBy !== null) return `approved by ${approvedBy}`;
  return approval === 'required'
    ? 'approved, by whom is not known'
    : 'automatic, or approved by somebody who is not known';
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

/** `s3://bucket/key`, which the AWS command line takes. */
function snapshotPlace({ bucket, snapshot }: Pick<DeletedEntry, 'bucket' | 'snapshot'>): string {
  return bucket === null ? snapshot : `s3://${bucket}/${snapshot}`;
}
