/** Cards of what follows a notice: answers that came in, and what an NLB waits for. Pure. */
import { count, dateTime } from '../../words.ts';
import type { AnsweredEntry, Digest, NoteEntry } from '../entries.ts';
import {
  afterAnswer,
  afterNote,
  asksAgain,
  ended,
  leadsToDelete,
  whatApprovalDeletes,
  whoAnswered,
} from '../notice-words.ts';
import { costInWords } from '../prices.ts';
import { code, prose } from '../slack-text.ts';
import {
  answersByTag,
  approvingAnswer,
  cautionLines,
  keepingAnswers,
  line,
  nameLine,
  ownerLines,
  statements,
  tagsLink,
  titleOf,
  where,
  words,
  type KindOfCard,
} from './card.ts';

export const ANSWERED: KindOfCard<AnsweredEntry> = {
  card: (entry, digest) => {
    const { answer, by, cautions } = entry;
    const { first, rest } = statements(entry.explanation);
    return {
      head: [
        `${titleOf(entry)} was ${prose(answer, 40)}${entry.doesNotCount === null ? '' : ', which does not count'}`,
        ...ownerLines(entry),
        where(digest),
        line('Why', first),
        `*By:* ${prose(whoAnswered(entry))}`,
        line('What happens', words(afterAnswer(entry))),
        line('Costs', costInWords(entry.monthlyCostUsd)),
        ...cautionLines(cautions, entry, digest),
      ],
      answers: answersTo(entry, digest),
      small: [
        by === null ? nameLine(entry) : `${nameLine(entry)}, answered by ${code(by)}`,
        ...(rest.length === 0 ? [] : [`Evidence: ${rest.join(' ')}`]),
      ],
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
    const { arn, what, explanation, why } = entry;
    const { first, rest } = statements(explanation);
    const link = tagsLink(arn, digest.region);
    return {
      head: [
        `${titleOf(entry)} waits${asksAgain(entry) ? ' for your answer' : ''}`,
        ...ownerLines(entry),
        where(digest),
        line('Why', first),
        line('Now', prose(ended(why))),
        line('What happens', words(afterNote(entry))),
        line('Costs', costInWords(entry.monthlyCostUsd)),
      ],
      answers: asksAgain(entry)
        ? [
            ...keepingAnswers(arn, digest.region, line('What to do', `answer: ${link}, or run one of these.`)),
            ...(digest.mode === 'delete' ? [approvingAnswer(arn, digest.region, whatApprovalDeletes())] : []),
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

function answersTo(entry: AnsweredEntry, digest: Digest): readonly (readonly string[])[] {
  const { arn, doesNotCount } = entry;
  const { region, mode } = digest;
  const link = tagsLink(arn, region);
  if (doesNotCount !== null) {
    const again = keepingAnswers(arn, region, line('What to do', `answer again: ${link}, or run one of these.`));
    return mode === 'delete' ? [...again, approvingAnswer(arn, region, whatApprovalDeletes())] : again;
  }
  const isRight = 'nothing, if that is right';
  return leadsToDelete(entry)
    ? keepingAnswers(arn, region, line('What to do', `${isRight}. To stop it, ${link}, or run one of these.`))
    : [[line('What to do', `${isRight}. Otherwise ${link}.`)]];
}
