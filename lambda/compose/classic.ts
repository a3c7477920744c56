/** The Classic API, loaded when it is first asked: few Services ever move to a Classic load balancer. */
import type { ClientMaker } from '../aws/clients.ts';
import type { ClassicLoadBalancers } from '../ports/read.ts';

export function classicApi(clients: ClientMaker): ClassicLoadBalancers {
  const load = async (): Promise<ClassicLoadBalancers> =>
    (await import('../aws/classic-load-balancers.ts')).classicLoadBalancers(clients);
  return {
    list: async () => (await load()).list(),
    instanceStates: async (name) => (await load()).instanceStates(name),
  };
}
