/**
 * A press of the button on a test card, as CloudTrail records it: a call that AWS refused, since there is no such load balancer.
 * Pure.
 */
import { CHAT_ROLE, type ChatAnswer } from '../../model/chat.ts';
import { ELB_SOURCE, ELB_VERSION } from '../../model/elb-events.ts';
import { isName, isRecord, pathOf } from '../fields.ts';
import type { Place } from '../place.ts';
import { parseInstant } from '../time.ts';
import { testCardIn } from './test-nlb.ts';

/** ELBv2's own name of it (API_AddTags); CloudTrail may write `Exception` behind it. */
const NOT_FOUND = /^LoadBalancerNotFound(Exception)?$/;

/** @param record as CloudTrail has it. Undefined for every other call */
export function chatPressIn(record: unknown, place: Place): ChatAnswer | undefined {
  if (!isRecord(record)) return undefined;
  const { eventSource, eventName, apiVersion, errorCode, eventID, eventTime, recipientAccountId, awsRegion } = record;
  if (eventSource !== ELB_SOURCE || eventName !== 'AddTags' || apiVersion !== ELB_VERSION) return undefined;
  // SAFETY: a press that IAM refused shows that the buttons do not work.
  if (typeof errorCode !== 'string' || !NOT_FOUND.test(errorCode)) return undefined;
  // SAFETY: the envelope is EventBridge's; where it was pressed is the record's word.
  if (recipientAccountId !== place.account || awsRegion !== place.region) return undefined;
  const issuer = pathOf(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  // SAFETY: anybody can make a call of this form; only Amazon Q can take on this role.
  if (issuer !== `arn:aws:iam::${place.account}:role/${CHAT_ROLE}`) return undefined;
  const arns = pathOf(record, 'requestParameters', 'resourceArns');
  const card = Array.isArray(arns) && arns.length === 1 ? testCardIn(arns[0], place) : undefined;
  const answeredAt = typeof eventTime === 'string' ? parseInstant(eventTime) : undefined;
  const by = pathOf(record, 'userIdentity', 'arn');
  if (card === undefined || answeredAt === undefined || !isName(eventID) || !isName(by)) return undefined;
  return { ...card, answeredAt, by, eventId: eventID };
}
