/** The account's default event bus: what was put on it, in order. No rule looks at it, and it delivers to nobody. */
import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';

export interface StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly at: Date | undefined;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export class DefaultBus {
  readonly events: StoredEvent[] = [];
  /** Which single entries it refuses, and how: a test's word. */
  refusal: (entry: PutEventsRequestEntry) => PutEventsResultEntry | undefined = () => undefined;

  /** @returns the id of the event */
  put({ Source = '', DetailType = '', Time, Resources = [], Detail = '{}' }: PutEventsRequestEntry): string {
    const id = `event-${this.events.length + 1}`;
    const detail = JSON.parse(Detail) as Readonly<Record<string, unknown>>;
    this.events.push({ id, source: Source, type: DetailType, at: Time, resources: [...Resources], detail });
    return id;
  }
}
