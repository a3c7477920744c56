/**
 * What AWS Config knows of the clusters of an account in a box: an item for each cluster that is made or deleted while its
 * recorder runs. There is no recorder until one is started.
 */
import type { ConfigurationItem } from '@aws-sdk/client-config-service';

import type { Account } from '../account.ts';
import { subnetIdOf } from './make-resources.ts';
import type { StoredCluster } from './resources.ts';

export interface StoredItem {
  readonly sequence: number;
  readonly resourceId: string;
  readonly capturedAt: Date;
  readonly item: ConfigurationItem;
}

/** The account's clusters; tells of each that comes or goes. */
class WatchedClusters extends Map<string, StoredCluster> {
  readonly #tell: (cluster: StoredCluster, status: 'ResourceDiscovered' | 'ResourceDeleted') => void;

  constructor(tell: (cluster: StoredCluster, status: 'ResourceDiscovered' | 'ResourceDeleted') => void) {
    super();
    this.#tell = tell;
  }

  override set(name: string, cluster: StoredCluster): this {
    this.#tell(cluster, 'ResourceDiscovered');
    return super.set(name, cluster);
  }

  override delete(name: string): boolean {
    const cluster = this.get(name);
    if (cluster !== undefined) this.#tell(cluster, 'ResourceDeleted');
    return super.delete(name);
  }
}

export class ConfigRecorder {
  readonly clusters = new WatchedClusters((cluster, status) => {
    if (this.#state === 'on') this.#record(cluster, status);
  });
  readonly items: StoredItem[] = [];
  readonly #account: Pick<Account, 'accountId' | 'region' | 'clock'>;
  #state: 'none' | 'on' | 'stopped' = 'none';

  constructor(account: Pick<Account, 'accountId' | 'region' | 'clock'>) {
    this.#account = account;
  }

  get exists(): boolean {
    return this.#state !== 'none';
  }

  get isRecording(): boolean {
    return this.#state === 'on';
  }

  /** Records what is there, and whatever comes and goes from now on. */
  start(): void {
    this.#state = 'on';
    for (const cluster of this.clusters.values()) this.#record(cluster, 'ResourceDiscovered');
  }

  /** Nothing more is recorded; what was stays. */
  stop(): void {
    this.#state = 'stopped';
  }

  /** What no cluster of the account does by itself: an item of another account, one without its configuration. */
  addItem(name: string, item: Partial<ConfigurationItem>): void {
    const { accountId, region, clock } = this.#account;
    const { resourceId = name, configurationItemCaptureTime = clock.now() } = item;
    this.items.push({
      sequence: this.items.length + 1,
      resourceId,
      capturedAt: configurationItemCaptureTime,
      item: {
        version: '1.3',
        accountId,
        awsRegion: region,
        configurationItemStatus: 'OK',
        resourceType: 'AWS::EKS::Cluster',
        resourceName: name,
        ...item,
        resourceId,
        configurationItemCaptureTime,
      },
    });
  }

  #record(cluster: StoredCluster, status: 'ResourceDiscovered' | 'ResourceDeleted'): void {
    const { name, arn, createdAt } = cluster;
    this.addItem(name, {
      arn,
      configurationItemStatus: status,
      resourceCreationTime: createdAt,
      // Of what is gone Config has nothing to describe.
      ...(status === 'ResourceDeleted' ? {} : { configuration: JSON.stringify(this.#described(cluster)) }),
    });
  }

  /** The shape of AWS::EKS::Cluster in awslabs/aws-config-resource-schema. */
  #described({ name, arn, vpcId }: StoredCluster): object {
    const { region } = this.#account;
    return {
      Name: name,
      Arn: arn,
      ResourcesVpcConfig: {
        EndpointPublicAccess: true,
        SubnetIds: ['a', 'b'].map((zone) => subnetIdOf(vpcId, `${region}${zone}`)),
      },
    };
  }
}
