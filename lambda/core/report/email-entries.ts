/**
 * One NLB as the e-mail tells of it: why, what happens and not before when, what it costs, what to do; then the names to
 * look it up by. Pure. Takes entries whose texts are plain (plain-text.ts).
 */
import { dateTime, sentence } from '../words.ts';
import { callerName, ownersInWords, reasonInWords, whose } from './about.ts';
import { consoleUrl } from './answers.ts';
import { field, fieldToCopy, wrapped } from './columns.ts';
import type {
  About,
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

export function entryText(entry: NlbEntry, digest: Digest): string {
  switch (entry.kind) {
    case 'orphan':
      return orphanText(entry, digest);
    case 'reminder':
      return reminderText(entry, digest);
    case 'answered':
      return answeredText(entry, digest);
    case 'note':
      return noteText(entry, digest);
    case 'failed':
      return failedText(entry, digest);
    case 'deleted':
      return deletedText(entry, digest);
    case 'left-behind':
      return leftBehindText(entry);
    case 'released':
      return releasedText(entry, digest);
  }
}

/** Whether it is deleted only when a person says so. */
export function waitsForPerson({ cautions }: Pick<OrphanEntry, 'cautions'>, { approval }: Digest): boolean {
  return approval === 'required' || cautions.length > 0;
}

function orphanText(entry: OrphanEntry, digest: Digest): string {
  const { restartedBecause, cautions, evidence, goesWithIt, stays } = entry;
  return block(
    entry,
    [
      field('Why', sentence(entry.explanation)),
      ...(restartedBecause === null ? [] : [field('Again', sentence(`the window starts again: ${restartedBecause}`))]),
      field('Then', whatHappens(entry, digest)),
      field('Cost', costInWords(entry.monthlyCostUsd)),
      ...cautions.map((caution) => field('Caution', caution)),
      field('To do', whatToDo(entry, digest)),
    ],
    [
      fieldToCopy('DNS name', entry.dnsName),
      ...evidence.map((line, index) => field(index === 0 ? 'Evidence' : '', line)),
      field('Goes too', goesWithIt.length === 0 ? 'nothing else' : `target group ${goesWithIt.join(', ')}`),
      ...stays.map(({ name, why }) => field('Stays', `target group ${name}: ${why}`)),
      field('Found', `${dateTime(new Date(entry.since))}, ${entry.reason} (${entry.controller ?? 'unknown'})`),
      ...consoleLines(entry, digest),
    ],
  );
}

function whatHappens(entry: OrphanEntry, digest: Digest): string {
  const { deadline, cautions } = entry;
  if (deadline === null) return `Nothing: mode "${digest.mode}" deletes nothing.`;
  const at = dateTime(new Date(deadline));
  if (!waitsForPerson(entry, digest)) return `It is deleted, not before ${at}, unless somebody keeps or rejects it.`;
  const because = digest.approval === 'automatic' && cautions.length > 0 ? ', because of the caution' : '';
  return `Nothing, unless you approve it${because}. Once approved it is deleted, not before ${at}.`;
}

function whatToDo(entry: OrphanEntry, digest: Digest): string {
  if (entry.deadline === null) return `Keep or reject it if it is still needed, ${AT_THE_END}.`;
  if (!waitsForPerson(entry, digest)) return `Nothing, if it may go. Else keep or reject it ${AT_THE_END}.`;
  const first = entry.cautions.length > 0 ? 'Look into the caution, then approve' : 'Approve';
  return `${first}, keep or reject it ${AT_THE_END}.`;
}

function reminderText(entry: ReminderEntry, digest: Digest): string {
  return block(
    entry,
    [
      field('Why', sentence(entry.explanation)),
      field('Then', `It is deleted, not before ${dateTime(new Date(entry.deadline))}, unless somebody answers.`),
      field('Cost', costInWords(entry.monthlyCostUsd)),
      field('To do', `Nothing, if it may go. Else keep or reject it ${AT_THE_END}.`),
    ],
    [field('Reason', entry.reason), ...consoleLines(entry, digest)],
  );
}

function answeredText(entry: AnsweredEntry, digest: Digest): string {
  const { answer, by, answeredAt } = entry;
  const who = by === null ? 'by whom is not known yet' : `by ${callerName(by)}`;
  const at = answeredAt === null ? '' : `, ${dateTime(new Date(answeredAt))}`;
  return block(
    entry,
    [
      field('Answer', `${answer}, ${who}${at}`),
      field('Then', afterAnswer(entry)),
      field('Cost', costInWords(entry.monthlyCostUsd)),
      ...entry.cautions.map((caution) => field('Caution', caution)),
      field('To do', isDeleteComing(entry) ? `Nothing. To stop it, keep or reject it ${AT_THE_END}.` : 'Nothing.'),
    ],
    [...(by === null ? [] : [fieldToCopy('By', by)]), ...consoleLines(entry, digest)],
  );
}

function isDeleteComing({ notBefore, doesNotCount }: AnsweredEntry): boolean {
  return notBefore !== null && doesNotCount === null;
}

function afterAnswer({ answer, notBefore, doesNotCount }: AnsweredEntry): string {
  if (doesNotCount !== null) return `Nothing. The answer does not count: ${sentence(doesNotCount)}`;
  if (notBefore !== null) return `It is deleted, not before ${dateTime(new Date(notBefore))}.`;
  if (answer === 'rejected' || answer === 'kept') return 'It stays, and nobody is asked about it again.';
  return 'Nothing is deleted because of it.';
}

function noteText(entry: NoteEntry, digest: Digest): string {
  const [then, toDo] = afterNote(entry.what);
  return block(
    entry,
    [
      field('Why', sentence(entry.why)),
      field('Then', then),
      field('Cost', costInWords(entry.monthlyCostUsd)),
      field('To do', toDo),
    ],
    [field('Note', entry.what), ...consoleLines(entry, digest)],
  );
}

/** What happens, and what to do. */
function afterNote(what: string): readonly [string, string] {
  switch (what) {
    case 'unknown-word':
      return ['Nothing is deleted: the word is no answer.', `Answer ${AT_THE_END}.`];
    case 'approval-expired':
      return ['Nothing is deleted: the approval has expired.', `Approve again, keep or reject it ${AT_THE_END}.`];
    case 'waits-for-limit':
      return ['It stays today. It is deleted on a later day, unless somebody keeps or rejects it.', 'Nothing.'];
    case 'waits-for-hours':
      return ['It is deleted within the hours that are set for it, unless somebody keeps or rejects it.', 'Nothing.'];
    case 'waits-for-event':
      return ['It is not deleted before CloudTrail shows who answered.', 'Nothing.'];
    default:
      return ['Nothing for now.', 'Nothing.'];
  }
}

function failedText(entry: FailedEntry, digest: Digest): string {
  return block(
    entry,
    [
      field('Why', sentence(`it ${entry.what}: ${entry.why}`)),
      field('Then', 'It stays for now. A later run tries again, unless somebody keeps or rejects it.'),
      field('Cost', costInWords(entry.monthlyCostUsd)),
      field('To do', `Take away what holds it, or keep or reject it ${AT_THE_END}.`),
    ],
    consoleLines(entry, digest),
  );
}

function deletedText(entry: DeletedEntry, digest: Digest): string {
  const { targetGroups, isFoundGone } = entry;
  const went = targetGroups.filter(({ did }) => did === 'deleted').map(({ name }) => `target group ${name}`);
  const at = dateTime(new Date(entry.deletedAt));
  // Nobody can tell whose delete it was when no answer to the janitor's was heard.
  const how = isFoundGone ? `It is gone; the janitor began to delete it at ${at} and heard no answer` : `Deleted ${at}`;
  return block(
    entry,
    [
      field('Why', reasonInWords(entry.reason)),
      field('Done', `${how}; ${approvalInWords(entry, digest)}.`),
      field('Went', ['the load balancer', ...went].join(', ')),
      ...targetGroups
        .filter(({ did }) => did !== 'deleted')
        .map(({ name, did, why }) =>
          field(did === 'pending' ? 'Waits' : 'Stays', `target group ${name}${why === null ? '' : `: ${why}`}`),
        ),
      field('Saves', costInWords(entry.monthlyCostUsd)),
      field('To do', 'Nothing. If it was needed, build it again from its snapshot:'),
      fieldToCopy('', helpAt(HELP.deletedInUse, digest)),
    ],
    [fieldToCopy('Snapshot', snapshotPlace(entry))],
  );
}

function approvalInWords({ approvedBy }: DeletedEntry, { approval }: Digest): string {
  if (approvedBy !== null) return `approved by ${approvedBy}`;
  return approval === 'required'
    ? 'approved, by whom is not known'
    : 'automatic, or approved by somebody who is not known';
}

function leftBehindText(entry: LeftBehindEntry): string {
  return block(
    entry,
    [
      field('Done', `The load balancer was deleted ${dateTime(new Date(entry.deletedAt))}; these stay behind.`),
      ...entry.targetGroups.flatMap(({ name, arn, why }) => [
        field('Group', `${name}${why === null ? '' : `: ${why}`}`),
        fieldToCopy('', arn),
      ]),
      field('Then', 'The janitor does not try to delete them again.'),
      field('Cost', 'nothing: a target group alone is not billed'),
      field('To do', 'Delete these target groups by hand if nobody uses them.'),
    ],
    [fieldToCopy('Snapshot', snapshotPlace(entry))],
  );
}

function releasedText(entry: ReleasedEntry, digest: Digest): string {
  return block(
    entry,
    [
      field('Why', sentence(entry.explanation)),
      field('Then', 'It stays. Its quarantine is over, and an approval does not count any more.'),
      field('Cost', costInWords(entry.monthlyCostUsd)),
      field('To do', 'Nothing.'),
    ],
    [field('Reason', entry.reason), ...consoleLines(entry, digest)],
  );
}

/** `s3://bucket/key`, which the AWS command line takes. */
function snapshotPlace({ bucket, snapshot }: Pick<DeletedEntry, 'bucket' | 'snapshot'>): string {
  return bucket === null ? snapshot : `s3://${bucket}/${snapshot}`;
}

/** @param first what a person needs @param then what they look it up by */
function block(about: About, first: readonly string[], then: readonly string[]): string {
  const owners = ownersInWords(about);
  return [
    wrapped(whose(about), '* ', '    '),
    ...first,
    ...(owners === undefined ? [] : [field('Owner', owners)]),
    '',
    fieldToCopy('Name', about.name),
    fieldToCopy('ARN', about.arn),
    ...then,
  ].join('\n');
}

function consoleLines({ arn }: About, { region }: Digest): readonly string[] {
  return [fieldToCopy('Console', consoleUrl(arn, region))];
}
