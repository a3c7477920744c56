/**
 * The janitor of one region and account, for a CDK app of your own:
 * `new NlbJanitor(stack, 'NlbJanitor', { settings })`. One per region and account, since functions and roles have fixed names. `reap`, the only one that can delete, is
 * made in mode `delete` alone.
 */
import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { settingsFor, unplacedWords } from '../lambda/settings/region.ts';
import { SettingsError, type Settings } from '../lambda/settings/settings.ts';
import { settingsToEnvironment } from '../lambda/settings/environment.ts';
import { addAlarms } from './alarms.ts';
import { chatChannel, chatTopic, type ChatChannel } from './chat.ts';
import { addAccessEntries } from './cluster-access.ts';
import { addDashboard } from './dashboard.ts';
import { addDeleteAlarms } from './delete-alarms.ts';
import { JanitorFunction, type JanitorFunctionProps } from './janitor-function.ts';
import { acknowledgeFindings } from './nag.ts';
import { addNoticeAlarm } from './notice-alarm.ts';
import { noticeTopic } from './notices.ts';
import { packageRoot } from './package-root.ts';
import { reapStatements, slackStatements, sweepStatements } from './permissions.ts';
import { addQueries } from './queries.ts';
import { deadLetterQueue, feed, functionQueue, type FunctionQueue } from './queues.ts';
import { chatRefusalsOf, refusalsOf } from './refusals.ts';
import { addRunAlarms } from './run-alarms.ts';
import { snapshotBucket, type SnapshotBucket } from './snapshot-bucket.ts';
import { addSweepAlarms } from './sweep-alarms.ts';
import { addTriggers } from './triggers.ts';

export interface NlbJanitorProps {
  /** As `parseSettings` of lambda/settings/settings.ts gives them. The stack's region counts, whatever `regions` names. */
  readonly settings: Settings;
  /**
   * With a chat in the settings: the regions whose janitors post to its channel, where this stack owns it; none where another
   * one does, since a channel is the account's. Default: this region alone.
   */
  readonly chatRegions?: readonly string[];
  /** Directory of this package, where a bundler of your own has moved this file. Default: the one this file lies in. */
  readonly root?: string;
}

export class NlbJanitor extends Construct {
  readonly topic: Topic;
  /** Of the cards; undefined without a chat in the settings. */
  readonly chatTopic: Topic | undefined;
  /** Undefined without a chat, and where another stack owns it. */
  readonly chatChannel: ChatChannel | undefined;
  readonly bucket: SnapshotBucket;
  readonly sweep: JanitorFunction;
  /** Undefined in the modes `report` and `quarantine`. */
  readonly reap: JanitorFunction | undefined;
  /** Undefined without a webhook in the settings. */
  readonly slack: JanitorFunction | undefined;
  /** Messages that run `sweep`, and those on which it crashed again and again. */
  readonly sweepQueue: FunctionQueue;
  /** The same of `reap`; undefined where there is none. */
  readonly reapQueue: FunctionQueue | undefined;
  /** Events that could not be delivered. */
  readonly undelivered: Queue;
  /** Runs of `slack` that failed, with the event and the error; undefined where there is no `slack`. */
  readonly failedRuns: Queue | undefined;

