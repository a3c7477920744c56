/** Calls that AWS refused for their number within the last day, as far as CloudWatch counts them (namespace AWS/Usage). */
import { paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';

import type { Throttling } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { reading, required, wholeReading } from '../reading.ts';
import { metricPoints, type AskedMetric } from './metrics.ts';

const LIST = { service: 'cloudwatch', action: 'ListMetrics' } as const;
const USAGE = { Namespace: 'AWS/Usage', MetricName: 'ThrottleCount' };

/** Never rejects. */
export function throttledCalls(client: CloudWatchClient, now: Date): Promise<Reading<Throttling>> {
  return wholeReading(async (part) => {
    const metrics = part(await reading(LIST, () => metricsOf(client)));
    if (metrics.length === 0) return { is: 'no-metric' };
    const values = part(await metricPoints(client, metrics, { now, periods: 24, periodSeconds: 3600 }));
    const calls = values.flatMap((points, index) => {
      const { Service = 'AWS', Resource = '' } = metrics[index]?.dimensions ?? {};
      const count = points.reduce((sum, point) => sum + point.value, 0);
      return count > 0 ? [{ call: `${Service} ${Resource}`.trim(), count }] : [];
    });
    return { is: 'counted', calls };
  });
}

async function metricsOf(client: CloudWatchClient): Promise<readonly AskedMetric[]> {
  const found: AskedMetric[] = [];
  for await (const page of paginateListMetrics({ client }, USAGE)) {
    for (const { Dimensions = [] } of required(page.Metrics, 'Metrics')) {
      const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
      found.push({ namespace: USAGE.Namespace, name: USAGE.MetricName, dimensions, statistic: 'Sum' });
    }
  }
  return found;
}
