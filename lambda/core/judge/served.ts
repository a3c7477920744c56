/**
 * Whether clients are answered through an NLB, hour by hour: an average over days lets the many flows of scanners hide a
 * small service (docs/design.md section 3, "Served bytes"). Pure. Counts only while a target is registered, healthy or
 * not: an NLB without a healthy one sends its clients to all.
 */
import type { TargetGroup } from '../../model/aws.ts';
import type { MeasuredTraffic } from '../../model/traffic.ts';
import { HOUR_MS } from '../time.ts';
import { count, dateTime, listed, number, size } from '../words.ts';

/** A flow with an answer in it: more than a handshake and a reset. */
const LEAST_BYTES_ANSWERED = 512;

/** Protocols that a UDP flow cannot reach; every other word, also one that AWS adds later, may be UDP. */
const NEVER_UDP: ReadonlySet<string | undefined> = new Set(['TCP', 'TLS']);

/**
 * Until when clients got an answer to a new flow, over whatever protocol: bytes go to and from targets, so one was
 * registered then. In words; undefined when no hour shows it.
 */
export function servedUntil({ from, newFlows, bytes }: MeasuredTraffic): string | undefined {
  const hours = newFlows.flatMap((flows, index) => {
    const amount = bytes[index] ?? Number.NaN;
    const at = new Date(from.getTime() + index * HOUR_MS);
    return flows > 0 && amount >= LEAST_BYTES_ANSWERED * flows ? [{ at, flows, amount }] : [];
  });
  const last = hours.at(-1);
  if (last === undefined) return undefined;
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  const each = sum(hours.map(({ amount }) => amount)) / sum(hours.map(({ flows }) => flows));
  return `served about ${size(each)} a flow until the hour of ${dateTime(last.at)}`;
}

/** The last hour in which clients were answered, in words; undefined when none shows it. */
export function servedIn(traffic: MeasuredTraffic, targetGroups: readonly TargetGroup[]): string | undefined {
  const maybeUdp = targetGroups.some(({ protocol }) => !NEVER_UDP.has(protocol));
  const protocols = [...new Set(targetGroups.map(({ protocol }) => protocol ?? 'an unknown protocol'))].toSorted();
  for (let index = traffic.newFlows.length - 1; index >= 0; index -= 1) {
    const flows = traffic.newFlows[index] ?? Number.NaN;
    const active = traffic.peakActiveFlows[index] ?? Number.NaN;
    const bytes = traffic.bytes[index] ?? Number.NaN;
    if (flows === 0 && active === 0 && bytes === 0) continue;
    const hour = `in the hour of ${dateTime(new Date(traffic.from.getTime() + index * HOUR_MS))}`;
    // SAFETY: a flow without an end was opened by somebody who stays.
    if (!(flows > 0)) return `${number(active)} active and ${size(bytes)} ${hour}, without a new flow`;
    const amount = `${count(number(flows), 'flow')} and ${size(bytes)} ${hour}`;
    // SAFETY: UDP has no resets, and a few bytes may be a whole answer.
    if (maybeUdp) return `${amount}, over ${listed(protocols)}`;
    // SAFETY: a scanner's flow is smaller.
    if (!(bytes < LEAST_BYTES_ANSWERED * flows)) return `${amount}, ${size(bytes / flows)} a flow`;
  }
  return undefined;
}
