/** What a Kubernetes API answers on which path: the list of its API groups, the kinds of one version, one kind's objects. */
import { groupListBody, resourceListBody, statusBody } from './answers.ts';
import { SERVED_KINDS } from './objects.ts';
import type { Pager } from './pages.ts';

interface Route {
  /** By which a fault can name it. */
  readonly paths: readonly string[];
  answer(query: URLSearchParams): { readonly status: number; readonly body: object };
}

interface Served {
  /** Served versions by API group, without the core group. */
  readonly apiGroups: ReadonlyMap<string, readonly string[]>;
  /** `gateway.networking.k8s.io/v1/gateways` */
  readonly missingKinds: ReadonlySet<string>;
  readonly pager: Pager;
}

/** Undefined where the API has nothing. */
export function routeOf(path: string, of: Served): Route | undefined {
  if (path === '/apis' || path === '/apis/') {
    return { paths: ['apis'], answer: () => ({ status: 200, body: groupListBody(of.apiGroups) }) };
  }
  const discovered = /^\/apis\/(?<group>[^/]+)\/(?<version>[^/]+)$/.exec(path)?.groups;
  if (discovered !== undefined) return versionRoute(discovered['group'] ?? '', discovered['version'] ?? '', of);
  const parts = /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)\/(?<plural>[^/]+)$/.exec(path)?.groups;
  if (parts === undefined) return undefined;
  const { group = '', version = '', plural = '' } = parts;
  const served = SERVED_KINDS.find((kind) => kind.group === group && kind.plural === plural);
  const versions = group === '' ? ['v1'] : of.apiGroups.get(group);
  if (served === undefined || versions?.includes(version) !== true) return undefined;
  if (of.missingKinds.has(`${group}/${version}/${plural}`)) return undefined;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    paths: [plural, `${group}/${plural}`],
    answer: (query) => {
      const limit = Number(query.get('limit') ?? 0);
      const page = of.pager.page(served, apiVersion, limit, query.get('continue') ?? undefined);
      if (page.status === 200) return page;
      const message = page.status === 410 ? 'The provided continue parameter is too old' : 'continue key is not valid';
      return { status: page.status, body: statusBody(page.status, message) };
    },
  };
}

function versionRoute(group: string, version: string, { apiGroups, missingKinds }: Served): Route | undefined {
  if (apiGroups.get(group)?.includes(version) !== true) return undefined;
  const kinds = SERVED_KINDS.filter(
    (kind) => kind.group === group && !missingKinds.has(`${group}/${version}/${kind.plural}`),
  );
  const body = resourceListBody(`${group}/${version}`, kinds);
  return { paths: [`${group}/${version}`], answer: () => ({ status: 200, body }) };
}
