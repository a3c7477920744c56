/**
 * The subject of a message: what happened and what it means, so that a list of mails says it by itself and sorts by
 * account and region. Pure.
 */
import { count, dateTime } from '../words.ts';
import { callerName } from './about.ts';
import { waitsForPerson } from './notice-words.ts';
import type { About, Digest, Entry, NoteEntry, OrphanEntry } from './entries.ts';
import { plainText } from './plain-text.ts';
import { sumUsd } from './prices.ts';

/** SNS API reference, Publish: "less than 100 characters". */
const MOST_CHARACTERS = 99;
const START = '[nlb-janitor] ';
/** An account's number is never cut: what is left of one is another. */
const LEAST_OF_ACCOUNT = 12;
const CUT = '..';
/** The text has it. */
const TIME_OF_DAY = /(?<=\d{4}-\d{2}-\d{2}) \d{2}:\d{2} UTC/g;

export function subjectOf(written: Digest, part: { readonly number: number; readonly of: number }): string {
  return fitted(written, formsOf(written), part.of > 1 ? ` (${part.number} of ${part.of})` : '');
}

/**
 * `[nlb-janitor] <account> <region>: <form>`
 *
 * @param written forms of what is said, the longest first: the first that fits is taken
 */
export function fitted(
  { account, accountName, region }: Pick<Digest, 'account' | 'accountName' | 'region'>,
  written: readonly string[],
  which = '',
): string {
  const name = plainText(accountName ?? account);
  const least = Math.min(name.length, LEAST_OF_ACCOUNT);
  const roomFor = (said: string): number =>
    MOST_CHARACTERS - START.length - ` ${plainText(region)}: `.length - said.length - which.length;
  const forms = written.map(plainText);
  const said = forms.find((form) => roomFor(form) >= least) ?? forms.at(-1) ?? '';
  const room = Math.max(least, roomFor(said));
  // Even the shortest may be too long; which message of how many it is stays.
  const subject = `${START}${shortened(name, room)} ${plainText(region)}: ${said}`;
  return `${cut(subject, MOST_CHARACTERS - which.length)}${which}`;
}

function shortened(name: string, room: number): string {
  return name.length <= room ? name : `${cut(name, room - CUT.length)}${CUT}`;
}

/** Never through the middle of a character. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** The same, ever shorter: what needs a person keeps its meaning longest. */
function formsOf(digest: Digest): readonly string[] {
  const phrases = phrasesOf(digest);
  const all = phrases.length;
  const joined = (whole: number, shown: number): string =>
    [
      ...phrases.slice(0, shown).map(({ long, short }, index) => (index < whole ? long : short)),
      ...(shown < all ? ['and more'] : []),
    ].join('; ');
  const whole = joined(all, all);
  const shorter = [
    ...phrases.map((_, index) => joined(all - index, all)),
    ...phrases.map((_, index) => joined(0, all - index)),
  ];
  return [whole, ...shorter.map((form) => form.replaceAll(TIME_OF_DAY, ''))];
}

interface Phrase {
  readonly long: string;
  readonly short: string;
}

/** One for each kind, what needs a person first. */
function phrasesOf(digest: Digest): readonly Phrase[] {
  const of = <K extends Entry['kind']>(kind: K): readonly Extract<Entry, { kind: K }>[] =>
    digest.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
  const phrase = <E>(entries: readonly E[], phraseFor: (entries: readonly E[]) => Phrase): readonly Phrase[] =>
    entries.length === 0 ? [] : [phraseFor(entries)];
  return [
    ...phrase(of('reminder'), (entries) => {
      const at = entries.map(({ deadline }) => deadline).toSorted()[0] ?? '';
      const [who, is] = subjectFor(entries);
      return {
        long: `${who} ${is} deleted from ${dateTime(new Date(at))} unless you answer`,
        short: `${who} deleted soon`,
      };
    }),
    ...phrase(of('orphan'), (entries) => {
      const found = `${count(entries.length, 'orphan')} found`;
      return { long: `${found}, ${meaning(entries, digest)}`, short: found };
    }),
    ...phrase(of('answered'), (entries) => {
      const [only, ...more] = entries;
      if (only === undefined || more.length > 0) {
        const number = `${entries.length} answered`;
        return { long: number, short: number };
      }
      if (only.doesNotCount !== null) {
        const uncounted = `an answer for ${named(only)} does not count`;
        return { long: uncounted, short: uncounted };
      }
      const short = `${named(only)} ${only.answer}`;
      const by = only.by === null ? '' : ` by ${callerName(only.by)}`;
      return { long: `${short}${by}${afterAnswer(only)}`, short };
    }),
    ...phrase(of('note'), (entries) => {
      const [only, ...more] = entries;
      const short = `${entries.length} waiting`;
      return { long: only === undefined || more.length > 0 ? short : `${named(only)} ${noteInWords(only)}`, short };
    }),
    ...phrase(of('failed'), (entries) => ({
      long: `${subjectFor(entries).join(' ')} not deleted, AWS refused`,
      short: `${entries.length} not deleted`,
    })),
    ...phrase(of('refused'), () => ({ long: 'deletes refused, too many are due', short: 'deletes refused' })),
    ...phrase(of('deleted'), (entries) => {
      const short = `${entries.length} deleted`;
      const saved = sumUsd(entries.map(({ monthlyCostUsd }) => monthlyCostUsd ?? undefined));
      return { long: saved === undefined ? short : `${short}, USD ${Math.round(saved)} a month saved`, short };
    }),
    ...phrase(of('left-behind'), (entries) => ({
      long: `target groups of ${subjectFor(entries)[0]} left behind`,
      short: `${entries.length} with leftovers`,
    })),
    ...phrase(of('released'), (entries) => ({
      long: `${subjectFor(entries)[0]} released, nothing happens`,
      short: `${entries.length} released`,
    })),
  ];
}

function meaning(orphans: readonly OrphanEntry[], digest: Digest): string {
  if (digest.mode !== 'delete') return 'nothing is deleted';
  if (orphans.every((orphan) => waitsForPerson(orphan, digest))) return 'nothing happens unless you approve';
  const deadline = orphans[0]?.deadline ?? '';
  return `deleted from ${dateTime(new Date(deadline))} unless you answer`;
}

function afterAnswer({ notBefore }: Extract<Entry, { kind: 'answered' }>): string {
  return notBefore === null ? ', nothing is deleted' : `, deleted not before ${dateTime(new Date(notBefore))}`;
}

function noteInWords({ what }: NoteEntry): string {
  switch (what) {
    case 'unknown-word':
      return 'has an answer that nobody knows';
    case 'approval-expired':
      return 'is not deleted, the approval has expired';
    case 'approval-overwritten':
      return 'is not deleted, the approval is gone';
    case 'waits-for-limit':
      return "waits, today's limit is reached";
    case 'waits-for-event':
      return 'waits until it is known who approved';
    default:
      return 'waits';
  }
}

/** `payments/api is`, `3 are` */
function subjectFor(entries: readonly About[]): readonly [string, string] {
  const [only, ...more] = entries;
  return only === undefined || more.length > 0 ? [`${entries.length}`, 'are'] : [named(only), 'is'];
}

function named({ service, cluster }: About): string {
  return service ?? (cluster === null ? '1 load balancer' : `1 of cluster ${cluster}`);
}
