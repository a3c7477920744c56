/**
 * The stack of one region: the construct, and the outputs that say what to do next.
 */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { NlbJanitor, type NlbJanitorProps } from './nlb-janitor.ts';

export interface JanitorStackProps extends StackProps, NlbJanitorProps {}

const TRAIL_NOTICE =
  'Tag flips and cluster deletions are seen at once only where a CloudTrail trail logs write events of this region; ' +
  'without one everything works all the same, at the next scheduled run, but for an answer to a test card in a chat.';

export class JanitorStack extends Stack {
  readonly janitor: NlbJanitor;

  constructor(scope: Construct, id: string, props: JanitorStackProps) {
    const { settings, root, chatRegions, ...stackProps } = props;
    super(scope, id, stackProps);
    this.janitor = new NlbJanitor(this, 'NlbJanitor', {
      settings,
      ...(chatRegions === undefined ? {} : { chatRegions }),
      ...(root === undefined ? {} : { root }),
    });
    const { topic, chatTopic, chatChannel, bucket, sweep, reap, slack, sweepQueue, reapQueue } = this.janitor;
    const output = (name: string, value: string): CfnOutput => new CfnOutput(this, name, { value });
    output('TopicArn', topic.topicArn);
    if (chatTopic !== undefined) output('ChatTopicArn', chatTopic.topicArn);
    if (chatChannel !== undefined) {
      output('ChatRoleArn', chatChannel.role.roleArn);
      output('ChatPolicyArn', chatChannel.policy.managedPolicyArn);
    }
    output('SnapshotBucket', bucket.bucketName);
    output('SweepQueueUrl', sweepQueue.queue.queueUrl);
    if (reapQueue !== undefined) output('ReapQueueUrl', reapQueue.queue.queueUrl);
    output('SweepRoleArn', sweep.role.roleArn);
    if (reap !== undefined) output('ReapRoleArn', reap.role.roleArn);
    if (slack !== undefined) output('SlackRoleArn', slack.role.roleArn);
    output('AboutCloudTrail', TRAIL_NOTICE);
    output('NextSteps', nextSteps(props));
  }
}

function nextSteps({ settings: { mode, emails, slack, chat, clusterAccess } }: JanitorStackProps): string {
  const steps: string[] = [];
  if (emails.length > 0) steps.push('Confirm the subscription in the e-mail that AWS sent to each address.');
  else if (slack === undefined && chat === undefined)
    steps.push('Subscribe somebody to the topic, or nobody hears of anything.');
  if (mode === 'delete' && emails.length === 0) {
    const orChat = chat === undefined ? '' : ', or the chat counts as a listener,';
    steps.push(
      `Nothing is deleted before a subscription of the topic is confirmed${orChat} and people were told through it.`,
    );
  }
  if (chat !== undefined) {
    steps.push(
      'The chat takes steps by hand, and counts as a listener once somebody answers a test card: npx nlb-janitor doctor --test-message (docs/chat.md).',
    );
  }
  const byGroup = clusterAccess.filter(({ by }) => by === 'group').map(({ cluster }) => cluster);
  if (byGroup.length > 0) steps.push(`Apply infra/cluster-access.yaml to ${byGroup.join(', ')}.`);
  const byPolicy = clusterAccess.filter(({ by }) => by === 'view-policy').map(({ cluster }) => cluster);
  if (byPolicy.length > 0) {
    steps.push(
      `The view policy reads no custom resources: where ${byPolicy.join(', ')} has TargetGroupBindings or Gateways, verdicts stay unknown.`,
    );
  }
  if (clusterAccess.length === 0) {
    steps.push(
      'Let the roles read your clusters (docs/settings.md: Cluster access); until then every verdict about them is unknown.',
    );
  }
  return steps.map((step, index) => `${index + 1}. ${step}`).join(' ');
}
