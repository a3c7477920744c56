/**
 * The outside, as small interfaces: what may be changed or sent. Types only. Every method resolves: a failure is a
 * value.
 */
import type { ChatSubscription } from '../model/chat.ts';
import type { JanitorEvent } from '../model/event.ts';
import type { Figures } from '../model/figures.ts';
import type { Reading } from '../model/reading.ts';
import type { RefusalKind } from '../model/record.ts';
import type { Subscription } from '../model/subscription.ts';

/** What became of one attempt to change something. Failures are values: one target's never stops the others. */
export type WriteResult = { readonly ok: true } | WriteFailure;

export interface WriteFailure {
  readonly ok: false;
  readonly kind: RefusalKind;
  /** For people; no secrets. */
  readonly why: string;
}

/** Tags of load balancers and target groups. Additive: foreign tags are never touched. */
export interface TagWriter {
  add(arn: string, tags: Readonly<Record<string, string>>): Promise<WriteResult>;
  remove(arn: string, keys: readonly string[]): Promise<WriteResult>;
}

export interface Deleter {
  /** Deleting what is gone already is a success, as AWS says. Never switches deletion protection off. */
  deleteLoadBalancer(arn: string): Promise<WriteResult>;
  deleteTargetGroup(arn: string): Promise<WriteResult>;
}

/** The queue of `reap`. */
export interface Wake {
  /** `ok` only when SQS accepted the message. */
  send(message: string): Promise<WriteResult>;
}

/** The SNS topic. */
export interface Notifier {
  /** All that were confirmed; those that wait for a click are left out. */
  subscriptions(): Promise<Reading<readonly Subscription[]>>;
  /** `ok` only when SNS accepted the message. */
  publish(message: Notification): Promise<WriteResult>;
}

/** The topic of the chat, beside that of the notices. */
export interface ChatTopic {
  /** Whether Amazon Q gets what is sent to it. */
  subscription(): Promise<Reading<ChatSubscription>>;
  /** @param card JSON of a custom notification. `ok` only when SNS accepted it. */
  post(card: string): Promise<WriteResult>;
}

/** The chat as one run has it. */
export interface ChatChannel extends ChatTopic {
  /** Answers to test cards, as they were stored. */
  answers(): Promise<Reading<StoredText>>;
}

/** The account's default event bus, for programs. */
export interface EventBus {
  /** One result for each, in the same order: `ok` only when EventBridge accepted it. */
  put(events: readonly JanitorEvent[]): Promise<readonly WriteResult[]>;
}

/** Where the figures of a run go. */
export interface Meter {
  record(figures: Figures): void;
}

/** One SNS message in its forms: `subject` at most 99 characters of ASCII, all bodies together at most 256 KB. */
export interface Notification {
  readonly subject: string;
  /** Plain text for e-mail. */
  readonly text: string;
  /** For programs: Lambda, SQS and HTTPS subscribers; also what the `slack` function reads. */
  readonly json: string;
  /** By which subscriptions may filter: lists of values, none of them empty. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** The snapshot bucket, for whoever only reads it. Keys: records/keys.ts. */
export interface SnapshotReader extends StoredReader {
  /** Every key whose first part is this UTC day, all pages. */
  keysOfDay(day: string): Promise<Reading<readonly string[]>>;
}

export interface StoredReader {
  /** `absent` when there is no such key. */
  get(key: string): Promise<Reading<StoredText>>;
}

export type StoredText = { readonly is: 'stored'; readonly text: string } | { readonly is: 'absent' };

export interface SnapshotStore extends SnapshotReader {
  /** Stores only where nothing is stored yet. `existed` is no failure: an earlier run stored it. */
  putOnce(key: string, json: string): Promise<PutOnceResult>;
  /** Stores or replaces; for outcomes only. */
  put(key: string, json: string): Promise<WriteResult>;
}

/** The bucket as `sweep` has it: what the last sweep saw; the records of deletes only to be read. */
export interface ReportStore extends SnapshotReader {
  /** Stores or replaces; nothing but reports. */
  put(key: string, json: string): Promise<WriteResult>;
  /** The same for a page to be looked at in a browser. */
  putPage(key: string, html: string): Promise<WriteResult>;
}

export type PutOnceResult = { readonly ok: true; readonly is: 'stored' | 'existed' } | WriteFailure;
