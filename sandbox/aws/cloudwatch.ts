/**
 * CloudWatch in the sandbox: daily flow metrics of Network Load Balancers. A load balancer reports on every day from the
 * one on which it was made, zero included; a day that was lost has no data point, as in AWS, and is not zero.
 */
import { CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';

import { utcDay } from '../account.ts';
import type { Account } from '../account.ts';
import { unmodelled } from './errors.ts';
import { pageOf } from './paging.ts';
import type { DailyFlows, StoredLoadBalancer } from './resources.ts';
import type { SandboxService } from './service.ts';

const DAY_MS = 86_400_000;
const MAX_QUERIES = 500;
const MAX_DATA_POINTS = 100_800;

const METRICS: Readonly<Record<string, (flows: DailyFlows) => number>> = {
  'NewFlowCount Sum': ({ newFlows }) => newFlows,
  'ActiveFlowCount Maximum': ({ peakActiveFlows }) => peakActiveFlows,
};

export const cloudWatch: SandboxService = {
  name: 'cloudwatch',
  clientName: 'CloudWatchClient',
  ServiceException: CloudWatchServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { GetMetricData: getMetricData },
};

function getMetricData(account: Account, input: GetMetricDataInput): GetMetricDataOutput {
  const { MetricDataQueries: queries = [], StartTime, EndTime, NextToken, MaxDatapoints = MAX_DATA_POINTS } = input;
  if (queries.length > MAX_QUERIES) throw validationError(`At most ${MAX_QUERIES} queries, not ${queries.length}`);
  if (StartTime === undefined || EndTime === undefined || !(StartTime < EndTime)) {
    throw validationError('The parameter StartTime must be less than the parameter EndTime.');
  }
  const perQuery = Math.max(1, Math.ceil((EndTime.getTime() - StartTime.getTime()) / DAY_MS));
  const size = Math.max(1, Math.floor(MaxDatapoints / perQuery));
  const page = pageOf(
    queries.map((query, index) => ({ query, sequence: index + 1 })),
    NextToken,
    size,
  );
  if (page === undefined) throw validationError('Invalid NextToken');
  return {
    MetricDataResults: page.items.map(({ query }) => resultOf(account, query, StartTime, EndTime)),
    Messages: [],
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
}

/** Newest first, as AWS sorts unless told otherwise. */
function resultOf(account: Account, { Id, MetricStat }: MetricDataQuery, from: Date, to: Date): MetricDataResult {
  const { Metric, Period, Stat } = MetricStat ?? {};
  const valueOf = METRICS[`${Metric?.MetricName} ${Stat}`];
  if (Metric?.Namespace !== 'AWS/NetworkELB' || Period !== DAY_MS / 1000 || valueOf === undefined) {
    throw new Error(`sandbox: no such metric: ${JSON.stringify(MetricStat)}`);
  }
  const dimension = Metric.Dimensions?.find(({ Name }) => Name === 'LoadBalancer')?.Value;
  const loadBalancer = [...account.loadBalancers.values()].find(({ arn }) =>
    arn.endsWith(`:loadbalancer/${dimension}`),
  );
  const points = loadBalancer === undefined ? [] : dataPoints(loadBalancer, account.clock.now(), from, to);
  return {
    Id: Id ?? '',
    Label: Metric.MetricName ?? '',
    Timestamps: points.map(({ day }) => day),
    Values: points.map(({ flows }) => valueOf(flows)),
    StatusCode: 'Complete',
  };
}

function dataPoints(loadBalancer: StoredLoadBalancer, now: Date, from: Date, to: Date) {
  const points: { readonly day: Date; readonly flows: DailyFlows }[] = [];
  for (
    let at = Math.floor(from.getTime() / DAY_MS) * DAY_MS;
    at < Math.min(to.getTime(), now.getTime());
    at += DAY_MS
  ) {
    const day = new Date(at);
    const flows = loadBalancer.flowsByDay.get(utcDay(day)) ?? loadBalancer.dailyFlows;
    if (loadBalancer.createdAt.getTime() < at + DAY_MS && flows !== 'lost') points.unshift({ day, flows });
  }
  return points;
}

function validationError(message: string): Error {
  return unmodelled(CloudWatchServiceException, 'ValidationError', 400, message);
}
