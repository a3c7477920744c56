/**
 * One connection to one Kubernetes API server: the only runtime import of @kubernetes/client-node. It can only GET. It
 * trusts the CA that EKS names and no other, also at the end of a proxy's tunnel, and never reads a kubeconfig.
 */
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { HttpMethod, IsomorphicFetchHttpLibrary, KubeConfig, RequestContext } from '@kubernetes/client-node';
import type { DispatcherOptions } from '@kubernetes/client-node';
import { RequestFailed } from './failure.ts';

interface Endpoint {
  /** `https://…`, as DescribeCluster gives it. */
  readonly server: string;
  /** Base64 of the PEM that signs the server's certificate. */
  readonly certificateAuthority: string;
  /** URL of the proxy on the way, if there is one; it may hold a password. */
  readonly proxy?: string | undefined;
}

/** A kind of object as it stands in the URL; the core group's name is empty. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** Reads of one API server: JSON as it came, nothing checked. Every method throws RequestFailed and makes one attempt. */
export interface Connection {
  /** The body of GET /apis. */
  apiGroups(): Promise<unknown>;
  /** The body of GET /apis/<group>/<version>: the kinds of one version. */
  apiResources(group: string, version: string): Promise<unknown>;
  /** One page of a kind, over all namespaces. */
  page(resource: Resource, limit: number, continueToken: string | undefined): Promise<unknown>;
  /** Closes the socket; requests under way fail. */
  close(): Promise<void>;
}

/** Opens lazily: nothing is sent before the first read. Every request ends when `signal` aborts. */
export function connect(endpoint: Endpoint, token: string, signal: AbortSignal): Connection {
  const config = new SingleConnectionConfig();
  config.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: endpoint.server,
      caData: endpoint.certificateAuthority,
      skipTLSVerify: false,
      ...(endpoint.proxy === undefined ? {} : { proxyUrl: endpoint.proxy }),
    },
    { name: 'nlb-janitor', token },
  );
  const http = new IsomorphicFetchHttpLibrary();

  // Not by client-node's typed APIs: their deserialiser makes lists out of strings and drops what it does not know, so a
  // broken answer can come out looking whole. They also reach every verb, and take half as long again.
  async function get(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    // undici counts a connection as busy for one turn more after a body was read; without this it opens a second one.
    await turnOfEventLoop();
    const request = new RequestContext(endpoint.server + path, HttpMethod.GET);
    request.setHeaderParam('Accept', 'application/json');
    for (const [name, value] of Object.entries(query)) request.setQueryParam(name, value);
    request.setSignal(signal);
    await config.applySecurityAuthentication(request);
    const response = await http.send(request).toPromise();
    // Read to its end whatever the status is, or the connection cannot be used again.
    const body = await response.body.text();
    const status = response.httpStatusCode;
    if (status !== 200) {
      const isPage = /^text\/html\b/i.test(response.headers['content-type'] ?? '');
      throw new RequestFailed({ is: 'status', status, retryAfter: response.headers['retry-after'], isPage });
    }
    return JSON.parse(body);
  }

  async function attempt(path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> {
    try {
      return await get(path, query);
    } catch (thrown) {
      throw translated(thrown, signal);
    }
  }

  return {
    apiGroups: () => attempt('/apis'),
    apiResources: (group, version) => attempt(`/apis/${group}/${version}`),
    // No resourceVersion is asked for: the list is then read from etcd, not from a cache that may lag.
    page: ({ group, version, plural }, limit, continueToken) =>
      attempt(group === '' ? `/api/${version}/${plural}` : `/apis/${group}/${version}/${plural}`, {
        limit: String(limit),
        ...(continueToken !== undefined && { continue: continueToken }),
      }),
    close: () => config.close(),
  };
}

/**
 * client-node makes a new agent, and so a new TLS connection, for each request (kubernetes-client/javascript#2893).
 * This one keeps the first agent.
 */
class SingleConnectionConfig extends KubeConfig {
  #agent: ReturnType<RequestContext['getDispatcher']>;

  override async applySecurityAuthentication(request: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(request);
    this.#agent ??= request.getDispatcher();
    // Without an agent of our own the CA would not be pinned.
    if (this.#agent === undefined) throw new Error('client-node made no agent');
    request.setDispatcher(this.#agent);
  }

  override createDispatcherOptions(...[cluster, agentOptions]: DispatcherArguments): DispatcherOptions {
    // Said outright, or NODE_TLS_REJECT_UNAUTHORIZED=0 would let anybody answer in the cluster's name.
    return super.createDispatcherOptions(cluster, { ...agentOptions, rejectUnauthorized: true });
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
  }
}

type DispatcherArguments = Parameters<KubeConfig['createDispatcherOptions']>;

/** Keeps the code of what fetch throws; its messages may quote what was sent or received and go no further. */
function translated(thrown: unknown, signal: AbortSignal): RequestFailed {
  if (thrown instanceof RequestFailed) return thrown;
  if (signal.aborted) return new RequestFailed({ is: 'deadline' });
  const status = statusOfProxy(thrown);
  if (status !== undefined) return new RequestFailed({ is: 'proxy', status });
  const code = connectionCode(thrown);
  if (code !== undefined) return new RequestFailed({ is: 'connection', code });
  const what =
    thrown instanceof SyntaxError
      ? 'its status is 200, but it is not JSON; a proxy may stand in between'
      : 'the client could not read it';
  return new RequestFailed({ is: 'unusable', what });
}

/** fetch wraps what went wrong below HTTP: the code stands on the error or on one of its causes. */
function connectionCode(thrown: unknown): string | undefined {
  for (const error of withCauses(thrown)) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return undefined;
}

/** undici tells in words only what a proxy answered to CONNECT. */
function statusOfProxy(thrown: unknown): number | undefined {
  for (const error of withCauses(thrown)) {
    const status = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined;
    if (status !== undefined) return Number(status);
  }
  return undefined;
}

function* withCauses(thrown: unknown): Generator<object> {
  let error = thrown;
  while (typeof error === 'object' && error !== null) {
    yield error;
    error = 'cause' in error ? error.cause : undefined;
  }
}
