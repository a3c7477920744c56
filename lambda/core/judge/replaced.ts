/**
 * A superseded NLB beside the load balancer that took over: whether that one answers, and what people see of their clients'
 * move (docs/design.md section 3, "Targets and traffic"). Pure.
 */
import type { TargetGroup } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { DailyClients, MeasuredTraffic, SuccessorState } from '../../model/traffic.ts';
import type { LastingCaution } from '../../model/verdict.ts';
import { DAY_MS, dayOf, HOUR_MS } from '../time.ts';
import { count, number, sentence } from '../words.ts';
import { servedIn } from './served.ts';
import type { Suspicion } from './suspicion.ts';
import type { TrafficSigns } from './traffic.ts';

const DAYS_SHOWN = 7;

/** The state of the load balancer that took over, when one of its targets is healthy. */
export function answeringSuccessor(
  { reason, successor }: Pick<Suspicion, 'reason' | 'successor'>,
  { inspections: { successors } }: Pick<Facts, 'inspections'>,
): SuccessorState | undefined {
  if (reason !== 'superseded' || successor === undefined) return undefined;
  const reading = successors.get(successor);
  // SAFETY: one that could not be looked at, or answers nobody, has not taken over.
  return reading?.ok === true && reading.value.healthyTargets > 0 ? reading.value : undefined;
}

/** The last whole days side by side, oldest first: `2026-02-22: 1,204 flows here, 88,310 there`. */
export function sideBySide(
  traffic: TrafficSigns,
  { clients }: SuccessorState,
  successor: string | undefined,
  now: Date,
): string {
  const there = successor ?? 'its successor';
  if (!clients.ok) return sentence(`How many clients have moved to ${there} is not known: ${clients.why}`);
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const days = Array.from({ length: DAYS_SHOWN }, (_, index) => today - (DAYS_SHOWN - index) * DAY_MS);
  const lines = days.flatMap((day) => {
    const own = traffic.is === 'unreadable' ? undefined : flowsOn(day, traffic.measured);
    const its = clients.value.byDay.get(dayOf(new Date(day)));
    if (own === undefined && its === undefined) return [];
    const here = own === undefined ? 'not known here' : `${count(number(own), 'flow')} here`;
    return [`${dayOf(new Date(day))}: ${here}, ${itsInWords(its, clients.value)} there`];
  });
  const what = `Clients here and at ${there} by day`;
  return lines.length === 0 ? `${what} are not known.` : `${what}: ${lines.join('; ')}.`;
}

/**
 * That clients are answered here still. Who have moved and come back, or come back in numbers, are another question than the
 * one that a person has answered: so each order of magnitude is named for itself.
 */
export function clientsAnswered(
  traffic: TrafficSigns,
  targetGroups: readonly TargetGroup[],
): readonly LastingCaution[] {
  if (traffic.is === 'unreadable') {
    const words = `Whether clients are answered here is not known: ${traffic.words}.`;
    return [{ kind: 'clients-not-known', words, about: [] }];
  }
  const served = servedIn(traffic.measured, targetGroups);
  if (served === undefined) return [];
  const words = `Clients are answered here: ${served}.`;
  return [{ kind: 'clients-answered', words, about: magnitudesOf(busiestHour(traffic.measured)) }];
}

/** New or open flows, whichever were more. */
function busiestHour({ newFlows, peakActiveFlows }: MeasuredTraffic): number {
  return [...newFlows, ...peakActiveFlows].reduce((most, flows) => Math.max(most, flows), 0);
}

/** Every power of ten up to the number, so that fewer clients than were told of are nothing new. */
function magnitudesOf(flows: number): readonly string[] {
  // SAFETY: a number that is none is as large as any.
  const largest = Number.isFinite(flows) ? Math.floor(Math.log10(Math.max(flows, 1))) : MOST_MAGNITUDE;
  return Array.from({ length: largest + 1 }, (_, power) => `${number(10 ** power)} or more in the busiest hour`);
}

/** No NLB takes more flows in an hour. */
const MOST_MAGNITUDE = 12;

function itsInWords(its: number | undefined, { counts }: DailyClients): string {
  if (its === undefined) return 'not known';
  return counts === 'flows' ? number(its) : `${number(its)} ${counts}`;
}

/** Undefined unless every hour of the day was measured. */
function flowsOn(dayMs: number, { from, newFlows }: MeasuredTraffic): number | undefined {
  const first = (dayMs - from.getTime()) / HOUR_MS;
  if (!(first >= 0 && first + 24 <= newFlows.length)) return undefined;
  return newFlows.slice(first, first + 24).reduce((sum, one) => sum + one, 0);
}
