/**
 * A CloudTrail event as EventBridge sends it → what to run (docs/facts/aws.md 2.3). Pure. Only what a person answered and
 * a deleted cluster are news; a load balancer that somebody failed to delete is none: a controller that tries forever
 * would wake the janitor forever. The one failed call that counts is a press on a test card.
 */
import type { AnswerEvent } from '../../model/answer.ts';
import { CONTROLLER_AGENT } from '../../model/controller.ts';
import { recordedInstant } from '../../model/recorded-instant.ts';
import { someOf, type SeenDeletion } from '../scope.ts';
import { TAG } from '../tags/keys.ts';
import { parseInstant } from '../time.ts';
import { isName, isNetworkLoadBalancer, isRecord, pathOf, shown, type Fields } from '../fields.ts';
import { chatAnswered } from './chat-answered.ts';
import { ELB_SOURCE, ELB_VERSION } from '../../model/elb-events.ts';
import type { Ignored, Self, Trigger, Unreadable } from './outcome.ts';

const OWN_KEYS: ReadonlySet<string> = new Set(Object.values(TAG));

export function parseApiCall(event: Fields, self: Self): Trigger {
  const source = shown(event['source']);
  // SAFETY: whoever may put events can make up all but this: only AWS itself sends as `aws.…`.
  if (!source.startsWith('aws.')) return unreadable(`its source is not AWS: ${source}`);
  const { detail } = event;
  if (!isRecord(detail)) return unreadable('it has no detail');
  if (event['account'] !== self.account || event['region'] !== self.region)
    return ignored('it is of another account or region');

  const issuer = pathOf(detail, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  // An IAM user has no session issuer: compared here, not in the rule, so that an approval by one is not lost.
  if (typeof issuer === 'string' && self.roleArns.includes(issuer)) return ignored('the janitor did it itself');

  const { eventSource, eventName } = detail;
  if (detail['errorCode'] !== undefined) return chatAnswered(detail, self) ?? ignored('the call failed');
  if (eventSource === 'eks.amazonaws.com' && eventName === 'DeleteCluster') return clusterDeleted(detail, self);
  if (eventSource !== ELB_SOURCE) return ignored(`it is of ${shown(eventSource)}`);
  if (detail['apiVersion'] !== ELB_VERSION) return ignored('it is of the Classic API');
  switch (eventName) {
    case 'AddTags':
      return tagsAdded(detail, self);
    case 'RemoveTags':
      return tagsRemoved(detail, self);
    default:
      return ignored(`nothing follows from ${shown(eventName)}`);
  }
}

/** A `keep` counts with any value and with none: CloudTrail leaves an empty one out. */
function tagsAdded(detail: Fields, self: Self): Trigger {
  const tags = pathOf(detail, 'requestParameters', 'tags');
  if (!Array.isArray(tags)) return unreadable('it has no tags');
  const isAnswer = tags.some(
    (tag: unknown) =>
      isRecord(tag) && (tag['key'] === TAG.keep || (tag['key'] === TAG.approval && tag['value'] !== 'pending')),
  );
  return isAnswer
    ? forLoadBalancers(detail, 'a person flipped a tag', { answers: answersIn(detail, 'added', pairsIn(tags), self) })
    : ignored('none of its tags is an answer to the janitor');
}

function tagsRemoved(detail: Fields, self: Self): Trigger {
  const keys = pathOf(detail, 'requestParameters', 'tagKeys');
  if (!Array.isArray(keys)) return unreadable('it has no tagKeys');
  const isOwn = keys.some((key: unknown) => typeof key === 'string' && OWN_KEYS.has(key));
  if (!isOwn) return ignored("none of its keys is the janitor's");
  const removedAt = removedByControllerAt(detail);
  const removed = keys.filter(isName).map((key) => [key, undefined] as const);
  return removedAt === undefined
    ? forLoadBalancers(detail, "somebody removed the janitor's tags", {
        answers: answersIn(detail, 'removed', removed, self),
      })
    : forLoadBalancers(detail, "the AWS Load Balancer Controller removed the janitor's tags", { removedAt });
}

/** When the AWS Load Balancer Controller removed them; undefined where the event does not say that it did. */
function removedByControllerAt({ userAgent, eventTime }: Fields): Date | undefined {
  if (typeof userAgent !== 'string' || !userAgent.includes(CONTROLLER_AGENT)) return undefined;
  return typeof eventTime === 'string' ? parseInstant(eventTime) : undefined;
}

/** What an event says besides: `removedAt` by the controller, and who answered. */
interface SeenInEvent {
  readonly removedAt?: Date;
  readonly answers?: readonly AnswerEvent[];
}

function forLoadBalancers(detail: Fields, because: string, { removedAt, answers = [] }: SeenInEvent = {}): Trigger {
  const arns = pathOf(detail, 'requestParameters', 'resourceArns');
  if (!Array.isArray(arns)) return unreadable('it has no resourceArns');
  const network = arns.filter(isNetworkLoadBalancer);
  if (network.length === 0) return ignored('it is about no Network Load Balancer');
  const removals = removedAt === undefined ? [] : network.map((arn) => ({ arn, at: removedAt }));
  return { is: 'run', scope: someOf({ arns: network, removals, answers }), because };
}

/** The event as an answer; none where it says less than an answer has to: then it is looked up. */
function answersIn(
  detail: Fields,
  did: AnswerEvent['did'],
  pairs: readonly (readonly [string, string | undefined])[],
  { account, region }: Self,
): readonly AnswerEvent[] {
  // SAFETY: the envelope is EventBridge's; where it was said is the record's word.
  if (detail['recipientAccountId'] !== account || detail['awsRegion'] !== region) return [];
  const { eventID, eventTime } = detail;
  const at = typeof eventTime === 'string' ? parseInstant(eventTime) : undefined;
  const arn = pathOf(detail, 'userIdentity', 'arn');
  const issuer = pathOf(detail, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  const arns = pathOf(detail, 'requestParameters', 'resourceArns');
  if (at === undefined || !isName(eventID) || !isName(arn) || !Array.isArray(arns)) return [];
  // The janitor's own calls were ignored before.
  const by = { arn, issuerArn: isName(issuer) ? issuer : undefined, isJanitor: false };
  return [{ eventId: eventID, at, did, arns: arns.filter(isName), tags: new Map(pairs), by }];
}

function pairsIn(tags: readonly unknown[]): readonly (readonly [string, string])[] {
  return tags.flatMap((tag: unknown): (readonly [string, string])[] => {
    const { key, value = '' } = isRecord(tag) ? tag : {};
    return typeof key === 'string' && typeof value === 'string' ? [[key, value]] : [];
  });
}

function clusterDeleted(detail: Fields, self: Self): Trigger {
  // AWS documented `clusterName` in 2018; captured events have `name`.
  const name = pathOf(detail, 'requestParameters', 'name') ?? pathOf(detail, 'requestParameters', 'clusterName');
  if (!isName(name)) return unreadable('it has no cluster name');
  const deletion = deletionOf(name, detail, self);
  const scope = someOf({ clusters: [name], deletions: deletion === undefined ? [] : [deletion] });
  return { is: 'run', scope, because: 'its cluster is being deleted' };
}

/** The event as a proof; undefined where it says less than a proof has to. */
function deletionOf(cluster: string, detail: Fields, { account, region }: Self): SeenDeletion | undefined {
  // SAFETY: the envelope is EventBridge's; where the cluster was is the record's word.
  if (detail['recipientAccountId'] !== account || detail['awsRegion'] !== region) return undefined;
  const { eventID, eventTime } = detail;
  const deletedAt = typeof eventTime === 'string' ? parseInstant(eventTime) : undefined;
  // SAFETY: without its instant it could prove anything.
  if (deletedAt === undefined || !isName(eventID)) return undefined;
  const vpcId = pathOf(detail, 'responseElements', 'cluster', 'resourcesVpcConfig', 'vpcId');
  const madeAt = recordedInstant(pathOf(detail, 'responseElements', 'cluster', 'createdAt'));
  return { cluster, vpcId: isName(vpcId) ? vpcId : undefined, madeAt, deletedAt, eventId: eventID };
}

function ignored(because: string): Ignored {
  return { is: 'ignored', because };
}

function unreadable(because: string): Unreadable {
  return { is: 'unreadable', because };
}
