/** What the operator allows, in two words that settings, plans and messages share (docs/design.md section 5). */

/** `report` writes no tag, `quarantine` tags and tells, `delete` also deletes. */
export type Mode = 'report' | 'quarantine' | 'delete';

/** Whether a delete waits for a person's approval. */
export type ApprovalPolicy = 'required' | 'automatic';
