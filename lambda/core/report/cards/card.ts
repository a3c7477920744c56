/**
 * One card: what Slack shows of one entry, in the order in which a reader decides. Pure. What all kinds share: whose NLB
 * it is, why, and the answers.
 */
import { answersFor, consoleUrl } from '../answers.ts';
import type { Digest } from '../entries.ts';
import { DIVIDER, context, section, type SlackBlock } from '../slack-blocks.ts';
import { bold, code, command, link, prose } from '../slack-text.ts';

export interface Card {
  /** Whose it is, why, what happens, what it costs. */
  readonly head: readonly string[];
  /** What to do: a section for each. */
  readonly answers: readonly (readonly string[])[];
  /** Small print: what identifies it, what the verdict rests on, what goes with it. */
  readonly small: readonly string[];
}

/** How one kind of entry is shown. A kind is one row of `KINDS` (kinds.ts). */
export interface KindOfCard<E> {
  readonly card: (entry: E, digest: Digest) => Card;
  /** Heading of a table: `12 load balancers look orphaned`. */
  readonly title: (number: number) => string;
  /** What stands above the rows of a table: what happens, and how to answer. */
  readonly lead: (entries: readonly E[], digest: Digest) => readonly string[];
  /** One row of a table, after whose NLB it is. */
  readonly row: (entry: E) => string;
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

/** `*Why:* …`, with a capital where it begins with a word, and none where with a name such as `smtp.example.com`. */
export function line(label: string, words: string): string {
  return `*${label}:* ${words.replace(/^[a-z](?=[a-z]*(?:[ ,:;]|\. |\.?$))/, (first) => first.toUpperCase())}`;
}

/** With a full stop, whatever an adapter wrote; its first word may be a name, and stays as it is. */
export function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** An explanation as its first statement, which is shown at once, and the rest of it, for the small print. */
export function statements(explanation: string): { readonly first: string; readonly rest: readonly string[] } {
  const end = explanation.search(END_OF_STATEMENT);
  if (end < 0) return { first: prose(ended(explanation)), rest: [] };
  return {
    first: prose(ended(explanation.slice(0, end))),
    rest: [prose(ended(explanation.slice(end + ': '.length)))],
  };
}

/** After a few words: what comes sooner is a label. */
const END_OF_STATEMENT = /(?<=.{15})(?:[.!?] (?=\p{Lu})|: )/u;

export function cautionLines(cautions: readonly string[]): readonly string[] {
  const shown = cautions.slice(0, MOST_CAUTIONS).map((caution) => `:warning: ${prose(ended(caution), 400)}`);
  const more = cautions.length - shown.length;
  return more > 0 ? [...shown, `:warning: ${more} more in the e-mail.`] : shown;
}

const MOST_CAUTIONS = 4;

export function tagsLink(arn: string, region: string): string {
  return link(consoleUrl(arn, region), 'open its tags in the console');
}

/** The answers that keep it, which delete nothing; a section for each. @param first what stands above them */
export function keepingAnswers(arn: string, region: string, first: string): readonly (readonly string[])[] {
  const { keep, reject } = answersFor(arn, region);
  return [
    [
      first,
      `*Keep*: somebody needs it. It stays for good; through a day only with ${code('Value=until=YYYY-MM-DD')}.`,
      command(keep),
    ],
    ['*Reject*: it must not be deleted. It stays until somebody releases it.', command(reject)],
  ];
}

/** The one answer that deletes, apart from the others. @param deletes our own words, or escaped ones */
export function approvingAnswer(arn: string, region: string, deletes: string): readonly string[] {
  return [`:wastebasket: *Approve*: *deletes* ${deletes}`, command(answersFor(arn, region).approve)];
}

/** How to answer those of a table. */
export function answersByTag(hasApproval: boolean): readonly string[] {
  return [
    'To answer, open the tags of one by its link and add a tag. The commands are in the e-mail.',
    `*Keep*: ${code('nlb-janitor/keep')} = ${code('true')}`,
    `*Reject*: ${code('nlb-janitor/approval')} = ${code('rejected')}`,
    ...(hasApproval
      ? [`:wastebasket: *Approve*, which *deletes* it: ${code('nlb-janitor/approval')} = ${code('approved')}`]
      : []),
  ];
}

export function nameLine({ name }: Whose): string {
  return `Load balancer ${code(name)}`;
}

/** Within a line (docs/design.md section 3); a code of a later version as it is. */
export function reasonInWords(reason: string): string {
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? reason) : prose(reason, 60);
}

const REASONS: Readonly<Record<string, string>> = {
  'service-gone': 'its Service is gone',
  'service-not-load-balancer': 'its Service is no longer of type LoadBalancer',
  superseded: 'its Service has moved to another load balancer',
  'previous-cluster': 'it is of an earlier cluster of that name',
  'cluster-gone': 'its cluster is gone',
};
