/**
 * CloudWatch in the sandbox: hourly metrics of load balancers, added up to longer periods. Each reports by the criteria of
 * its guide ("Reporting criteria"): zero is a data point of a Network Load Balancer and none of a Classic one, and an hour
 * that was lost has no data point, as in AWS, and is not zero.
 */
import { CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';

import type { Account } from '../account.ts';
import { HOUR_MS, trafficIn } from './client-traffic.ts';
import { describeAlarms, listMetrics } from './cloudwatch-alarms.ts';
import { unmodelled } from './errors.ts';
import { pageOf } from './paging.ts';
import type { HourlyTraffic } from './resources.ts';
import type { SandboxService } from './service.ts';

const MAX_QUERIES = 500;
const MAX_DATA_POINTS = 100_800;

interface Metric {
  readonly of: 'network' | 'application' | 'classic';
  readonly value: (traffic: HourlyTraffic) => number;
}

const METRICS: Readonly<Record<string, Metric>> = {
  'AWS/NetworkELB NewFlowCount Sum': { of: 'network', value: ({ newFlows }) => newFlows },
  'AWS/NetworkELB ActiveFlowCount Maximum': { of: 'network', value: ({ peakActiveFlows }) => peakActiveFlows },
  'AWS/NetworkELB ProcessedBytes Sum': { of: 'network', value: ({ bytes }) => bytes },
  'AWS/NetworkELB TCP_Target_Reset_Count Sum': { of: 'network', value: ({ targetResets }) => targetResets },
  'AWS/NetworkELB TCP_ELB_Reset_Count Sum': { of: 'network', value: ({ loadBalancerResets }) => loadBalancerResets },
  'AWS/ApplicationELB RequestCount Sum': { of: 'application', value: ({ newFlows }) => newFlows },
  'AWS/ELB RequestCount Sum': { of: 'classic', value: ({ newFlows }) => newFlows },
};

/** Whatever a test says was counted (counted-metrics.ts), and nothing else. */
const COUNTED: readonly string[] = ['AWS/Lambda', 'AWS/SQS', 'AWS/Usage', 'nlb-janitor'];

export const cloudWatch: SandboxService = {
  name: 'cloudwatch',
  clientName: 'CloudWatchClient',
  ServiceException: CloudWatchServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { DescribeAlarms: describeAlarms, GetMetricData: getMetricData, ListMetrics: listMetrics },
};

interface Asked {
  readonly sequence: number;
  readonly query: MetricDataQuery;
  /** Data points that it can have. */
  readonly points: number;
}

function getMetricData(account: Account, input: GetMetricDataInput): GetMetricDataOutput {
  const { MetricDataQueries: queries = [], StartTime, EndTime, NextToken, MaxDatapoints = MAX_DATA_POINTS } = input;
  if (queries.length === 0) throw validationError('The parameter MetricDataQueries is required.');
  if (queries.length > MAX_QUERIES) throw validationError(`At most ${MAX_QUERIES} queries, not ${queries.length}`);
  if (StartTime === undefined || EndTime === undefined || !(StartTime < EndTime)) {
    throw validationError('The parameter StartTime must be less than the parameter EndTime.');
  }
  const asked = queries.map((query, index): Asked => {
    if (!/^[a-z][A-Za-z0-9_]*$/.test(query.Id ?? '')) throw validationError(`Invalid Id: ${query.Id}`);
    const periodMs = (query.MetricStat?.Period ?? Number.NaN) * 1000;
    const points = Math.max(1, Math.ceil((EndTime.getTime() - StartTime.getTime()) / periodMs));
    return { sequence: index + 1, query, points };
  });
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) throw validationError('An Id is not unique.');
  const page = pageOf(asked, NextToken, fittingFrom(asked, NextToken, MaxDatapoints));
  if (page === undefined) throw validationError('Invalid NextToken');
  return {
    MetricDataResults: page.items.map(({ query }) => resultOf(account, query, StartTime, EndTime)),
    Messages: [],
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
}

/** How many of the queries that come next fit into one answer. */
function fittingFrom(asked: readonly Asked[], token: string | undefined, most: number): number {
  const rest = pageOf(asked, token, asked.length)?.items ?? [];
  let points = 0;
  const over = rest.findIndex((one) => (points += one.points) > most);
  return Math.max(1, over === -1 ? rest.length : over);
}

/** Newest first, as AWS sorts by default. */
function resultOf(account: Account, { Id, MetricStat }: MetricDataQuery, from: Date, to: Date): MetricDataResult {
  const { Metric, Period = Number.NaN, Stat } = MetricStat ?? {};
  const metric = METRICS[`${Metric?.Namespace} ${Metric?.MetricName} ${Stat}`];
  const periodMs = Period * 1000;
  const isCounted = COUNTED.includes(Metric?.Namespace ?? '');
  if (metric === undefined && isCounted) return countedResult(account, { Id: Id ?? '', MetricStat }, from, to);
  if (metric === undefined || periodMs % HOUR_MS !== 0) {
    throw new Error(`sandbox: no such metric: ${JSON.stringify(MetricStat)}`);
  }
  const dimension = Metric?.Dimensions?.[0];
  const hourly = trafficOf(account, metric.of, dimension?.Name, dimension?.Value);
  const points: { readonly at: Date; readonly value: number }[] = [];
  const endMs = Math.min(to.getTime(), account.clock.now().getTime());
  for (let at = Math.floor(from.getTime() / periodMs) * periodMs; at < endMs; at += periodMs) {
    const values: number[] = [];
    for (let hour = at; hour < Math.min(at + periodMs, endMs); hour += HOUR_MS) {
      const traffic = hourly(hour);
      if (traffic !== undefined) values.push(metric.value(traffic));
    }
    const value = Stat === 'Maximum' ? Math.max(...values) : values.reduce((sum, one) => sum + one, 0);
    if (values.length > 0 && (value > 0 || metric.of !== 'classic')) points.push({ at: new Date(at), value });
  }
  points.reverse();
  return {
    Id: Id ?? '',
    Label: Metric?.MetricName ?? '',
    Timestamps: points.map(({ at }) => at),
    Values: points.map(({ value }) => value),
    StatusCode: 'Complete',
  };
}

/** Only where something was counted is there a data point. */
function countedResult(
  { counted }: Account,
  {
    Id,
    MetricStat: { Metric, Period = Number.NaN, Stat } = { Metric: undefined, Period: undefined, Stat: undefined },
  }: MetricDataQuery,
  from: Date,
  to: Date,
): MetricDataResult {
  const { Namespace = '', MetricName = '', Dimensions = [] } = Metric ?? {};
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  const periodMs = Period * 1000;
  const points: { readonly at: Date; readonly value: number }[] = [];
  for (let at = Math.floor(from.getTime() / periodMs) * periodMs; at < to.getTime(); at += periodMs) {
    const values = counted.values({ namespace: Namespace, name: MetricName, dimensions }, at, at + periodMs);
    if (values.length > 0) points.unshift({ at: new Date(at), value: statisticOf(values, Stat) });
  }
  return {
    Id: Id ?? '',
    Label: MetricName,
    Timestamps: points.map(({ at }) => at),
    Values: points.map(({ value }) => value),
    StatusCode: 'Complete',
  };
}

function statisticOf(values: readonly number[], statistic: string | undefined): number {
  if (statistic === 'Maximum') return Math.max(...values);
  return statistic === 'Minimum' ? Math.min(...values) : values.reduce((sum, one) => sum + one, 0);
}

/** By the hour; nothing of a load balancer that CloudWatch never saw. */
function trafficOf(
  account: Account,
  of: Metric['of'],
  dimension: string | undefined,
  value: string | undefined,
): (hourMs: number) => HourlyTraffic | undefined {
  const found =
    of === 'classic'
      ? account.classic.all().find(({ name }) => dimension === 'LoadBalancerName' && name === value)
      : [...account.loadBalancers.values()].find(
          ({ type, arn }) => type === of && dimension === 'LoadBalancer' && arn.endsWith(`:loadbalancer/${value}`),
        );
  return (hourMs) => (found === undefined ? undefined : trafficIn(found, hourMs));
}

function validationError(message: string): Error {
  return unmodelled(CloudWatchServiceException, 'ValidationError', 400, message);
}
