/** Where messages send people who need more: a heading of the runbook. Pure. */
import { field, fieldToCopy } from './columns.ts';
import type { Digest } from './entries.ts';

/** Headings of docs/runbook.md (test/core/report/help.test.ts). */
export const HELP = {
  wrong: 'When something looks wrong',
  deletedInUse: 'A load balancer in use was deleted',
  breaker: 'Breaker refused',
  noSummary: 'No summary came',
} as const;

export type HelpHeading = (typeof HELP)[keyof typeof HELP];

/** The full address where the team keeps the page, else the file and its heading. */
export function helpAt(heading: HelpHeading, { helpUrl }: Pick<Digest, 'helpUrl'>): string {
  // What an earlier version published has no such field.
  return typeof helpUrl === 'string'
    ? `${helpUrl}#${anchorOf(heading)}`
    : `docs/runbook.md of nlb-janitor, "${heading}"`;
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
