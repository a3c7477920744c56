/** What the janitor says to programs on the account's default event bus. docs/events.md shows what each says. */

/** Of all of them; the rules of the janitor's own stack match the sources of AWS only. */
export const EVENT_SOURCE = 'nlb-janitor';

/** What `sweep` says. In mode `report` it does nothing but judge, and says no more than that it did. */
export const SWEEP_EVENTS = ['NLB Quarantined', 'NLB Approved', 'NLB Released', 'Sweep Completed'] as const;
/** What `reap` says. */
export const REAP_EVENTS = ['NLB Deleted', 'Delete Failed'] as const;

export type EventType = (typeof SWEEP_EVENTS)[number] | (typeof REAP_EVENTS)[number];

export interface JanitorEvent {
  readonly type: EventType;
  /** ARN of the NLB; none where it is about no single one. */
  readonly resources: readonly string[];
  readonly at: Date;
  /** JSON, as docs/events.schema.json has it. */
  readonly detail: string;
}
