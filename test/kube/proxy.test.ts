/** The way to a cluster and the proxy of the environment: tunnel, NO_PROXY, the pinned CA, and the words of refusals. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { sharedServerIdentity } from '../../sandbox/kube/certificates.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';
import { startFixture, stopClusters } from './cluster-fixture.ts';

const environment = { ...process.env };
let proxies: Proxy[] = [];

beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    delete process.env[name];
    delete process.env[name.toUpperCase()];
  }
});

afterEach(async () => {
  process.env = { ...environment };
  await stopClusters();
  await Promise.all(proxies.map((each) => each.stop()));
  proxies = [];
});

async function proxy(refusal?: Parameters<typeof startProxy>[0]): Promise<Proxy> {
  const started = await startProxy(refusal);
  proxies.push(started);
  process.env['HTTPS_PROXY'] = started.url;
  return started;
}

test('HTTPS_PROXY: the whole view comes through one tunnel', async () => {
  const { cluster, read } = await startFixture();
  const { asked } = await proxy();
  expect((await read()).services.ok).toBe(true);
  expect(asked).toEqual([`CONNECT ${new URL(cluster.endpoint).host}`]);
  expect(cluster.traffic.connections).toBe(1);
});

test.each([
  ['names the endpoint', (host: string) => host.split(':')[0]],
  ['names it with its port', (host: string) => host],
  ['names everything', () => '*'],
])('NO_PROXY that %s: it goes there directly', async (_title, names) => {
  const { cluster, read } = await startFixture();
  const { asked } = await proxy();
  process.env['NO_PROXY'] = names(new URL(cluster.endpoint).host);
  expect((await read()).services.ok).toBe(true);
  expect(asked).toEqual([]);
});

test('NO_PROXY that names another host: through the proxy', async () => {
  const { read } = await startFixture();
  const { asked } = await proxy();
  process.env['NO_PROXY'] = '.internal.example,127.0.0.1:1';
  expect((await read()).services.ok).toBe(true);
  expect(asked).toHaveLength(1);
});

test("at the end of the tunnel only the cluster's own CA counts", async () => {
  const { cluster, read } = await startFixture();
  const { asked } = await proxy();
  await cluster.presentForeignCertificate();
  const { services } = await read();
  expect(services).toMatchObject({ ok: false, cause: 'unreachable' });
  expect(services).toHaveProperty('why', expect.stringContaining("not signed by the cluster's certificate authority"));
  expect(new Set(asked)).toEqual(new Set([`CONNECT ${new URL(cluster.endpoint).host}`]));
  expect(cluster.traffic.requests).toEqual([]);
});

test.each([
  [403, 0],
  [407, 0],
  [502, 4],
])('a proxy that refuses with %i is named with its status', async (status, repeats) => {
  const { cluster, read, waits } = await startFixture();
  const { host } = await proxy({ status, page: '<html>no</html>' });
  const { services, bindings } = await read();
  expect(services).toEqual({
    ok: false,
    cause: 'unreachable',
    seen: [],
    why: `cluster staging: the proxy ${host} answered ${status} instead of connecting to ${cluster.endpoint}, reading services; check HTTPS_PROXY and NO_PROXY`,
  });
  expect(bindings).toMatchObject({ ok: false });
  expect(waits).toHaveLength(repeats);
});

test('a proxy that is not there is named, without its password', async () => {
  const { read } = await startFixture();
  process.env['HTTPS_PROXY'] = 'http://user:secret@127.0.0.1:9';
  const { services } = await read();
  expect(services).toMatchObject({ ok: false, cause: 'unreachable' });
  expect(services).toHaveProperty('why', expect.stringContaining('through the proxy 127.0.0.1:9'));
  expect(JSON.stringify(services)).not.toContain('secret');
});

describe('in place of the API server', () => {
  async function readFrom(status: number, type: string, body: string) {
    const { key, certificateChain: cert } = await sharedServerIdentity();
    const { read, described } = await startFixture();
    const server = createServer({ key, cert }, (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return (await read({}, described({ endpoint }))).services;
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  test.each([
    [401, 'unreachable'],
    [403, 'unreachable'],
    [404, 'unreachable'],
    [503, 'unreachable'],
  ])('a page with the status %i is %s, and no missing right', async (status, cause) => {
    const services = await readFrom(status, 'text/html', '<html>sign in</html>');
    expect(services).toMatchObject({ ok: false, cause });
    const why = `cluster staging: ${status} with an HTML page instead of the list of services; a proxy may stand in between`;
    expect(services).toHaveProperty('why', why);
  });

  test('the same status in the words of an API server is a missing right', async () => {
    const services = await readFrom(403, 'application/json', '{"kind":"Status"}');
    expect(services).toMatchObject({ ok: false, cause: 'denied' });
  });

  test('a page with the status 200 is unusable', async () => {
    const services = await readFrom(200, 'text/html', '<html>sign in</html>');
    expect(services).toMatchObject({ ok: false, cause: 'incomplete' });
    const why = 'its status is 200, but it is not JSON; a proxy may stand in between';
    expect(services).toHaveProperty('why', expect.stringContaining(why));
  });
});
