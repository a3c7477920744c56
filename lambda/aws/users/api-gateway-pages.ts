/** All pages of a list of API Gateway's version 2, for which the SDK brings no paginator. */
import { IncompleteAnswerError } from '../errors.ts';

/**
 * @param ask for one page; undefined asks for the first
 * @throws IncompleteAnswerError when a page names itself as the next
 */
export async function* pagesOf<P extends { readonly NextToken?: string | undefined }>(
  ask: (nextToken: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    // SAFETY: asked again for ever, or taken for the last page, it would hide what comes after it.
    if (token !== undefined && page.NextToken === token) {
      throw new IncompleteAnswerError('the answer names its own page as the next one');
    }
    token = page.NextToken;
  } while (token !== undefined && token !== '');
}
