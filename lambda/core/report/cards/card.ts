/**
 * One card: what Slack shows of one entry, in the order in which a reader decides. Pure. What all kinds share: whose NLB
 * it is, why, and the answers.
 */
import { answersFor, consoleUrl } from '../answers.ts';
import { accountInWords, ownersInWords } from '../about.ts';
import type { About, Digest } from '../entries.ts';
import { helpAt, IN_THE_REPOSITORY, type HelpHeading } from '../help.ts';
import { ended, keepDoes, keepForAWhile, rejectDoes } from '../notice-words.ts';
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

/** As a card begins: what looks orphaned or was deleted is the load balancer, never the Service. */
export function titleOf(about: Whose): string {
  return about.service === null ? whose(about) : `The load balancer of ${whose(about)}`;
}

/** Namespace and name of a Service: 63 characters each. */
const MOST_NAME_CHARACTERS = 130;

export function where(digest: Digest): string {
  return `Account ${prose(accountInWords(digest), 100)}, ${prose(digest.region, 60)}`;
}

/** Why the reader is addressed; none where no tag says whose it is. */
export function ownerLines(about: Pick<About, 'owners'>): readonly string[] {
  const owners = ownersInWords(about);
  return owners === undefined ? [] : [`*For* ${prose(owners, 300)}, who owns it`];
}

/** A heading of the runbook: a link where the team keeps it, else where to look. */
export function helpLink(heading: HelpHeading, { helpUrl }: Pick<Digest, 'helpUrl'>): string {
  return typeof helpUrl === 'string' && helpUrl.startsWith('https://')
    ? link(helpAt(heading, { helpUrl }), `runbook: ${heading}`)
    : `${code('docs/runbook.md')} ${IN_THE_REPOSITORY}, "${heading}"`;
}

/** Words that mail has as well; the instants in them stand out. */
export function words(text: string, most?: number): string {
  return prose(text, most).replaceAll(INSTANT, '*$&*');
}

const INSTANT = /\b\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC\b/g;

/** `*Why:* …`, with a capital where it begins with a word, and none where with a name such as `smtp.example.com`. */
export function line(label: string, said: string): string {
  return `*${label}:* ${said.replace(/^[a-z](?=[a-z]*(?:[ ,:;]|\. |\.?$))/, (first) => first.toUpperCase())}`;
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

/** @param about the NLB whose cautions they are */
export function cautionLines(
  cautions: readonly string[],
  { name }: Pick<About, 'name'>,
  { region }: Digest,
): readonly string[] {
  const shown = cautions.slice(0, MOST_CAUTIONS).map((caution) => `:warning: ${prose(ended(caution), 400)}`);
  const more = cautions.length - shown.length;
  const all = code(`nlb-janitor explain --region ${region} ${name}`);
  return more > 0 ? [...shown, `:warning: ${more} more: in the e-mail, or ${all}`] : shown;
}

const MOST_CAUTIONS = 4;

export function tagsLink(arn: string, region: string): string {
  return link(consoleUrl(arn, region), 'open its tags in the console');
}

/** The answers that keep it, which delete nothing; a section for each. @param first what stands above them */
export function keepingAnswers(arn: string, region: string, first: string): readonly (readonly string[])[] {
  const { keep, reject } = answersFor(arn, region);
  return [
    [first, `*Keep*: ${keepDoes('it')}`, command(keep), keepForAWhile(code)],
    [`*Reject*: ${rejectDoes('it')}`, command(reject)],
  ];
}

/** The one answer that deletes, apart from the others. @param deletes our own words, or escaped ones */
export function approvingAnswer(arn: string, region: string, deletes: string): readonly string[] {
  return [`:wastebasket: *Approve*: *deletes* ${deletes}`, command(answersFor(arn, region).approve)];
}

/** How to answer those of a table. */
export function answersByTag(hasApproval: boolean): readonly string[] {
  return [
    'To answer, open the tags of one by its link and add a tag:',
    `*Keep* (it stays, orphan or not): ${code('nlb-janitor/keep')} = ${code('true')}`,
    `*Reject* (it is no orphan, and stays): ${code('nlb-janitor/approval')} = ${code('rejected')}`,
    ...(hasApproval
      ? [`:wastebasket: *Approve*, which *deletes* it: ${code('nlb-janitor/approval')} = ${code('approved')}`]
      : []),
  ];
}

export function nameLine({ name }: Whose): string {
  return `Load balancer ${code(name)}`;
}
