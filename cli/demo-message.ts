/** Messages of the demo: the digest that one holds, and parts of it as e-mail and Slack show them. */
import { slackMessageOf } from '../lambda/core/report/chat.ts';
import { textOf } from '../lambda/core/report/email.ts';
import type { Digest, NlbEntry } from '../lambda/core/report/entries.ts';
import type { Summary } from '../lambda/core/report/summary-form.ts';
import type { StoredMessage } from '../sandbox/aws/topic.ts';
import { COLUMNS } from './render/layout.ts';

/** Undefined where it is no news of load balancers, but the summary. */
export function digestIn({ forms }: StoredMessage): Digest | undefined {
  const held = JSON.parse(String(forms['default'])) as Digest | { readonly kind: string };
  return 'entries' in held ? held : undefined;
}

/** Undefined where it is news of load balancers. */
export function summaryIn({ forms }: StoredMessage): Summary | undefined {
  const held = JSON.parse(String(forms['default'])) as Summary | { readonly kind?: undefined };
  return held.kind === 'summary' ? held : undefined;
}

/** The first message about this Service with an entry of this kind, cut down to that entry. */
export function about(
  service: string,
  kind: NlbEntry['kind'],
  messages: readonly StoredMessage[],
): { readonly subject: string; readonly digest: Digest } | undefined {
  for (const message of messages) {
    const digest = digestIn(message);
    const entry = digest?.entries.find((one) => one.kind === kind && one.service === service);
    if (digest !== undefined && entry !== undefined) {
      return { subject: message.subject ?? '', digest: { ...digest, entries: [entry] } };
    }
  }
  return undefined;
}

/** What stands in an e-mail between the account and the details: what happened, and what it means. */
export function gistOf(digest: Digest): readonly string[] {
  const [, ...lines] = textOf(digest).split('\n\nDETAILS\n')[0]?.split('\n\n') ?? [];
  return lines.flatMap((part) => part.split('\n'));
}

/** How to let one go, at the end of an e-mail. */
export function approvalIn(digest: Digest): readonly string[] {
  const [, end = ''] = textOf(digest).split('\nTO DELETE\n');
  const [asked = ''] = end.trim().split('\n\n');
  return ['TO DELETE', ...asked.split('\n')];
}

/** The lines of Slack's table; of one that stands on a card, its first lines. */
export function slackLines(digest: Digest, subject: string): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(slackMessageOf(digest, subject).blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  // As it looks there: a link is a word, a name is bold.
  return texts.flatMap((text) =>
    text
      .replaceAll(/<https:[^|>]*\|([^>]*)>/g, '[$1]')
      .replaceAll('*', '')
      .split('\n'),
  );
}

/** As it came, but that what a screen does not hold is cut. */
export function quoted(lines: readonly string[]): string {
  return lines.map((line) => `${cut(`  | ${line}`.trimEnd())}\n`).join('');
}

function cut(line: string): string {
  return line.length <= COLUMNS ? line : `${line.slice(0, COLUMNS - 1)}…`;
}
