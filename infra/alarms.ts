/**
 * The alarms of runs that failed, of the breaker, of messages that wait and of the dead-letter queues. Those that look at
 * what a run says of itself are in sweep-alarms.ts.
 */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmsTo, AT_LEAST_ONE, NAMESPACE } from './alarm.ts';
import type { JanitorFunction } from './janitor-function.ts';

/** Message of the log line that the functions write when the breaker refuses. */
export const BREAKER_MESSAGE = 'breaker refused';

interface AlarmTargets {
  readonly topics: readonly ITopic[];
  /** Those that plan deletes, by name. */
  readonly judges: Readonly<Record<string, JanitorFunction>>;
  /** Those without a queue, by name; of the others: run-alarms.ts. */
  readonly functions: Readonly<Record<string, JanitorFunction>>;
  /** Those that run a function, by its name. */
  readonly queues: Readonly<Record<string, IQueue>>;
  /** By name. */
  readonly deadLetterQueues: Readonly<Record<string, IQueue>>;
}

export function addAlarms(scope: Construct, targets: AlarmTargets): void {
  const add = alarmsTo(targets.topics, scope);

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

  for (const [name, queue] of Object.entries(targets.queues)) {
    const why = `nlb-janitor's ${name} does not run: a message of its queue has waited for more than two hours.`;
    add(
      { id: `MessagesWait-${name}`, name: `${name}-messages-wait`, anchor: 'messages-wait', why },
      {
        metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
        threshold: LONGEST_WAIT.toSeconds(),
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        // An empty queue has no oldest message.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      },
    );
  }

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

/**
 * The age counts messages that a run has in hand, too. A run takes 15 minutes at most, and what crashed is out of the way
 * after three times 20, so that nothing waits so long while runs end at all, whether they do something or are paused.
 */
const LONGEST_WAIT = Duration.hours(2);

const BREAKER_METRIC = { namespace: NAMESPACE, metricName: 'BreakerRefused' };
