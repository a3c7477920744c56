/** What a run may cost at most, and whether a measured one kept to it. */
import { ELB, type Measured } from './measure.ts';

export interface Aim {
  readonly text: string;
  readonly isReached: boolean;
}

const ELB_PAGE = 400;
const TAG_BATCH = 20;
/** Of five metrics each, over a week of hours. */
const TRAFFIC_BATCH = 100;
/** `sweep` has 512. Before anything is read, Node and the loaded code take 146 of it. */
export const MOST_MEGABYTES = 320;

export function aimsOf(measured: Measured): readonly Aim[] {
  const { size, orphans, targetGroups, smallHeap } = measured;
  const most =
    Math.ceil(size.loadBalancers / ELB_PAGE) +
    Math.ceil(size.loadBalancers / TAG_BATCH) +
    Math.ceil(targetGroups / ELB_PAGE) +
    // Health, attributes and reservation.
    3 * orphans;
  const calls = elbCalls(measured);
  const trafficCalls = measured.awsCalls.get('cloudwatch:GetMetricData') ?? 0;
  const mostTrafficCalls = Math.ceil(orphans / TRAFFIC_BATCH);
  const megabytes = Math.round(smallHeap.peakBytes / 2 ** 20);
  return [
    { text: `ELBv2 calls: ${calls}, aim at most ${most}`, isReached: calls <= most },
    {
      text: `GetMetricData calls: ${trafficCalls}, aim at most ${mostTrafficCalls}`,
      isReached: trafficCalls <= mostTrafficCalls,
    },
    {
      text: `peak memory with a small heap: ${megabytes} MB, aim under ${MOST_MEGABYTES} MB`,
      isReached: smallHeap.peakBytes < MOST_MEGABYTES * 2 ** 20,
    },
  ];
}

export function elbCalls({ awsCalls }: Measured): number {
  return [...awsCalls].reduce((sum, [action, times]) => (action.startsWith(`${ELB}:`) ? sum + times : sum), 0);
}
