/** The sandbox's API server over HTTPS: who gets in, what is served, how faults and counters behave. */
import { request } from 'node:https';
import { createTokenSource } from '../../../lambda/kube/token.ts';
import type { SandboxCluster } from '../../../sandbox/kube/cluster.ts';
import { startFixture, stopClusters, tokenInputs, type Fixture } from '../../kube/cluster-fixture.ts';

afterEach(stopClusters);

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function ask(cluster: SandboxCluster, path: string, token?: string, method = 'GET'): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const ca = Buffer.from(cluster.certificateAuthority, 'base64');
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const sent = request(cluster.endpoint + path, { ca, headers, method, agent: false }, (response) => {
    let body = '';
    response.on('data', (chunk: Buffer) => (body += chunk.toString()));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    response.on('error', reject);
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}

function tokenFor(fixture: Fixture, cluster = 'staging'): Promise<string> {
  return createTokenSource(tokenInputs(fixture.clock))(cluster);
}

describe('who gets in', () => {
  test('a caller whose token is for this cluster', async () => {
    const fixture = await startFixture();
    expect(await ask(fixture.cluster, '/apis', await tokenFor(fixture))).toMatchObject({ status: 200 });
  });

  test('nobody whose token is for another cluster: a Status with 401', async () => {
    const fixture = await startFixture();
    const answer = await ask(fixture.cluster, '/apis', await tokenFor(fixture, 'prod'));
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  test('nobody without a token', async () => {
    const { cluster } = await startFixture();
    expect(await ask(cluster, '/apis')).toMatchObject({ status: 401 });
  });

  test('nobody any more when the clock has moved on by a quarter of an hour', async () => {
    const fixture = await startFixture();
    const token = await tokenFor(fixture);
    fixture.clock.advance({ minutes: 15 });
    expect(await ask(fixture.cluster, '/apis', token)).toMatchObject({ status: 401 });
  });
});

describe('what is served', () => {
  test('the installed groups and their versions', async () => {
    const fixture = await startFixture();
    fixture.cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    const { body } = await ask(fixture.cluster, '/apis', await tokenFor(fixture));
    expect(JSON.parse(body)).toMatchObject({
      kind: 'APIGroupList',
      groups: [
        { name: 'apps' },
        { name: 'networking.k8s.io' },
        { name: 'elbv2.k8s.aws', versions: [{ groupVersion: 'elbv2.k8s.aws/v1beta1', version: 'v1beta1' }] },
      ],
    });
  });

  test('default/kubernetes from the start', async () => {
    const fixture = await startFixture();
    const { body } = await ask(fixture.cluster, '/api/v1/services', await tokenFor(fixture));
    expect(JSON.parse(body)).toMatchObject({
      kind: 'ServiceList',
      apiVersion: 'v1',
      items: [{ metadata: { namespace: 'default', name: 'kubernetes' } }],
    });
  });

  test.each([
    '/apis/elbv2.k8s.aws/v1beta1/targetgroupbindings',
    '/apis/networking.k8s.io/v1beta1/ingresses',
    '/api/v1/secrets',
  ])('nothing that is not installed: %s is 404', async (path) => {
    const fixture = await startFixture();
    expect(await ask(fixture.cluster, path, await tokenFor(fixture))).toMatchObject({ status: 404 });
  });

  test('nothing but reads', async () => {
    const fixture = await startFixture();
    const answer = await ask(fixture.cluster, '/api/v1/services', await tokenFor(fixture), 'DELETE');
    expect(answer.status).toBe(405);
  });

  test('a list whose tokens expire when the cluster is compacted', async () => {
    const fixture = await startFixture();
    fixture.cluster.add({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'second' } });
    const token = await tokenFor(fixture);
    const first = JSON.parse((await ask(fixture.cluster, '/api/v1/services?limit=1', token)).body) as {
      metadata: { continue: string };
    };
    const next = `/api/v1/services?limit=1&continue=${first.metadata.continue}`;
    expect(await ask(fixture.cluster, next, token)).toMatchObject({ status: 200 });
    fixture.cluster.compact();
    expect(await ask(fixture.cluster, next, token)).toMatchObject({ status: 410 });
  });
});

describe('a fault', () => {
  test('hits only the path it names, as often as it says, after as many as it says', async () => {
    const fixture = await startFixture();
    const { cluster } = fixture;
    const token = await tokenFor(fixture);
    cluster.fail({ path: 'services', with: 503, after: 1, times: 1, retryAfter: '2' });
    expect(await ask(cluster, '/apis', token)).toMatchObject({ status: 200 });
    expect(await ask(cluster, '/api/v1/services', token)).toMatchObject({ status: 200 });
    expect(await ask(cluster, '/api/v1/services', token)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
    });
    expect(await ask(cluster, '/api/v1/services', token)).toMatchObject({ status: 200 });
  });

  test('without a path hits everything, until the cluster recovers', async () => {
    const fixture = await startFixture();
    const { cluster } = fixture;
    const token = await tokenFor(fixture);
    cluster.fail({ with: 500 });
    expect(await ask(cluster, '/apis', token)).toMatchObject({ status: 500 });
    expect(await ask(cluster, '/api/v1/services', token)).toMatchObject({ status: 500 });
    cluster.recover();
    expect(await ask(cluster, '/apis', token)).toMatchObject({ status: 200 });
  });

  test('expired hits only requests that continue a list', async () => {
    const fixture = await startFixture();
    const token = await tokenFor(fixture);
    fixture.cluster.fail({ path: 'services', with: 'expired' });
    expect(await ask(fixture.cluster, '/api/v1/services?limit=1', token)).toMatchObject({ status: 200 });
    expect(await ask(fixture.cluster, '/api/v1/services?limit=1&continue=x', token)).toMatchObject({ status: 410 });
  });

  test('truncated sends a well-formed answer whose body is no JSON', async () => {
    const fixture = await startFixture();
    fixture.cluster.fail({ path: 'services', with: 'truncated' });
    const answer = await ask(fixture.cluster, '/api/v1/services', await tokenFor(fixture));
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.body)).toThrow(SyntaxError);
  });

  test.each(['reset', 'reset in body'] as const)('%s closes the socket', async (fault) => {
    const fixture = await startFixture();
    fixture.cluster.fail({ with: fault });
    await expect(ask(fixture.cluster, '/apis', await tokenFor(fixture))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

test('counts requests, bytes and connections', async () => {
  const fixture = await startFixture();
  const { body } = await ask(fixture.cluster, '/apis', await tokenFor(fixture));
  await ask(fixture.cluster, '/apis?again', await tokenFor(fixture));
  expect(fixture.cluster.traffic).toEqual({
    requests: ['/apis', '/apis?again'],
    bytes: 2 * body.length,
    connections: 2,
  });
});

test('stops also while a request hangs', async () => {
  const fixture = await startFixture();
  fixture.cluster.fail({ with: 'hang' });
  const hanging = ask(fixture.cluster, '/apis', await tokenFor(fixture)).catch((error: Error) => error.message);
  while (fixture.cluster.traffic.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await fixture.cluster.stop();
  expect(await hanging).toBe('socket hang up');
});
