/**
 * A press of the button on a test card, as CloudTrail records it: a call that failed, since there is no such load balancer.
 * Pure.
 */
import { CHAT_ROLE } from '../../model/chat.ts';
import { testCardIn } from '../chat/test-nlb.ts';
import { someOf } from '../scope.ts';
import { parseInstant } from '../time.ts';
import { ELB_SOURCE, ELB_VERSION } from './elb.ts';
import { isName, pathOf, type Fields } from './fields.ts';
import type { Self, Trigger } from './outcome.ts';

/** Undefined for every other call that failed. */
export function chatAnswered(detail: Fields, self: Self): Trigger | undefined {
  const { eventSource, eventName, apiVersion, eventID, eventTime, recipientAccountId, awsRegion } = detail;
  if (eventSource !== ELB_SOURCE || eventName !== 'AddTags' || apiVersion !== ELB_VERSION) return undefined;
  // SAFETY: the envelope is EventBridge's; where it was pressed is the record's word.
  if (recipientAccountId !== self.account || awsRegion !== self.region) return undefined;
  const issuer = pathOf(detail, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  // SAFETY: anybody can make a call of this form; only Amazon Q can take on this role.
  if (issuer !== `arn:aws:iam::${self.account}:role/${CHAT_ROLE}`) return undefined;
  const arns = pathOf(detail, 'requestParameters', 'resourceArns');
  const card = Array.isArray(arns) && arns.length === 1 ? testCardIn(arns[0], self) : undefined;
  const answeredAt = typeof eventTime === 'string' ? parseInstant(eventTime) : undefined;
  const by = pathOf(detail, 'userIdentity', 'arn');
  if (card === undefined || answeredAt === undefined || !isName(eventID) || !isName(by)) return undefined;
  const answer = { ...card, answeredAt, by, eventId: eventID };
  return { is: 'run', scope: someOf({ chatAnswers: [answer] }), because: 'somebody answered a test card in the chat' };
}
