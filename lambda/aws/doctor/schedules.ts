/** The schedules of EventBridge Scheduler that write to the queues of the functions. */
import { paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';

import type { FunctionName, Schedule } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { reading, required } from '../reading.ts';

const CALL = { service: 'scheduler', action: 'ListSchedules' } as const;

/** @param queues ARN of the queue → what it runs. Never rejects. */
export function schedulesTo(
  clients: ClientMaker,
  queues: ReadonlyMap<string, FunctionName>,
): Promise<Reading<readonly Schedule[]>> {
  return reading(CALL, async () => {
    const found: Schedule[] = [];
    for await (const page of paginateListSchedules({ client: clients.of(SchedulerClient) }, {})) {
      for (const { Name = 'without a name', State, Target } of required(page.Schedules, 'Schedules')) {
        const runs = queues.get(Target?.Arn ?? '');
        if (runs !== undefined) found.push({ name: Name, runs, isEnabled: State === 'ENABLED' });
      }
    }
    return found;
  });
}
