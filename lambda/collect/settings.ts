/** What collecting has to know of the settings. */

export interface CollectSettings {
  /** Whole days of CloudWatch flows that count as traffic. */
  readonly trafficLookbackDays: number;
  /** The operator's own proof that a cluster was here and was deleted. */
  readonly deletedClusters: readonly { readonly name: string; readonly deletedAt: Date }[];
  /** Clusters that make no other NLB unknown when they cannot be read. */
  readonly ignoredClusters: readonly string[];
}
