/** Metrics of CloudWatch, many in one call. A period without data has no point, and is not zero. */
import { paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient, MetricDataResult } from '@aws-sdk/client-cloudwatch';

import type { Reading } from '../../model/reading.ts';
import { reading, required } from '../reading.ts';

const CALL = { service: 'cloudwatch', action: 'GetMetricData' } as const;
/** In one call (API_GetMetricData). */
const MOST_METRICS = 500;

export interface AskedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum';
}

export interface MetricPoint {
  /** When the period began. */
  readonly at: Date;
  readonly value: number;
}

/** The period under way and as many before it. */
interface Window {
  readonly now: Date;
  readonly periods: number;
  readonly periodSeconds: number;
}

/** One list for each metric that was asked for, oldest first. Never rejects. */
export function metricPoints(
  client: CloudWatchClient,
  asked: readonly AskedMetric[],
  window: Window,
): Promise<Reading<readonly (readonly MetricPoint[])[]>> {
  return reading(CALL, async () => {
    const lists: (readonly MetricPoint[])[] = [];
    for (let from = 0; from < asked.length; from += MOST_METRICS) {
      lists.push(...(await pointsOfSome(client, asked.slice(from, from + MOST_METRICS), window)));
    }
    return lists;
  });
}

async function pointsOfSome(
  client: CloudWatchClient,
  asked: readonly AskedMetric[],
  { now, periods, periodSeconds }: Window,
): Promise<readonly (readonly MetricPoint[])[]> {
  const lists = asked.map((): MetricPoint[] => []);
  const periodMs = periodSeconds * 1000;
  const endMs = (Math.floor(now.getTime() / periodMs) + 1) * periodMs;
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(endMs - (periods + 1) * periodMs),
      EndTime: new Date(endMs),
      MetricDataQueries: asked.map(({ namespace, name, dimensions, statistic }, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: {
            Namespace: namespace,
            MetricName: name,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: periodSeconds,
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
  return lists.map((list) => list.toSorted((one, other) => one.at.getTime() - other.at.getTime()));
}

function pointsOf({ Timestamps = [], Values = [] }: MetricDataResult): readonly MetricPoint[] {
  return Timestamps.flatMap((at, index) => {
    const value = Values[index];
    return value === undefined ? [] : [{ at, value }];
  });
}
