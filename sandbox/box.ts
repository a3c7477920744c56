/**
 * An account in a box with its clusters: one clock, one AWS account, real HTTPS Kubernetes APIs on this machine, and the
 * product's own ports over them. Cannot reach anything outside this machine.
 */
import { readPorts } from '../lambda/compose/read.ts';
import { reapWorld, sweepWorld, type Workplace } from '../lambda/compose/write.ts';
import type { Deadline, Journal, ReadPorts } from '../lambda/ports/read.ts';
import { Account } from './account.ts';
import type { AwsClients } from '../lambda/aws/clients.ts';
import { createSandboxClients } from './aws/clients.ts';
import type { SandboxWay } from './aws/middleware.ts';
import { createClock, type Clock } from './clock.ts';
import { startSandboxCluster, type SandboxCluster } from './kube/cluster.ts';

const SILENT: Journal = { note: () => undefined };
const ENDLESS: Deadline = { remainingMs: () => Number.POSITIVE_INFINITY };

interface BoxOptions {
  readonly startAt: Date;
  readonly region?: string;
  /** How long AWS counts a target group as used after its load balancer was deleted; 10 by default. */
  readonly unlinkDelaySeconds?: number;
  /** Whether cards go to the topic of the chat. */
  readonly hasChat?: boolean;
  /** `whole`, unless a test makes thousands of calls. */
  readonly way?: SandboxWay;
}

interface BoxClusterSpec {
  readonly name: string;
  readonly vpcId: string;
  readonly createdAt: Date;
}

export class Box {
  readonly clock: Clock;
  readonly account: Account;
  readonly clusters = new Map<string, SandboxCluster>();
  readonly #way: SandboxWay | undefined;
  readonly #hasChat: boolean;
  #worlds = 0;
  /** Each function has containers of its own. */
  readonly #containers: Readonly<Record<'sweep' | 'reap', Workplace['container']>> = { sweep: {}, reap: {} };

  constructor({ startAt, way, hasChat = false, ...options }: BoxOptions) {
    this.#way = way;
    this.#hasChat = hasChat;
    this.clock = createClock(startAt);
    this.account = new Account({ clock: this.clock, ...options });
  }

  /** Starts a Kubernetes API and tells EKS of it. Its kinds: Services, Ingresses, TargetGroupBindings of elbv2.k8s.aws. */
  async addCluster(spec: BoxClusterSpec): Promise<SandboxCluster> {
    const cluster = await startSandboxCluster({ name: spec.name, clock: this.clock, region: this.account.region });
    cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    this.account.addCluster({
      ...spec,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
    });
    this.clusters.set(spec.name, cluster);
    return cluster;
  }

  /** The cluster of that name; a typing error in a test or in the demo is loud. */
  cluster(name: string): SandboxCluster {
    const found = this.clusters.get(name);
    if (found === undefined) throw new Error(`sandbox: there is no cluster named ${name}`);
    return found;
  }

  /** The cluster is deleted, with a CloudTrail event unless that is to have left no proof. */
  async deleteCluster(name: string, options?: { readonly recorded?: boolean }): Promise<void> {
    const cluster = this.cluster(name);
    this.clusters.delete(name);
    this.account.deleteCluster(name, options);
    await cluster.stop();
  }

  /** The product's read ports over this account. */
  readPorts(journal?: Journal): ReadPorts {
    return readPorts(this.#clients(), this.#workplace('sweep', journal));
  }

  /** What `sweep` works with in this account. */
  sweepWorld(journal?: Journal, deadline?: Deadline): ReturnType<typeof sweepWorld> {
    const { queues, bucket } = this.account;
    const place = {
      ...this.#workplace('sweep', journal, deadline),
      reapQueueUrl: queues.reap.url,
      bucket: bucket.name,
    };
    return sweepWorld(place, this.#clients());
  }

  /** What `reap` works with in this account. */
  reapWorld(journal?: Journal, deadline?: Deadline): ReturnType<typeof reapWorld> {
    const place = { ...this.#workplace('reap', journal, deadline), bucket: this.account.bucket.name };
    return reapWorld(place, this.#clients());
  }

  #clients(): AwsClients {
    return createSandboxClients(this.account, {}, this.#way);
  }

  #workplace(name: 'sweep' | 'reap', journal: Journal = SILENT, deadline: Deadline = ENDLESS): Workplace {
    const { account, clock } = this;
    this.#worlds += 1;
    return {
      runId: `run-${this.#worlds}`,
      account: account.accountId,
      region: account.region,
      identity: account.roleArn,
      roleArns: [account.roleArn],
      container: this.#containers[name],
      topicArn: account.topic.arn,
      chatTopicArn: this.#hasChat ? account.chatTopic.arn : undefined,
      now: () => clock.now(),
      // Waiting moves this clock, so that what AWS does meanwhile happens.
      sleep: async (milliseconds) => clock.advance({ seconds: milliseconds / 1000 }),
      clusterDeadlineSeconds: 5,
      // Its clusters are on this machine, whatever the environment says.
      proxyTo: () => undefined,
      deadline,
      journal,
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.stop()));
    this.clusters.clear();
  }
}
