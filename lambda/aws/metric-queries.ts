/**
 * Queries for GetMetricData, and how few calls take them. Pure. A call takes 500 queries and gives 100,800 data points
 * (CloudWatch API reference, GetMetricData); what would be more comes on further pages, which are calls too.
 */
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';

const MOST_QUERIES = 500;
const MOST_POINTS = 100_800;

/** The queries of one load balancer: they go into one call, so that a failed call makes whole ones unreadable. */
export interface QueryGroup {
  readonly queries: readonly MetricDataQuery[];
  /** Data points that all of them together can have. */
  readonly points: number;
}

/** Every group in one call, in their order, within both limits. A group that is larger than a limit has its own. */
export function inCalls<G extends QueryGroup>(groups: readonly G[]): readonly (readonly G[])[] {
  const calls: G[][] = [];
  let queries = 0;
  let points = 0;
  for (const group of groups) {
    const call = calls.at(-1);
    const fits = queries + group.queries.length <= MOST_QUERIES && points + group.points <= MOST_POINTS;
    if (call === undefined || !fits) {
      calls.push([group]);
      queries = 0;
      points = 0;
    } else call.push(group);
    queries += group.queries.length;
    points += group.points;
  }
  return calls;
}

export interface MetricOf {
  readonly namespace: string;
  readonly dimension: string;
  readonly value: string;
}

/** @param id starts with a small letter, as CloudWatch asks @param period in seconds */
export function metricQuery(
  id: string,
  { namespace, dimension, value }: MetricOf,
  metricName: string,
  stat: 'Sum' | 'Maximum',
  period: number,
): MetricDataQuery {
  const Metric = { Namespace: namespace, MetricName: metricName, Dimensions: [{ Name: dimension, Value: value }] };
  return { Id: id, MetricStat: { Metric, Period: period, Stat: stat } };
}
