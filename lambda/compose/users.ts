/**
 * The readers of users outside Kubernetes. Each is loaded when it is first asked: their SDK packages are large, and most
 * runs suspect nobody.
 */
import type { ClientMaker } from '../aws/clients.ts';
import type { Place, UserReader } from '../aws/users/reader.ts';
import type { NetworkInterfaces, OutsideUsers } from '../ports/read.ts';

export function outsideUsers(clients: ClientMaker, place: Place): OutsideUsers {
  const first = (load: () => Promise<UserReader>) => async () => (await load())(clients, place);
  return {
    'endpoint-services': first(async () => (await import('../aws/users/endpoint-services.ts')).endpointServices),
    'api-gateway': first(async () => (await import('../aws/users/api-gateway.ts')).apiGateway),
    'global-accelerator': first(async () => (await import('../aws/users/global-accelerator.ts')).globalAccelerator),
    cloudfront: first(async () => (await import('../aws/users/cloudfront.ts')).cloudFront),
    'verified-access': first(async () => (await import('../aws/users/verified-access.ts')).verifiedAccess),
    'traffic-mirror': first(async () => (await import('../aws/users/traffic-mirror.ts')).trafficMirror),
    'ecs-services': first(async () => (await import('../aws/users/ecs-services.ts')).ecsServices),
    'route-53': first(async () => (await import('../aws/users/route-53.ts')).route53),
  };
}

export function networkInterfaces(clients: ClientMaker, place: Place): NetworkInterfaces {
  return {
    loadBalancerAddresses: async () =>
      (await import('../aws/users/network-interfaces.ts')).loadBalancerAddresses(clients, place),
  };
}
