/**
 * What clients did to a load balancer in one hour of the sandbox: as told for that hour, or its share of the day. A day
 * that was told only by its flows looks as scanners leave it: 60 bytes a flow, and nobody resets anything.
 */
import type { DailyFlows, HourlyTraffic, StoredLoadBalancer } from './resources.ts';

export const HOUR_MS = 3_600_000;
const HOURS = 24;
const DAY_MS = HOURS * HOUR_MS;
const BYTES_OF_A_SCAN = 60;

type Measured = Pick<StoredLoadBalancer, 'createdAt' | 'dailyFlows'> & {
  readonly flowsByDay: ReadonlyMap<number, DailyFlows | 'lost'>;
  readonly trafficByHour: ReadonlyMap<number, HourlyTraffic | 'lost'>;
};

/**
 * @param hourMs the first instant of the hour, in milliseconds since 1970
 * @returns undefined where CloudWatch has no data point: before it was made, and where the hour or its day was lost
 */
export function trafficIn(loadBalancer: Measured, hourMs: number): HourlyTraffic | undefined {
  if (loadBalancer.createdAt.getTime() >= hourMs + HOUR_MS) return undefined;
  const told = loadBalancer.trafficByHour.get(hourMs);
  if (told !== undefined) return told === 'lost' ? undefined : told;
  const day = loadBalancer.flowsByDay.get(startOf(hourMs, DAY_MS)) ?? loadBalancer.dailyFlows;
  return day === 'lost' ? undefined : shareOf(day, (hourMs / HOUR_MS) % HOURS);
}

/** From now on on every day, or on one UTC day only. `lost` means that CloudWatch has no data point. */
export function setDay(loadBalancer: StoredLoadBalancer, flows: DailyFlows | 'lost', day: Date | undefined): void {
  if (day !== undefined) loadBalancer.flowsByDay.set(startOf(day.getTime(), DAY_MS), flows);
  else if (flows !== 'lost') loadBalancer.dailyFlows = flows;
}

/** @param at any instant of the hour */
export function setHour(loadBalancer: StoredLoadBalancer, traffic: Partial<HourlyTraffic> | 'lost', at: Date): void {
  const hour = startOf(at.getTime(), HOUR_MS);
  loadBalancer.trafficByHour.set(hour, traffic === 'lost' ? 'lost' : { ...NOBODY, ...traffic });
}

const NOBODY: HourlyTraffic = { newFlows: 0, peakActiveFlows: 0, bytes: 0, targetResets: 0, loadBalancerResets: 0 };

/** Evenly, in whole numbers that add up to those of the day. */
function shareOf(day: DailyFlows, hour: number): HourlyTraffic {
  const share = (total: number): number =>
    Math.floor((total * (hour + 1)) / HOURS) - Math.floor((total * hour) / HOURS);
  const newFlows = share(day.newFlows);
  // A flow that nobody opened on this day is an old one, and open all day long.
  const isOpen = newFlows > 0 || day.newFlows === 0;
  return {
    newFlows,
    peakActiveFlows: isOpen ? day.peakActiveFlows : 0,
    bytes: day.bytes === undefined ? newFlows * BYTES_OF_A_SCAN : share(day.bytes),
    targetResets: share(day.targetResets ?? 0),
    loadBalancerResets: 0,
  };
}

/** Of the UTC hour or day that the instant lies in. */
function startOf(atMs: number, periodMs: number): number {
  return Math.floor(atMs / periodMs) * periodMs;
}
