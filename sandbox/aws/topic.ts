/**
 * The account's one SNS topic: who subscribed, and every message that was accepted, in all of its forms and as each
 * subscriber got it. Delivers to nobody.
 */

export type Protocol = 'email' | 'email-json' | 'http' | 'https' | 'lambda' | 'sms' | 'sqs';

export interface Subscription {
  readonly protocol: Protocol;
  readonly endpoint: string;
  /** E-mail and HTTPS wait for a click; Lambda and SQS subscriptions of the same account are confirmed at once. */
  readonly confirmed: boolean;
}

/** What a subscription that was confirmed at the time of publishing got. */
interface Delivery {
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly body: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly at: Date;
  readonly subject: string | undefined;
  /** By protocol; `default` is for those without a form of their own. */
  readonly forms: Readonly<Record<string, string>>;
  readonly deliveries: readonly Delivery[];
}

export class Topic {
  readonly arn: string;
  readonly messages: StoredMessage[] = [];
  #subscriptions: Subscription[] = [];

  constructor(arn: string) {
    this.arn = arn;
  }

  get subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  subscribe(subscription: Subscription): void {
    this.#subscriptions = [...this.#subscriptions.filter((other) => !isSame(other, subscription)), subscription];
  }

  unsubscribe(subscription: Pick<Subscription, 'protocol' | 'endpoint'>): void {
    this.#subscriptions = this.#subscriptions.filter((other) => !isSame(other, subscription));
  }

  accept(message: Omit<StoredMessage, 'id' | 'deliveries'>): StoredMessage {
    const { forms } = message;
    const stored = {
      ...message,
      id: `00000000-0000-4000-9000-${String(this.messages.length + 1).padStart(12, '0')}`,
      deliveries: this.#subscriptions
        .filter(({ confirmed }) => confirmed)
        .map(({ protocol, endpoint }) => ({ protocol, endpoint, body: forms[protocol] ?? forms['default'] ?? '' })),
    };
    this.messages.push(stored);
    return stored;
  }
}

function isSame(one: Pick<Subscription, 'protocol' | 'endpoint'>, other: Pick<Subscription, 'protocol' | 'endpoint'>) {
  return one.protocol === other.protocol && one.endpoint === other.endpoint;
}
