/**
 * What runs the functions: a schedule each, and the CloudTrail rules that make a run of `sweep` come sooner. All of them
 * write to the functions' queues. What cannot be delivered goes to the queue of undelivered events, never lost in silence.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { SCHEDULE_SOURCE } from '../lambda/core/trigger/trigger.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { MESSAGE_GROUP } from './queues.ts';
import { CHAT_RULE, RULES } from './rules.ts';

/** What the schedules send. It names the time and the execution: the queues fold equal messages, and no two times are equal. */
export const SCHEDULE_PAYLOAD = {
  source: SCHEDULE_SOURCE,
  execution: ContextAttribute.executionId,
  at: ContextAttribute.scheduledTime,
};

/** An event older than this has been overtaken by a scheduled run. */
const MAXIMUM_EVENT_AGE = Duration.hours(1);
/** `sweep` wakes `reap` when something may be due; this is for the day on which no such message arrives. */
const REAP_SCHEDULE = 'rate(1 day)';

interface TriggeredQueues {
  readonly sweep: IQueue;
  /** Undefined in the modes that never delete. */
  readonly reap: IQueue | undefined;
}

export function addTriggers(
  scope: Construct,
  queues: TriggeredQueues,
  { schedule, chat }: Pick<Settings, 'schedule' | 'chat'>,
  undelivered: IQueue,
): void {
  addSchedules(scope, queues, schedule, undelivered);
  for (const { id, description, pattern } of chat === undefined ? RULES : [...RULES, CHAT_RULE]) {
    // The whole event, with its id: of a bare trigger the second within five minutes would be lost.
    const target = new SqsQueue(queues.sweep, {
      messageGroupId: MESSAGE_GROUP,
      deadLetterQueue: undelivered,
      maxEventAge: MAXIMUM_EVENT_AGE,
    });
    new Rule(scope, id, { description, eventPattern: pattern }).addTarget(target);
  }
}

/** @param schedule of `sweep`: `rate(…)` or `cron(…)`, the latter in UTC */
function addSchedules(scope: Construct, queues: TriggeredQueues, schedule: string, undelivered: IQueue): Schedule[] {
  const role = new Role(scope, 'SchedulerRole', {
    description: 'nlb-janitor: lets EventBridge Scheduler write to the queues of the functions',
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  const expressions = { sweep: schedule, reap: REAP_SCHEDULE };
  return (['sweep', 'reap'] as const).flatMap((name) => {
    const queue = queues[name];
    if (queue === undefined) return [];
    const made = new Schedule(scope, `Schedule-${name}`, {
      description: `nlb-janitor: runs ${name}`,
      schedule: ScheduleExpression.expression(expressions[name]),
      target: new SqsSendMessage(queue, {
        role,
        messageGroupId: MESSAGE_GROUP,
        input: ScheduleTargetInput.fromObject(SCHEDULE_PAYLOAD),
        deadLetterQueue: undelivered,
        maxEventAge: MAXIMUM_EVENT_AGE,
      }),
    });
    // The role alone is not enough: a schedule may fire at once, and without the role's policy its first run is lost.
    made.node.addDependency(role);
    return made;
  });
}
