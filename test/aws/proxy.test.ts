/** The SDK's calls and the proxy of the environment: which go through it, and what its refusals and pages say. */
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import { createAwsClients } from '../../lambda/aws/clients.ts';
import { callerIdentity } from '../../lambda/aws/identity.ts';
import { proxyAgents } from '../../lambda/aws/proxy.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

const VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
const environment = { ...process.env };
const authorities = getCACertificates('default');
const ANSWER =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:iam::123456789012:user/a</Arn><UserId>A</UserId><Account>123456789012</Account>' +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';
const PAGE = '<html><body>Blocked by policy</body></html>';

/** What the server in place of AWS answers. */
interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
}

/** Of localhost, signed by itself. */
const certificate = generate([{ name: 'commonName', value: 'localhost' }], {
  keyType: 'ec',
  algorithm: 'sha256',
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
  ],
});

let closing: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  for (const name of VARIABLES.flatMap((each) => [each, each.toUpperCase()])) delete process.env[name];
  process.env['AWS_MAX_ATTEMPTS'] = '1';
});

afterEach(async () => {
  process.env = { ...environment };
  setDefaultCACertificates(authorities);
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function proxy(refusal?: Parameters<typeof startProxy>[0]): Promise<Proxy> {
  const started = await startProxy(refusal);
  closing.push(() => started.stop());
  return started;
}

async function awsOver(scheme: 'http' | 'https', answer: Answer = {}): Promise<{ url: string; host: string }> {
  const { status = 200, type = 'text/xml', body = ANSWER } = answer;
  const { private: key, cert } = await certificate;
  setDefaultCACertificates([...authorities, cert]);
  const server: Server | ReturnType<typeof createPlainServer> =
    scheme === 'https' ? createServer({ key, cert }) : createPlainServer();
  server.on('request', (request, response) => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return { url: `${scheme}://${host}`, host };
}

const identityAt = (endpoint: string) =>
  callerIdentity(createAwsClients({ region: 'eu-west-3', overrides: { credentials, endpoint } }).sts);

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s: a call to https goes through a tunnel', async (name) => {
  const [{ url, host }, { asked, url: proxyUrl }] = await Promise.all([awsOver('https'), proxy()]);
  process.env[name] = proxyUrl;
  expect(await identityAt(url)).toMatchObject({ ok: true, value: { account: '123456789012' } });
  expect(asked).toEqual([`CONNECT ${host}`]);
});

test.each(['localhost', 'other.example, localhost', '*'])('NO_PROXY=%s: it does not', async (names) => {
  const [{ url }, { asked, url: proxyUrl }] = await Promise.all([awsOver('https'), proxy()]);
  process.env['HTTPS_PROXY'] = proxyUrl;
  process.env['NO_PROXY'] = names;
  expect(await identityAt(url)).toMatchObject({ ok: true });
  expect(asked).toEqual([]);
});

test('NO_PROXY leaves other hosts to the proxy', async () => {
  const [{ url, host }, { asked, url: proxyUrl }] = await Promise.all([awsOver('https'), proxy()]);
  process.env['HTTPS_PROXY'] = proxyUrl;
  process.env['NO_PROXY'] = '.eks.amazonaws.com,localhost:1';
  expect(await identityAt(url)).toMatchObject({ ok: true });
  expect(asked).toEqual([`CONNECT ${host}`]);
});

test('HTTP_PROXY is for plain http, as of AWS_ENDPOINT_URL, and HTTPS_PROXY is not', async () => {
  const [{ url }, { asked, url: proxyUrl }] = await Promise.all([awsOver('http'), proxy()]);
  process.env['HTTPS_PROXY'] = proxyUrl;
  expect(await identityAt(url)).toMatchObject({ ok: true });
  expect(asked).toEqual([]);
  process.env['HTTP_PROXY'] = proxyUrl;
  expect(await identityAt(url)).toMatchObject({ ok: true });
  expect(asked).toEqual([`POST ${url}/`]);
});

test('every call over plain http names the whole URL, also over a connection that was kept', async () => {
  const [{ url }, { asked, connections, url: proxyUrl }] = await Promise.all([awsOver('http'), proxy()]);
  process.env['HTTP_PROXY'] = proxyUrl;
  const { sts } = createAwsClients({ region: 'eu-west-3', overrides: { credentials, endpoint: url } });
  for (let call = 1; call <= 3; call += 1) expect(await callerIdentity(sts)).toMatchObject({ ok: true });
  expect([asked, connections()]).toEqual([Array(3).fill(`POST ${url}/`), 1]);
  sts.destroy();
});

test('a tunnel ends at AWS: a certificate that nobody vouches for is refused, with and without a proxy', async () => {
  const [{ url, host }, { asked, url: proxyUrl }] = await Promise.all([awsOver('https'), proxy()]);
  setDefaultCACertificates(authorities);
  expect(await identityAt(url)).toMatchObject({ ok: false });
  process.env['HTTPS_PROXY'] = proxyUrl;
  expect(await identityAt(url)).toMatchObject({ ok: false, cause: 'unreachable' });
  expect(asked).toEqual([`CONNECT ${host}`]);
});

test('without a proxy in the environment the SDK keeps its own agents', () => {
  expect(proxyAgents()).toEqual({});
  process.env['NO_PROXY'] = '*';
  expect(proxyAgents()).toEqual({});
  process.env['https_proxy'] = 'http://127.0.0.1:9';
  expect(Object.keys(proxyAgents())).toEqual(['httpAgent', 'httpsAgent']);
});

test('connections through the proxy are kept for the next call', async () => {
  const [{ url }, { asked, url: proxyUrl }] = await Promise.all([awsOver('https'), proxy()]);
  process.env['HTTPS_PROXY'] = proxyUrl;
  const { sts } = createAwsClients({ region: 'eu-west-3', overrides: { credentials, endpoint: url } });
  expect(await callerIdentity(sts)).toMatchObject({ ok: true });
  expect(await callerIdentity(sts)).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
  sts.destroy();
});

describe('words', () => {
  test.each([403, 407, 502])('a proxy that refuses with %i and a page', async (status) => {
    const { url } = await proxy({ status, page: PAGE });
    process.env['HTTPS_PROXY'] = url;
    const identity = await identityAt('https://127.0.0.1:9');
    expect(identity).toMatchObject({ ok: false, cause: 'unreachable' });
    expect(identity).toHaveProperty('why', expect.stringContaining(`HTTP ${status} with an HTML page`));
    expect(identity).toHaveProperty('why', expect.stringContaining('a proxy may stand in between'));
  });

  test('a proxy that is not there: no connection, and no password', async () => {
    process.env['HTTPS_PROXY'] = 'http://user:secret@127.0.0.1:9';
    const why = expect.stringContaining('ECONNREFUSED 127.0.0.1:9');
    const identity = await identityAt('https://sts.eu-west-3.amazonaws.com');
    expect(identity).toMatchObject({ ok: false, cause: 'unreachable', why });
    expect(JSON.stringify(identity)).not.toContain('secret');
  });

  test('a proxy of another kind: the variable, without the password', async () => {
    process.env['HTTPS_PROXY'] = 'socks5://user:secret@127.0.0.1:9';
    const identity = await identityAt('https://127.0.0.1:9');
    expect(identity).toHaveProperty('why', expect.stringContaining('check HTTPS_PROXY'));
    expect(JSON.stringify(identity)).not.toContain('secret');
  });

  test.each([200, 403, 503])('a page with the status %i that comes in place of the answer', async (status) => {
    const { url } = await awsOver('http', { status, type: 'text/html; charset=utf-8', body: PAGE });
    expect(await identityAt(url)).toMatchObject({
      ok: false,
      cause: 'unreachable',
      why: `sts GetCallerIdentity: PageInsteadOfAnswer: HTTP ${status} with an HTML page: a proxy may stand in between (see HTTPS_PROXY and NO_PROXY)`,
    });
  });

  test.each([
    [200, 'text/xml', PAGE],
    [200, 'text/plain', 'ok'],
    [403, 'text/plain', 'Forbidden'],
    [407, 'text/plain', 'Proxy authentication required'],
  ])('garbage with the status %i and the type %s', async (status, type, body) => {
    const { url } = await awsOver('http', { status, type, body });
    const identity = await identityAt(url);
    expect(identity).toMatchObject({ ok: false });
    expect(identity).toHaveProperty('why', expect.stringMatching(`${status}.*a proxy may stand in between`));
  });

  test('a 503 with a page is tried again like every other 503', async () => {
    process.env['AWS_MAX_ATTEMPTS'] = '2';
    const { url, asked } = await proxy({ status: 503, page: PAGE });
    process.env['HTTP_PROXY'] = url;
    await identityAt('http://127.0.0.1:9');
    expect(asked).toHaveLength(2);
  });
});
