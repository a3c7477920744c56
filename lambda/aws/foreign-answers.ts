/**
 * Answers that do not come from AWS: the HTML page of a proxy, a portal or a firewall in between. It must never become an
 * answer without fields, nor hide which status came.
 */
import { middlewareOf, type AnyAwsClient } from './pace.ts';

/** What to say where somebody else may have answered. */
export const IN_BETWEEN = 'a proxy may stand in between (see HTTPS_PROXY and NO_PROXY)';

/** An HTML page in place of AWS's answer. Carries the status, so that a 5xx is tried again like every other. */
class PageInsteadOfAnswer extends Error {
  override readonly name = 'PageInsteadOfAnswer';
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(status: number) {
    super(`HTTP ${status} with an HTML page: ${IN_BETWEEN}`);
    this.$metadata = { httpStatusCode: status };
  }
}

type AnyMiddleware = <Args, Answer>(next: (args: Args) => Promise<Answer>) => (args: Args) => Promise<Answer>;

/** Makes every HTML page an error, whatever its status: no API that is called here answers with one. */
export function refusePages(client: AnyAwsClient): void {
  const refuse: AnyMiddleware = (next) => async (args) => {
    const answer = await next(args);
    const status = statusOfPage(answer);
    // SAFETY: the page of a proxy holds no load balancers, and no cluster either.
    if (status !== undefined) throw new PageInsteadOfAnswer(status);
    return answer;
  };
  middlewareOf(client).addRelativeTo(refuse, {
    name: 'refusePages',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    override: true,
  });
}

/** @param answer what the request handler gives: `{ response }`, of HTTP */
function statusOfPage(answer: unknown): number | undefined {
  if (!isObject(answer) || !isObject(answer['response'])) return undefined;
  const { headers, statusCode } = answer['response'];
  if (!isObject(headers) || typeof statusCode !== 'number') return undefined;
  const isPage = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /^text\/html\b/i.test(String(value)),
  );
  return isPage ? statusCode : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
