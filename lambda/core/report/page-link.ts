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
export function pageLines(message: Linked): readonly string[] {
  return linkIn(message).map((url) => `${PAGE_TITLE}:\n${url}`);
}

/** The same for Slack. */
export function pageLink(message: Linked): readonly string[] {
  return linkIn(message).map((url) => link(url, PAGE_TITLE));
}

interface Linked {
  /** What an earlier version published has none. */
  readonly pageUrl?: string | null;
}

/** Whoever may publish on the topic can write another thing there. */
function linkIn({ pageUrl }: Linked): readonly string[] {
  return typeof pageUrl === 'string' && /^https:\/\/\S+$/.test(pageUrl) ? [pageUrl] : [];
}
