/** Who is subscribed to the topic, as far as it matters for whether somebody hears a notice. */

/** A subscription that was confirmed; those that wait for a click are none. */
export interface Subscription {
  /** As SNS names it: `email`, `email-json`, `sms`, `lambda`, `sqs`, `https`… */
  readonly protocol: string;
  /** `all` only where SNS says that no filter policy holds messages back. */
  readonly gets: 'all' | 'some' | 'unknown';
}
