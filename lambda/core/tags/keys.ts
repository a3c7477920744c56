/** The keys of the janitor's tags (docs/design.md section 4). */

export const TAG = {
  quarantinedAt: 'nlb-janitor/quarantined-at',
  reason: 'nlb-janitor/reason',
  evidence: 'nlb-janitor/evidence',
  notifiedAt: 'nlb-janitor/notified-at',
  deleteAfter: 'nlb-janitor/delete-after',
  approval: 'nlb-janitor/approval',
  keep: 'nlb-janitor/keep',
  lastError: 'nlb-janitor/last-error',
  /** A person's word that the cluster is gone: `<cluster> <instant>`. */
  clusterGone: 'nlb-janitor/cluster-gone',
  /** Proof that `sweep` saw and that its source will forget: `<cluster> <instant> <source> <vpc or none>`. */
  clusterDeleted: 'nlb-janitor/cluster-deleted',
  /** On target groups, not on the NLB: names the quarantined NLB (`<name>/<id>`) that the group may be deleted with. */
  companionOf: 'nlb-janitor/companion-of',
} as const;
