/**
 * The few alarms that matter, to the topic of the notices. Each carries the address of its heading in the runbook.
 */
import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { JanitorFunction } from './janitor-function.ts';

/** Message of the log line that the functions write when the breaker refuses. */
export const BREAKER_MESSAGE = 'breaker refused';

/** In the repository of nlb-janitor. */
export const RUNBOOK = 'docs/runbook.md';
/** Its headings (test/infra/alarms.test.ts). */
type Anchor = 'a-function-failed' | 'no-sweep' | 'breaker-refused' | 'dead-letter-queue';

interface AlarmTargets {
  readonly topic: ITopic;
  readonly schedule: string;
  readonly sweep: JanitorFunction;
  /** Those that plan deletes, by name. */
  readonly judges: Readonly<Record<string, JanitorFunction>>;
  /** Those without a queue, by name; of the others: run-alarms.ts. */
  readonly functions: Readonly<Record<string, JanitorFunction>>;
  /** By name. */
  readonly deadLetterQueues: Readonly<Record<string, IQueue>>;
}

export function addAlarms(scope: Construct, targets: AlarmTargets): void {
  const add = (id: string, name: string, anchor: Anchor, why: string, props: Omit<AlarmProps, 'alarmName'>): void => {
    new Alarm(scope, id, {
      alarmName: `nlb-janitor-${name}`,
      alarmDescription: `${why} What to do: ${RUNBOOK}#${anchor}`,
      ...props,
    }).addAlarmAction(new SnsAction(targets.topic));
  };

  for (const [name, { lambda }] of Object.entries(targets.functions)) {
    add(`Failed-${name}`, `${name}-failed`, 'a-function-failed', `nlb-janitor's ${name} failed or ran out of time.`, {
      metric: lambda.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
      ...atLeastOne,
    });
  }

  const { period, periods } = silenceOf(targets.schedule);
  add(
    'NoSweep',
    'no-sweep',
    'no-sweep',
    'nlb-janitor has not looked at the account for two intervals of its schedule.',
    {
      metric: targets.sweep.lambda.metricInvocations({ period, statistic: Stats.SUM }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      // No invocation is no data point, so silence is missing data.
      treatMissingData: TreatMissingData.BREACHING,
    },
  );

  for (const [name, { logGroup }] of Object.entries(targets.judges)) {
    logGroup.addMetricFilter(`BreakerRefused-${name}`, {
      filterPattern: FilterPattern.stringValue('$.message', '=', BREAKER_MESSAGE),
      metricNamespace: BREAKER_METRIC.namespace,
      metricName: BREAKER_METRIC.metricName,
      metricValue: '1',
    });
  }
  add(
    'BreakerRefused',
    'breaker-refused',
    'breaker-refused',
    'nlb-janitor wanted to delete more than the breaker allows.',
    {
      metric: new Metric({ ...BREAKER_METRIC, period: Duration.minutes(5), statistic: Stats.SUM }),
      ...atLeastOne,
    },
  );

  for (const [name, queue] of Object.entries(targets.deadLetterQueues)) {
    add(
      `DeadLetters-${name}`,
      `${name}-not-empty`,
      'dead-letter-queue',
      `nlb-janitor's queue of ${name} is not empty.`,
      {
        metric: queue.metricApproximateNumberOfMessagesVisible({
          period: Duration.minutes(5),
          statistic: Stats.MAXIMUM,
        }),
        ...atLeastOne,
      },
    );
  }
}

const BREAKER_METRIC = { namespace: 'nlb-janitor', metricName: 'BreakerRefused' };

export const atLeastOne = {
  threshold: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

const MINUTES = { minute: 1, hour: 60, day: 24 * 60 } as const;
/** CloudWatch takes periods of a day at most, and looks back seven days at most. */
const DAY_MINUTES = MINUTES.day;
const MOST_DAYS = 7;

/**
 * Two intervals of the schedule, as periods of an alarm. A `cron` that runs every day counts as daily, any other as
 * weekly.
 * Schedules slower than seven days' look-back alarm too early rather than never.
 */
export function silenceOf(schedule: string): { readonly period: Duration; readonly periods: number } {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule);
  if (rate === null) {
    const [, , dayOfMonth, month, dayOfWeek] = schedule.replace(/^cron\(|\)$/g, '').split(' ');
    const everyDay = [dayOfMonth, month, dayOfWeek].every((field) => field === '*' || field === '?');
    return { period: Duration.days(1), periods: everyDay ? 2 : MOST_DAYS };
  }
  const minutes = Number(rate[1]) * MINUTES[rate[2] as keyof typeof MINUTES];
  if (minutes <= DAY_MINUTES) return { period: Duration.minutes(minutes), periods: 2 };
  return { period: Duration.days(1), periods: Math.min(MOST_DAYS, Math.ceil((2 * minutes) / DAY_MINUTES)) };
}
