/** One of the functions as Lambda has it: its state, its environment, and what runs it. */
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import type { QueueMapping, FunctionAnswer, FunctionName } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { hasName, unreadable } from '../errors.ts';
import { reading, required } from '../reading.ts';

const CONFIGURATION = { service: 'lambda', action: 'GetFunctionConfiguration' } as const;
const CONCURRENCY = { service: 'lambda', action: 'GetFunctionConcurrency' } as const;
const MAPPINGS = { service: 'lambda', action: 'ListEventSourceMappings' } as const;

/** With its environment, which never holds a secret (infra/nlb-janitor.ts). */
export interface ReadFunction {
  readonly answer: FunctionAnswer;
  readonly environment: Readonly<Record<string, string>>;
}

/** Never rejects; `absent` only where Lambda says so. */
export async function functionNamed(clients: ClientMaker, name: FunctionName): Promise<Reading<ReadFunction>> {
  const client = clients.of(LambdaClient);
  const FunctionName = `nlb-janitor-${name}`;
  let configuration: FunctionConfiguration;
  try {
    configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  } catch (error) {
    if (hasName(error, 'ResourceNotFoundException'))
      return { ok: true, value: { answer: { is: 'absent' }, environment: {} } };
    return unreadable(CONFIGURATION, error);
  }
  const [reservedConcurrency, sources] = await Promise.all([
    reading(CONCURRENCY, async () => {
      const answer = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      return answer.ReservedConcurrentExecutions;
    }),
    reading(MAPPINGS, () => sourcesOf(client, FunctionName)),
  ]);
  return reading(CONFIGURATION, async () => ({
    answer: {
      is: 'present',
      function: {
        state: required(configuration.State, 'State'),
        stateReason: configuration.StateReason ?? configuration.LastUpdateStatusReason,
        isUpdateFailed: configuration.LastUpdateStatus === 'Failed',
        // Lambda's own form of ISO 8601, with `+0000`.
        changedAt: new Date(configuration.LastModified ?? ''),
        roleArn: required(configuration.Role, 'Role'),
        reservedConcurrency,
        sources,
      },
    },
    environment: configuration.Environment?.Variables ?? {},
  }));
}

async function sourcesOf(client: LambdaClient, FunctionName: string): Promise<readonly QueueMapping[]> {
  const sources: QueueMapping[] = [];
  for await (const page of paginateListEventSourceMappings({ client }, { FunctionName })) {
    for (const { EventSourceArn, State } of required(page.EventSourceMappings, 'EventSourceMappings')) {
      // Creating, Enabling and Updating pass by themselves.
      const isEnabled = State !== 'Disabled' && State !== 'Disabling' && State !== 'Deleting';
      sources.push({ arn: required(EventSourceArn, 'EventSourceArn'), isEnabled });
    }
  }
  return sources;
}
