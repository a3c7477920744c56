/**
 * How to answer an e-mail: each command once, at its end. Pure. Of one NLB the commands are whole. Of several they hold the
 * word ARN, which AWS refuses: nothing is answered before a person has put one in, and never all of them by accident.
 */
import { dateTime } from '../words.ts';
import { accountInWords, loadBalancerOf, whose } from './about.ts';
import { answersFor } from './answers.ts';
import { wrapped } from './columns.ts';
import { asksAgain, keepDoes, keepForAWhile, rejectDoes, waitsForPerson } from './notice-words.ts';
import type { Digest, Entry, NlbEntry } from './entries.ts';

/** Stands where an ARN belongs. */
const PLACEHOLDER = 'ARN';

/** Before what goes on: a name that others chose never begins a line at the margin. */
const REST = '    ';

interface Question {
  readonly entry: NlbEntry;
  /** Whether a person's yes is asked for. */
  readonly canBeApproved: boolean;
}

/** Undefined when nothing is asked. */
export function answersText(digest: Digest): string | undefined {
  const questions = onceEach(digest.entries.flatMap((entry) => questionOf(entry, digest) ?? []));
  const [only, ...more] = questions;
  if (only === undefined) return undefined;
  const isOne = more.length === 0;
  const { keep, reject, approve } = answersFor(isOne ? only.entry.arn : PLACEHOLDER, digest.region);
  const it = isOne ? loadBalancerOf(only.entry) : 'the load balancer whose ARN you put in';
  return [
    'HOW TO ANSWER',
    '',
    wrapped(`With credentials of account ${accountInWords(digest)}, for example in AWS CloudShell.`, '', REST),
    ...(isOne ? [] : listOf(questions)),
    '',
    wrapped(`Keep: ${keepDoes(it)}`, '', REST),
    `  ${keep}`,
    wrapped(keepForAWhile((text) => text)),
    '',
    wrapped(`Reject: ${rejectDoes(it)}`, '', REST),
    `  ${reject}`,
    ...(questions.some(({ canBeApproved }) => canBeApproved)
      ? [
          '',
          'TO DELETE',
          '',
          wrapped(`Approve: DELETES ${it}, ${notBefore(only.entry, isOne)}.`, '', REST),
          `  ${approve}`,
        ]
      : []),
  ].join('\n');
}

/** Two pieces of news may be about one NLB. */
function onceEach(questions: readonly Question[]): readonly Question[] {
  const byArn = new Map<string, Question>();
  for (const question of questions) {
    const before = byArn.get(question.entry.arn);
    if (before === undefined || (question.canBeApproved && !before.canBeApproved)) {
      byArn.set(question.entry.arn, question);
    }
  }
  return [...byArn.values()];
}

function listOf(questions: readonly Question[]): readonly string[] {
  return [
    wrapped(`Put the ARN of one load balancer in place of the word ${PLACEHOLDER}:`),
    '',
    ...questions.flatMap(({ entry }) => [wrapped(whose(entry), '* ', '    '), `  ${entry.arn}`]),
  ];
}

function notBefore(entry: NlbEntry, isOne: boolean): string {
  return isOne && entry.kind === 'orphan' && entry.deadline !== null
    ? `not before ${dateTime(new Date(entry.deadline))}`
    : 'not before the time that is named above';
}

function questionOf(entry: Entry, digest: Digest): Question | undefined {
  const isDeleting = digest.mode === 'delete';
  switch (entry.kind) {
    case 'orphan':
      return { entry, canBeApproved: isDeleting && waitsForPerson(entry, digest) };
    case 'note': {
      return { entry, canBeApproved: isDeleting && asksAgain(entry) };
    }
    case 'answered':
      return entry.notBefore === null && entry.doesNotCount === null
        ? undefined
        : { entry, canBeApproved: isDeleting && entry.doesNotCount !== null };
    case 'reminder':
    case 'failed':
      return { entry, canBeApproved: false };
    case 'deleted':
    case 'left-behind':
    case 'released':
    case 'refused':
      return undefined;
  }
}
