/** How long silence is borne where a person waits; other retries: connection.test.ts. */
import { failureOf, RequestFailed } from '../../lambda/kube/failure.ts';
import { withRetries } from '../../lambda/kube/retry.ts';
import { startTimeLimit } from '../../lambda/kube/time-limit.ts';

/** How often a request is made that fails so after some milliseconds. */
async function attempts(code: string, requestSeconds?: number): Promise<number> {
  const limit = startTimeLimit(20);
  let made = 0;
  const request = async (): Promise<never> => {
    made += 1;
    await new Promise((resolve) => setTimeout(resolve, 60));
    throw new RequestFailed({ is: 'connection', code });
  };
  const context = { limit, now: () => new Date(), sleep: async () => {}, ...(requestSeconds && { requestSeconds }) };
  const failure = await withRetries(request, context).catch(failureOf);
  limit.end();
  expect(failure).toMatchObject({ is: expect.stringMatching(/connection|deadline/) as string });
  return made;
}

it('connects again and again where nobody waits', async () => {
  expect(await attempts('UND_ERR_CONNECT_TIMEOUT')).toBe(5);
});

it('counts the silence of all attempts together where a person waits', async () => {
  expect(await attempts('UND_ERR_CONNECT_TIMEOUT', 0.1)).toBe(2);
});

it('does not count what was refused at once', async () => {
  expect(await attempts('ECONNRESET', 0.1)).toBe(5);
});
