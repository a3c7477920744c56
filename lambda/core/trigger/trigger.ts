/**
 * One message → what to run, or why not (docs/design.md section 2; docs/facts/aws.md 2). Pure, and the authority: the
 * rules in infra/ only keep the number of messages down. Never throws, and never takes what it cannot read for a wish to
 * run: a message can only make a run come sooner. What else it says must be proved (an answer to a test card), or is trusted
 * (docs/decisions/one-run-at-a-time.md).
 */
import { parseApiCall } from './api-call.ts';
import { isRecord } from '../fields.ts';
import type { Self, Trigger } from './outcome.ts';
import { parseWake, WAKE_SOURCE } from './wake.ts';

/** What the schedule sends (infra/), and what a person may send by hand. */
export const SCHEDULE_SOURCE = 'nlb-janitor.schedule';

export function parseTrigger(event: unknown, self: Self): Trigger {
  if (!isRecord(event)) return { is: 'unreadable', because: 'it is no JSON object' };
  if (event['source'] === SCHEDULE_SOURCE) {
    return { is: 'run', scope: { is: 'everything' }, because: 'schedule' };
  }
  if (event['source'] === WAKE_SOURCE) return parseWake(event);
  if (event['detail-type'] === 'AWS API Call via CloudTrail') return parseApiCall(event, self);
  return { is: 'unreadable', because: 'it is neither the schedule, nor of sweep, nor a CloudTrail event' };
}
