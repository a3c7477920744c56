/** Hosted zones and their records in the sandbox, written as people write them: `*.example.com`, no dot at the end. */
import type { RRType } from '@aws-sdk/client-route-53';

export interface RecordSpec {
  readonly name: string;
  /** A by default. */
  readonly type?: RRType;
  readonly values?: readonly string[];
  /** DNS name that it is an alias of, in place of values. */
  readonly aliasOf?: string;
  /** For weighted records and the like. */
  readonly setIdentifier?: string;
  /** In place of values, and of an alias. */
  readonly policyInstanceId?: string;
}

export interface StoredZone {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly records: RecordSpec[];
}

/** With its one version, and its one instance. */
export interface StoredTrafficPolicy {
  readonly id: string;
  readonly instanceId: string;
  readonly name: string;
  readonly document: string;
}

export class HostedZones {
  readonly trafficPolicies: StoredTrafficPolicy[] = [];
  /** By id, in the order in which Route 53 lists them. */
  readonly zones = new Map<string, StoredZone>();

  /** With the records that every zone has. @returns its id, for `add` and `zones` */
  addZone(name: string, { isPrivate = false }: { readonly isPrivate?: boolean } = {}): string {
    const id = `Z${String(this.zones.size + 1).padStart(4, '0')}SANDBOX`;
    const records: RecordSpec[] = [
      { name, type: 'NS', values: ['ns-1.awsdns-01.org.'] },
      { name, type: 'SOA', values: ['ns-1.awsdns-01.org. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400'] },
    ];
    this.zones.set(id, { id, name, isPrivate, records });
    return id;
  }

  add(zoneId: string, ...records: readonly RecordSpec[]): void {
    const zone = this.zones.get(zoneId);
    if (zone === undefined) throw new Error(`sandbox: there is no hosted zone ${zoneId}`);
    zone.records.push(...records);
  }

  /** All records of that name, in all zones. */
  remove(name: string): void {
    for (const { records } of this.zones.values()) {
      records.splice(0, records.length, ...records.filter((record) => record.name !== name));
    }
  }

  /** A name behind which a traffic policy stands. */
  addTrafficPolicy(zoneId: string, name: string, endpoints: readonly string[]): void {
    const number = this.trafficPolicies.length + 1;
    const instanceId = `instance-${number}`;
    const Endpoints = Object.fromEntries(endpoints.map((Value, index) => [`e${index}`, { Type: 'value', Value }]));
    const document = JSON.stringify({ AWSPolicyFormatVersion: '2023-05-09', RecordType: 'A', Endpoints });
    this.trafficPolicies.push({ id: `policy-${number}`, instanceId, name, document });
    this.add(zoneId, { name, policyInstanceId: instanceId });
  }
}
