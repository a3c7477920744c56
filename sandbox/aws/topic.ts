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
  /** JSON of lists of words, one of which an attribute of the message must have. */
  readonly filterPolicy?: string;
  /** Account of the subscriber, where it is another one. */
  readonly owner?: string;
}

/** With its place on the topic, for pages and for its ARN. */
type Numbered = Subscription & { readonly sequence: number };

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
  /** Lists; a single word is a list of one. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly deliveries: readonly Delivery[];
}

export class Topic {
  readonly arn: string;
  readonly messages: StoredMessage[] = [];
  #subscriptions: Numbered[] = [];
  #made = 0;

  constructor(arn: string) {
    this.arn = arn;
  }

  get subscriptions(): readonly Numbered[] {
    return this.#subscriptions;
  }

  subscribe(subscription: Subscription): void {
    this.#made += 1;
    this.unsubscribe(subscription);
    this.#subscriptions.push({ ...subscription, sequence: this.#made });
  }

  unsubscribe(subscription: Pick<Subscription, 'protocol' | 'endpoint'>): void {
    this.#subscriptions = this.#subscriptions.filter((other) => !isSame(other, subscription));
  }

  /** What ListSubscriptionsByTopic shows in place of an ARN until somebody has clicked. */
  arnOf({ confirmed, sequence }: Numbered): string {
    return confirmed
      ? `${this.arn}:00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`
      : 'PendingConfirmation';
  }

  accept(message: Omit<StoredMessage, 'id' | 'deliveries'>): StoredMessage {
    const { forms, attributes } = message;
    const stored = {
      ...message,
      id: `00000000-0000-4000-9000-${String(this.messages.length + 1).padStart(12, '0')}`,
      deliveries: this.#subscriptions
        .filter(({ confirmed, filterPolicy = '{}' }) => confirmed && passes(filterPolicy, attributes))
        .map(({ protocol, endpoint }) => ({ protocol, endpoint, body: forms[protocol] ?? forms['default'] ?? '' })),
    };
    this.messages.push(stored);
    return stored;
  }
}

/** SNS guide, "Subscription filter policies": every key of the policy, with any of its words. */
function passes(filterPolicy: string, attributes: StoredMessage['attributes']): boolean {
  const policy = JSON.parse(filterPolicy) as Readonly<Record<string, readonly string[]>>;
  return Object.entries(policy).every(([name, words]) => words.some((word) => attributes[name]?.includes(word)));
}

function isSame(one: Pick<Subscription, 'protocol' | 'endpoint'>, other: Pick<Subscription, 'protocol' | 'endpoint'>) {
  return one.protocol === other.protocol && one.endpoint === other.endpoint;
}
