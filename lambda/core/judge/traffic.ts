/** The traffic of one NLB over the look-back window, in figures and in words. Pure. What it means: sign-of-use.ts. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { MeasuredTraffic } from '../../model/traffic.ts';
import { count, number, size } from '../words.ts';
import { servedUntil } from './served.ts';
import { attachedTargetGroups, targetsOf } from './target-groups.ts';

export type TrafficSigns =
  | { readonly is: 'none' | 'flows'; readonly words: string; readonly measured: MeasuredTraffic }
  | { readonly is: 'unreadable'; readonly words: string };

/** Of a flow to which nobody answers: a few packets without content, and a reset. */
const MOST_BYTES_UNANSWERED = 256;
const LEAST_SHARE_RESET = 0.9;
const UNSURE =
  'cannot tell whether anybody is answered (traffic comes in, but figures alone do not show whether a client gets an answer: ask who still connects)';

/** Missing and unreadable figures are never zero. */
export function trafficOf(loadBalancer: Pick<LoadBalancer, 'arn'>, facts: Pick<Facts, 'inspections'>): TrafficSigns {
  const reading = facts.inspections.flows.get(loadBalancer.arn);
  if (reading === undefined) return { is: 'unreadable', words: 'flows were not read' };
  if (!reading.ok) return { is: 'unreadable', words: reading.why };
  const measured = reading.value;
  if (measured.is === 'missing') return { is: 'unreadable', words: measured.why };
  const { flows, peak, bytes } = totals(measured);
  const words = `${count(number(flows), 'new flow')} in ${span(measured)}, ${number(peak)} active at the peak`;
  // SAFETY: anything but a plain zero is traffic, a long-lived flow too.
  if (flows === 0 && peak === 0 && bytes === 0) return { is: 'none', words, measured };
  const each = flows > 0 ? `${size(bytes / flows)} a flow` : size(bytes);
  return {
    is: 'flows',
    words: `${words}, ${each}, ${resetsInWords(measured)}: ${answering(loadBalancer, measured, facts)}`,
    measured,
  };
}

/** `7 days`, `5 hours`. */
export function span({ newFlows: { length: hours } }: MeasuredTraffic): string {
  return hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day');
}

interface Totals {
  readonly flows: number;
  readonly peak: number;
  readonly bytes: number;
}

function totals({ newFlows, peakActiveFlows, bytes }: MeasuredTraffic): Totals {
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  return {
    flows: sum(newFlows),
    peak: peakActiveFlows.reduce((most, one) => Math.max(most, one), 0),
    bytes: sum(bytes),
  };
}

function resetsInWords({ resets }: MeasuredTraffic): string {
  return resets === undefined ? 'resets not known' : resets === 0 ? 'no reset' : count(number(resets), 'reset');
}

/** Only a TCP flow that is refused ends in a reset: of any other protocol nobody can tell. */
function answering(
  loadBalancer: Pick<LoadBalancer, 'arn'>,
  measured: MeasuredTraffic,
  facts: Pick<Facts, 'inspections'>,
): string {
  const groups = attachedTargetGroups(loadBalancer, facts);
  const targets = groups.ok ? targetsOf(groups.value, facts) : groups;
  const served = targets.ok && targets.value.length === 0 ? servedUntil(measured) : undefined;
  // SAFETY: who reads it may approve a delete, and the target may come back.
  if (served !== undefined) return `${served}, when a target must have been registered; none is now`;
  const { flows, bytes } = totals(measured);
  // SAFETY: who reads it may approve a delete.
  const isRefused =
    groups.ok &&
    groups.value.length > 0 &&
    groups.value.every(({ protocol }) => protocol === 'TCP') &&
    measured.resets !== undefined &&
    measured.resets >= LEAST_SHARE_RESET * flows &&
    bytes < MOST_BYTES_UNANSWERED * flows;
  return isRefused ? 'nobody is answered' : UNSURE;
}
