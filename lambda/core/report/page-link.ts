/** The link to the page of all load balancers that a full sweep stores (html/). Pure. */
import { objectConsoleUrl } from './answers.ts';
import { PAGE_KEY } from './html/key.ts';
import { link } from './slack-text.ts';

const PAGE_TITLE = 'Page of all load balancers';

/** Undefined in a stack that has no bucket. */
export function pageUrlOf(bucket: string | undefined, region: string): string | undefined {
  return bucket === undefined ? undefined : objectConsoleUrl(bucket, PAGE_KEY, region);
}

/** Two lines for a mail, in which a link stays whole; none where there is no page. */
export function pageLines({ pageUrl }: { readonly pageUrl?: string | null }): readonly string[] {
  // What an earlier version published has no such field.
  return typeof pageUrl === 'string' ? [`${PAGE_TITLE}:\n${pageUrl}`] : [];
}

/** The same for Slack. */
export function pageLink({ pageUrl }: { readonly pageUrl?: string | null }): readonly string[] {
  return typeof pageUrl === 'string' ? [link(pageUrl, PAGE_TITLE)] : [];
}
