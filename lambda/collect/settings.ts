/** What collecting has to know of the settings. */
import type { DnsRecordPolicy } from '../model/policy.ts';
import type { UserSource } from '../model/users.ts';

export interface CollectSettings {
  /** Whole days of CloudWatch flows that count as traffic. */
  readonly trafficLookbackDays: number;
  /** The operator's own proof that a cluster was here and was deleted. */
  readonly deletedClusters: readonly { readonly name: string; readonly deletedAt: Date }[];
  /** Clusters that make no other NLB unknown when they cannot be read. */
  readonly ignoredClusters: readonly string[];
  /** Sources of users outside Kubernetes that are not asked; all others are. */
  readonly usersOfNlb: Readonly<Partial<Record<UserSource, 'on' | 'off'>>>;
  readonly dnsRecords: DnsRecordPolicy;
}
