/** Who answered, as CloudTrail has it. */

/** What a person said of one NLB. */
export type AnswerWord = 'approved' | 'rejected' | 'kept' | 'released';

/** Whoever made a call. */
export interface Principal {
  /** ARN of the caller: a user, or the session of a role. */
  readonly arn: string;
  /** ARN of the role of the session; undefined where there is none. */
  readonly issuerArn: string | undefined;
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
