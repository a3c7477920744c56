/**
 * What runs the functions: the schedule, and the CloudTrail rules that make a run come sooner. An event that cannot be
 * delivered goes to the queue of undelivered events, never lost in silence.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { SCHEDULE_SOURCE } from '../lambda/core/trigger.ts';
import type { JanitorFunction } from './janitor-function.ts';
import { RULES } from './rules.ts';

/** What the schedule sends; every other source is an event of CloudTrail. */
export const SCHEDULE_PAYLOAD = { source: SCHEDULE_SOURCE };

/** An event older than this has been overtaken by a scheduled run. */
const MAXIMUM_EVENT_AGE = Duration.hours(1);

interface Triggered {
  readonly sweep: JanitorFunction;
  /** Absent in the modes that never delete. */
  readonly reap: JanitorFunction | undefined;
}

/** @param schedule `rate(…)` or `cron(…)`, the latter in UTC */
export function addTriggers(scope: Construct, functions: Triggered, schedule: string, undelivered: IQueue): void {
  addSchedules(scope, functions, schedule, undelivered);
  for (const { id, description, pattern, targets } of RULES) {
    const rule = new Rule(scope, id, { description, eventPattern: pattern });
    for (const name of targets) {
      const target = functions[name]?.lambda;
      if (target === undefined) continue;
      rule.addTarget(new LambdaFunction(target, { deadLetterQueue: undelivered, maxEventAge: MAXIMUM_EVENT_AGE }));
    }
  }
}

function addSchedules(scope: Construct, functions: Triggered, schedule: string, undelivered: IQueue): Schedule[] {
  const role = new Role(scope, 'SchedulerRole', {
    description: 'nlb-janitor: lets EventBridge Scheduler invoke the functions',
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  return (['sweep', 'reap'] as const).flatMap((name) => {
    const target = functions[name]?.lambda;
    if (target === undefined) return [];
    const made = new Schedule(scope, `Schedule-${name}`, {
      description: `nlb-janitor: runs ${name}`,
      schedule: ScheduleExpression.expression(schedule),
      target: new LambdaInvoke(target, {
        role,
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
