/** Paging and objects of the sandbox: the rules that the real API server keeps. */
import { ObjectStore, SERVED_KINDS, type KubernetesObject, type ServedKind } from '../../../sandbox/kube/objects.ts';
import { Pager, type ListBody } from '../../../sandbox/kube/pages.ts';

const SERVICES = kind('', 'services');
const BINDINGS = kind('elbv2.k8s.aws', 'targetgroupbindings');

function kind(group: string, plural: string): ServedKind {
  const found = SERVED_KINDS.find((served) => served.group === group && served.plural === plural);
  if (found === undefined) throw new Error(`${plural}.${group} is not served`);
  return found;
}

function storeWith(...serviceNames: string[]): ObjectStore {
  const store = new ObjectStore(() => new Date('2026-03-01T00:00:00Z'));
  for (const name of serviceNames) store.add(service(name));
  return store;
}

function service(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name } };
}

function read(pager: Pager, limit: number, token?: string): ListBody {
  const answer = pager.page(SERVICES, 'v1', limit, token);
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  return answer.body;
}

function names(body: ListBody): string[] {
  return (body.items as KubernetesObject[]).map(({ metadata }) => metadata.name);
}

describe('a list', () => {
  test('comes in pages with a token and the number of objects that remain', () => {
    const pager = new Pager(storeWith('c', 'a', 'b'));
    const first = read(pager, 2);
    expect(names(first)).toEqual(['a', 'b']);
    expect(first.metadata).toMatchObject({ remainingItemCount: 1, continue: expect.any(String) });
    const last = read(pager, 2, first.metadata.continue);
    expect(names(last)).toEqual(['c']);
    expect(last.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
  });

  test('of exactly one page has no token', () => {
    expect(read(new Pager(storeWith('a', 'b')), 2).metadata).toEqual({ resourceVersion: '3' });
  });

  test('without a limit comes whole', () => {
    expect(names(read(new Pager(storeWith('a', 'b', 'c')), 0))).toEqual(['a', 'b', 'c']);
  });

  test('shows on every page the state at its first page', () => {
    const store = storeWith('a', 'b', 'c');
    const pager = new Pager(store);
    const first = read(pager, 2);
    store.remove({ kind: 'Service', namespace: 'shop', name: 'c' });
    store.add(service('d'));
    expect(names(read(pager, 2, first.metadata.continue))).toEqual(['c']);
    expect(names(read(pager, 0))).toEqual(['a', 'b', 'd']);
  });

  test('cannot be continued after a compaction: 410', () => {
    const pager = new Pager(storeWith('a', 'b', 'c'));
    const token = read(pager, 2).metadata.continue;
    pager.compact();
    expect(pager.page(SERVICES, 'v1', 2, token)).toEqual({ status: 410 });
  });

  test('cannot be continued with a token that was never given: 400', () => {
    expect(new Pager(storeWith('a')).page(SERVICES, 'v1', 2, 'nonsense')).toEqual({ status: 400 });
  });

  test('leaves kind and apiVersion out of built-in objects and keeps them in custom resources', () => {
    const store = storeWith('a');
    store.add({ apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata: { name: 'b' } });
    const pager = new Pager(store);
    expect(read(pager, 0).items[0]).not.toHaveProperty('kind');
    const custom = pager.page(BINDINGS, 'elbv2.k8s.aws/v1beta1', 0, undefined);
    expect(custom).toMatchObject({ body: { items: [{ kind: 'TargetGroupBinding' }] } });
  });
});

describe('an object', () => {
  test('is given the fields that a server sets', () => {
    expect(storeWith().add(service('a'))).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        namespace: 'shop',
        name: 'a',
        uid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/),
        creationTimestamp: '2026-03-01T00:00:00Z',
        resourceVersion: '2',
      },
      spec: { type: 'ClusterIP' },
      status: { loadBalancer: {} },
    });
  });

  test('keeps the uid it was given', () => {
    const given = { ...service('a'), metadata: { name: 'a', uid: 'mine' } };
    expect(storeWith().add(given).metadata['uid']).toBe('mine');
  });

  test('made again under the same name has another uid', () => {
    const store = storeWith();
    const first = store.add(service('a')).metadata['uid'];
    store.remove({ kind: 'Service', namespace: 'shop', name: 'a' });
    expect(store.add(service('a')).metadata['uid']).not.toBe(first);
  });

  test('is patched as a JSON merge patch says: null removes, the rest stays', () => {
    const store = storeWith('a');
    const patched = store.patch(
      { kind: 'Service', namespace: 'shop', name: 'a' },
      { metadata: { uid: null }, spec: { type: 'LoadBalancer' } },
    );
    expect(patched.metadata).not.toHaveProperty('uid');
    expect(patched).toMatchObject({ metadata: { name: 'a' }, spec: { type: 'LoadBalancer' } });
  });

  test('that is not there cannot be patched or removed', () => {
    const ref = { kind: 'Service', namespace: 'shop', name: 'gone' };
    expect(() => storeWith().patch(ref, {})).toThrow('the cluster has no Service shop/gone');
    expect(() => storeWith().remove(ref)).toThrow('the cluster has no Service shop/gone');
  });
});
