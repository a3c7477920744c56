/**
 * The alarms of deletes that somebody waits for: one that was tried and failed, and one that was approved and never came.
 * Made from the log, so that they need no metric of their own to be switched on.
 */
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { OVERDUE_DAYS } from '../lambda/core/report/overdue.ts';
import { alarmsTo, AT_LEAST_ONE, NAMESPACE } from './alarm.ts';
import type { JanitorFunction } from './janitor-function.ts';
import { hoursToSweep } from './sweep-alarms.ts';

/** Message of the line of each outcome (lambda/tell/log.ts), and what it says of one that failed. */
export const OUTCOME_MESSAGE = 'outcome';
/** Message of the line of each NLB that was approved and is still there (lambda/tell/log.ts). */
export const OVERDUE_MESSAGE = 'approved and not deleted';

interface Functions {
  readonly sweep: JanitorFunction;
  readonly reap: JanitorFunction;
}

export function addDeleteAlarms(
  scope: Construct,
  topics: readonly ITopic[],
  schedule: string,
  { sweep, reap }: Functions,
): void {
  const add = alarmsTo(topics, scope);
  reap.logGroup.addMetricFilter('DeleteFailed', {
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.message', '=', OUTCOME_MESSAGE),
      FilterPattern.stringValue('$.did', '=', 'failed'),
    ),
    metricNamespace: NAMESPACE,
    metricName: 'DeleteFailed',
    metricValue: '1',
  });
  add(
    {
      id: 'DeleteFailed',
      name: 'delete-failed',
      anchor: 'delete-failed',
      why: 'nlb-janitor could not delete an NLB that was due.',
    },
    {
      ...AT_LEAST_ONE,
      metric: metricNamed('DeleteFailed').with({ period: Duration.minutes(5), statistic: Stats.SUM }),
    },
  );

  sweep.logGroup.addMetricFilter('ApprovedNotDeleted', {
    filterPattern: FilterPattern.stringValue('$.message', '=', OVERDUE_MESSAGE),
    metricNamespace: NAMESPACE,
    metricName: 'ApprovedNotDeleted',
    metricValue: '1',
  });
  add(
    {
      id: 'ApprovedNotDeleted',
      name: 'approved-and-not-deleted',
      anchor: 'approved-and-not-deleted',
      why: `nlb-janitor has not deleted an NLB that was approved and due ${OVERDUE_DAYS} days ago or longer.`,
    },
    {
      ...AT_LEAST_ONE,
      metric: metricNamed('ApprovedNotDeleted').with({ period: Duration.hours(1), statistic: Stats.MAXIMUM }),
      // It stays on from sweep to sweep, so that it is not told again by each.
      evaluationPeriods: hoursToSweep(schedule),
      datapointsToAlarm: 1,
    },
  );
}

function metricNamed(metricName: string): Metric {
  return new Metric({ namespace: NAMESPACE, metricName });
}
