/**
 * The CloudTrail rules that make a run of `sweep` come sooner; nothing depends on them (docs/design.md section 2), but that a
 * chat counts as a listener.
 * Must stay narrow: under 2,048 characters each, and deaf to what `sweep` writes at quarantine. What the functions' own
 * roles cause beyond that is dropped in code, since an `anything-but` on the role would drop IAM users' approvals too.
 *
 * Event shapes: CloudTrail's elasticloadbalancing and eks events. Of `source` only the prefix is matched, which no account
 * can put into an event of its own: EventBridge's reference names an ELB source that events do not carry.
 */
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { TEST_NLBS } from '../lambda/core/chat/test-nlb.ts';
import { TAG } from '../lambda/core/tags/keys.ts';
import { ELB_SOURCE, ELB_VERSION } from '../lambda/model/elb-events.ts';

interface JanitorRule {
  readonly id: string;
  readonly description: string;
  readonly pattern: EventPattern;
}

// The CDK's type of a pattern knows no matchers here; what it writes into the template is this.
const FROM_AWS = [{ prefix: 'aws.' }] as unknown as string[];
const CALLS = { source: FROM_AWS, detailType: ['AWS API Call via CloudTrail'] };
const NETWORK_LOAD_BALANCER = [{ wildcard: 'arn:*:loadbalancer/net/*' }];
/** The ELBv2 API; Classic Load Balancers share the event source and say 2012-06-01. */
const ELB_V2 = { eventSource: [ELB_SOURCE], apiVersion: [ELB_VERSION] };
const SUCCEEDED = [{ exists: false }];

/** Keys on NLBs: the companion mark lies on target groups. */
const KEYS_ON_LOAD_BALANCERS = Object.values(TAG).filter((key) => key !== TAG.companionOf);

/** In every stack. */
export const RULES: readonly JanitorRule[] = [
  {
    id: 'TagFlip',
    description: 'nlb-janitor: a person approved, rejected, kept or released a Network Load Balancer.',
    pattern: {
      ...CALLS,
      detail: {
        ...ELB_V2,
        errorCode: SUCCEEDED,
        $or: [
          {
            eventName: ['AddTags'],
            requestParameters: {
              resourceArns: NETWORK_LOAD_BALANCER,
              // Both fields are matched within one tag of the list: EventBridge is consistent over arrays of objects.
              tags: { key: [TAG.approval], value: [{ 'anything-but': ['pending'] }] },
            },
          },
          {
            eventName: ['AddTags'],
            // With any value and with none: CloudTrail leaves an empty one out, and `anything-but` wants one.
            requestParameters: { resourceArns: NETWORK_LOAD_BALANCER, tags: { key: [TAG.keep] } },
          },
          {
            eventName: ['RemoveTags'],
            requestParameters: { resourceArns: NETWORK_LOAD_BALANCER, tagKeys: KEYS_ON_LOAD_BALANCERS },
          },
        ],
      },
    },
  },
  {
    id: 'ClusterDeleted',
    description: 'nlb-janitor: an EKS cluster is being deleted; what it leaves behind turns into orphans.',
    pattern: {
      ...CALLS,
      // Redshift, MSK and ECS have an event of this name too.
      detail: { eventSource: ['eks.amazonaws.com'], eventName: ['DeleteCluster'], errorCode: SUCCEEDED },
    },
  },
];

/** Where there is a chat: somebody pressed the button of a test card, a call that fails since nobody has that load balancer. */
export const CHAT_RULE: JanitorRule = {
  id: 'ChatAnswered',
  description: 'nlb-janitor: somebody answered a test card in the chat.',
  pattern: {
    ...CALLS,
    detail: {
      ...ELB_V2,
      errorCode: [{ prefix: 'LoadBalancerNotFound' }],
      eventName: ['AddTags'],
      requestParameters: { resourceArns: [{ wildcard: TEST_NLBS }] },
    },
  },
};
