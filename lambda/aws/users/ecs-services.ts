/**
 * ECS services of the region: which target groups they register their tasks with, and which listeners they shift. No API
 * finds a service by its target group, so all of every cluster are read.
 *
 * ECS refills its bucket for service reads with 20 calls a second, and that for cluster reads too, of one account in one
 * region (AmazonECS/latest/APIReference/request-throttling.html): half of it is left to others. Ten services a call: 1,000
 * services in 20 clusters take some 12 seconds, and the most that is read four minutes.
 */
import {
  DescribeServicesCommand,
  ECSClient,
  paginateListClusters,
  paginateListServices,
  type DescribeServicesResponse,
  type LoadBalancer,
  type Service,
} from '@aws-sdk/client-ecs';
import pMap from 'p-map';

import type { Reference } from '../../model/users.ts';
import { hasName, IncompleteAnswerError } from '../errors.ts';
import type { RateLimit } from '../pace.ts';
import { reading, required, wholeReading } from '../reading.ts';
import { callBudget, type CallBudget } from './call-budget.ts';
import type { UserReader } from './reader.ts';

const LIST_CLUSTERS = { service: 'ecs', action: 'ListClusters' } as const;
const LIST_SERVICES = { service: 'ecs', action: 'ListServices' } as const;
const DESCRIBE = { service: 'ecs', action: 'DescribeServices' } as const;
const LIMIT: RateLimit = { calls: 10, perMilliseconds: 1000 };
const MOST_CALLS = 2400;
/** As many as are under way at 10 a second; the rest would only wait. */
const SIDE_BY_SIDE = { concurrency: 5 };
/** The largest pages that ECS gives: API_ListClusters, API_ListServices. */
const PAGE_SIZE = 100;
/** API_DescribeServices, services. */
const DESCRIBED_AT_ONCE = 10;

export const ecsServices: UserReader = (clients) =>
  wholeReading(async (part) => {
    const client = clients.of(ECSClient, { limit: LIMIT });
    const budget = callBudget(MOST_CALLS);
    const clusters = part(await reading(LIST_CLUSTERS, () => clusterArns(client, budget)));
    const batches = part(
      await reading(LIST_SERVICES, () => pMap(clusters, (cluster) => batchesOf(cluster, client, budget), SIDE_BY_SIDE)),
    ).flat();
    return part(
      await reading(DESCRIBE, async () => {
        const services = await pMap(batches, (batch) => described(batch, client, budget), SIDE_BY_SIDE);
        return services.flat().flatMap(referencesOf);
      }),
    );
  });

/** Services of one cluster, as many as one call describes. */
interface Batch {
  readonly cluster: string;
  readonly arns: string[];
}

async function clusterArns(client: ECSClient, budget: CallBudget): Promise<readonly string[]> {
  const found: string[] = [];
  budget.spend();
  for await (const page of paginateListClusters({ client, pageSize: PAGE_SIZE }, {})) {
    found.push(...required(page.clusterArns, 'clusterArns'));
    if (page.nextToken !== undefined) budget.spend();
  }
  return found;
}

function batchesOf(cluster: string, client: ECSClient, budget: CallBudget): Promise<readonly Batch[]> {
  return unlessGone<readonly Batch[]>([], async () => {
    const arns: string[] = [];
    budget.spend();
    for await (const page of paginateListServices({ client, pageSize: PAGE_SIZE }, { cluster })) {
      arns.push(...required(page.serviceArns, 'serviceArns'));
      if (page.nextToken !== undefined) budget.spend();
    }
    const starts = Array.from({ length: Math.ceil(arns.length / DESCRIBED_AT_ONCE) }, (_, n) => n * DESCRIBED_AT_ONCE);
    return starts.map((start) => ({ cluster, arns: arns.slice(start, start + DESCRIBED_AT_ONCE) }));
  });
}

function described({ cluster, arns }: Batch, client: ECSClient, budget: CallBudget): Promise<readonly Service[]> {
  return unlessGone<readonly Service[]>([], async () => {
    budget.spend();
    const answer = await client.send(new DescribeServicesCommand({ cluster, services: arns }));
    const services = required(answer.services, 'services');
    const missing = missingIn(answer);
    // SAFETY: a service that is not in the answer may use it.
    if (services.length + missing !== arns.length) {
      throw new IncompleteAnswerError(`${services.length + missing} services of ${arns.length} were answered`);
    }
    return services;
  });
}

/** How many went since they were listed. @throws IncompleteAnswerError for one that failed for another reason */
function missingIn(answer: DescribeServicesResponse): number {
  const failures = required(answer.failures, 'failures');
  for (const { arn, reason } of failures) {
    // SAFETY: by this word alone ECS says that a service does not exist.
    if (reason !== 'MISSING') throw new IncompleteAnswerError(`the answer says ${reason} of ${arn}`);
  }
  return failures.length;
}

/** The cluster may go between two calls; with services in it, ECS deletes none. */
async function unlessGone<T>(nothing: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // SAFETY: by this name alone ECS says that the cluster does not exist.
    if (hasName(error, 'ClusterNotFoundException')) return nothing;
    throw error;
  }
}

function referencesOf(service: Service): readonly Reference[] {
  const name = required(service.serviceName, 'serviceName for one service');
  // Its tasks are stopped, and it registers none again.
  if (required(service.status, `status for service ${name}`) === 'INACTIVE') return [];
  const cluster = required(service.clusterArn, `clusterArn for service ${name}`).replace(/^.*\//, '');
  const who = `ECS service ${cluster}/${name}`;
  const lists = [service, ...(service.taskSets ?? NO_TASK_SETS)].map(({ loadBalancers }) =>
    required(loadBalancers, `loadBalancers for service ${name}`),
  );
  return [...new Set(lists.flat().flatMap((one) => pointedAt(one, name)))].map((to) => ({ who, to }));
}

/** Only services that another controller deploys have them: API_Service, taskSets. */
const NO_TASK_SETS: NonNullable<Service['taskSets']> = [];

/** Target groups, and for blue/green deployments the other group and the listeners (API_AdvancedConfiguration). */
function pointedAt(
  { targetGroupArn, loadBalancerName, advancedConfiguration }: LoadBalancer,
  service: string,
): readonly string[] {
  if (targetGroupArn === undefined && loadBalancerName === undefined) {
    throw new IncompleteAnswerError(
      `a load balancer of service ${service} has neither targetGroupArn nor loadBalancerName`,
    );
  }
  const blueGreen = advancedConfiguration;
  return [
    targetGroupArn,
    blueGreen?.alternateTargetGroupArn,
    blueGreen?.productionListenerRule,
    blueGreen?.testListenerRule,
  ].flatMap((arn) => arn || []);
}
