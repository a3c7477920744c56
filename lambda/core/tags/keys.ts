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
  /** Who gave the answer, for people: principal, and the chat user where there is one. */
  approvedBy: 'nlb-janitor/approved-by',
  /** The id of the CloudTrail event that proves the answer. */
  approvalEvent: 'nlb-janitor/approval-event',
  /** Instant at which the reminder before an automatic deletion was accepted. */
  remindedAt: 'nlb-janitor/reminded-at',
  /** `<what> <day>` of the last thing that is said once, or once a day. */
  told: 'nlb-janitor/told',
  /** A person's word that the cluster is gone: `<cluster> <instant>`. */
  clusterGone: 'nlb-janitor/cluster-gone',
  /** Proof that `sweep` saw and that its source will forget: `<cluster> <instant> <source> <vpc or none>`. */
  clusterDeleted: 'nlb-janitor/cluster-deleted',
  /** On target groups, not on the NLB: names the quarantined NLB (`<name>/<id>`) that the group may be deleted with. */
  companionOf: 'nlb-janitor/companion-of',
} as const;

/** What is noted of one window of a quarantine; the next one begins without it. */
export const WINDOW_KEYS: readonly string[] = [
  TAG.notifiedAt,
  TAG.deleteAfter,
  TAG.lastError,
  TAG.approvedBy,
  TAG.approvalEvent,
  TAG.remindedAt,
  TAG.told,
];

/** The janitor's own of a quarantine: all but `approval`, which a person writes too. */
export const QUARANTINE_KEYS: readonly string[] = [TAG.quarantinedAt, TAG.reason, TAG.evidence, ...WINDOW_KEYS];
