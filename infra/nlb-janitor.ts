/**
 * The janitor of one region and account, for a CDK app of your own: `new NlbJanitor(stack, 'NlbJanitor', { settings })`.
 * One per region and account, since functions and roles have fixed names. `reap`, the only one that can delete, is made
 * in
 * mode `delete` alone.
 */
import { Duration } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SettingsError, type Settings } from '../lambda/settings/settings.ts';
import { settingsToEnvironment } from '../lambda/settings/environment.ts';
import { addAlarms } from './alarms.ts';
import { addAccessEntries } from './cluster-access.ts';
import { JanitorFunction, type JanitorFunctionProps } from './janitor-function.ts';
import { acknowledgeFindings } from './nag.ts';
import { noticeTopic } from './notices.ts';
import { packageRoot } from './package-root.ts';
import { reapStatements, slackStatements, sweepStatements } from './permissions.ts';
import { refusalsOf } from './refusals.ts';
import { snapshotBucket, type SnapshotBucket } from './snapshot-bucket.ts';
import { addSweepAlarms } from './sweep-alarms.ts';
import { addTriggers } from './triggers.ts';

export interface NlbJanitorProps {
  /** As `parseSettings` of lambda/settings/settings.ts gives them. `regions` is not looked at: the stack's region counts. */
  readonly settings: Settings;
  /** Directory of this package, where a bundler of your own has moved this file. Default: the one this file lies in. */
  readonly root?: string;
}

export class NlbJanitor extends Construct {
  readonly topic: Topic;
  readonly bucket: SnapshotBucket;
  readonly sweep: JanitorFunction;
  /** Undefined in the modes `report` and `quarantine`. */
  readonly reap: JanitorFunction | undefined;
  /** Undefined without a webhook in the settings. */
  readonly slack: JanitorFunction | undefined;
  /** Events that could not be delivered to a function. */
  readonly undelivered: Queue;
  /** Runs that failed, with the event and the error. */
  readonly failedRuns: Queue;

  /** @throws SettingsError when the settings cannot be deployed */
  constructor(scope: Construct, id: string, props: NlbJanitorProps) {
    super(scope, id);
    const { settings } = props;
    const refusals = refusalsOf({ ...settings, regions: [] });
    if (refusals.length > 0) throw new SettingsError(`settings of ${this.node.path}`, refusals);

    this.topic = noticeTopic(this, settings.emails);
    this.bucket = snapshotBucket(this, settings.snapshotBucket);
    this.undelivered = this.queue('UndeliveredEvents');
    this.failedRuns = this.queue('FailedRuns');

    const common = {
      settings,
      root: props.root ?? packageRoot(),
      failedRuns: this.failedRuns,
    };
    const judging = {
      ...common,
      memoryMegabytes: 512,
      timeout: Duration.minutes(15),
      // The next scheduled run starts from what is true then; running the same event again could only be staler.
      retries: 0,
      network: settings.network,
      reservedConcurrency: settings.reservedConcurrency,
    };
    this.sweep = this.addSweep(judging);
    this.reap = settings.mode === 'delete' ? this.addReap(judging) : undefined;
    this.slack = settings.slack === undefined ? undefined : this.addSlack(common, settings.slack.webhookArn);

    const reap = this.reap === undefined ? {} : { reap: this.reap };
    const slack = this.slack === undefined ? {} : { slack: this.slack };
    const judges = { sweep: this.sweep, ...reap };
    const roles = Object.fromEntries(Object.entries(judges).map(([name, { role }]) => [name, role]));
    for (const { lambda } of Object.values(judges)) {
      for (const [key, value] of Object.entries(settingsToEnvironment(settings))) lambda.addEnvironment(key, value);
      lambda.addEnvironment('NLB_JANITOR_TOPIC_ARN', this.topic.topicArn);
      // Events that these roles caused are not news.
      lambda.addEnvironment(
        'NLB_JANITOR_ROLE_ARNS',
        Object.values(roles)
          .map((role) => role.roleArn)
          .join(','),
      );
    }

    addTriggers(this, { sweep: this.sweep, reap: this.reap }, settings.schedule, this.undelivered);
    addAccessEntries(this, settings.clusterAccess, roles);
    addAlarms(this, {
      topic: this.topic,
      judges,
      functions: { ...judges, ...slack },
      deadLetterQueues: { 'undelivered-events': this.undelivered, 'failed-runs': this.failedRuns },
    });
    addSweepAlarms(this, { topic: this.topic, schedule: settings.schedule, sweep: this.sweep, judges });
    acknowledgeFindings(this, {
      bucketArn: this.bucket.bucketArn,
      scheduledFunctionArns: Object.values(judges).map(({ lambda }) => lambda.functionArn),
      network: settings.network,
    });
  }

  private addSweep(props: Omit<JanitorFunctionProps, 'name' | 'description'>): JanitorFunction {
    const description = 'nlb-janitor: judges, quarantines, releases and tells people';
    const sweep = new JanitorFunction(this, 'Sweep', { ...props, name: 'sweep', description });
    sweep.allow(...sweepStatements(props.settings, { topicArn: this.topic.topicArn }));
    return sweep;
  }

  private addReap(props: Omit<JanitorFunctionProps, 'name' | 'description'>): JanitorFunction {
    const description = 'nlb-janitor: snapshots and deletes what is due';
    const reap = new JanitorFunction(this, 'Reap', { ...props, name: 'reap', description });
    const { topicArn } = this.topic;
    reap.allow(...reapStatements(props.settings, { topicArn, bucketArn: this.bucket.bucketArn }));
    reap.lambda.addEnvironment('NLB_JANITOR_BUCKET', this.bucket.bucketName);
    return reap;
  }

  private addSlack(
    props: Pick<JanitorFunctionProps, 'settings' | 'root' | 'failedRuns'>,
    webhookArn: string,
  ): JanitorFunction {
    const slack = new JanitorFunction(this, 'Slack', {
      ...props,
      name: 'slack',
      description: 'nlb-janitor: posts notices to Slack',
      memoryMegabytes: 256,
      timeout: Duration.minutes(1),
      // Slack may be down for a minute; a notice that comes twice does no harm.
      retries: 2,
    });
    slack.allow(...slackStatements(webhookArn));
    for (const [key, value] of Object.entries(settingsToEnvironment(props.settings)))
      slack.lambda.addEnvironment(key, value);
    this.topic.addSubscription(new LambdaSubscription(slack.lambda, { deadLetterQueue: this.undelivered }));
    return slack;
  }

  /** Fourteen days, the longest that SQS keeps a message: somebody may be on holiday. */
  private queue(id: string): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
  }
}
