/**
 * What CloudWatch counts of a successor's clients, by the kind of load balancer. Pure. Only for people to compare with:
 * no verdict rests on it.
 */
import type { DailyClients, Successor } from '../model/traffic.ts';
import type { MetricOf } from './metric-queries.ts';
import type { Series } from './traffic-series.ts';

const DAY_MS = 86_400_000;

export interface ClientMetric extends MetricOf {
  readonly metric: string;
  readonly counts: DailyClients['counts'];
  /** "There is a nonzero value": a day without a data point had none. */
  readonly isZeroWhenAbsent: boolean;
}

/**
 * The guides of each load balancer, "CloudWatch metrics", "Reporting criteria": NewFlowCount always, RequestCount of an
 * Application Load Balancer where it has targets, of a Classic one where it is not zero. A Classic one counts requests of
 * its HTTP listeners and connections of its TCP listeners together.
 */
export function clientMetric({ type, name, arn }: Successor): ClientMetric | undefined {
  if (type === 'classic') {
    const classic = { namespace: 'AWS/ELB', dimension: 'LoadBalancerName', value: name };
    return { ...classic, metric: 'RequestCount', counts: 'requests or connections', isZeroWhenAbsent: true };
  }
  if (arn === undefined || type === 'other') return undefined;
  const of = { dimension: 'LoadBalancer', value: dimensionOf(arn), isZeroWhenAbsent: false };
  return type === 'network'
    ? { ...of, namespace: 'AWS/NetworkELB', metric: 'NewFlowCount', counts: 'flows' }
    : { ...of, namespace: 'AWS/ApplicationELB', metric: 'RequestCount', counts: 'requests' };
}

/** `net/<name>/<id>` of a load balancer's ARN. */
export function dimensionOf(arn: string): string {
  return arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length);
}

/** @param days starts of the days asked for, in milliseconds */
export function clientsByDay(
  { counts, isZeroWhenAbsent }: ClientMetric,
  { timestamps, values }: Series,
  days: readonly number[],
): DailyClients {
  const byDay = new Map<string, number>();
  if (isZeroWhenAbsent) for (const day of days) byDay.set(dayOf(day), 0);
  timestamps.forEach((at, index) => byDay.set(dayOf(at.getTime()), values[index] ?? Number.NaN));
  return { counts, byDay };
}

/** Starts of the UTC days of a window, in milliseconds; the one that runs too. */
export function daysOf({ from, to }: { readonly from: Date; readonly to: Date }): readonly number[] {
  const days: number[] = [];
  for (let day = Math.floor(from.getTime() / DAY_MS) * DAY_MS; day < to.getTime(); day += DAY_MS) days.push(day);
  return days;
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
