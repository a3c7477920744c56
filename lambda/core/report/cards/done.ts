/** Cards of what was done, or was not: deletes, leftovers, releases, failures and refusals. Pure. */
import { count, dateTime } from '../../words.ts';
import type { DeletedEntry, Digest, FailedEntry, LeftBehindEntry, RefusedEntry, ReleasedEntry } from '../entries.ts';
import { costInWords } from '../prices.ts';
import { code, prose } from '../slack-text.ts';
import { ended, line, nameLine, reasonInWords, statements, tagsLink, where, whose, type KindOfCard } from './card.ts';

export const DELETED: KindOfCard<DeletedEntry> = {
  title: (number) => `${count(number, 'load balancer')} deleted`,
  card: (entry, digest) => ({
    head: [
      `${whose(entry)} ${entry.isFoundGone ? 'is gone' : 'was deleted'}`,
      where(digest),
      line('Why', `${reasonInWords(entry.reason)}.`),
      line('What happened', whatHappened(entry)),
      line('Approved by', approver(entry, digest)),
      line('Saves', costInWords(entry.monthlyCostUsd)),
    ],
    answers: [
      [
        line('What to do', 'Nothing. To build it again, start from the snapshot in the snapshot bucket:'),
        code(entry.snapshot),
      ],
    ],
    small: [
      `${nameLine(entry)}, ${code(entry.reason)}`,
      ...entry.targetGroups.map(
        ({ name, did, why }) => `Target group ${prose(name)}: ${prose(did)}${why === null ? '' : `, ${prose(why)}`}`,
      ),
    ],
  }),
  row: ({ deletedAt, monthlyCostUsd }) => `${dateTime(new Date(deletedAt))}; saves ${costInWords(monthlyCostUsd)}`,
  lead: () => ['The e-mail names the snapshot and the target groups of each.'],
};

export const LEFT_BEHIND: KindOfCard<LeftBehindEntry> = {
  title: (number) => `Target groups of ${count(number, 'deleted load balancer')} are left behind`,
  card: (entry, digest) => ({
    head: [
      `${whose(entry)}: target groups are left behind`,
      where(digest),
      line(
        'Why',
        `the load balancer was deleted ${dateTime(new Date(entry.deletedAt))}, and these could not go with it.`,
      ),
      line('What happens', 'Nothing more: the janitor does not try again.'),
      line('Costs', 'Nothing. Target groups are free.'),
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
    small: [`${nameLine(entry)}, snapshot ${code(entry.snapshot)}`],
  }),
  row: ({ targetGroups }) => prose(targetGroups.map(({ name }) => name).join(', '), 110),
  lead: () => ['Delete them by hand if nobody uses them. Their ARNs are in the e-mail.'],
};

export const RELEASED: KindOfCard<ReleasedEntry> = {
  title: (number) => `${count(number, 'load balancer')} released`,
  card: (entry, digest) => {
    const { first, rest } = statements(entry.explanation);
    return {
      head: [
        `${whose(entry)} was released`,
        where(digest),
        line('Why', first),
        line('What happens', 'It stays. It is no longer quarantined, and an approval given before no longer counts.'),
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
      `:x: ${whose(entry)} ${prose(entry.what)}`,
      where(digest),
      line('Why', prose(ended(entry.why))),
      line('What happens', 'It stays. The janitor forces nothing, and tries again later as long as it is due.'),
    ],
    answers: [
      [
        line(
          'What to do',
          `look at what AWS says, and whether somebody wants to keep it. ${tagsLink(entry.arn, digest.region)}`,
        ),
      ],
    ],
    small: [nameLine(entry)],
  }),
  row: ({ why }) => prose(why, 110),
  lead: () => ['Each stays. Look at what AWS says; the e-mail has it in full.'],
};

export const REFUSED: KindOfCard<RefusedEntry> = {
  title: (number) => `Deletes refused, ${count(number, 'time')}`,
  card: (entry, digest) => ({
    head: [
      ':no_entry: *Deletes were refused*',
      where(digest),
      line('Why', prose(ended(entry.why))),
      line('What happens', 'None of them is deleted as long as this holds.'),
    ],
    answers: [[line('What to do', BREAKER_IN_RUNBOOK)]],
    small: [],
  }),
  row: ({ why }) => prose(why, 110),
  lead: () => [BREAKER_IN_RUNBOOK],
};

const BREAKER_IN_RUNBOOK = `See ${code('docs/runbook.md')} of nlb-janitor, "Breaker refused".`;

function whatHappened({ deletedAt, isFoundGone, targetGroups }: DeletedEntry): string {
  const at = dateTime(new Date(deletedAt));
  if (isFoundGone) return `a delete was begun ${at} and its answer not heard; now it is gone.`;
  const gone = targetGroups.filter(({ did }) => did === 'deleted').length;
  const stay = targetGroups.length - gone;
  return [
    `deleted ${at}${gone === 0 ? '' : `, with ${count(gone, 'target group')}`}.`,
    ...(stay === 0 ? [] : [`${count(stay, 'target group')} not deleted: see below.`]),
  ].join(' ');
}

function approver({ approvedBy }: DeletedEntry, { approval }: Digest): string {
  if (approvedBy !== null) return code(approvedBy);
  return approval === 'required'
    ? 'somebody; CloudTrail has not told who'
    : 'nobody had to, or CloudTrail has not told who';
}
