/**
 * What the hourly CloudWatch series of one NLB say about its traffic. Pure. An hour that the NLB lived through and that
 * one metric does not vouch for makes the answer `missing`; it must never be counted as an hour without clients.
 *
 * All of these metrics are "always reported", zero included (elasticloadbalancing/latest/network/
 * load-balancer-cloudwatch-metrics.html, "Reporting criteria"): no data point means that nobody measured.
 */
import type { Traffic, TrafficWindow } from '../model/traffic.ts';

const HOUR_MS = 3_600_000;

/** One metric of one load balancer, all pages together; status is that of the last page. */
export interface Series {
  readonly status: string | undefined;
  readonly timestamps: readonly Date[];
  readonly values: readonly number[];
}

export interface TrafficSeries {
  readonly newFlows: Series | undefined;
  readonly activeFlows: Series | undefined;
  readonly bytes: Series | undefined;
  readonly targetResets: Series | undefined;
  readonly loadBalancerResets: Series | undefined;
}

/** `createdAt` may be invalid: then no hour counts as lived through, and the answer is `missing`. */
export function trafficFrom(series: TrafficSeries, createdAt: Date, window: TrafficWindow): Traffic {
  const lived = wholeHoursLived(createdAt, window);
  const [first] = lived;
  if (first === undefined) return missing('the load balancer lived through no whole hour of the window');

  const newFlows = valuesByHour('NewFlowCount', series.newFlows, lived);
  if (newFlows.is === 'missing') return newFlows;
  const activeFlows = valuesByHour('ActiveFlowCount', series.activeFlows, lived);
  if (activeFlows.is === 'missing') return activeFlows;
  const bytes = valuesByHour('ProcessedBytes', series.bytes, lived);
  if (bytes.is === 'missing') return bytes;

  // The hour in which it was made and the one that runs may have figures already: more traffic can only save.
  const around = [first - HOUR_MS, ...lived, first + lived.length * HOUR_MS];
  const flowing: number[] = [];
  const active: number[] = [];
  const processed: number[] = [];
  const hours: number[] = [];
  for (const hour of around) {
    const [flows, peak, amount] = [newFlows, activeFlows, bytes].map(({ values }) => values.get(hour));
    if (flows === undefined || peak === undefined || amount === undefined) continue;
    hours.push(hour);
    flowing.push(flows);
    active.push(peak);
    processed.push(amount);
  }
  return {
    is: 'measured',
    from: new Date(hours[0] ?? Number.NaN),
    newFlows: flowing,
    peakActiveFlows: active,
    bytes: processed,
    resets: resetsIn(series, lived, hours),
  };
}

/** Starts of the whole UTC hours in the window that began at or after creation. */
export function wholeHoursLived(createdAt: Date, { from, to }: TrafficWindow): readonly number[] {
  const hours: number[] = [];
  // Not `hour < createdAt → skip`: with an invalid date that would count every hour. Bounds that are NaN end the loop at
  // once.
  for (let hour = Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS; hour + HOUR_MS <= to.getTime(); hour += HOUR_MS) {
    if (createdAt.getTime() <= hour) hours.push(hour);
  }
  return hours;
}

type HourlyValues =
  { readonly is: 'values'; readonly values: ReadonlyMap<number, number> } | (Traffic & { is: 'missing' });

function valuesByHour(metric: string, series: Series | undefined, hours: readonly number[]): HourlyValues {
  if (series === undefined) return missing(`CloudWatch gave no ${metric}`);
  const why = whyUnusable(series);
  if (why !== undefined) return missing(`${metric}: ${why}`);
  const values = new Map<number, number>();
  series.timestamps.forEach((at, index) => {
    const hour = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
    values.set(hour, Math.max(values.get(hour) ?? 0, series.values[index] ?? Number.NaN));
  });
  const lost = hours.filter((hour) => !values.has(hour));
  // SAFETY: an hour without data is not an hour without clients.
  if (lost.length > 0) return missing(`${metric} has no data for ${lost.length} of ${hours.length} whole hours`);
  return { is: 'values', values };
}

/** Why a series says nothing that could be relied on; undefined when it does. */
export function whyUnusable({ status, timestamps, values }: Series): string | undefined {
  if (status !== 'Complete') return `status ${status}`;
  if (timestamps.length !== values.length) return `${timestamps.length} times, ${values.length} values`;
  return values.every((value) => Number.isFinite(value) && value >= 0) ? undefined : 'a value is no count';
}

/** Undefined unless both metrics have every whole hour: what is not known must not be said of. */
function resetsIn(
  { targetResets, loadBalancerResets }: TrafficSeries,
  lived: readonly number[],
  hours: readonly number[],
): number | undefined {
  let resets = 0;
  for (const series of [targetResets, loadBalancerResets]) {
    const read = valuesByHour('resets', series, lived);
    if (read.is === 'missing') return undefined;
    for (const hour of hours) resets += read.values.get(hour) ?? 0;
  }
  return resets;
}

function missing(why: string): Traffic & { is: 'missing' } {
  return { is: 'missing', why };
}
