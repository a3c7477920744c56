/** EventBridge Scheduler in the sandbox: the janitor's schedules. They never fire by themselves. */
import { SchedulerServiceException } from '@aws-sdk/client-scheduler';
import type { ListSchedulesOutput } from '@aws-sdk/client-scheduler';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const scheduler: SandboxService = {
  name: 'scheduler',
  clientName: 'SchedulerClient',
  ServiceException: SchedulerServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: {
    ListSchedules: ({ janitor }: Account): ListSchedulesOutput => ({
      Schedules: janitor.schedules.map(({ name, targetArn, state }) => ({
        Name: name,
        GroupName: 'default',
        State: state,
        Target: { Arn: targetArn },
      })),
    }),
  },
};
