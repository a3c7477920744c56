/** Calls that stay silent: told of while they are, and ended after all of a person's patience, retries included. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAwsClients } from '../../lambda/aws/clients.ts';
import { callerIdentity } from '../../lambda/aws/identity.ts';

const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:iam::123456789012:user/jane</Arn><UserId>x</UserId><Account>123456789012</Account>' +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';
const PATIENCE_SECONDS = 0.4;

interface Asked {
  readonly reading: Awaited<ReturnType<typeof callerIdentity>>;
  readonly requests: number;
  readonly seconds: number;
  readonly notices: readonly string[];
}

/** One GetCallerIdentity of a client with little patience, against this server. */
async function ask(answer: (request: number) => RequestListener): Promise<Asked> {
  let requests = 0;
  const notices: string[] = [];
  const server = createServer((request, response) => {
    requests += 1;
    const listener = answer(requests);
    request.resume().on('end', () => listener(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const startedAt = Date.now();
  const { sts } = createAwsClients({
    region: 'eu-west-3',
    overrides: {
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    patience: {
      seconds: PATIENCE_SECONDS,
      noticeSeconds: 0.1,
      waiting: (call) => void notices.push(call),
    },
  });
  try {
    const reading = await callerIdentity(sts);
    return { reading, requests, seconds: (Date.now() - startedAt) / 1000, notices };
  } finally {
    // The client cut its connection by itself, or the server would wait for it here.
    await new Promise((resolve) => server.close(resolve));
  }
}

const silent: RequestListener = () => undefined;
const whole: RequestListener = (_, response) => void response.writeHead(200, { connection: 'close' }).end(IDENTITY);
const busy: RequestListener = (_, response) => void response.writeHead(503, { connection: 'close' }).end();
const half: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': IDENTITY.length });
  response.write(IDENTITY.slice(0, 80));
};

describe('a call that is never answered', () => {
  it.each([
    ['at all', silent],
    ['to the end', half],
  ])('%s is ended after the patience, once, and told of meanwhile', async (_what, listener) => {
    const { reading, requests, seconds, notices } = await ask(() => listener);
    expect(reading).toEqual({
      ok: false,
      cause: 'unreachable',
      why: 'sts GetCallerIdentity: HangingCallError: no answer within 0.4 s: check the network, HTTPS_PROXY and AWS_ENDPOINT_URL where they are set',
    });
    expect([requests, seconds < 2]).toEqual([1, true]);
    expect(new Set(notices)).toEqual(new Set(['STS GetCallerIdentity']));
  });
});

describe('a call that is answered', () => {
  it('in time is neither ended nor told of', async () => {
    const { reading, notices } = await ask(() => whole);
    expect([reading.ok, notices]).toEqual([true, []]);
  });

  it('with "not now" is tried again for longer than the patience', async () => {
    const { reading, requests } = await ask((request) => (request < 3 ? busy : whole));
    expect([reading.ok, requests]).toEqual([true, 3]);
  });
});
