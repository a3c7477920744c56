/**
 * What two daily CloudWatch series say about one NLB's traffic. Pure. A day that the NLB lived through and that either
 * metric does not vouch for makes the answer `missing`; it must never be counted as a day without flows.
 */
import type { Flows, FlowWindow } from '../model/aws.ts';

const DAY_MS = 86_400_000;

/** One metric of one NLB, all pages together; status is that of the last page. */
export interface Series {
  readonly status: string | undefined;
  readonly timestamps: readonly Date[];
  readonly values: readonly number[];
}

export interface FlowSeries {
  readonly newFlows: Series | undefined;
  readonly activeFlows: Series | undefined;
}

/** `createdAt` may be invalid: then no day counts as lived through, and the answer is `missing`. */
export function judgeFlows(series: FlowSeries, createdAt: Date, window: FlowWindow): Flows {
  const days = wholeDaysLived(createdAt, window);
  if (days.length === 0) return missing('the load balancer lived through no whole day of the window');

  const newFlows = valuesByDay('NewFlowCount', series.newFlows, days);
  if (newFlows.is === 'missing') return newFlows;
  const activeFlows = valuesByDay('ActiveFlowCount', series.activeFlows, days);
  if (activeFlows.is === 'missing') return activeFlows;

  return {
    is: 'measured',
    // Days before the first whole one count too: more flows can only save.
    newFlows: newFlows.values.reduce((sum, value) => sum + value, 0),
    peakActiveFlows: Math.max(...activeFlows.values),
    days: days.length,
  };
}

/** Starts of the whole UTC days in the window that began at or after creation. */
function wholeDaysLived(createdAt: Date, { from, to }: FlowWindow): readonly number[] {
  const days: number[] = [];
  // Not `day < createdAt → skip`: with an invalid date that would count every day. Bounds that are NaN end the loop at
  // once.
  for (let day = Math.ceil(from.getTime() / DAY_MS) * DAY_MS; day + DAY_MS <= to.getTime(); day += DAY_MS) {
    if (createdAt.getTime() <= day) days.push(day);
  }
  return days;
}

type DailyValues = { readonly is: 'values'; readonly values: readonly number[] } | (Flows & { is: 'missing' });

function valuesByDay(metric: string, series: Series | undefined, days: readonly number[]): DailyValues {
  if (series === undefined) return missing(`CloudWatch gave no ${metric}`);
  if (series.status !== 'Complete') return missing(`${metric}: status ${series.status}`);
  const { timestamps, values } = series;
  if (timestamps.length !== values.length)
    return missing(`${metric}: ${timestamps.length} times, ${values.length} values`);
  if (!values.every((value) => Number.isFinite(value) && value >= 0)) return missing(`${metric}: a value is no count`);

  const reported = new Set(timestamps.map((at) => Math.floor(at.getTime() / DAY_MS) * DAY_MS));
  const lost = days.filter((day) => !reported.has(day));
  // SAFETY: a day without data is not a day without flows.
  if (lost.length > 0) return missing(`${metric} has no data for ${lost.length} of ${days.length} whole days`);
  return { is: 'values', values };
}

function missing(why: string): Flows & { is: 'missing' } {
  return { is: 'missing', why };
}
