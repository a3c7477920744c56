/** Cards of what follows a notice: answers that came in, and what an NLB waits for. Pure. */
import { count, dateTime } from '../../words.ts';
import type { AnsweredEntry, NoteEntry } from '../entries.ts';
import { code, prose } from '../slack-text.ts';
import {
  answersByTag,
  approvingAnswer,
  cautionLines,
  keepingAnswers,
  line,
  nameLine,
  statements,
  tagsLink,
  where,
  whose,
  type KindOfCard,
} from './card.ts';

export const ANSWERED: KindOfCard<AnsweredEntry> = {
  card: (entry, digest) => {
    const { arn, answer, cautions } = entry;
    const link = tagsLink(arn, digest.region);
    const isRight = 'nothing, if that is right';
    return {
      head: [
        `${whose(entry)} was ${prose(answer, 40)}`,
        where(digest),
        line('By', answerer(entry)),
        line('What happens', afterAnswer(entry)),
        ...cautionLines(cautions),
      ],
      answers: leadsToDelete(entry)
        ? keepingAnswers(
            arn,
            digest.region,
            line('What to do', `${isRight}. To stop it, ${link}, or run one of these.`),
          )
        : [[line('What to do', `${isRight}. Otherwise ${link}.`)]],
      small: [nameLine(entry)],
    };
  },
  title: (number) => `${count(number, 'answer')} came in`,
  lead: () => ['Nothing is to be done where the answer is right.', ...answersByTag(false)],
  row: (entry) => {
    const { answer, notBefore } = entry;
    const when = leadsToDelete(entry) && notBefore !== null;
    return `${prose(answer, 40)}, ${when ? `deleted not before ${dateTime(new Date(notBefore))}` : 'not deleted'}`;
  },
};

export const NOTE: KindOfCard<NoteEntry> = {
  card: (entry, digest) => {
    const { arn, what, why } = entry;
    const { first, rest } = statements(why);
    const link = tagsLink(arn, digest.region);
    const deletes = 'this load balancer, once its grace window has passed. It cannot be brought back.';
    return {
      head: [
        `${whose(entry)} waits`,
        where(digest),
        line('Why', first),
        line('What happens', 'it is not deleted now.'),
      ],
      answers: asksAgain(entry)
        ? [
            ...keepingAnswers(arn, digest.region, line('What to do', `answer: ${link}, or run one of these.`)),
            ...(digest.mode === 'delete' ? [approvingAnswer(arn, digest.region, deletes)] : []),
          ]
        : [[line('What to do', `nothing. To change the answer, ${link}.`)]],
      small: [[`${nameLine(entry)}, ${code(what)}.`, ...rest].join(' ')],
    };
  },
  title: (number) => `${count(number, 'load balancer')} ${number === 1 ? 'waits' : 'wait'}`,
  lead: (entries, { mode }) => [
    'None of them is deleted now.',
    ...(entries.some(asksAgain) ? answersByTag(mode === 'delete') : []),
  ],
  row: ({ why }) => prose(why, 110),
};

function answerer({ by, answeredAt }: AnsweredEntry): string {
  const who = by === null ? 'somebody; CloudTrail has not told who' : code(by);
  return answeredAt === null ? who : `${who}, ${dateTime(new Date(answeredAt))}`;
}

function leadsToDelete({ notBefore, doesNotCount }: AnsweredEntry): boolean {
  return notBefore !== null && doesNotCount === null;
}

function afterAnswer({ notBefore, doesNotCount }: AnsweredEntry): string {
  if (doesNotCount !== null) return `nothing. The answer does not count: ${prose(doesNotCount)}`;
  return notBefore === null ? 'it stays.' : `it is deleted, not before *${dateTime(new Date(notBefore))}*.`;
}

/** What only a new answer can end. */
function asksAgain({ what }: NoteEntry): boolean {
  return what === 'unknown-word' || what === 'approval-expired';
}
