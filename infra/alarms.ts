/**
 * The alarms of runs that failed, of the breaker and of the dead-letter queues. Those that look at what a run says of
 * itself are in sweep-alarms.ts.
 */
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmsTo, AT_LEAST_ONE, NAMESPACE } from './alarm.ts';
import type { JanitorFunction } from './janitor-function.ts';

/** Message of the log line that the functions write when the breaker refuses. */
export const BREAKER_MESSAGE = 'breaker refused';

interface AlarmTargets {
  readonly topic: ITopic;
  /** Those that plan deletes, by name. */
  readonly judges: Readonly<Record<string, JanitorFunction>>;
  /** Those without a queue, by name; of the others: run-alarms.ts. */
  readonly functions: Readonly<Record<string, JanitorFunction>>;
  /** By name. */
  readonly deadLetterQueues: Readonly<Record<string, IQueue>>;
}

export function addAlarms(scope: Construct, targets: AlarmTargets): void {
  const add = alarmsTo(targets.topic, scope);

  for (const [name, { lambda }] of Object.entries(targets.functions)) {
    const why = `nlb-janitor's ${name} failed or ran out of time.`;
    add(
      { id: `Failed-${name}`, name: `${name}-failed`, anchor: 'a-function-failed', why },
      { ...AT_LEAST_ONE, metric: lambda.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }) },
    );
  }

  for (const [name, { logGroup }] of Object.entries(targets.judges)) {
    logGroup.addMetricFilter(`BreakerRefused-${name}`, {
      filterPattern: FilterPattern.stringValue('$.message', '=', BREAKER_MESSAGE),
      metricNamespace: BREAKER_METRIC.namespace,
      metricName: BREAKER_METRIC.metricName,
      metricValue: '1',
    });
  }
  add(
    {
      id: 'BreakerRefused',
      name: 'breaker-refused',
      anchor: 'breaker-refused',
      why: 'nlb-janitor wanted to delete more than the breaker allows.',
    },
    {
      ...AT_LEAST_ONE,
      metric: new Metric({ ...BREAKER_METRIC, period: Duration.minutes(5), statistic: Stats.SUM }),
    },
  );

  for (const [name, queue] of Object.entries(targets.deadLetterQueues)) {
    const why = `nlb-janitor's queue of ${name} is not empty.`;
    add(
      { id: `DeadLetters-${name}`, name: `${name}-not-empty`, anchor: 'dead-letter-queue', why },
      {
        ...AT_LEAST_ONE,
        metric: queue.metricApproximateNumberOfMessagesVisible({
          period: Duration.minutes(5),
          statistic: Stats.MAXIMUM,
        }),
      },
    );
  }
}

const BREAKER_METRIC = { namespace: NAMESPACE, metricName: 'BreakerRefused' };
