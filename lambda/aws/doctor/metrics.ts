/** Metrics of CloudWatch by the hour, many in one call. */
import { paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient, MetricDataResult } from '@aws-sdk/client-cloudwatch';

import type { HourlyCounts } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { reading, required } from '../reading.ts';

const CALL = { service: 'cloudwatch', action: 'GetMetricData' } as const;
const HOUR_MS = 3_600_000;
/** API_GetMetricData. */
export const MOST_METRICS = 500;

export interface AskedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum';
}

/** One list for each metric that was asked for: every data point, zeros too, oldest first. Never rejects. */
export function hourlyValues(
  client: CloudWatchClient,
  asked: readonly AskedMetric[],
  { now, hours }: { readonly now: Date; readonly hours: number },
): Promise<Reading<readonly HourlyCounts[]>> {
  return reading(CALL, async () => {
    if (asked.length === 0) return [];
    const lists = asked.map((): { hour: Date; count: number }[] => []);
    const endMs = Math.ceil((now.getTime() + 1) / HOUR_MS) * HOUR_MS;
    const pages = paginateGetMetricData(
      { client },
      {
        StartTime: new Date(endMs - (hours + 1) * HOUR_MS),
        EndTime: new Date(endMs),
        MetricDataQueries: asked.map(({ namespace, name, dimensions, statistic }, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: {
              Namespace: namespace,
              MetricName: name,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: HOUR_MS / 1000,
            Stat: statistic,
          },
        })),
      },
    );
    for await (const page of pages) {
      for (const result of required(page.MetricDataResults, 'MetricDataResults')) {
        lists[Number(result.Id?.slice(1))]?.push(...pointsOf(result));
      }
    }
    return lists.map((list) => list.toSorted((one, other) => one.hour.getTime() - other.hour.getTime()));
  });
}

function pointsOf({ Timestamps = [], Values = [] }: MetricDataResult): { hour: Date; count: number }[] {
  return Timestamps.flatMap((hour, index) => {
    const count = Values[index];
    return count === undefined ? [] : [{ hour, count }];
  });
}
