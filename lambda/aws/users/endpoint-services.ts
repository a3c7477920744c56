/**
 * VPC endpoint services: what other VPCs and accounts reach an NLB through. AWS refuses to delete the NLB of one, also when
 * nobody is connected to it, so each is a user.
 */
import {
  EC2Client,
  paginateDescribeVpcEndpointConnections,
  paginateDescribeVpcEndpointServiceConfigurations,
} from '@aws-sdk/client-ec2';
import type { ServiceConfiguration, VpcEndpointConnection } from '@aws-sdk/client-ec2';

import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import { IncompleteAnswerError } from '../errors.ts';
import { reading, required } from '../reading.ts';
import type { UserReader } from './reader.ts';
import { few } from './words.ts';

const SERVICES = { service: 'ec2', action: 'DescribeVpcEndpointServiceConfigurations' } as const;
const CONNECTIONS = { service: 'ec2', action: 'DescribeVpcEndpointConnections' } as const;
/** The most of both (EC2 API reference). */
const PAGE_SIZE = 1000;

interface EndpointService {
  readonly id: string;
  readonly managesEndpoints: boolean;
  readonly loadBalancerArns: readonly string[];
}

/** Who is connected, by the id of the service: `111122223333 available`. */
type Connections = Reading<ReadonlyMap<string, readonly string[]>>;

export const endpointServices: UserReader = async (clients) => {
  const client = clients.of(EC2Client);
  const services = await reading(SERVICES, () => readServices(client));
  if (!services.ok) return services;
  // Most accounts have none: then nobody is connected.
  if (services.value.length === 0) return { ok: true, value: [] };
  const connections: Connections = await reading(CONNECTIONS, () => readConnections(client));
  return { ok: true, value: services.value.flatMap((service) => referencesOf(service, connections)) };
};

async function readServices(client: EC2Client): Promise<readonly EndpointService[]> {
  const found: EndpointService[] = [];
  for await (const page of paginateDescribeVpcEndpointServiceConfigurations({ client, pageSize: PAGE_SIZE }, {})) {
    for (const answer of required(page?.ServiceConfigurations, 'ServiceConfigurations')) {
      const service = parseService(answer);
      if (service.loadBalancerArns.length > 0) found.push(service);
    }
  }
  return found;
}

/** One in front of Gateway Load Balancers has only their list (AWS CLI reference, example of the call). */
function parseService(answer: ServiceConfiguration): EndpointService {
  const id = required(answer.ServiceId, 'ServiceId for one endpoint service');
  const { NetworkLoadBalancerArns: arns, GatewayLoadBalancerArns: gateways, ManagesVpcEndpoints: manages } = answer;
  // SAFETY: one that names neither may be in front of any NLB.
  if (arns === undefined && (gateways === undefined || gateways.length === 0)) {
    throw new IncompleteAnswerError(
      `the answer has neither NetworkLoadBalancerArns nor GatewayLoadBalancerArns for ${id}`,
    );
  }
  const own = arns?.map((arn) => required(arn, `NetworkLoadBalancerArns for ${id}`));
  return { id, managesEndpoints: manages === true, loadBalancerArns: own === undefined ? [] : own };
}

/** Of all services at once: a call for each would cost as many calls as there are services. */
async function readConnections(client: EC2Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const found: { readonly service: string; readonly connection: string }[] = [];
  for await (const page of paginateDescribeVpcEndpointConnections({ client, pageSize: PAGE_SIZE }, {})) {
    for (const answer of required(page?.VpcEndpointConnections, 'VpcEndpointConnections')) {
      const service = required(answer.ServiceId, 'ServiceId for one connection');
      found.push({ service, connection: connectionIn(answer) });
    }
  }
  const byService = Map.groupBy(found, ({ service }) => service);
  return new Map([...byService].map(([service, own]) => [service, own.map(({ connection }) => connection)]));
}

/** The API reference writes states with a capital, the filter and real answers without one. */
function connectionIn({ VpcEndpointOwner: owner, VpcEndpointState: state }: VpcEndpointConnection): string {
  const word = state === undefined ? 'in an unknown state' : state.charAt(0).toLowerCase() + state.slice(1);
  return `${owner ?? 'an unknown account'} ${word}`;
}

function referencesOf(service: EndpointService, connections: Connections): readonly Reference[] {
  const managed = service.managesEndpoints ? ', which manages its endpoints itself' : '';
  const who = `VPC endpoint service ${service.id}${managed} (${connectionsOf(service.id, connections)})`;
  return service.loadBalancerArns.map((to) => ({ who, to }));
}

/** Only words: the service is a user whoever is connected, so a failure here takes nothing away. */
function connectionsOf(id: string, connections: Connections): string {
  if (!connections.ok) return `its connections could not be read: ${connections.why}`;
  const all = connections.value.get(id);
  if (all === undefined) return 'no connection';
  const alike = new Map<string, number>();
  for (const one of all) alike.set(one, (alike.get(one) ?? 0) + 1);
  const kinds = [...alike].map(([one, times]) => (times === 1 ? one : `${times} of ${one}`));
  return `${all.length} ${all.length === 1 ? 'connection' : 'connections'}: ${few(kinds)}`;
}
