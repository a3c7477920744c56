/** Cards of what was done, or was not: deletes, leftovers, releases, failures and refusals. Pure. */
import { historyCommand } from '../../commands.ts';
import { count, dateTime } from '../../words.ts';
import { reasonInWords } from '../../reason-words.ts';
import type { DeletedEntry, FailedEntry, LeftBehindEntry, RefusedEntry, ReleasedEntry } from '../entries.ts';
import { HELP } from '../help.ts';
import { AFTER_FAILURE, ended, howItWent, leaveInWords, snapshotPlace } from '../notice-words.ts';
import { costInWords } from '../prices.ts';
import { code, prose } from '../slack-text.ts';
import {
  helpLink,
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

export const DELETED: KindOfCard<DeletedEntry> = {
  title: (number) => `${count(number, 'load balancer')} deleted`,
  card: (entry, digest) => ({
    head: [
      `${titleOf(entry)} ${entry.isFoundGone ? 'is gone' : 'was deleted'}`,
      ...ownerLines(entry),
      where(digest),
      line('Why', prose(reasonInWords(entry.reason))),
      line('What happened', [words(howItWent(entry)), ...whatWent(entry)].join(' ')),
      line('By', prose(leaveInWords(entry, digest))),
      line('Saves', costInWords(entry.monthlyCostUsd)),
    ],
    answers: [
      [
        line(
          'What to do',
          `Nothing. If it was needed, build it again from its snapshot: ${helpLink(HELP.deletedInUse, digest)}.`,
        ),
        `*Snapshot:* ${code(snapshotPlace(entry))}`,
      ],
    ],
    small: [
      `${nameLine(entry)}, ${code(entry.reason)}`,
      ...(entry.approvedBy === null ? [] : [`Approved by ${code(entry.approvedBy)}`]),
      ...entry.targetGroups.map(
        ({ name, did, why }) => `Target group ${prose(name)}: ${prose(did)}${why === null ? '' : `, ${prose(why)}`}`,
      ),
    ],
  }),
  row: ({ deletedAt, monthlyCostUsd }) => `${dateTime(new Date(deletedAt))}; saves ${costInWords(monthlyCostUsd)}`,
  lead: (_, digest) => [`Snapshot and target groups of each: in the e-mail, or ${code(historyCommand(digest.region))}`],
};

export const LEFT_BEHIND: KindOfCard<LeftBehindEntry> = {
  title: (number) => `Target groups of ${count(number, 'deleted load balancer')} are left behind`,
  card: (entry, digest) => ({
    head: [
      `${titleOf(entry)}: target groups are left behind`,
      ...ownerLines(entry),
      where(digest),
      line(
        'Why',
        `the load balancer was deleted ${dateTime(new Date(entry.deletedAt))}, and these could not go with it.`,
      ),
      line('What happens', 'The janitor does not try to delete them again.'),
      line('Costs', 'Nothing: a target group alone is not billed.'),
    ],
    answers: [
      [
        line('What to do', 'Delete them by hand if nobody uses them:'),
        ...entry.targetGroups.flatMap(({ name, arn, why }) => [
          `${prose(name)}${why === null ? '' : `: ${prose(why)}`}`,
          code(arn),
        ]),
      ],
    ],
    small: [`${nameLine(entry)}, snapshot ${code(snapshotPlace(entry))}`],
  }),
  row: ({ targetGroups }) => prose(targetGroups.map(({ name }) => name).join(', '), 110),
  lead: (_, digest) => [
    `Delete them by hand if nobody uses them. Their ARNs: in the e-mail, or ${code(historyCommand(digest.region))}`,
  ],
};

export const RELEASED: KindOfCard<ReleasedEntry> = {
  title: (number) => `${count(number, 'load balancer')} released`,
  card: (entry, digest) => {
    const { first, rest } = statements(entry.explanation);
    return {
      head: [
        `${titleOf(entry)} was released`,
        ...ownerLines(entry),
        where(digest),
        line('Why', first),
        line('What happens', 'It stays. Its quarantine is over, and an approval does not count any more.'),
      ],
      answers: [[line('What to do', `nothing. ${tagsLink(entry.arn, digest.region)}`)]],
      small: [[`${nameLine(entry)}, ${code(entry.reason)}.`, ...rest].join(' ')],
    };
  },
  row: ({ explanation }) => prose(explanation, 110),
  lead: () => ['They stay, and are no longer quarantined. Nothing is to be done.'],
};

export const FAILED: KindOfCard<FailedEntry> = {
  title: (number) => `${count(number, 'delete')} failed`,
  card: (entry, digest) => ({
    head: [
      `:x: ${titleOf(entry)} ${prose(entry.what)}`,
      ...ownerLines(entry),
      where(digest),
      line('Why', prose(reasonInWords(entry.reason))),
      line('AWS says', prose(ended(entry.why))),
      line('What happens', AFTER_FAILURE),
      line('Costs', costInWords(entry.monthlyCostUsd)),
    ],
    answers: keepingAnswers(
      entry.arn,
      digest.region,
      line(
        'What to do',
        `take away what holds it. To keep it, ${tagsLink(entry.arn, digest.region)}, or run one of these.`,
      ),
    ),
    small: [nameLine(entry)],
  }),
  row: ({ why }) => prose(why, 110),
  lead: () => [`Each stays. What AWS says is in the tag ${code('nlb-janitor/last-error')}, in full in the e-mail.`],
};

export const REFUSED: KindOfCard<RefusedEntry> = {
  title: (number) => `Deletes refused, ${count(number, 'time')}`,
  card: (entry, digest) => ({
    head: [
      ':no_entry: *Deletes were refused*',
      where(digest),
      line('Why', prose(ended(entry.why))),
      line('What happens', 'Nothing is deleted of what was refused, until the limit is raised or fewer are due.'),
    ],
    answers: [[line('What to do', `look whether so many may be orphans: ${helpLink(HELP.breaker, digest)}.`)]],
    small: [],
  }),
  row: ({ why }) => prose(why, 110),
  lead: (_, digest) => [`See ${helpLink(HELP.breaker, digest)}.`],
};

function whatWent({ isFoundGone, targetGroups }: DeletedEntry): readonly string[] {
  if (isFoundGone) return [];
  const gone = targetGroups.filter(({ did }) => did === 'deleted').length;
  const stay = targetGroups.length - gone;
  return [
    ...(gone === 0 ? [] : [`${count(gone, 'target group')} went with it.`]),
    ...(stay === 0 ? [] : [`${count(stay, 'target group')} not deleted: see below.`]),
  ];
}
