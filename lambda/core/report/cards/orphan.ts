/** Cards of what is to be decided: orphans, and reminders of those that nobody has answered. Pure. */
import { count, dateTime } from '../../words.ts';
import type { Digest, OrphanEntry, ReminderEntry } from '../entries.ts';
import { reasonInWords } from '../../reason-words.ts';
import { afterReminder, awaitsApproval, reminderComes, whatApprovalDeletes, whatHappens } from '../notice-words.ts';
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

export const ORPHAN: KindOfCard<OrphanEntry> = {
  card: (entry, digest) => {
    const { arn, cautions, restartedBecause } = entry;
    const { first, rest } = statements(entry.explanation);
    const whatToDo = line('What to do', `${tagsLink(arn, digest.region)}, or run one of these.`);
    return {
      head: [
        `${titleOf(entry)} looks orphaned: Kubernetes left it behind`,
        ...ownerLines(entry),
        where(digest),
        line('Why', first),
        ...cautionLines(cautions, entry, digest),
        ...(restartedBecause === null
          ? []
          : [line('Asked again', `the window starts again, ${prose(restartedBecause)}`)]),
        line('What happens', words(whatHappens(entry, digest))),
        line('Costs', costInWords(entry.monthlyCostUsd)),
      ],
      answers: [
        ...keepingAnswers(arn, digest.region, whatToDo),
        ...(awaitsApproval(entry, digest) ? [approvingAnswer(arn, digest.region, whatApprovalDeletes(entry))] : []),
      ],
      small: smallPrint(entry, rest),
    };
  },
  title: (number) => `${count(number, 'load balancer')} ${number === 1 ? 'looks' : 'look'} orphaned`,
  lead: (entries, digest) => [
    whatHappensToAll(entries, digest),
    ...answersByTag(entries.some((entry) => awaitsApproval(entry, digest))),
  ],
  row: ({ reason, cautions, monthlyCostUsd }) =>
    `${cautions.length === 0 ? '' : ':warning: '}${prose(reasonInWords(reason), 110)} Costs ${costInWords(monthlyCostUsd)}`,
};

export const REMINDER: KindOfCard<ReminderEntry> = {
  card: (entry, digest) => {
    const { first, rest } = statements(entry.explanation);
    const whatToDo = `nothing, to let it go. To stop it, ${tagsLink(entry.arn, digest.region)}, or run one of these.`;
    return {
      head: [
        `${titleOf(entry)} will be deleted soon`,
        ...ownerLines(entry),
        where(digest),
        line('Why', first),
        line('What happens', words(afterReminder(entry.deadline))),
        line('Costs', costInWords(entry.monthlyCostUsd)),
      ],
      answers: keepingAnswers(entry.arn, digest.region, line('What to do', whatToDo)),
      small: [nameLine(entry), [`Evidence: ${code(entry.reason)}.`, ...rest].join(' ')],
    };
  },
  title: (number) => `${count(number, 'load balancer')} will be deleted soon`,
  lead: () => ['Each is deleted unless somebody keeps or rejects it.', ...answersByTag(false)],
  row: ({ deadline, monthlyCostUsd }) => `not before ${dateTime(new Date(deadline))}, ${costInWords(monthlyCostUsd)}`,
};

function smallPrint(entry: OrphanEntry, evidence: readonly string[]): readonly string[] {
  const { reason, since, dnsName, goesWithIt, stays } = entry;
  return [
    `${nameLine(entry)}, DNS name ${code(dnsName)}`,
    [`Evidence: ${code(reason)}, seen ${dateTime(new Date(since))}.`, ...evidence].join(' '),
    `Goes with it: ${goesWithIt.length === 0 ? 'nothing else' : `target group ${prose(goesWithIt.join(', '))}`}`,
    ...stays.map(({ name, why }) => `Stays: target group ${prose(name)} (${prose(why)})`),
  ];
}

/** All orphans of one digest have the same deadline. */
function whatHappensToAll([first, ...others]: readonly OrphanEntry[], digest: Digest): string {
  if (first === undefined || first.deadline === null) return `In mode ${code(digest.mode)} nothing is deleted.`;
  const at = `not before *${dateTime(new Date(first.deadline))}*`;
  if (digest.approval === 'required') return `None is deleted until somebody approves it, and ${at}.`;
  const withCautions = [first, ...others].some(({ cautions }) => cautions.length > 0);
  const only = withCautions ? '; one with :warning: only if somebody approves it' : '';
  return `Each is deleted, ${at}, unless somebody keeps or rejects it${only}.${reminderComes(digest)}`;
}
