/**
 * A Kubernetes API on 127.0.0.1 over real TLS that keeps the rules of the real one: tokens, pages, API groups, errors.
 * It can only be read over HTTP; tests and the demo change its objects through this class.
 */
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { SANDBOX_CREDENTIALS } from '../credentials.ts';
import { statusBody } from './answers.ts';
import { refusal } from './authenticator.ts';
import { createServerIdentity, sharedServerIdentity, type ServerIdentity } from './certificates.ts';
import { FaultList, type Fault } from './faults.ts';
import { ObjectStore, type KubernetesObject, type MergePatch, type ObjectRef } from './objects.ts';
import { Pager } from './pages.ts';
import { send, sendFault } from './responses.ts';
import { routeOf } from './routes.ts';

export { SANDBOX_CREDENTIALS };

interface SandboxClusterOptions {
  readonly name: string;
  readonly clock: Clock;
  /** Region whose STS host tokens must name. */
  readonly region: string;
  /** Secret access keys by access key id. */
  readonly secretKeys?: ReadonlyMap<string, string>;
}

/** What a cluster was asked so far. */
interface ClusterTraffic {
  /** Path and query of each request, in order. */
  readonly requests: readonly string[];
  /** Bytes of bodies sent. */
  readonly bytes: number;
  /** TLS connections that were opened. */
  readonly connections: number;
}

const BUILT_IN_GROUPS: readonly [string, readonly string[]][] = [
  ['apps', ['v1']],
  ['networking.k8s.io', ['v1']],
];

/** Starts an API server on a free port with the one Service that every cluster has. */
export async function startSandboxCluster(options: SandboxClusterOptions): Promise<SandboxCluster> {
  const cluster = new SandboxCluster(options, await sharedServerIdentity());
  await cluster.listen();
  return cluster;
}

export class SandboxCluster {
  readonly name: string;
  /** Served versions by API group; edit it to install or remove kinds. The core group is always there. */
  readonly apiGroups = new Map<string, readonly string[]>(BUILT_IN_GROUPS);
  /** Kinds that a version does not have although its group serves it: `gateway.networking.k8s.io/v1/gateways`. */
  readonly missingKinds = new Set<string>();
  /** Base64 of the PEM, for DescribeCluster. */
  readonly certificateAuthority: string;
  readonly #options: SandboxClusterOptions;
  readonly #server: Server;
  readonly #store: ObjectStore;
  readonly #pager: Pager;
  readonly #faults = new FaultList();
  readonly #requests: string[] = [];
  #bytes = 0;
  #connections = 0;

  constructor(options: SandboxClusterOptions, identity: ServerIdentity) {
    this.name = options.name;
    this.#options = options;
    this.certificateAuthority = identity.certificateAuthority;
    this.#store = new ObjectStore(() => options.clock.now());
    this.#pager = new Pager(this.#store);
    this.#server = createServer({ key: identity.key, cert: identity.certificateChain }, (request, response) =>
      this.#handle(request, response),
    );
    this.#server.on('secureConnection', (_socket: Socket) => this.#connections++);
    this.add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'default', name: 'kubernetes' },
      spec: { type: 'ClusterIP' },
    });
  }

  /** `https://127.0.0.1:<port>`, for DescribeCluster. */
  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  get traffic(): ClusterTraffic {
    return { requests: [...this.#requests], bytes: this.#bytes, connections: this.#connections };
  }

  /** Creates or replaces an object; gives it as stored (uid, resourceVersion, creationTimestamp filled in). */
  add(object: KubernetesObject): KubernetesObject {
    return this.#store.add(object);
  }

  patch(ref: ObjectRef, patch: MergePatch): KubernetesObject {
    return this.#store.patch(ref, patch);
  }

  remove(ref: ObjectRef): void {
    this.#store.remove(ref);
  }

  /** Lets every continue token given so far expire, as etcd's compaction does. */
  compact(): void {
    this.#pager.compact();
  }

  /** Switches a fault on: `cluster.fail({ path: 'services', with: 'truncated', times: 1 })`. */
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** Switches all faults off. */
  recover(): void {
    this.#faults.clear();
  }

  /** From now on new connections see a certificate of a CA that this cluster does not name. */
  async presentForeignCertificate(): Promise<void> {
    const foreign = await createServerIdentity();
    this.#server.setSecureContext({ key: foreign.key, cert: foreign.certificateChain });
  }

  listen(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(0, '127.0.0.1', resolve);
    return promise;
  }

  /** Closes the port and every connection, hanging ones too. */
  stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    return promise;
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'https://127.0.0.1');
    this.#requests.push(url.pathname + url.search);
    const route = routeOf(url.pathname, {
      apiGroups: this.apiGroups,
      missingKinds: this.missingKinds,
      pager: this.#pager,
    });
    const reply = (status: number, body: object): void => {
      this.#bytes += send(response, status, JSON.stringify(body));
    };

    const fault = this.#faults.next({ paths: route?.paths ?? [], continues: url.searchParams.has('continue') });
    if (fault !== undefined) {
      const healthyBody = JSON.stringify(route?.answer(url.searchParams).body ?? {});
      this.#bytes += sendFault(response, fault, healthyBody);
      return;
    }
    const refused = refusal(request.headers.authorization, {
      clusterName: this.name,
      region: this.#options.region,
      secretKeys: this.#secretKeys(),
      now: this.#options.clock.now(),
    });
    // The real one says no more than this, whatever was wrong.
    if (refused !== undefined) return reply(401, statusBody(401, 'Unauthorized'));
    if (route === undefined) return reply(404, statusBody(404, 'the server could not find the requested resource'));
    if (request.method !== 'GET') return reply(405, statusBody(405, 'the sandbox can only be read'));
    const { status, body } = route.answer(url.searchParams);
    reply(status, body);
  }

  #secretKeys(): ReadonlyMap<string, string> {
    const { accessKeyId, secretAccessKey } = SANDBOX_CREDENTIALS;
    return this.#options.secretKeys ?? new Map([[accessKeyId, secretAccessKey]]);
  }
}
