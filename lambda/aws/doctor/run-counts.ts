/** What CloudWatch counted of the functions: runs, failures, and what `sweep` says of itself in its log. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';

import {
  FUNCTION_NAMES,
  type FunctionName,
  type HourlyCounts,
  type RunCounts,
  type Runs,
} from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { metricPoints, type AskedMetric, type MetricPoint } from './metrics.ts';

/** The metrics that infra/run-alarms.ts and infra/sweep-alarms.ts make from the log. */
const OF_LOG = 'nlb-janitor';
const WINDOW = { periods: 8 * 24, periodSeconds: 3600 };

/** Never rejects. */
export async function runsOf(client: CloudWatchClient, now: Date): Promise<Reading<Runs>> {
  const ofFunctions = FUNCTION_NAMES.flatMap(metricsOf);
  const ofSweep = [
    ofLog('SweepsThatJudged', 'Sum'),
    ofLog('UnreadClusters', 'Minimum'),
    ofLog('UnreadSources', 'Minimum'),
  ];
  const read = await metricPoints(client, [...ofFunctions, ...ofSweep], { now, ...WINDOW });
  if (!read.ok) return read;
  const values = read.value;
  const of = new Map(
    FUNCTION_NAMES.map((name, index): [FunctionName, RunCounts] => {
      const [ran = [], crashed = [], throttled = [], failed = []] = values.slice(index * 4, index * 4 + 4);
      return [name, { ran: above(ran), failed: together(crashed, failed), throttled: above(throttled) }];
    }),
  );
  const [judged = [], unreadClusters = [], unreadSources = []] = values.slice(ofFunctions.length);
  return {
    ok: true,
    value: {
      of,
      sweep: {
        judged: above(judged),
        unreadClusters: unreadClusters.at(-1)?.value,
        unreadSources: unreadSources.at(-1)?.value,
      },
    },
  };
}

function metricsOf(name: FunctionName): readonly AskedMetric[] {
  const ofLambda = (metric: string): AskedMetric => ({
    namespace: 'AWS/Lambda',
    name: metric,
    dimensions: { FunctionName: `nlb-janitor-${name}` },
    statistic: 'Sum',
  });
  // Of `slack` nothing is counted in the log: that one has no data.
  return [ofLambda('Invocations'), ofLambda('Errors'), ofLambda('Throttles'), ofLog(`RunFailed-${name}`, 'Sum')];
}

function ofLog(name: string, statistic: AskedMetric['statistic']): AskedMetric {
  return { namespace: OF_LOG, name, dimensions: {}, statistic };
}

function above(points: readonly MetricPoint[]): HourlyCounts {
  return points.filter(({ value }) => value > 0).map(({ at, value }) => ({ hour: at, count: value }));
}

/** By the hour. */
function together(one: readonly MetricPoint[], other: readonly MetricPoint[]): HourlyCounts {
  const byHour = new Map<number, number>();
  for (const { at, value } of [...one, ...other]) byHour.set(at.getTime(), (byHour.get(at.getTime()) ?? 0) + value);
  const hours = [...byHour].toSorted(([a], [b]) => a - b);
  return above(hours.map(([ms, value]) => ({ at: new Date(ms), value })));
}
