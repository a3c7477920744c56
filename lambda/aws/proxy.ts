/**
 * The way to AWS where the environment names a proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY): agents that ask for each host
 * whether it is reached through one. Never weakens TLS: a tunnel ends at AWS, whose certificate is checked as without one.
 */
import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** As much as the SDK's own agents keep open. */
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 50 } as const;

const VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy'] as const;

/** Agents for the SDK's request handler; empty where no proxy is named, so that the SDK keeps its own. */
export function proxyAgents(): { readonly httpAgent?: HttpAgent; readonly httpsAgent?: HttpAgent } {
  const isNamed = VARIABLES.some((name) => Boolean(process.env[name]) || Boolean(process.env[name.toUpperCase()]));
  if (!isNamed) return {};
  const agent = new ProxyOrDirect(AGENT_OPTIONS);
  return { httpAgent: agent, httpsAgent: agent };
}

/** For each request: the agent of its proxy, or a direct one where NO_PROXY names the host. Agents keep connections. */
class ProxyOrDirect extends Agent {
  readonly #direct = { http: new HttpAgent(AGENT_OPTIONS), https: new HttpsAgent(AGENT_OPTIONS) };
  readonly #throughProxy = new Map<string, HttpAgent>();

  override connect(_request: ClientRequest, { host = '', port, secureEndpoint }: AgentConnectOpts): HttpAgent {
    const scheme = secureEndpoint ? 'https' : 'http';
    const proxy = getProxyForUrl(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`);
    if (proxy === '') return this.#direct[scheme];
    const key = `${scheme} ${proxy}`;
    const agent = this.#throughProxy.get(key) ?? agentOf(proxy, secureEndpoint);
    this.#throughProxy.set(key, agent);
    return agent;
  }

  override destroy(): void {
    for (const agent of [...Object.values(this.#direct), ...this.#throughProxy.values()]) agent.destroy();
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
