/** One message in all of its forms. Types only. */

/** As it goes through the topic. */
export interface PreviewMessage {
  readonly subject: string;
  /** Undefined where AWS writes the e-mail. */
  readonly mail: string | undefined;
  /** What the function `slack` gets. */
  readonly body: string;
  /** What the chat gets, one for each NLB. */
  readonly cards: readonly string[];
}
