/** What CloudWatch counted of the functions: runs, failures, and what `sweep` says of itself in its log. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';

import { FUNCTION_NAMES, type FunctionName, type HourlyCounts, type RunCounts, type Runs } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { hourlyValues, type AskedMetric } from './metrics.ts';

/** The metrics that infra/run-alarms.ts and infra/sweep-alarms.ts make from the log. */
const OF_LOG = 'nlb-janitor';
const HOURS = 8 * 24;

/** Never rejects. */
export async function runsOf(client: CloudWatchClient, now: Date): Promise<Reading<Runs>> {
  const ofFunctions = FUNCTION_NAMES.flatMap(metricsOf);
  const ofSweep = [
    ofLog('SweepsThatJudged', 'Sum'),
    ofLog('UnreadClusters', 'Minimum'),
    ofLog('UnreadSources', 'Minimum'),
  ];
  const read = await hourlyValues(client, [...ofFunctions, ...ofSweep], { now, hours: HOURS });
  if (!read.ok) return read;
  const values = read.value;
  const of = new Map(
    FUNCTION_NAMES.map((name, index): [FunctionName, RunCounts] => {
      const [ran = [], crashed = [], throttled = [], failed = []] = values.slice(index * 4, index * 4 + 4);
      return [name, { ran: above(ran), failed: above(together(crashed, failed)), throttled: above(throttled) }];
    }),
  );
  const [judged = [], unreadClusters = [], unreadSources = []] = values.slice(ofFunctions.length);
  return {
    ok: true,
    value: {
      of,
      sweep: {
        judged: above(judged),
        unreadClusters: unreadClusters.at(-1)?.count,
        unreadSources: unreadSources.at(-1)?.count,
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

function above(counts: HourlyCounts): HourlyCounts {
  return counts.filter(({ count }) => count > 0);
}

/** By the hour. */
function together(one: HourlyCounts, other: HourlyCounts): HourlyCounts {
  const byHour = new Map<number, number>();
  for (const { hour, count } of [...one, ...other])
    byHour.set(hour.getTime(), (byHour.get(hour.getTime()) ?? 0) + count);
  return [...byHour].toSorted(([a], [b]) => a - b).map(([ms, count]) => ({ hour: new Date(ms), count }));
}
