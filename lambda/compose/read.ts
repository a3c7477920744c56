/**
 * Builds the read ports over SDK clients and a Kubernetes reader: the same for the Lambdas, the command line and the
 * sandbox. Nothing that writes is reachable from here.
 */
import { trailAnswerEvents } from '../aws/answer-events.ts';
import { autoScalingGroups } from '../aws/auto-scaling.ts';
import type { AwsClients } from '../aws/clients.ts';
import { trailClusterDeletions } from '../aws/cluster-deletions.ts';
import { eksClusters } from '../aws/clusters.ts';
import { elbDescriber } from '../aws/describer.ts';
import { elbLoadBalancers } from '../aws/load-balancers.ts';
import { trailRecords } from '../aws/trail-records.ts';
import { trailTagRemovals } from '../aws/tag-removals.ts';
import { cloudWatchTraffic } from '../aws/traffic.ts';
import { kubernetesReader, type KubernetesReaderInputs } from '../kube/reader.ts';
import { createTokenSource } from '../kube/token.ts';
import type { Journal, ReadPorts } from '../ports/read.ts';
import { recordedDeletions } from './recorded-deletions.ts';
import { classicApi } from './classic.ts';
import { networkInterfaces, outsideUsers } from './users.ts';

export interface Surroundings {
  readonly account: string;
  readonly region: string;
  /** Role or user that an access entry must name; shown to people only. */
  readonly identity: string | undefined;
  /** Roles of the janitor's functions: what they do themselves is nobody's answer. None, unless told. */
  readonly roleArns?: readonly string[];
  readonly now: () => Date;
  /** Rejects when the signal ends it. */
  readonly sleep: KubernetesReaderInputs['sleep'];
  /** For everything that is asked of one cluster; the reader's own by default. */
  readonly clusterDeadlineSeconds?: number;
  /** For one request to a cluster, where a person waits. */
  readonly clusterRequestSeconds?: number;
  /** The proxy on the way to a cluster; that of the environment by default. */
  readonly proxyTo?: NonNullable<KubernetesReaderInputs['proxyTo']>;
  readonly journal: Journal;
}

export function readPorts(clients: AwsClients, around: Surroundings): ReadPorts {
  const { account, region, identity, roleArns = [], now, sleep, journal } = around;
  const token = createTokenSource({
    credentials: () => clients.eks.config.credentials(),
    region,
    sha256: clients.eks.config.sha256,
    now,
  });
  return {
    loadBalancers: elbLoadBalancers(clients.elasticLoadBalancing),
    clusters: eksClusters(clients.eks),
    clusterDeletions: trailClusterDeletions(clients.cloudTrail, { account, region, journal }),
    recordedDeletions: recordedDeletions(clients, { account, region }),
    tagRemovals: trailTagRemovals(clients.cloudTrail),
    trailRecords: trailRecords(clients.cloudTrail),
    answerEvents: trailAnswerEvents(clients.cloudTrail, { account, region, roleArns }),
    traffic: cloudWatchTraffic(clients.cloudWatch),
    classicLoadBalancers: classicApi(clients),
    autoScaling: autoScalingGroups(clients.autoScaling),
    outsideUsers: outsideUsers(clients, { account, region }),
    networkInterfaces: networkInterfaces(clients, { account, region }),
    describer: elbDescriber(clients.elasticLoadBalancing),
    kubernetes: kubernetesReader({
      token,
      now,
      sleep,
      identity,
      journal,
      ...(around.clusterDeadlineSeconds === undefined ? {} : { deadlineSeconds: around.clusterDeadlineSeconds }),
      ...(around.clusterRequestSeconds === undefined ? {} : { requestSeconds: around.clusterRequestSeconds }),
      ...(around.proxyTo === undefined ? {} : { proxyTo: around.proxyTo }),
    }),
    journal,
  };
}
