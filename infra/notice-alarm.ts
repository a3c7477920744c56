/**
 * The alarm of notices that reach nobody: SNS did not take one, nobody counts as a listener, or SNS could not deliver it.
 * It goes to the same topics: whoever else listens hears it, and it is red in the console.
 */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmsTo, AT_LEAST_ONE, NAMESPACE } from './alarm.ts';
import type { JanitorFunction } from './janitor-function.ts';

/** Messages of the lines of a notice that nobody heard (lambda/tell/tell.ts). */
export const UNHEARD_MESSAGES = [
  'notice not accepted',
  'nobody has confirmed a subscription',
  'no confirmed subscription counts',
] as const;

const PERIOD = Duration.minutes(5);

interface NoticeTopics {
  readonly notices: ITopic;
  /** Undefined without a chat. */
  readonly chat: ITopic | undefined;
}

/** @param functions those that tell people, by name */
export function addNoticeAlarm(
  scope: Construct,
  { notices, chat }: NoticeTopics,
  functions: Readonly<Record<string, JanitorFunction>>,
): void {
  for (const [name, { logGroup }] of Object.entries(functions)) {
    logGroup.addMetricFilter(`NoticeUnheard-${name}`, {
      filterPattern: FilterPattern.any(
        ...UNHEARD_MESSAGES.map((message) => FilterPattern.stringValue('$.message', '=', message)),
      ),
      metricNamespace: NAMESPACE,
      metricName: UNHEARD,
      metricValue: '1',
    });
  }
  const unheard = new Metric({ namespace: NAMESPACE, metricName: UNHEARD, period: PERIOD, statistic: Stats.SUM });
  // Of an HTTPS subscriber every attempt counts that failed, of the others only the last (SNS guide, metrics).
  const failedOf = (topic: ITopic): IMetric =>
    topic.metricNumberOfNotificationsFailed({ period: PERIOD, statistic: Stats.SUM });
  const metrics = {
    unheard,
    undelivered: failedOf(notices),
    ...(chat === undefined ? {} : { unposted: failedOf(chat) }),
  };
  alarmsTo(chat === undefined ? [notices] : [notices, chat], scope)(
    {
      id: 'NoticeNotDeliverable',
      name: 'notice-not-deliverable',
      anchor: 'notice-not-deliverable',
      why: 'A message of nlb-janitor did not reach anybody, or not everybody who subscribed.',
    },
    {
      // A metric without a data point would make the sum none.
      metric: new MathExpression({
        expression: Object.keys(metrics)
          .map((metric) => `FILL(${metric}, 0)`)
          .join(' + '),
        usingMetrics: metrics,
        period: PERIOD,
        label: 'messages that were not delivered',
      }),
      ...AT_LEAST_ONE,
    },
  );
}

const UNHEARD = 'NoticeUnheard';
