/**
 * The alarms of the functions that queues feed. A run that failed counts as handled, so Lambda's own count of errors knows
 * crashes and time-outs only: what failed in part is counted in the log.
 */
import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmsTo, AT_LEAST_ONE, NAMESPACE } from './alarm.ts';
import type { JanitorFunction } from './janitor-function.ts';

/** Messages of the log lines of lambda/handlers/runtime.ts. */
export const RUN_FAILED_MESSAGE = 'run failed';
export const UNREADABLE_MESSAGE = 'message unreadable';

const PERIOD = Duration.minutes(5);

/** @param functions by name */
export function addRunAlarms(
  scope: Construct,
  topics: readonly ITopic[],
  functions: Readonly<Record<string, JanitorFunction>>,
): void {
  const add = alarmsTo(topics, scope);
  for (const [name, janitor] of Object.entries(functions)) {
    const failed = countOf(janitor, `RunFailed-${name}`, RUN_FAILED_MESSAGE);
    const crashed = janitor.lambda.metricErrors({ period: PERIOD, statistic: Stats.SUM });
    add(
      {
        id: `RunFailed-${name}`,
        name: `${name}-failed`,
        anchor: 'a-function-failed',
        why: `nlb-janitor's ${name} failed in part, crashed or ran out of time.`,
      },
      {
        // A metric without a data point would make the sum none.
        metric: new MathExpression({
          expression: 'FILL(failed, 0) + FILL(crashed, 0)',
          usingMetrics: { failed, crashed },
          period: PERIOD,
          label: 'runs that failed or crashed',
        }),
        ...AT_LEAST_ONE,
      },
    );
    countOf(janitor, UNREADABLE, UNREADABLE_MESSAGE);
  }
  add(
    {
      id: 'MessageUnreadable',
      name: 'message-unreadable',
      anchor: 'message-unreadable',
      why: 'nlb-janitor got a message that it cannot read.',
    },
    { metric: metricOf(UNREADABLE), ...AT_LEAST_ONE },
  );
}

/** Of all functions together. */
const UNREADABLE = 'MessageUnreadable';

/** Counts the lines of that message in the function's log. */
function countOf({ logGroup }: JanitorFunction, metricName: string, message: string): Metric {
  logGroup.addMetricFilter(metricName, {
    filterPattern: FilterPattern.stringValue('$.message', '=', message),
    metricNamespace: NAMESPACE,
    metricName,
    metricValue: '1',
  });
  return metricOf(metricName);
}

function metricOf(metricName: string): Metric {
  return new Metric({ namespace: NAMESPACE, metricName, period: PERIOD, statistic: Stats.SUM });
}
