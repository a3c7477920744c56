/** Where something is. Types only. */

export interface Place {
  readonly account: string;
  readonly region: string;
}
