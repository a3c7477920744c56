/** What the operator allows, in words that settings, plans and messages share (docs/design.md section 5). */

/** `report` writes no tag, `quarantine` tags and tells, `delete` also deletes. */
export type Mode = 'report' | 'quarantine' | 'delete';

/** Whether a delete waits for a person's approval. */
export type ApprovalPolicy = 'required' | 'automatic';

/** What a DNS record that still points at an NLB means: a caution, or that it is in use. */
export type DnsRecordPolicy = 'caution' | 'veto';
