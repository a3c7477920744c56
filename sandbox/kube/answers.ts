/** The bodies that a Kubernetes API server sends: statuses, API groups and the kinds of a version, field by field as the real one. */

const REASONS: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [410, 'Expired'],
  [429, 'TooManyRequests'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
]);

/** meta/v1 Status. */
export function statusBody(code: number, message: string): object {
  const reason = REASONS.get(code);
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}

/** meta/v1 APIGroupList of the served versions by group name, the preferred one first. */
export function groupListBody(groups: ReadonlyMap<string, readonly string[]>): object {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...groups].map(([name, versions]) => {
      const listed = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
      return { name, versions: listed, preferredVersion: listed[0] };
    }),
  };
}

/** meta/v1 APIResourceList of one version. */
export function resourceListBody(
  groupVersion: string,
  resources: readonly { readonly plural: string; readonly kind: string }[],
): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: resources.map(({ plural, kind }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced: true,
      kind,
      verbs: ['get', 'list', 'watch'],
    })),
  };
}
