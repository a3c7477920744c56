/** Cards of what waits for people: orphans, reminders, answers and notes. Pure. */
import { count, dateTime } from '../../words.ts';
import type { AnsweredEntry, Digest, NoteEntry, OrphanEntry, ReminderEntry } from '../entries.ts';
import { costInWords } from '../prices.ts';
import { code, prose } from '../slack-text.ts';
import {
  approvingAnswer,
  cautionLines,
  keepingAnswers,
  line,
  nameLine,
  sentences,
  tagsLink,
  where,
  whose,
  type KindOfCard,
} from './card.ts';

export const ORPHAN: KindOfCard<OrphanEntry> = {
  title: (number) => `${count(number, 'load balancer')} ${number === 1 ? 'looks' : 'look'} orphaned`,
  card: (entry, digest) => {
    const { first, rest } = sentences(entry.explanation);
    return {
      head: [
        `${whose(entry)} looks orphaned`,
        where(digest),
        line('Why', first),
        ...cautionLines(entry.cautions),
        ...(entry.restartedBecause === null
          ? []
          : [line('Asked again', `the window starts again, ${prose(entry.restartedBecause)}`)]),
        line('What happens', whatHappens(entry, digest)),
        line('Costs', costInWords(entry.monthlyCostUsd)),
      ],
      answers: [
        [
          line('What to do', `${tagsLink(entry.arn, digest.region)}, or run one of these.`),
          ...keepingAnswers(entry.arn, digest.region),
        ],
        ...(awaitsApproval(entry, digest) ? [approvingAnswer(entry.arn, digest.region, whatGoes(entry))] : []),
      ],
      small: [
        `${nameLine(entry)}, DNS name ${code(entry.dnsName)}`,
        [`Evidence: ${code(entry.reason)}, seen ${dateTime(new Date(entry.since))}.`, ...rest].join(' '),
        `Goes with it: ${entry.goesWithIt.length === 0 ? 'nothing else' : `target group ${prose(entry.goesWithIt.join(', '))}`}`,
        ...entry.stays.map(({ name, why }) => `Stays: target group ${prose(name)} (${prose(why)})`),
      ],
    };
  },
  row: (entry, digest) => {
    if (entry.deadline === null) return costInWords(entry.monthlyCostUsd);
    const at = `not before ${dateTime(new Date(entry.deadline))}`;
    const when = awaitsApproval(entry, digest) ? `once approved, ${at}` : `deleted ${at}`;
    return `${when}; ${costInWords(entry.monthlyCostUsd)}`;
  },
  howToAnswer: ({ mode }) =>
    `To answer, open the tags by the link: ${mode === 'delete' ? `${APPROVE_BY_TAG}, ` : ''}${KEEP_BY_TAG}. The commands are in the e-mail.`,
};

export const REMINDER: KindOfCard<ReminderEntry> = {
  title: (number) => `${count(number, 'load balancer')} will be deleted soon`,
  card: (entry, digest) => {
    const { first, rest } = sentences(entry.explanation);
    return {
      head: [
        `${whose(entry)} will be deleted soon`,
        where(digest),
        line('Why', first),
        line('What happens', `${deletedUnlessAnswered(entry.deadline)} This is the reminder.`),
        line('Costs', costInWords(entry.monthlyCostUsd)),
      ],
      answers: [
        [
          line('What to do', `nothing to let it go. To stop it, ${tagsLink(entry.arn, digest.region)}, or run one.`),
          ...keepingAnswers(entry.arn, digest.region),
        ],
      ],
      small: [nameLine(entry), [`Evidence: ${code(entry.reason)}.`, ...rest].join(' ')],
    };
  },
  row: ({ deadline, monthlyCostUsd }) =>
    `deleted not before ${dateTime(new Date(deadline))}; ${costInWords(monthlyCostUsd)}`,
  howToAnswer: () => `To stop one, open its tags by the link: ${KEEP_BY_TAG}. The commands are in the e-mail.`,
};

