/** The dashboard of one region: what the last sweep judged, what was deleted and saved, and how the functions run. */
import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, SingleValueWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { METRICS_NAMESPACE, type FigureName } from '../lambda/model/figures.ts';
import type { JanitorFunction } from './janitor-function.ts';

interface Shown {
  readonly topic: ITopic;
  readonly sweep: JanitorFunction;
  /** Undefined in the modes that never delete. */
  readonly reap?: JanitorFunction;
}

const HOUR = Duration.hours(1);
const DAY = Duration.days(1);
const HALF = 12;

/** Made only where the figures are written: without them most of it would be empty. */
export function addDashboard(scope: Construct, { topic, sweep, reap }: Shown): void {
  const functions = [sweep, ...(reap === undefined ? [] : [reap])];
  const judged = (name: FigureName, label: string): Metric => figure('sweep', name, label, Stats.MAXIMUM, HOUR);
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: `nlb-janitor-${Stack.of(scope).region}`,
    defaultInterval: Duration.days(14),
  });
  dashboard.addWidgets(
    new SingleValueWidget({
      title: 'The last sweep',
      width: 24,
      height: 4,
      metrics: [
        judged('NlbsOrphan', 'orphans'),
        judged('Waiting', 'waiting for an answer'),
        judged('NlbsUnknown', 'unknown'),
        judged('NlbsInUse', 'in use'),
        judged('NlbsLeftAlone', 'left alone'),
        judged('UnreadableClusters', 'unreadable clusters'),
      ],
    }),
  );
  dashboard.addWidgets(
    graph('NLBs nobody may need', [judged('NlbsOrphan', 'orphans'), judged('Waiting', 'waiting for an answer')]),
    graph('What could not be judged', [judged('NlbsUnknown', 'unknown'), judged('UnreadableClusters', 'clusters')]),
  );
  if (reap !== undefined) {
    dashboard.addWidgets(
      graph('Deleted, by day', [figure('reap', 'Deleted', 'NLBs', Stats.SUM, DAY)]),
      graph('Saved, USD a month, by day of the delete', [figure('reap', 'SavedUsdPerMonth', 'USD', Stats.SUM, DAY)]),
    );
  }
  const names = reap === undefined ? (['sweep'] as const) : (['sweep', 'reap'] as const);
  dashboard.addWidgets(
    graph('Calls of AWS, by hour', [
      ...names.map((name) => figure(name, 'AwsCalls', `calls of ${name}`, Stats.SUM, HOUR)),
      ...names.map((name) => figure(name, 'ThrottledCalls', `throttled, of ${name}`, Stats.SUM, HOUR)),
    ]),
    graph(
      'How long a run takes, ms',
      names.map((name) => figure(name, 'Duration', name, Stats.MAXIMUM, HOUR)),
    ),
  );
  dashboard.addWidgets(
    graph(
      'Runs that crashed or ran out of time',
      functions.map(({ lambda }) => lambda.metricErrors({ period: HOUR })),
    ),
    graph('Messages', [
      topic.metricNumberOfNotificationsDelivered({ period: HOUR, statistic: Stats.SUM }),
      topic.metricNumberOfNotificationsFailed({ period: HOUR, statistic: Stats.SUM }),
    ]),
  );
}

function figure(
  name: 'sweep' | 'reap',
  figureName: FigureName,
  label: string,
  statistic: string,
  period: Duration,
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName: figureName,
    dimensionsMap: { service: `nlb-janitor-${name}` },
    label,
    statistic,
    period,
  });
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: HALF, height: 6, leftYAxis: { min: 0 } });
}
