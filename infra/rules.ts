/**
 * The three CloudTrail rules that make a run come sooner; nothing depends on them (docs/design.md section 2).
 * Must stay narrow: under 2,048 characters each, and deaf to what `sweep` writes at quarantine. What the functions' own
 * roles
 * cause beyond that is dropped in code, since an `anything-but` on the role would drop IAM users' approvals too.
 *
 * Event shapes: CloudTrail's elasticloadbalancing and eks events. `detail.eventSource` is matched and `source` is not:
 * EventBridge's reference names an ELB source that events do not carry.
 */
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { TAG } from '../lambda/core/tags/keys.ts';

type FunctionName = 'sweep' | 'reap';

interface JanitorRule {
  readonly id: string;
  readonly description: string;
  readonly pattern: EventPattern;
  readonly targets: readonly FunctionName[];
}

const CALLS = ['AWS API Call via CloudTrail'];
const NETWORK_LOAD_BALANCER = [{ wildcard: 'arn:*:loadbalancer/net/*' }];
/** The ELBv2 API; Classic Load Balancers share the event source and say 2012-06-01. */
const ELB_V2 = { eventSource: ['elasticloadbalancing.amazonaws.com'], apiVersion: ['2015-12-01'] };
const SUCCEEDED = [{ exists: false }];

/** Keys on NLBs: the companion mark lies on target groups. */
const KEYS_ON_LOAD_BALANCERS = Object.values(TAG).filter((key) => key !== TAG.companionOf);

export const RULES: readonly JanitorRule[] = [
  {
    id: 'TagFlip',
    description: 'nlb-janitor: a person approved, rejected, kept or released a Network Load Balancer.',
    targets: ['sweep', 'reap'],
    pattern: {
      detailType: CALLS,
      detail: {
        ...ELB_V2,
        errorCode: SUCCEEDED,
        $or: [
          {
            eventName: ['AddTags'],
            requestParameters: {
              resourceArns: NETWORK_LOAD_BALANCER,
              // Both fields are matched within one tag of the list: EventBridge is consistent over arrays of objects.
              tags: { key: [TAG.approval, TAG.keep], value: [{ 'anything-but': ['pending'] }] },
            },
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
    targets: ['sweep'],
    pattern: {
      detailType: CALLS,
      // Redshift, MSK and ECS have an event of this name too.
      detail: { eventSource: ['eks.amazonaws.com'], eventName: ['DeleteCluster'], errorCode: SUCCEEDED },
    },
  },
  {
    id: 'DeleteFailed',
    description: 'nlb-janitor: somebody failed to delete a Network Load Balancer; it may be left behind.',
    targets: ['sweep'],
    pattern: {
      detailType: CALLS,
      detail: {
        ...ELB_V2,
        eventName: ['DeleteLoadBalancer'],
        errorCode: [{ exists: true }],
        requestParameters: { loadBalancerArn: NETWORK_LOAD_BALANCER },
      },
    },
  },
];
