/**
 * What was measured of a load balancer's clients. Types only. Missing data is its own answer, never zero: nobody can tell
 * an hour without clients from an hour that was not measured, unless AWS says which it was.
 */
import type { Reading } from './reading.ts';

/** One NLB over the look-back window. */
export type Traffic = MeasuredTraffic | { readonly is: 'missing'; readonly why: string };

/** Hour by hour in UTC: each list has one entry for every hour from `from` on, without a gap; all are of one length. */
export interface MeasuredTraffic {
  readonly is: 'measured';
  /** Start of the first hour. */
  readonly from: Date;
  readonly newFlows: readonly number[];
  /** Flows that were open at once, at most; those that wait for an answer to their SYN too. */
  readonly peakActiveFlows: readonly number[];
  /** To and from targets, TCP/IP headers included; health checks are not. */
  readonly bytes: readonly number[];
  /** RST packets of targets and of the load balancer in all these hours; undefined when they are not known for every one. */
  readonly resets: number | undefined;
}

/** The look-back window: `from` is a UTC midnight, `to` is now, so the last hour in it is not whole yet. */
export interface TrafficWindow {
  readonly from: Date;
  readonly to: Date;
}

/** A load balancer to which a Service has moved, of whatever API. */
export interface Successor {
  readonly type: 'network' | 'application' | 'classic' | 'other';
  readonly name: string;
  readonly dnsName: string;
  /** Undefined for a Classic one, which has none. */
  readonly arn: string | undefined;
}

/** One of the Classic API. It has no state: what is listed exists. */
export interface ClassicLoadBalancer {
  readonly name: string;
  readonly dnsName: string;
}

/** Clients of a successor by day, as its own metric counts them. */
export interface DailyClients {
  readonly counts: 'flows' | 'requests' | 'requests or connections';
  /** By UTC day, `2026-03-01`. A day that is not in it has no figure, which is not zero. */
  readonly byDay: ReadonlyMap<string, number>;
}

/** Whether a successor answers, and whom. */
export interface SuccessorState {
  /** Targets or instances that pass its health checks: plainly `healthy` or `InService`. */
  readonly healthyTargets: number;
  readonly clients: Reading<DailyClients>;
}
