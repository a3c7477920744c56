/**
 * Client flows per NLB from CloudWatch, one data point per metric and UTC day. Missing data is never zero: an NLB whose
 * every whole day in the window is not vouched for by both metrics is `missing`, not quiet.
 */
import { paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';

import type { Flows, FlowWindow, LoadBalancer } from '../model/aws.ts';
import type { Reading } from '../model/reading.ts';
import type { Traffic } from '../ports/read.ts';
import { judgeFlows } from './flow-series.ts';
import type { FlowSeries, Series } from './flow-series.ts';
import { IncompleteAnswerError, unreadable } from './errors.ts';
import { required } from './reading.ts';

const CALL = { service: 'cloudwatch', action: 'GetMetricData' } as const;
/** GetMetricData takes 500 queries (CloudWatch API reference); each NLB needs two. */
const BATCH_SIZE = 250;
const DAY_SECONDS = 86_400;

type Asked = Pick<LoadBalancer, 'arn' | 'createdAt'>;

export function cloudWatchTraffic(client: CloudWatchClient): Traffic {
  return {
    async flows(loadBalancers, window) {
      const readings = new Map<string, Reading<Flows>>();
      for (let at = 0; at < loadBalancers.length; at += BATCH_SIZE) {
        const batch = loadBalancers.slice(at, at + BATCH_SIZE);
        for (const [arn, flows] of await readBatch(client, batch, window)) readings.set(arn, flows);
      }
      return readings;
    },
  };
}

async function readBatch(
  client: CloudWatchClient,
  batch: readonly Asked[],
  window: FlowWindow,
): Promise<[string, Reading<Flows>][]> {
  try {
    const series = await readSeries(client, batch, window);
    return batch.map(({ arn, createdAt }, index) => {
      const flowSeries: FlowSeries = { newFlows: series.get(`new${index}`), activeFlows: series.get(`active${index}`) };
      return [arn, { ok: true, value: judgeFlows(flowSeries, createdAt, window) }];
    });
  } catch (error) {
    const why = unreadable(CALL, error);
    return batch.map(({ arn }) => [arn, why]);
  }
}

async function readSeries(
  client: CloudWatchClient,
  batch: readonly Asked[],
  window: FlowWindow,
): Promise<ReadonlyMap<string, Series>> {
  const queries = batch.flatMap(({ arn }, index) => [
    query(`new${index}`, 'NewFlowCount', 'Sum', arn),
    query(`active${index}`, 'ActiveFlowCount', 'Maximum', arn),
  ]);
  const series = new Map<string, Series>();
  const input = { MetricDataQueries: queries, StartTime: window.from, EndTime: window.to };
  for await (const page of paginateGetMetricData({ client }, input)) {
    // Messages are about the whole operation: "Maximum number of allowed metrics exceeded" and the like.
    const [message] = page?.Messages === undefined ? [] : page.Messages;
    if (message !== undefined) throw new IncompleteAnswerError(`${message.Code}: ${message.Value}`);

    for (const result of required(page?.MetricDataResults, 'MetricDataResults')) {
      const id = required(result.Id, 'Id for one result');
      const before = series.get(id);
      series.set(id, {
        // A series that goes on after this page is PartialData here and Complete on its last page.
        status: result.StatusCode,
        timestamps: [...(before === undefined ? [] : before.timestamps), ...required(result.Timestamps, 'Timestamps')],
        values: [...(before === undefined ? [] : before.values), ...required(result.Values, 'Values')],
      });
    }
  }
  return series;
}

function query(id: string, metricName: string, stat: string, arn: string): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/NetworkELB',
        MetricName: metricName,
        Dimensions: [
          { Name: 'LoadBalancer', Value: arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length) },
        ],
      },
      Period: DAY_SECONDS,
      Stat: stat,
    },
  };
}
