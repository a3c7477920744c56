/**
 * One card: what Slack shows of one entry, in the order in which a reader decides. Pure. What all kinds share: whose NLB
 * it is, why, the answers, and the small print.
 */
import { sentence } from '../../words.ts';
import { answersFor, consoleUrl } from '../answers.ts';
import type { Digest } from '../entries.ts';
import { DIVIDER, context, section, type SlackBlock } from '../slack-blocks.ts';
import { bold, code, command, link, prose } from '../slack-text.ts';

export interface Card {
  /** Whose it is, why, what happens, what it costs. */
  readonly head: readonly string[];
  /** What to do: a section for each. */
  readonly answers: readonly (readonly string[])[];
  /** What identifies it, and what the verdict rests on. */
  readonly small: readonly string[];
}

/** How one kind of entry is shown. A kind is one row of `KINDS` (kinds.ts). */
export interface KindOfCard<E> {
  /** Heading of a table: `12 load balancers look orphaned`. */
  readonly title: (number: number) => string;
  readonly card: (entry: E, digest: Digest) => Card;
  /** One line of a table, after whose NLB it is; none for what is not about one. */
  readonly row: (entry: E, digest: Digest) => string;
  /** How to answer those of a table; undefined where nothing is to be answered. */
  readonly howToAnswer: (digest: Digest) => string | undefined;
}

/** Which NLB, in the words of people. */
export interface Whose {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string | null;
  readonly service: string | null;
}

export function blocksOfCard({ head, answers, small }: Card): readonly SlackBlock[] {
  return [
    section(head),
    ...answers.map((lines) => section(lines)),
    ...(small.length === 0 ? [] : [context(small)]),
    DIVIDER,
  ];
}

/** Never the NLB's name: nobody knows it by that. @param most characters of each name */
export function whose({ service, cluster }: Whose, most = MOST_NAME_CHARACTERS): string {
  const named = service === null ? 'A load balancer of an unknown Service' : bold(service, most);
  return `${named} in ${cluster === null ? 'an unknown cluster' : `cluster ${bold(cluster, most)}`}`;
}

/** Namespace and name of a Service: 63 characters each. */
const MOST_NAME_CHARACTERS = 130;

export function where({ account, region }: Digest): string {
  return `Account ${prose(account, 60)}, ${prose(region, 60)}`;
}

/** `*Why:* …` */
export function line(label: string, words: string): string {
  return `*${label}:* ${words}`;
}

/** An explanation as its first sentence, which is shown at once, and the rest, for the small print. */
export function sentences(explanation: string): { readonly first: string; readonly rest: readonly string[] } {
  const [first = '', ...others] = explanation.split(/(?<=[.!?]) (?=\p{Lu})/u);
  const rest = others.join(' ');
  return { first: prose(sentence(first)), rest: rest === '' ? [] : [prose(rest)] };
}

export function cautionLines(cautions: readonly string[]): readonly string[] {
  const shown = cautions.slice(0, MOST_CAUTIONS).map((caution) => `:warning: ${prose(sentence(caution), 400)}`);
  const more = cautions.length - shown.length;
  return more > 0 ? [...shown, `:warning: ${more} more in the e-mail.`] : shown;
}

const MOST_CAUTIONS = 4;

export function tagsLink(arn: string, region: string, says = 'Open its tags in the console'): string {
  return link(consoleUrl(arn, region), says);
}

/** The answers that keep it: nothing is deleted by them. */
export function keepingAnswers(arn: string, region: string): readonly string[] {
  const { keep, reject } = answersFor(arn, region);
  return [
    `*Keep*: somebody needs it. Stays for good, or through a day with ${code('Value=until=2026-12-31')}.`,
    command(keep),
    '*Reject*: it must not be deleted. Stays until somebody releases it.',
    command(reject),
  ];
}

/** The one answer that deletes, apart from the others. @param deletes our own words, or escaped ones */
export function approvingAnswer(arn: string, region: string, deletes: string): readonly string[] {
  return [`:wastebasket: *Approve*: *deletes* ${deletes}`, command(answersFor(arn, region).approve)];
}

export function nameLine({ name }: Whose): string {
  return `Load balancer ${code(name)}`;
}