  /** @throws SettingsError when the settings cannot be deployed */
  constructor(scope: Construct, id: string, props: NlbJanitorProps) {
    super(scope, id);
    const settings = this.ownSettings(props.settings);
    const { region } = Stack.of(this);
    const known = [region, ...(props.chatRegions ?? [])].filter((one) => !Token.isUnresolved(one));
    const refusals = [
      ...refusalsOf({ ...settings, regions: [] }),
      ...chatRefusalsOf(settings.chat, [...new Set(known)]),
    ];
    if (refusals.length > 0) throw new SettingsError(`settings of ${this.node.path}`, refusals);

    this.topic = noticeTopic(this, settings.emails);
    this.chatTopic = settings.chat === undefined ? undefined : chatTopic(this);
    this.chatChannel = chatChannel(this, settings.chat, this.chatTopic, props.chatRegions);
    this.bucket = snapshotBucket(this, settings.snapshotBucket);
    this.undelivered = deadLetterQueue(this, 'UndeliveredEvents');

    const common = { settings, root: props.root ?? packageRoot() };
    const timeout = Duration.minutes(15);
    const judging = {
      ...common,
      memoryMegabytes: 512,
      timeout,
      network: settings.network,
      reservedConcurrency: settings.reservedConcurrency,
    };
    this.sweepQueue = functionQueue(this, 'Sweep', timeout);
    this.reapQueue = settings.mode === 'delete' ? functionQueue(this, 'Reap', timeout) : undefined;
    this.sweep = this.addSweep(judging);
    this.reap = this.reapQueue === undefined ? undefined : this.addReap(judging, this.reapQueue.queue);
    this.failedRuns = settings.slack === undefined ? undefined : deadLetterQueue(this, 'FailedRuns');
    this.slack =
      settings.slack === undefined || this.failedRuns === undefined
        ? undefined
        : this.addSlack(common, settings.slack.webhookArn, this.failedRuns);

    const reap = this.reap === undefined ? {} : { reap: this.reap };
    const slack = this.slack === undefined ? {} : { slack: this.slack };
    const judges = { sweep: this.sweep, ...reap };
    const roles = Object.fromEntries(Object.entries(judges).map(([name, { role }]) => [name, role]));
    for (const { lambda } of Object.values(judges)) {
      for (const [key, value] of Object.entries(settingsToEnvironment(settings))) lambda.addEnvironment(key, value);
      lambda.addEnvironment('NLB_JANITOR_TOPIC_ARN', this.topic.topicArn);
      if (this.chatTopic !== undefined) {
        lambda.addEnvironment('NLB_JANITOR_CHAT_TOPIC_ARN', this.chatTopic.topicArn);
      }
      // Events that these roles caused are not news.
      lambda.addEnvironment(
        'NLB_JANITOR_ROLE_ARNS',
        Object.values(roles)
          .map((role) => role.roleArn)
          .join(','),
      );
    }

    const queues = { sweep: this.sweepQueue.queue, reap: this.reapQueue?.queue };
    addTriggers(this, queues, settings, this.undelivered);
    addAccessEntries(this, settings.clusterAccess, roles);
    const topics = [this.topic, ...(this.chatTopic === undefined ? [] : [this.chatTopic])];
    addAlarms(this, {
      topics,
      judges,
      functions: slack,
      queues: {
        sweep: this.sweepQueue.queue,
        ...(this.reapQueue === undefined ? {} : { reap: this.reapQueue.queue }),
      },
      deadLetterQueues: {
        'undelivered-events': this.undelivered,
        'sweep-dead-letters': this.sweepQueue.deadLetters,
        ...(this.reapQueue === undefined ? {} : { 'reap-dead-letters': this.reapQueue.deadLetters }),
        ...(this.failedRuns === undefined ? {} : { 'failed-runs': this.failedRuns }),
      },
    });
    addSweepAlarms(this, { topics, schedule: settings.schedule, sweep: this.sweep, judges });
    addRunAlarms(this, topics, judges);
    addNoticeAlarm(this, { notices: this.topic, chat: this.chatTopic }, judges);
    if (this.reap !== undefined)
      addDeleteAlarms(this, topics, settings.schedule, { sweep: this.sweep, reap: this.reap });
    addQueries(this, judges);
    if (settings.metrics === 'on') addDashboard(this, { topic: this.topic, ...judges });
    acknowledgeFindings(this, {
      bucketArn: this.bucket.bucketArn,
      network: settings.network,
      ownsChat: this.chatChannel !== undefined,
    });
  }

