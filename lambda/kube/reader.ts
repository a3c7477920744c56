/**
 * The Kubernetes port: from what EKS says about a cluster to what the cluster claims. The sandbox and production use this
 * same code. It holds no connection between two calls, and reads only.
 */
import { getProxyForUrl } from 'proxy-from-env';
import type { Cluster } from '../model/aws.ts';
import type { ClusterView } from '../model/kubernetes.ts';
import type { Journal, Kubernetes } from '../ports/read.ts';
import { connect } from './connection.ts';
import { startTimeLimit, type TimeLimit } from './time-limit.ts';
import type { ReadingContext } from './explain.ts';
import { nameOf } from './failure.ts';
import type { RetryContext } from './retry.ts';
import type { TokenSource } from './token.ts';
import { readView, unreadView } from './view.ts';

export interface KubernetesReaderInputs {
  readonly token: TokenSource;
  readonly now: () => Date;
  readonly sleep: RetryContext['sleep'];
  /** Role or user ARN of the caller, for the words of a refusal. */
  readonly identity: string | undefined;
  /** For everything that is asked of one cluster. */
  readonly deadlineSeconds?: number;
  /** For one request, where a person waits. */
  readonly requestSeconds?: number;
  /** URL of the proxy on the way to an endpoint, if there is one; by default that of HTTPS_PROXY and NO_PROXY. */
  readonly proxyTo?: (endpoint: string) => string | undefined;
  readonly journal?: Journal;
}

const DEFAULT_DEADLINE_SECONDS = 60;

/** A reader of cluster views. Each view opens one TLS connection and closes it. */
export function kubernetesReader(inputs: KubernetesReaderInputs): Kubernetes {
  const deadlineSeconds = inputs.deadlineSeconds ?? DEFAULT_DEADLINE_SECONDS;
  return {
    async view(cluster) {
      const limit = startTimeLimit(deadlineSeconds);
      try {
        const view = await viewWithin(limit, deadlineSeconds, cluster, inputs);
        note(inputs.journal, view);
        return view;
      } finally {
        limit.end();
      }
    },
  };
}

async function viewWithin(
  limit: TimeLimit,
  deadlineSeconds: number,
  cluster: Cluster,
  { token, now, sleep, identity, requestSeconds, proxyTo = proxyOfEnvironment }: KubernetesReaderInputs,
): Promise<ClusterView> {
  const { name, endpoint, certificateAuthority } = cluster;
  const unreachable = (why: string): ClusterView =>
    unreadView(name, now(), { ok: false, cause: 'unreachable', why: `cluster ${name}: ${why}` });

  if (endpoint === undefined || !endpoint.startsWith('https://')) {
    return unreachable(
      `EKS gives no https endpoint for it (its status is ${cluster.status}); it can be read once it has one`,
    );
  }
  if (certificateAuthority === undefined || !isPem(certificateAuthority)) {
    return unreachable(
      `EKS gives no certificate authority for it (its status is ${cluster.status}); without one its API cannot be verified`,
    );
  }
  let bearer: string;
  try {
    bearer = await limit.within(token(name));
  } catch (thrown) {
    return unreachable(`no token could be made for it (${nameOf(thrown)}); check the AWS credentials of the caller`);
  }
  const proxy = proxyTo(endpoint);
  const connection = connect({ server: endpoint, certificateAuthority, proxy }, bearer, limit.signal);
  try {
    const host = proxy === undefined ? undefined : (URL.parse(proxy)?.host ?? 'of HTTPS_PROXY');
    const context: ReadingContext = { cluster: name, endpoint, proxy: host, identity, deadlineSeconds };
    return await readView(connection, context, {
      limit,
      now,
      sleep,
      ...(requestSeconds === undefined ? {} : { requestSeconds }),
    });
  } finally {
    await connection.close();
  }
}

/** What HTTPS_PROXY names, unless NO_PROXY names the endpoint. */
function proxyOfEnvironment(endpoint: string): string | undefined {
  const proxy = getProxyForUrl(endpoint);
  return proxy === '' ? undefined : proxy;
}

/** An empty or broken CA must not fall back to the public ones. */
function isPem(base64: string): boolean {
  return Buffer.from(base64, 'base64').toString('latin1').includes('-----BEGIN CERTIFICATE-----');
}

function note(journal: Journal | undefined, { cluster, services, ingresses, gateways, bindings }: ClusterView): void {
  if (services.ok) journal?.note('Services read', { cluster, number: services.value.length });
  const gaps = [services, ingresses, gateways, bindings].filter((reading) => !reading.ok);
  for (const why of new Set(gaps.map((gap) => gap.why))) journal?.note(why);
}
