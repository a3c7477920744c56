/** The Classic load balancers of an account in a box, made as the in-tree controller would. Only reads reach them by API. */
import type { Making } from './make-resources.ts';
import type { DailyFlows, HourlyTraffic } from './resources.ts';

export interface ClassicSpec {
  readonly name: string;
  readonly vpcId?: string;
  /** Now by default. */
  readonly createdAt?: Date;
  readonly instances?: readonly ClassicInstance[];
  /** Requests or connections on every day, as `newFlows`; none by default. */
  readonly dailyFlows?: DailyFlows;
}

export interface ClassicInstance {
  readonly id: string;
  readonly state: 'InService' | 'OutOfService' | 'Unknown';
}

export interface StoredClassic {
  readonly sequence: number;
  readonly name: string;
  readonly dnsName: string;
  readonly vpcId: string;
  readonly createdAt: Date;
  instances: readonly ClassicInstance[];
  readonly dailyFlows: DailyFlows;
  readonly flowsByDay: ReadonlyMap<number, DailyFlows | 'lost'>;
  readonly trafficByHour: ReadonlyMap<number, HourlyTraffic | 'lost'>;
}

export class ClassicLoadBalancers {
  readonly #making: () => Making;
  readonly #byName = new Map<string, StoredClassic>();

  constructor(making: () => Making) {
    this.#making = making;
  }

  /** @returns its DNS name: it has no ARN. The same name again replaces it. */
  add({ name, vpcId, createdAt, instances = [], dailyFlows }: ClassicSpec): string {
    const { sequence, region, now } = this.#making();
    const dnsName = `${name}-${1_000_000_000 + sequence}.${region}.elb.amazonaws.com`;
    this.#byName.set(name, {
      sequence,
      name,
      dnsName,
      vpcId: vpcId ?? 'vpc-0a1b2c3d4e5f60718',
      createdAt: createdAt ?? now,
      instances,
      dailyFlows: dailyFlows ?? { newFlows: 0, peakActiveFlows: 0 },
      flowsByDay: new Map(),
      trafficByHour: new Map(),
    });
    return dnsName;
  }

  /** Sets the state of every instance. */
  setHealth(name: string, state: ClassicInstance['state']): void {
    const stored = this.#byName.get(name);
    if (stored === undefined) throw new Error(`sandbox: there is no Classic load balancer ${name}`);
    stored.instances = stored.instances.map(({ id }) => ({ id, state }));
  }

  /** Gone at once. */
  remove(name: string): void {
    if (!this.#byName.delete(name)) throw new Error(`sandbox: there is no Classic load balancer ${name}`);
  }

  get(name: string): StoredClassic | undefined {
    return this.#byName.get(name);
  }

  all(): readonly StoredClassic[] {
    return [...this.#byName.values()];
  }
}
