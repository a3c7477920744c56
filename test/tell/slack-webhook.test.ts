/** Posting to Slack: what is tried again, what is not, and that the URL, a secret, shows in no error. */
import { postToSlack, WebhookError } from '../../lambda/tell/slack-webhook.ts';

const URL = 'https://hooks.slack.example/services/T000/B000/s3cr3t';
const MESSAGE = { text: 'nlb-janitor', blocks: [] };

type Answer = Response | Error;

interface Posted {
  readonly error: unknown;
  readonly slept: readonly number[];
  readonly requests: readonly { readonly url: string; readonly init: RequestInit | undefined }[];
}

async function post(answers: readonly Answer[], remainingMs = 60_000): Promise<Posted> {
  const left = [...answers];
  const slept: number[] = [];
  const requests: { url: string; init: RequestInit | undefined }[] = [];
  let error: unknown;
  try {
    await postToSlack(URL, MESSAGE, {
      fetch: async (url, init) => {
        requests.push({ url: url instanceof Request ? url.url : url.toString(), init });
        const answer = left.shift();
        if (answer === undefined) throw new Error('more requests than expected');
        if (answer instanceof Error) throw answer;
        return answer;
      },
      sleep: async (milliseconds) => void slept.push(milliseconds),
      remainingMs: () => remainingMs,
    });
  } catch (thrown) {
    error = thrown;
  }
  return { error, slept, requests };
}

const ok = (): Response => new Response('ok', { status: 200 });
const answer = (status: number, body = '', headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers });

it('posts the message as JSON, once, and follows no redirect', async () => {
  const { error, slept, requests } = await post([ok()]);
  expect([error, slept]).toEqual([undefined, []]);
  expect(requests).toEqual([
    {
      url: URL,
      init: expect.objectContaining({
        method: 'POST',
        body: JSON.stringify(MESSAGE),
        redirect: 'error',
      }) as RequestInit,
    },
  ]);
});

it.each([
  ['as long as Slack asks', [answer(429, '', { 'retry-after': '7' }), ok()], [7000]],
  ['longer each time when Slack does not say', [answer(429), answer(429), answer(429), ok()], [1000, 2000, 4000]],
  ['its own time when what Slack asks is no number', [answer(429, '', { 'retry-after': 'soon' }), ok()], [1000]],
  ['not at all when Slack says so', [answer(429, '', { 'retry-after': '0' }), ok()], [0]],
  ['after a 500', [answer(500), ok()], [1000]],
  ['after a 503', [answer(503), ok()], [1000]],
  ['after no answer', [new TypeError('fetch failed'), ok()], [1000]],
])('waits %s, and tries again', async (_, answers, pauses) => {
  const { error, slept } = await post(answers);
  expect([error, slept]).toEqual([undefined, pauses]);
});

it.each([400, 403, 404, 410])('does not try again what is refused for good: %i', async (status) => {
  const { error, requests } = await post([answer(status, 'invalid_token')]);
  expect(error).toEqual(new WebhookError(`Slack refused the message for good: ${status} invalid_token`));
  expect(requests).toHaveLength(1);
});

it('gives up after five attempts', async () => {
  const { error, slept, requests } = await post(Array.from({ length: 5 }, () => answer(500)));
  expect(error).toEqual(new WebhookError('Slack did not take the message after 5 attempt(s): 500'));
  expect(requests).toHaveLength(5);
  expect(slept).toEqual([1000, 2000, 4000, 8000]);
});

it.each([
  [40_000, undefined],
  [39_999, new WebhookError('Slack did not take the message after 1 attempt(s): 429')],
])('waits no longer than there is time for an answer: %i ms', async (remainingMs, expected) => {
  const { error } = await post([answer(429, '', { 'retry-after': '30' }), ok()], remainingMs);
  expect(error).toEqual(expected);
});

it.each<[string, readonly Answer[]]>([
  ['a refusal that repeats it', [answer(404, `no such hook: ${URL}`)]],
  ['an error that repeats it', Array.from({ length: 5 }, () => new TypeError(`cannot connect to ${URL}`))],
  [
    'an error whose cause repeats it',
    Array.from({ length: 5 }, () => new TypeError('failed', { cause: new Error(URL) })),
  ],
])('never lets the URL into an error: %s', async (_, answers) => {
  const { error } = await post(answers);
  expect(error).toBeInstanceOf(WebhookError);
  const { message, stack, cause } = error as WebhookError;
  expect(`${message} ${stack ?? ''} ${JSON.stringify(cause)}`).not.toContain('/services/T000/B000/s3cr3t');
  expect(cause).toBeUndefined();
});