  /** What belongs to another region is left out. @throws SettingsError where the stack does not say which is its own */
  private ownSettings(settings: Settings): Settings {
    const { region } = Stack.of(this);
    const isKnown = !Token.isUnresolved(region);
    // SAFETY: a word about a cluster of one region would condemn in another.
    const unplaced = unplacedWords(settings, isKnown ? region : '');
    if (unplaced.length > 0) {
      throw new SettingsError(
        `settings of ${this.node.path}`,
        unplaced.map(
          ({ name }) =>
            `deletedClusters: names ${JSON.stringify(name)} without a region — an EKS cluster is in one region, and ` +
            (isKnown
              ? `the settings are not of ${region} alone; add "region", or name this region alone in "regions"`
              : 'the stack has none; give the stack an env with its region, and add "region"'),
        ),
      );
    }
    if (isKnown) return settingsFor(settings, region);
    const { slack, chat, deletedClusters, clusterAccess } = settings;
    const named = [slack, chat].filter((one) => one !== undefined);
    const placed = [...named, ...deletedClusters, ...clusterAccess];
    if (placed.every((setting) => setting.region === undefined)) return settings;
    throw new SettingsError(`settings of ${this.node.path}`, [
      'region: is in a setting, but the stack has none — give the stack an env with its region, or leave "region" out',
    ]);
  }

  private addSweep(props: Omit<JanitorFunctionProps, 'name' | 'description'>): JanitorFunction {
    const description = 'nlb-janitor: judges, quarantines, releases and tells people';
    const sweep = new JanitorFunction(this, 'Sweep', { ...props, name: 'sweep', description });
    const reapQueueArn = this.reapQueue?.queue.queueArn;
    const { bucketArn, bucketName } = this.bucket;
    const { topicArn } = this.topic;
    const chatTopicArn = this.chatTopic?.topicArn;
    sweep.allow(...sweepStatements(props.settings, { topicArn, chatTopicArn, bucketArn, reapQueueArn }));
    feed(this, 'SweepRuns', sweep, this.sweepQueue.queue);
    sweep.lambda.addEnvironment('NLB_JANITOR_BUCKET', bucketName);
    if (this.reapQueue !== undefined) {
      sweep.lambda.addEnvironment('NLB_JANITOR_REAP_QUEUE_URL', this.reapQueue.queue.queueUrl);
    }
    return sweep;
  }

  private addReap(props: Omit<JanitorFunctionProps, 'name' | 'description'>, queue: Queue): JanitorFunction {
    const description = 'nlb-janitor: snapshots and deletes what is due';
    const reap = new JanitorFunction(this, 'Reap', { ...props, name: 'reap', description });
    const { topicArn } = this.topic;
    const chatTopicArn = this.chatTopic?.topicArn;
    reap.allow(...reapStatements(props.settings, { topicArn, chatTopicArn, bucketArn: this.bucket.bucketArn }));
    reap.lambda.addEnvironment('NLB_JANITOR_BUCKET', this.bucket.bucketName);
    feed(this, 'ReapRuns', reap, queue);
    return reap;
  }

  private addSlack(
    props: Pick<JanitorFunctionProps, 'settings' | 'root'>,
    webhookArn: string,
    failedRuns: Queue,
  ): JanitorFunction {
    const slack = new JanitorFunction(this, 'Slack', {
      ...props,
      name: 'slack',
      description: 'nlb-janitor: posts notices to Slack',
      memoryMegabytes: 256,
      timeout: Duration.minutes(1),
      // Slack may be down for a minute; a notice that comes twice does no harm.
      onFailure: { retries: 2, queue: failedRuns },
    });
    slack.allow(...slackStatements(webhookArn));
    for (const [key, value] of Object.entries(settingsToEnvironment(props.settings)))
      slack.lambda.addEnvironment(key, value);
    this.topic.addSubscription(new LambdaSubscription(slack.lambda, { deadLetterQueue: this.undelivered }));
    return slack;
  }
}
