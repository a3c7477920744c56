/** The figures of a run, by the names that their metrics have. Each is a custom metric that somebody pays for. */
export const FIGURES = {
  NlbsInUse: 'count',
  NlbsOrphan: 'count',
  NlbsUnknown: 'count',
  NlbsLeftAlone: 'count',
  /** Quarantined, and nobody has answered. */
  Waiting: 'count',
  UnreadableClusters: 'count',
  Deleted: 'count',
  SavedUsdPerMonth: 'usd',
  /** Attempts: what the SDK tried again counts again, as it does for AWS. */
  AwsCalls: 'count',
  ThrottledCalls: 'count',
  Duration: 'milliseconds',
} as const;

export type FigureName = keyof typeof FIGURES;

/** What a run has no figure for is left out: a scoped run judged not all, and zero would say that it did. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;

/** Of the metrics of figures, and of those that are made from the log. */
export const METRICS_NAMESPACE = 'nlb-janitor';
