/** The wire: one connection, retries, deadline, certificates. */
import { execFile } from 'node:child_process';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { connect } from '../../lambda/kube/connection.ts';
import { failureOf } from '../../lambda/kube/failure.ts';
import { createTokenSource } from '../../lambda/kube/token.ts';
import { addServices, startFixture, stopClusters, tokenInputs } from './cluster-fixture.ts';

afterEach(stopClusters);

const never = (): Promise<never> => Promise.withResolvers<never>().promise;

describe('the connection', () => {
  test('is one for all requests of a view', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 2600);
    cluster.apiGroups.set('gateway.networking.k8s.io', ['v1']);
    cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    await read();
    expect(cluster.traffic.requests).toHaveLength(10);
    expect(cluster.traffic.connections).toBe(1);
  });

  test('is closed at the end: the next view opens another', async () => {
    const { cluster, read } = await startFixture();
    await read();
    await read();
    expect(cluster.traffic.connections).toBe(2);
  });

  test('is refused when the certificate is of another CA, without a second attempt', async () => {
    const { cluster, read, waits } = await startFixture();
    await cluster.presentForeignCertificate();
    const { services, ingresses } = await read();
    expect(services).toMatchObject({ ok: false, cause: 'unreachable' });
    expect(services).toHaveProperty(
      'why',
      expect.stringContaining("not signed by the cluster's certificate authority"),
    );
    expect(ingresses.ok).toBe(false);
    expect(cluster.traffic.requests).toEqual([]);
    expect(waits).toEqual([]);
  });

  test('is refused also with NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
    const { cluster } = await startFixture();
    await cluster.presentForeignCertificate();
    // node reads the variable outside of jest's sandbox: only a process of its own is a fair test.
    const script = `
      const { connect } = await import(${JSON.stringify(pathToFileURL('lambda/kube/connection.ts').href)});
      const endpoint = ${JSON.stringify({ server: cluster.endpoint, certificateAuthority: cluster.certificateAuthority })};
      const connection = connect(endpoint, 'token', new AbortController().signal);
      await connection.apiGroups().then(() => console.log('answered'), ({ failure }) => console.log(failure.is));
      await connection.close();`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    expect(stdout.trim()).toBe('connection');
    expect(cluster.traffic.requests).toEqual([]);
  });

  test('drops a request under way when its signal aborts', async () => {
    const { cluster, clock } = await startFixture();
    cluster.fail({ with: 'hang' });
    const token = await createTokenSource(tokenInputs(clock))('staging');
    const controller = new AbortController();
    const { endpoint: server, certificateAuthority } = cluster;
    const connection = connect({ server, certificateAuthority }, token, controller.signal);
    const failed = connection.apiGroups().catch((thrown: unknown) => failureOf(thrown));
    while (cluster.traffic.requests.length === 0) await turnOfEventLoop();
    controller.abort();
    expect(await failed).toEqual({ is: 'deadline' });
    await connection.close();
  });
});

describe('retries', () => {
  test.each([429, 500, 503, 'reset', 'reset in body'] as const)('reads on after one %s', async (fault) => {
    const { cluster, read, waits } = await startFixture();
    cluster.fail({ path: 'services', with: fault, times: 1 });
    expect((await read()).services.ok).toBe(true);
    expect(waits).toEqual([500]);
  });

  test('reads on at the fifth attempt, waiting longer each time', async () => {
    const { cluster, read, waits } = await startFixture();
    cluster.fail({ path: 'services', with: 503, times: 4 });
    expect((await read()).services.ok).toBe(true);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  test.each([429, 503, 'reset'] as const)('gives up after five attempts that end in %s', async (fault) => {
    const { cluster, read, waits } = await startFixture();
    cluster.fail({ path: 'services', with: fault, times: 5 });
    expect((await read()).services).toMatchObject({ ok: false, cause: 'unreachable', seen: [] });
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  test.each([400, 401, 403, 404] as const)('never ask again after %i', async (status) => {
    const { cluster, read, waits } = await startFixture();
    cluster.fail({ path: 'services', with: status, times: 1 });
    expect((await read()).services.ok).toBe(false);
    expect(waits).toEqual([]);
  });

  test.each([
    ['7', 7000],
    ['Sun, 01 Mar 2026 10:02:03 GMT', 3000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
    ['soon', 500],
  ])('wait as Retry-After asks: %s', async (retryAfter, milliseconds) => {
    const { cluster, read, waits } = await startFixture();
    cluster.fail({ path: 'services', with: 429, times: 1, retryAfter });
    expect((await read()).services.ok).toBe(true);
    expect(waits).toEqual([milliseconds]);
  });
});

describe('the deadline', () => {
  test('ends a request that is never answered, and with it the whole view', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'services', with: 'hang' });
    const view = await read({ deadlineSeconds: 0.15 });
    expect(view.services).toMatchObject({ ok: false, cause: 'unreachable', seen: [] });
    expect(view.services).toHaveProperty(
      'why',
      `cluster staging: no answer from ${cluster.endpoint} within 0.15 s, reading services (private endpoint? see docs/settings.md, Cluster access)`,
    );
    expect(view.ingresses.ok).toBe(false);
  });

  test('of one request ends what hangs where a person waits, and names its own seconds', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ with: 'hang' });
    const view = await read({ requestSeconds: 0.15 });
    expect(view.services).toMatchObject({ ok: false, cause: 'unreachable' });
    expect(view.services).toHaveProperty('why', expect.stringContaining(' within 0.15 s, reading services'));
    // Nobody is there: to ask for every kind in turn would take as long again for each.
    expect(cluster.traffic.requests).toHaveLength(1);
  });

  test('of one request leaves one alone that is answered', async () => {
    const { read } = await startFixture();
    expect((await read({ requestSeconds: 10 })).services.ok).toBe(true);
  });

  test('ends a body that stops half-way', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'services', with: 'hang in body' });
    expect((await read({ deadlineSeconds: 0.15 })).services).toMatchObject({ ok: false, cause: 'unreachable' });
  });

  test('ends a wait that Retry-After makes longer than it', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'services', with: 429, retryAfter: '3600' });
    expect((await read({ deadlineSeconds: 0.15, sleep: never })).services).toMatchObject({
      ok: false,
      cause: 'unreachable',
    });
  });

  test('ends waiting for credentials that never come', async () => {
    const { read } = await startFixture();
    expect((await read({ deadlineSeconds: 0.05, token: never })).services).toMatchObject({
      ok: false,
      cause: 'unreachable',
    });
  });

  test('does not touch a view that is read in time', async () => {
    const { read } = await startFixture();
    expect((await read({ deadlineSeconds: 20 })).services.ok).toBe(true);
  });
});