export const ANSWERED: KindOfCard<AnsweredEntry> = {
  title: (number) => `${count(number, 'answer')} came in`,
  card: (entry, digest) => {
    const stoppable = leadsToDelete(entry);
    return {
      head: [
        `${whose(entry)} was ${prose(entry.answer, 40)}`,
        where(digest),
        line('By', answerer(entry)),
        line('What happens', afterAnswer(entry)),
        ...cautionLines(entry.cautions),
      ],
      answers: [
        stoppable
          ? [
              line(
                'What to do',
                `nothing, if that is right. To stop it, ${tagsLink(entry.arn, digest.region)}, or run one.`,
              ),
              ...keepingAnswers(entry.arn, digest.region),
            ]
          : [line('What to do', `nothing, if that is right. ${tagsLink(entry.arn, digest.region)}`)],
      ],
      small: [nameLine(entry)],
    };
  },
  row: (entry) =>
    `${prose(entry.answer, 40)}${entry.by === null ? '' : ` by ${prose(entry.by, 100)}`}; ${
      entry.doesNotCount === null && entry.notBefore !== null
        ? `deleted not before ${dateTime(new Date(entry.notBefore))}`
        : 'not deleted'
    }`,
  howToAnswer: () => `To change an answer, open the tags by the link: ${KEEP_BY_TAG}. The commands are in the e-mail.`,
};

export const NOTE: KindOfCard<NoteEntry> = {
  title: (number) => `${count(number, 'load balancer')} ${number === 1 ? 'waits' : 'wait'}`,
  card: (entry, digest) => {
    const { first, rest } = sentences(entry.why);
    return {
      head: [
        `${whose(entry)} waits`,
        where(digest),
        line('Why', first),
        line('What happens', 'it is not deleted now.'),
      ],
      answers: [
        asksAgain(entry)
          ? [
              line('What to do', `answer. ${tagsLink(entry.arn, digest.region)}, or run one of these.`),
              ...keepingAnswers(entry.arn, digest.region),
            ]
          : [line('What to do', `nothing, or look: ${tagsLink(entry.arn, digest.region)}`)],
        ...(asksAgain(entry) && digest.mode === 'delete'
          ? [approvingAnswer(entry.arn, digest.region, 'this load balancer, once its grace window has passed.')]
          : []),
      ],
      small: [`${nameLine(entry)}, ${code(entry.what)}`, ...rest],
    };
  },
  row: ({ why }) => prose(why, 120),
  howToAnswer: () => undefined,
};

const APPROVE_BY_TAG = `${code('nlb-janitor/approval')} = ${code('approved')} *deletes* it`;
const KEEP_BY_TAG = `${code('nlb-janitor/keep')} = ${code('true')} keeps it, ${code('nlb-janitor/approval')} = ${code('rejected')} too`;

function whatHappens(entry: OrphanEntry, digest: Digest): string {
  if (entry.deadline === null) return `nothing. In mode ${code(digest.mode)} nothing is deleted.`;
  if (!awaitsApproval(entry, digest)) return deletedUnlessAnswered(entry.deadline);
  const because = digest.approval === 'required' ? '' : ' because of the caution';
  return `nothing, until somebody approves${because}. Then it is deleted, not before *${dateTime(new Date(entry.deadline))}*.`;
}

function deletedUnlessAnswered(deadline: string): string {
  return `it is deleted, not before *${dateTime(new Date(deadline))}*, unless somebody keeps or rejects it.`;
}

/** An orphan with a caution is deleted only when a person approved it (docs/design.md section 3). */
function awaitsApproval({ deadline, cautions }: OrphanEntry, { approval }: Digest): boolean {
  return deadline !== null && (approval === 'required' || cautions.length > 0);
}

function whatGoes({ deadline, goesWithIt }: OrphanEntry): string {
  const groups = goesWithIt.length === 0 ? '' : ` and its ${count(goesWithIt.length, 'target group')}`;
  const when = deadline === null ? '' : `, not before ${dateTime(new Date(deadline))}`;
  return `this load balancer${groups}${when}. It cannot be brought back.`;
}

function answerer({ by, answeredAt }: AnsweredEntry): string {
  const who = by === null ? 'somebody; CloudTrail has not told who' : code(by);
  return answeredAt === null ? who : `${who}, ${dateTime(new Date(answeredAt))}`;
}

function leadsToDelete({ notBefore, doesNotCount }: AnsweredEntry): boolean {
  return notBefore !== null && doesNotCount === null;
}

function afterAnswer(entry: AnsweredEntry): string {
  if (entry.doesNotCount !== null) return `nothing, the answer does not count: ${prose(entry.doesNotCount)}`;
  if (entry.notBefore === null) return 'it stays.';
  return `it is deleted, not before *${dateTime(new Date(entry.notBefore))}*.`;
}

/** What only a new answer can end. */
function asksAgain({ what }: NoteEntry): boolean {
  return what === 'unknown-word' || what === 'approval-expired';
}
