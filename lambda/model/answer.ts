/** Who answered, as CloudTrail has it. */

/** What a person said of one NLB. */
export type AnswerWord = 'approved' | 'rejected' | 'kept' | 'released';

/** Whoever made a call. */
export interface Principal {
  /** ARN of the caller: a user, or the session of a role. */
  readonly arn: string;
  /** ARN of the role of the session; undefined where there is none. */
  readonly issuerArn: string | undefined;
  /** One of the janitor's own roles. */
  readonly isJanitor: boolean;
}

/** One AddTags or RemoveTags on load balancers that succeeded. */
export interface AnswerEvent {
  /** CloudTrail's own id of the event, by which it can be looked up. */
  readonly eventId: string;
  readonly at: Date;
  readonly did: 'added' | 'removed';
  /** All resources of the call. */
  readonly arns: readonly string[];
  /** The keys, each with the value that was added; undefined where the key was removed. */
  readonly tags: ReadonlyMap<string, string | undefined>;
  readonly by: Principal;
}

/** An answer and who gave it. */
export interface Answered {
  readonly word: AnswerWord;
  /** Undefined while CloudTrail has not told. */
  readonly event: AnswerEvent | undefined;
  /** Why it does not count, in words for people; undefined when it does. */
  readonly doesNotCount: string | undefined;
}

/** What CloudTrail says of one approval that stands in the tags. */
export interface ApprovalEvents {
  /** The event that the tags name; undefined where CloudTrail does not list it, or not yet. */
  readonly event: AnswerEvent | undefined;
  /** AddTags and RemoveTags of its time and later, of any load balancer; undefined where nobody asked for them. */
  readonly later: readonly AnswerEvent[] | undefined;
}

/** Who approved a delete. */
export interface Approver {
  /** ARN of the caller. */
  readonly principal: string;
  /** `slack U0123ABCD`; undefined where it did not come from a chat. */
  readonly chatUser: string | undefined;
  readonly at: Date;
  /** CloudTrail's own id of the event. */
  readonly eventId: string;
  /** `looked-up`: CloudTrail said so at the delete. `noted`: it could not be asked then; `sweep` had noted it before. */
  readonly how: 'looked-up' | 'noted';
}
