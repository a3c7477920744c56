/** Where messages send people who need more: a heading of the runbook. Pure. */
import { field, fieldToCopy, wrapped } from './columns.ts';
import type { Digest } from './entries.ts';

/** Headings of docs/runbook.md (test/core/report/help.test.ts). */
export const HELP = {
  wrong: 'When something looks wrong',
  deletedInUse: 'A load balancer in use was deleted',
  breaker: 'Breaker refused',
  noSummary: 'No summary came',
} as const;

export type HelpHeading = (typeof HELP)[keyof typeof HELP];

/** Where the file is that is named without an address: who reads a mail has no clone before them. */
export const IN_THE_REPOSITORY = 'in the repository that nlb-janitor is deployed from';

/** The full address where the team keeps the page, else the file, where it is, and its heading. */
export function helpAt(heading: HelpHeading, { helpUrl }: Pick<Digest, 'helpUrl'>): string {
  // What an earlier version published has no such field.
  return typeof helpUrl === 'string'
    ? `${helpUrl}#${anchorOf(heading)}`
    : `docs/runbook.md ${IN_THE_REPOSITORY}, "${heading}"`;
}

/** The same at the margin of a mail: a link stays whole. */
export function helpLine(heading: HelpHeading, digest: Pick<Digest, 'helpUrl'>): string {
  const at = helpAt(heading, digest);
  return typeof digest.helpUrl === 'string' ? at : wrapped(at);
}

/** The same below a field of a mail: a link stays whole. */
export function helpField(heading: HelpHeading, digest: Pick<Digest, 'helpUrl'>): string {
  const at = helpAt(heading, digest);
  return typeof digest.helpUrl === 'string' ? fieldToCopy('', at) : field('', at);
}

/** As GitHub and most wikis make it of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
