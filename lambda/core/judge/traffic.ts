/** What the flows of one NLB say, and what targets and flows together say against each reason. Pure. */
import type { LoadBalancer, TargetHealth } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { OrphanReason } from '../../model/verdict.ts';
import { count, listed } from '../words.ts';

export interface TrafficSigns {
  readonly is: 'none' | 'flows' | 'unreadable';
  readonly words: string;
}

/** Missing and unreadable figures are never zero. */
export function trafficOf(
  loadBalancer: Pick<LoadBalancer, 'arn'>,
  { inspections: { flows } }: Pick<Facts, 'inspections'>,
): TrafficSigns {
  const reading = flows.get(loadBalancer.arn);
  if (reading === undefined) return { is: 'unreadable', words: 'flows were not read' };
  if (!reading.ok) return { is: 'unreadable', words: reading.why };
  const measured = reading.value;
  if (measured.is === 'missing') return { is: 'unreadable', words: measured.why };
  const { newFlows, peakActiveFlows, days } = measured;
  const words = `${newFlows} new flows in ${count(days, 'day')}, ${peakActiveFlows} active at the peak`;
  // SAFETY: anything but a plain zero is traffic, a long-lived flow too.
  return { is: newFlows === 0 && peakActiveFlows === 0 ? 'none' : 'flows', words };
}

type SignOfUse =
  | { readonly is: 'in-use'; readonly reason: 'serving-traffic' | 'healthy-targets'; readonly explanation: string }
  | { readonly is: 'unreadable'; readonly why: string };

/** What healthy targets and flows say against the reason; undefined when nothing does. */
export function signOfUse(
  reason: OrphanReason,
  healthy: readonly TargetHealth[],
  traffic: TrafficSigns,
): SignOfUse | undefined {
  if (healthy.length === 0) return undefined;
  const targets = listed(healthy.map(targetName));
  const answer = `answer${healthy.length === 1 ? 's' : ''} its health checks`;
  switch (reason) {
    case 'cluster-gone':
    case 'previous-cluster':
      return {
        is: 'in-use',
        reason: 'healthy-targets',
        explanation: `Its cluster is gone, but ${targets} ${answer}: somebody uses it.`,
      };
    case 'service-gone':
    case 'service-not-load-balancer':
      // A Service that we cannot see, such as one of a hosted control plane, may be behind it.
      if (traffic.is === 'flows') {
        return {
          is: 'in-use',
          reason: 'serving-traffic',
          explanation: `No Service that we can see owns it, but ${targets} ${answer} and clients use it: ${traffic.words}.`,
        };
      }
      if (traffic.is === 'unreadable') {
        return { is: 'unreadable', why: `${targets} is healthy and its traffic is not known: ${traffic.words}.` };
      }
      return undefined;
    case 'superseded':
      // The same nodes serve its successor: healthy targets are to be expected, and shown as a caution.
      return undefined;
  }
}

/** `i-0a1b…:31234`. */
export function targetName(target: TargetHealth): string {
  return target.port === undefined ? target.targetId : `${target.targetId}:${target.port}`;
}
