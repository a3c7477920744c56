/** Lists: every page or no list. Services stand for every kind. */
import { addServices, loadBalancerService, startFixture, stopClusters } from './cluster-fixture.ts';

afterEach(stopClusters);

const SECOND_PAGE = /\/api\/v1\/services\?.*continue=/;

describe('pages', () => {
  test('reads every page, 500 objects at a time', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 1000);
    const { services } = await read();
    expect(services).toMatchObject({ ok: true });
    expect(services.ok && services.value).toHaveLength(1001);
    const pages = cluster.traffic.requests.filter((request) => request.startsWith('/api/v1/services'));
    expect(pages).toHaveLength(3);
    expect(pages.every((request) => request.includes('limit=500'))).toBe(true);
  });

  test('calls a list whose second page is lost incomplete, and keeps what was seen', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 600);
    cluster.fail({ path: 'services', with: 500, after: 1 });
    const { services } = await read();
    expect(services).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(!services.ok && services.seen).toHaveLength(500);
  });

  test('reads on when the second page comes at the second attempt', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 600);
    cluster.fail({ path: 'services', with: 500, after: 1, times: 1 });
    const { services } = await read();
    expect(services.ok && services.value).toHaveLength(601);
  });
});

describe('a page without a continue token', () => {
  test('is not the last one while objects remain', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 600);
    cluster.fail({ path: 'services', with: 'token lost' });
    const { services } = await read();
    expect(services).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(services).toHaveProperty('why', expect.stringContaining('more objects remain'));
  });

  test('is the last one when nothing remains', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 400);
    cluster.fail({ path: 'services', with: 'token lost' });
    expect((await read()).services.ok).toBe(true);
  });
});

describe('a continue token that expired (410)', () => {
  test('starts the list over from page one', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 600);
    cluster.fail({ path: 'services', with: 'expired', times: 3 });
    const { services } = await read();
    expect(services.ok && services.value).toHaveLength(601);
    expect(cluster.traffic.requests.filter((request) => SECOND_PAGE.test(request))).toHaveLength(4);
  });

  test('is given up after three restarts', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 600);
    cluster.fail({ path: 'services', with: 'expired', times: 4 });
    const { services } = await read();
    expect(services).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(services).toHaveProperty('why', expect.stringContaining('cluster staging: the list of services expired'));
    expect(!services.ok && services.seen.length).toBeGreaterThan(0);
    expect(cluster.traffic.requests.filter((request) => SECOND_PAGE.test(request))).toHaveLength(4);
  });
});

test('what an earlier pass saw adds to what a later one saw that got less far', async () => {
  const { cluster, read } = await startFixture();
  addServices(cluster, 1100);
  cluster.fail({ path: 'services', with: 'expired', after: 1, times: 1 });
  cluster.fail({ path: 'services', with: 500, after: 3 });
  const { services } = await read();
  expect(services.ok).toBe(false);
  expect(!services.ok && new Set(services.seen.map(({ name }) => name)).size).toBe(1000);
});

describe('a body that is not the list', () => {
  test.each(['truncated', 'not a list'] as const)('is never an empty list: %s', async (fault) => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'services', with: fault });
    const { services } = await read();
    expect(services).toMatchObject({ ok: false, cause: 'incomplete', seen: [] });
  });

  test.each(['truncated', 'not a list'] as const)('is never an empty list of ingresses: %s', async (fault) => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'ingresses', with: fault });
    const { services, ingresses } = await read();
    expect(services.ok).toBe(true);
    expect(ingresses).toMatchObject({ ok: false, cause: 'incomplete', seen: [] });
  });

  test('is no list of API groups: nothing is taken for not installed', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'apis', with: 'not a list' });
    const view = await read();
    expect(view.services.ok).toBe(true);
    expect([view.ingresses.ok, view.gateways.ok, view.bindings.ok]).toEqual([false, false, false]);
  });
});

describe('an object whose shape is not what the API promises', () => {
  test.each([
    ['metadata.uid', { metadata: { uid: null } }],
    ['metadata.uid', { metadata: { uid: '' } }],
    ['spec.type', { spec: { type: null } }],
    ['spec', { spec: null }],
    ['metadata.finalizers', { metadata: { finalizers: 'one' } }],
    ['metadata.deletionTimestamp', { metadata: { deletionTimestamp: 'yesterday' } }],
    ['status.loadBalancer.ingress.0.hostname', { status: { loadBalancer: { ingress: [{ hostname: 7 }] } } }],
  ])('makes the list incomplete and is named: no usable %s', async (field, patch) => {
    const { cluster, read } = await startFixture();
    cluster.add(loadBalancerService('api'));
    cluster.patch({ kind: 'Service', namespace: 'payments', name: 'api' }, patch);
    const { services } = await read();
    expect(services).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: `cluster staging: the list of services cannot be used: payments/api has no usable ${field}`,
    });
    expect(!services.ok && services.seen.map(({ name }) => name)).toEqual(['kubernetes']);
  });

  test('does not hide the objects of the pages after it', async () => {
    const { cluster, read } = await startFixture();
    addServices(cluster, 600);
    cluster.patch({ kind: 'Service', namespace: 'bulk', name: 's0' }, { metadata: { uid: null } });
    const { services } = await read();
    expect(!services.ok && services.seen).toHaveLength(600);
  });

  test('is another thing than one that only leaves optional fields out', async () => {
    const { cluster, read } = await startFixture();
    cluster.add({ apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'payments', name: 'plain' } });
    expect((await read()).services.ok).toBe(true);
  });
});
