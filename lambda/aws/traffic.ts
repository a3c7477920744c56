/**
 * Traffic from CloudWatch: of each suspect NLB one data point per metric and hour, of each successor one per day. Missing
 * data is never zero (traffic-series.ts), and a call that failed makes all that it asked for unreadable.
 */
import { paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';

import type { LoadBalancer } from '../model/aws.ts';
import type { Reading } from '../model/reading.ts';
import type { DailyClients, Successor, Traffic, TrafficWindow } from '../model/traffic.ts';
import type { TrafficMetrics } from '../ports/read.ts';
import { IncompleteAnswerError, incomplete, unreadable } from './errors.ts';
import { inCalls, metricQuery, type QueryGroup } from './metric-queries.ts';
import { required } from './reading.ts';
import { clientMetric, clientsByDay, daysOf, dimensionOf } from './successor-clients.ts';
import { trafficFrom, wholeHoursLived, whyUnusable, type Series } from './traffic-series.ts';

const CALL = { service: 'cloudwatch', action: 'GetMetricData' } as const;
/** Data points of an hour are kept for 455 days, those of a minute for 15 (CloudWatch API reference, GetMetricData). */
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

type SeriesById = ReadonlyMap<string, Series>;

/** What is asked of one load balancer, and where the answer goes. */
interface Question extends QueryGroup {
  answered(series: SeriesById): void;
  failed(why: Reading<never>): void;
}

export function cloudWatchTraffic(client: CloudWatchClient): TrafficMetrics {
  return {
    async read({ loadBalancers, successors }, window) {
      const flows = new Map<string, Reading<Traffic>>();
      const clients = new Map<string, Reading<DailyClients>>();
      const hours = Math.ceil((window.to.getTime() - window.from.getTime()) / (HOUR_SECONDS * 1000));
      const questions = [
        ...loadBalancers.map((one, index) => flowQuestion(one, `${index}`, hours, window, flows)),
        ...successors.map((one, index) => clientQuestion(one, `${index}`, window, clients)),
      ];
      // CloudWatch takes no empty window.
      const asked = questions.filter(({ queries }) => queries.length > 0 && hours > 0);
      for (const question of questions.filter((one) => !asked.includes(one))) question.answered(new Map());
      for (const call of inCalls(asked)) await ask(client, call, window);
      return { flows, clients };
    },
  };
}

function flowQuestion(
  { arn, createdAt }: Pick<LoadBalancer, 'arn' | 'createdAt'>,
  id: string,
  hours: number,
  window: TrafficWindow,
  answers: Map<string, Reading<Traffic>>,
): Question {
  const of = { namespace: 'AWS/NetworkELB', dimension: 'LoadBalancer', value: dimensionOf(arn) };
  const query = (name: string, metric: string, stat: 'Sum' | 'Maximum') =>
    metricQuery(`${name}${id}`, of, metric, stat, HOUR_SECONDS);
  const queries = [
    query('new', 'NewFlowCount', 'Sum'),
    query('active', 'ActiveFlowCount', 'Maximum'),
    query('bytes', 'ProcessedBytes', 'Sum'),
    query('targetresets', 'TCP_Target_Reset_Count', 'Sum'),
    query('ownresets', 'TCP_ELB_Reset_Count', 'Sum'),
  ];
  return {
    // Of a load balancer that was made a moment ago CloudWatch has nothing.
    queries: wholeHoursLived(createdAt, window).length === 0 ? [] : queries,
    points: queries.length * hours,
    answered(series) {
      const own = {
        newFlows: series.get(`new${id}`),
        activeFlows: series.get(`active${id}`),
        bytes: series.get(`bytes${id}`),
        targetResets: series.get(`targetresets${id}`),
        loadBalancerResets: series.get(`ownresets${id}`),
      };
      answers.set(arn, { ok: true, value: trafficFrom(own, createdAt, window) });
    },
    failed: (why) => void answers.set(arn, why),
  };
}

function clientQuestion(
  successor: Successor,
  id: string,
  window: TrafficWindow,
  answers: Map<string, Reading<DailyClients>>,
): Question {
  const metric = clientMetric(successor);
  const days = daysOf(window);
  const put = (answer: Reading<DailyClients>): void => void answers.set(successor.dnsName, answer);
  return {
    queries: metric === undefined ? [] : [metricQuery(`clients${id}`, metric, metric.metric, 'Sum', DAY_SECONDS)],
    points: days.length,
    answered(series) {
      const own = series.get(`clients${id}`);
      if (metric === undefined || own === undefined) {
        return put(incomplete(CALL, `no figures of ${successor.name}`));
      }
      const why = whyUnusable(own);
      put(why === undefined ? { ok: true, value: clientsByDay(metric, own, days) } : incomplete(CALL, why));
    },
    failed: put,
  };
}

async function ask(client: CloudWatchClient, questions: readonly Question[], window: TrafficWindow): Promise<void> {
  try {
    const series = await readSeries(client, questions, window);
    for (const question of questions) question.answered(series);
  } catch (error) {
    const why = unreadable(CALL, error);
    for (const question of questions) question.failed(why);
  }
}

async function readSeries(
  client: CloudWatchClient,
  questions: readonly Question[],
  window: TrafficWindow,
): Promise<SeriesById> {
  const series = new Map<string, Series>();
  const input = {
    MetricDataQueries: questions.flatMap(({ queries }) => queries),
    StartTime: window.from,
    EndTime: window.to,
  };
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
