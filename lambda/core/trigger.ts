/**
 * EventBridge event → what to run, or why it is ignored (docs/design.md section 2; docs/facts/aws.md 2). Pure, and the
 * authority: the rules in infra/ only keep the number of invocations down. Never throws: an event can only make a run
 * come sooner.
 */
import type { Scope } from './scope.ts';
import { TAG } from './tags/keys.ts';

type Trigger =
  | { readonly is: 'run'; readonly scope: Scope; readonly because: string }
  | { readonly is: 'ignored'; readonly because: string };

export interface Self {
  readonly account: string;
  readonly region: string;
  /** Roles of the janitor's functions: what they do themselves is no news. */
  readonly roleArns: readonly string[];
}

/** What the schedule sends (infra/), and what a person may send by hand. */
export const SCHEDULE_SOURCE = 'nlb-janitor.schedule';

const ELB_SOURCE = 'elasticloadbalancing.amazonaws.com';
/** Version 2012-06-01 is the Classic API, whose events have the same names. */
const ELB_VERSION = '2015-12-01';
const OWN_KEYS: ReadonlySet<string> = new Set(Object.values(TAG));

export function parseTrigger(event: unknown, self: Self): Trigger {
  if (!isRecord(event)) return ignored('it is no object');
  if (event['source'] === SCHEDULE_SOURCE || event['detail-type'] === 'Scheduled Event') {
    return { is: 'run', scope: { is: 'everything' }, because: 'schedule' };
  }
  if (event['detail-type'] !== 'AWS API Call via CloudTrail')
    return ignored('it is neither the schedule nor a CloudTrail event');
  const { detail } = event;
  if (!isRecord(detail)) return ignored('it is malformed: no detail');
  if (event['account'] !== self.account || event['region'] !== self.region)
    return ignored('it is of another account or region');

  const issuer = pathOf(detail, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  // An IAM user has no session issuer: compared here, not in the rule, so that an approval by one is not lost.
  if (typeof issuer === 'string' && self.roleArns.includes(issuer)) return ignored('the janitor did it itself');

  const { eventSource, eventName } = detail;
  const failed = detail['errorCode'] !== undefined;
  if (eventSource === 'eks.amazonaws.com' && eventName === 'DeleteCluster') {
    return failed ? ignored('the call failed') : clusterDeleted(detail);
  }
  if (eventSource !== ELB_SOURCE) return ignored(`it is of ${String(eventSource)}`);
  if (detail['apiVersion'] !== ELB_VERSION) return ignored('it is of the Classic API');
  switch (eventName) {
    case 'AddTags':
      return failed ? ignored('the call failed') : tagsAdded(detail);
    case 'RemoveTags':
      return failed ? ignored('the call failed') : tagsRemoved(detail);
    case 'DeleteLoadBalancer':
      return failed ? deleteFailed(detail) : ignored('the call succeeded');
    default:
      return ignored(`nothing follows from ${String(eventName)}`);
  }
}

function tagsAdded(detail: Fields): Trigger {
  const tags = pathOf(detail, 'requestParameters', 'tags');
  if (!Array.isArray(tags)) return ignored('it is malformed: no tags');
  const flipped = tags.some(
    (tag: unknown) =>
      isRecord(tag) &&
      (tag['key'] === TAG.approval || tag['key'] === TAG.keep) &&
      !(tag['key'] === TAG.approval && tag['value'] === 'pending'),
  );
  return flipped
    ? forLoadBalancers(detail, 'a person flipped a tag')
    : ignored('none of its tags is an answer to the janitor');
}

function tagsRemoved(detail: Fields): Trigger {
  const keys = pathOf(detail, 'requestParameters', 'tagKeys');
  if (!Array.isArray(keys)) return ignored('it is malformed: no tagKeys');
  const own = keys.some((key: unknown) => typeof key === 'string' && OWN_KEYS.has(key));
  return own
    ? forLoadBalancers(detail, "somebody removed the janitor's tags")
    : ignored("none of its keys is the janitor's");
}

function forLoadBalancers(detail: Fields, because: string): Trigger {
  const arns = pathOf(detail, 'requestParameters', 'resourceArns');
  if (!Array.isArray(arns)) return ignored('it is malformed: no resourceArns');
  const network = arns.filter(isNetworkLoadBalancer);
  if (network.length === 0) return ignored('it is about no Network Load Balancer');
  return { is: 'run', scope: { is: 'load-balancers', arns: network }, because };
}

function deleteFailed(detail: Fields): Trigger {
  const arn = pathOf(detail, 'requestParameters', 'loadBalancerArn');
  if (!isNetworkLoadBalancer(arn)) return ignored('it is about no Network Load Balancer');
  return { is: 'run', scope: { is: 'load-balancers', arns: [arn] }, because: 'somebody failed to delete it' };
}

function clusterDeleted(detail: Fields): Trigger {
  // AWS documented `clusterName` in 2018; captured events have `name`.
  const name = pathOf(detail, 'requestParameters', 'name') ?? pathOf(detail, 'requestParameters', 'clusterName');
  if (typeof name !== 'string' || name === '') return ignored('it is malformed: no cluster name');
  return { is: 'run', scope: { is: 'cluster', name }, because: 'its cluster is being deleted' };
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNetworkLoadBalancer(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^arn:[^:]+:elasticloadbalancing:[^:]+:\d{12}:loadbalancer\/net\/[^/]+\/[^/]+$/.test(value)
  );
}

function pathOf(fields: Fields, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), fields);
}

function ignored(because: string): Trigger {
  return { is: 'ignored', because };
}
