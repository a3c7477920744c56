/**
 * Posts one message to a Slack incoming webhook. Waits as long as Slack asks, tries again what may pass, and is loud
 * about what will not. Never lets the webhook's URL, which is a secret, into an error.
 */
import type { SlackMessage } from '../core/report/chat.ts';

interface WebhookActs {
  readonly fetch: typeof fetch;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds that are left for all attempts. */
  readonly remainingMs: () => number;
}

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1000;
const REQUEST_TIMEOUT_MS = 10_000;

/** @throws WebhookError when Slack refuses for good, or does not take the message in time */
export async function postToSlack(url: string, message: SlackMessage, acts: WebhookActs): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(url, message, acts);
    if (answer.is === 'accepted') return;
    if (answer.is === 'refused') throw new WebhookError(`Slack refused the message for good: ${answer.why}`);
    const pauseMs = answer.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
    if (attempt === ATTEMPTS || pauseMs + REQUEST_TIMEOUT_MS > acts.remainingMs()) {
      throw new WebhookError(`Slack did not take the message after ${attempt} attempt(s): ${answer.why}`);
    }
    await acts.sleep(pauseMs);
  }
}

export class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

type Answer =
  | { readonly is: 'accepted' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'later'; readonly why: string; readonly retryAfterMs: number | undefined };

async function post(url: string, message: SlackMessage, acts: WebhookActs): Promise<Answer> {
  let response: Response;
  try {
    response = await acts.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      redirect: 'error',
    });
  } catch (error) {
    // The error's own text may hold the URL.
    return { is: 'later', why: error instanceof Error ? error.name : 'no answer', retryAfterMs: undefined };
  }
  if (response.ok) return { is: 'accepted' };
  // Slack explains in a short word: no_service, invalid_token, channel_is_archived…
  const body = (await response.text().catch(() => '')).replaceAll(/[^\w .-]/g, ' ').slice(0, 100);
  const why = `${response.status} ${body}`.trim();
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { is: 'later', why, retryAfterMs: seconds >= 0 ? seconds * 1000 : undefined };
  }
  return { is: 'refused', why };
}
