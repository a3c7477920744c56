/**
 * Looks for everything that the janitor leaves in one account and region (docs/uninstall.md). Reads only; what cannot be
 * read is said, and never taken for nothing.
 */
import { bucketNames } from '../lambda/aws/buckets.ts';
import type { AwsClients } from '../lambda/aws/clients.ts';
import { clusterDoor, principalsWithAccess } from '../lambda/aws/cluster-access.ts';
import { eksClusters } from '../lambda/aws/clusters.ts';
import { janitorStack, type JanitorStack } from '../lambda/aws/janitor-stack.ts';
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { readSwitch } from '../lambda/aws/pause-switch.ts';
import { wholeReading } from '../lambda/aws/reading.ts';
import type { Reading, Tags } from '../lambda/model/reading.ts';
import type { LoadBalancers } from '../lambda/ports/read.ts';

export interface Tagged {
  readonly arn: string;
  readonly name: string;
  readonly tags: Tags;
}

export interface ClusterLeft {
  readonly cluster: string;
  readonly access:
    | { readonly is: 'entries'; readonly roleArns: readonly string[] }
    /** Authentication mode CONFIG_MAP: who comes in stands in the cluster itself. */
    | { readonly is: 'aws-auth' };
}

export interface Leftovers {
  readonly stack: Reading<JanitorStack>;
  readonly loadBalancers: Reading<readonly Tagged[]>;
  readonly targetGroups: Reading<readonly Tagged[]>;
  readonly isPaused: Reading<boolean>;
  readonly clusters: Reading<readonly ClusterLeft[]>;
  /** Those that the stack or the settings name, and those whose names look like it. */
  readonly buckets: Reading<readonly string[]>;
}

interface Place {
  readonly region: string;
  /** The setting `snapshotBucket`. */
  readonly snapshotBucket: string | undefined;
}

/** As CloudFormation names the bucket: by the stack, or by the construct in an app of one's own. */
const LOOKS_LIKE_OURS = /^nlb-janitor-|nlbjanitorsnapshots/;

export async function leftovers(clients: AwsClients, { region, snapshotBucket }: Place): Promise<Leftovers> {
  const stack = await janitorStack(clients);
  const elb = elbLoadBalancers(clients.elasticLoadBalancing);
  const ofStack = stack.ok && stack.value.is === 'present' ? stack.value.snapshotBuckets : [];
  const ofSettings = snapshotBucket === undefined ? [] : [snapshotBucket];
  return {
    stack,
    loadBalancers: await wholeReading(async (part) => {
      const all = part(await elb.list());
      return part(
        await tagged(
          all.filter(({ type }) => type === 'network'),
          elb,
        ),
      );
    }),
    targetGroups: await wholeReading(async (part) => part(await tagged(part(await elb.targetGroups()), elb))),
    isPaused: await wholeReading(async (part) => part(await readSwitch(clients.ssm)).is === 'set'),
    clusters: await clustersLeft(clients, region),
    buckets: await wholeReading(async (part) => {
      const byName = part(await bucketNames(clients.s3, region)).filter((name) => LOOKS_LIKE_OURS.test(name));
      return [...new Set([...ofStack, ...ofSettings, ...byName])];
    }),
  };
}

/** Those with a tag of the janitor. */
function tagged(
  all: readonly { readonly arn: string; readonly name: string }[],
  elb: LoadBalancers,
): Promise<Reading<readonly Tagged[]>> {
  return wholeReading(async (part) => {
    const readings = await elb.tags(all.map(({ arn }) => arn));
    return all.flatMap(({ arn, name }) => {
      const reading = readings.get(arn);
      if (reading === undefined) return [];
      const value = part(reading);
      if (value.is === 'gone') return [];
      return [...value.tags.keys()].some((key) => key.startsWith('nlb-janitor/'))
        ? [{ arn, name, tags: value.tags }]
        : [];
    });
  });
}

function clustersLeft({ eks }: AwsClients, region: string): Promise<Reading<readonly ClusterLeft[]>> {
  return wholeReading(async (part) => {
    const left: ClusterLeft[] = [];
    for (const cluster of part(await eksClusters(eks).list())) {
      const door = part(await clusterDoor(eks, cluster));
      if (door.is !== 'present') continue;
      if (door.mode === 'CONFIG_MAP') {
        left.push({ cluster, access: { is: 'aws-auth' } });
        continue;
      }
      const roleArns = part(await principalsWithAccess(eks, cluster)).filter((arn) => isOurs(arn, region));
      left.push({ cluster, access: { is: 'entries', roleArns } });
    }
    return left;
  });
}

function isOurs(arn: string, region: string): boolean {
  return ['sweep', 'reap'].some((each) => arn.endsWith(`:role/nlb-janitor-${each}-${region}`));
}
