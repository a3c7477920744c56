/**
 * How many tags there is room for. Pure. AWS allows 50 on a load balancer or target group, those of `aws:` not counted:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
import type { Tags } from '../../model/reading.ts';

export const MOST_TAGS = 50;

/** Keys that count against the limit. */
export function countedKeys(tags: Tags): readonly string[] {
  return [...tags.keys()].filter((key) => !key.startsWith('aws:'));
}

/** Whether the tag can be written: it stands there already, or there is room for one more. */
export function hasRoomFor(key: string, tags: Tags): boolean {
  return tags.has(key) || countedKeys(tags).length < MOST_TAGS;
}
