/**
 * Calls that change something, as the functions make them on what IAM narrows them to: tags on the load balancer, keys that
 * are written. One for each statement of the stack that allows such a call (infra/sweep-permissions.ts and its neighbours).
 */
import { TAG } from '../tags/keys.ts';
import { EVENT_SOURCE, type EventType } from '../../model/event.ts';
import type { SimulatedCall } from '../../model/doctor.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';

export interface Deployed {
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  /** ARN of the function's own role, which names partition and account. */
  readonly roleArn: string;
  readonly region: string;
  /** Undefined where the function was given none. */
  readonly topicArn: string | undefined;
  /** The same of the topic of the chat. */
  readonly chatTopicArn: string | undefined;
  readonly bucket: string | undefined;
}

/** Nobody has these; any other would be allowed or denied like them. */
const NLB = 'loadbalancer/net/nlb-janitor-doctor/0123456789abcdef';
const TARGET_GROUP = 'targetgroup/nlb-janitor-doctor/0123456789abcdef';
const SNAPSHOT_FOLDER = '2026-01-01/0123456789abcdef/2026-01-01T00:00:00Z/00:00:00Z';
const WHEN = '2026-01-01T00:00:00Z';

export function neededWrites(of: 'sweep' | 'reap', deployed: Deployed): readonly SimulatedCall[] {
  const { mode, topicArn, chatTopicArn } = deployed;
  const topics = [topicArn, chatTopicArn].filter((arn) => arn !== undefined);
  const publish = topics.map((resourceArn) => ({ action: 'sns:Publish', resourceArn }));
  if (of === 'sweep') return [...publish, event('Sweep Completed', deployed), ...ofSweep(deployed)];
  return mode === 'delete' ? [...publish, event('NLB Deleted', deployed), ...ofReap(deployed)] : [];
}

function event(type: EventType, deployed: Deployed): SimulatedCall {
  return {
    action: 'events:PutEvents',
    resourceArn: namesOf(deployed).bus,
    context: { 'events:source': EVENT_SOURCE, 'events:detail-type': type },
  };
}

function ofSweep(deployed: Deployed): readonly SimulatedCall[] {
  const { elb, object } = namesOf(deployed);
  const report = object('report/state.json').map((resourceArn) => ({ action: 's3:PutObject', resourceArn }));
  if (deployed.mode === 'report') return report;
  const quarantine = { [TAG.quarantinedAt]: WHEN, [TAG.approval]: 'pending' };
  return [
    ...report,
    { action: 'elasticloadbalancing:AddTags', resourceArn: elb(NLB), writes: quarantine },
    {
      action: 'elasticloadbalancing:RemoveTags',
      resourceArn: elb(NLB),
      removes: [TAG.quarantinedAt, TAG.approval],
      tags: quarantine,
    },
    {
      action: 'elasticloadbalancing:AddTags',
      resourceArn: elb(TARGET_GROUP),
      writes: { [TAG.companionOf]: 'nlb-janitor-doctor/0123456789abcdef' },
    },
  ];
}

function ofReap(deployed: Deployed): readonly SimulatedCall[] {
  const { elb, object } = namesOf(deployed);
  const deletion = (tags: Readonly<Record<string, string>>): SimulatedCall => ({
    action: 'elasticloadbalancing:DeleteLoadBalancer',
    resourceArn: elb(NLB),
    tags: { [TAG.notifiedAt]: WHEN, ...tags },
  });
  return [
    deletion({ [TAG.approval]: 'approved' }),
    ...(deployed.approval === 'automatic' ? [deletion({ [TAG.approval]: 'pending', [TAG.remindedAt]: WHEN })] : []),
    {
      action: 'elasticloadbalancing:DeleteTargetGroup',
      resourceArn: elb(TARGET_GROUP),
      tags: { [TAG.companionOf]: 'nlb-janitor-doctor/0123456789abcdef' },
    },
    { action: 'elasticloadbalancing:AddTags', resourceArn: elb(NLB), writes: { [TAG.lastError]: 'none' } },
    ...object(`${SNAPSHOT_FOLDER}/snapshot.json`).map((resourceArn) => ({
      action: 's3:PutObject',
      resourceArn,
      context: { 's3:if-none-match': '*' },
    })),
    ...object(`${SNAPSHOT_FOLDER}/outcome.json`).map((resourceArn) => ({ action: 's3:PutObject', resourceArn })),
  ];
}

interface Names {
  readonly elb: (resource: string) => string;
  readonly bus: string;
  /** None where the bucket is not known. */
  readonly object: (key: string) => readonly string[];
}

function namesOf({ roleArn, region, bucket }: Deployed): Names {
  const [, partition = 'aws', , , account = ''] = roleArn.split(':');
  return {
    elb: (resource) => `arn:${partition}:elasticloadbalancing:${region}:${account}:${resource}`,
    bus: `arn:${partition}:events:${region}:${account}:event-bus/default`,
    object: (key) => (bucket === undefined ? [] : [`arn:${partition}:s3:::${bucket}/${key}`]),
  };
}
