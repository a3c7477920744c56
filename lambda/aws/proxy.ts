/**
 * The way to AWS where the environment names a proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY): agents that ask for each host
 * whether it is reached through one. Never weakens TLS: a tunnel ends at AWS, whose certificate is checked as without one.
 */
import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** As much as the SDK's own agents keep open. */
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 50 } as const;

const VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy'] as const;

/** Agents for the SDK's request handler; empty where no proxy is named, so that the SDK keeps its own. */
export function proxyAgents(): { readonly httpAgent?: HttpAgent; readonly httpsAgent?: HttpAgent } {
  const isNamed = VARIABLES.some((name) => Boolean(process.env[name]) || Boolean(process.env[name.toUpperCase()]));
  return isNamed ? { httpAgent: new ProxyOrDirect('http'), httpsAgent: new ProxyOrDirect('https') } : {};
}

/** What node's agents have, and @types/node does not name. */
interface Adding {
  addRequest(request: ClientRequest, options: AddedOptions): void;
}

interface AddedOptions {
  readonly secureEndpoint?: boolean;
  readonly host?: string | null;
  readonly port?: number | string | null;
}

/** For each request: the agent of its proxy, or a direct one where NO_PROXY names the host. Agents keep connections. */
class ProxyOrDirect extends HttpAgent implements Adding {
  readonly #scheme: 'http' | 'https';
  readonly #direct: HttpAgent;
  readonly #throughProxy = new Map<string, HttpAgent>();

  constructor(scheme: 'http' | 'https') {
    super(AGENT_OPTIONS);
    this.#scheme = scheme;
    this.#direct = scheme === 'https' ? new HttpsAgent(AGENT_OPTIONS) : new HttpAgent(AGENT_OPTIONS);
    // Node refuses a request whose protocol is not that of its agent.
    Object.assign(this, { protocol: `${scheme}:`, defaultPort: scheme === 'https' ? 443 : 80 });
  }

  /**
   * Node calls it while it makes the request. The next agent must be asked at once: it puts the whole URL into the head,
   * and over a connection that was kept nobody writes the head again.
   */
  addRequest(request: ClientRequest, options: AddedOptions): void {
    const { host, port } = options;
    let agent: HttpAgent;
    try {
      agent = this.#agentFor(host ?? 'localhost', port ?? '');
    } catch (error) {
      // Thrown here, it would leave the timers of the SDK running.
      process.nextTick(() => request.emit('error', error));
      return;
    }
    (agent as HttpAgent & Adding).addRequest(request, { ...options, secureEndpoint: this.#scheme === 'https' });
  }

  #agentFor(host: string, port: number | string): HttpAgent {
    const proxy = getProxyForUrl(`${this.#scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`);
    if (proxy === '') return this.#direct;
    const agent = this.#throughProxy.get(proxy) ?? agentOf(proxy, this.#scheme === 'https');
    this.#throughProxy.set(proxy, agent);
    return agent;
  }

  override destroy(): void {
    for (const agent of [this.#direct, ...this.#throughProxy.values()]) agent.destroy();
    super.destroy();
  }
}

function agentOf(proxy: string, secureEndpoint: boolean): HttpAgent {
  const url = URL.parse(proxy);
  // The URL itself may hold a password.
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new Error('the proxy that the environment names is no http:// or https:// URL: check HTTPS_PROXY');
  }
  return secureEndpoint ? new HttpsProxyAgent(url, AGENT_OPTIONS) : new HttpProxyAgent(url, AGENT_OPTIONS);
}
