/**
 * Tells people the news, in as many messages as it takes, and writes down what they have heard. News count as heard only
 * when SNS accepted a message that names them, while somebody was listening.
 */
import { digestOf, worthTelling } from '../core/report/digest.ts';
import type { Digest, Entry } from '../core/report/entries.ts';
import { messagesOf, type Message } from '../core/report/messages.ts';
import { entryOf } from '../core/report/news-entries.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import type { Chat } from '../model/chat.ts';
import type { Done, News } from '../model/outcome.ts';
import type { SweepWorld } from '../ports/world.ts';
import { postCards } from './cards.ts';
import { hearingOf } from './hearing.ts';
import { isWrittenDownUnheard, writeDown, type Memory } from './write-down.ts';

type TellWorld = Pick<
  SweepWorld,
  'account' | 'accountName' | 'bucket' | 'region' | 'read' | 'notifier' | 'chat' | 'deadline' | 'now'
> & {
  readonly write: Memory;
};

export interface NoticeSettings extends PlanSettings {
  readonly helpUrl: string | undefined;
  readonly ownerTagKeys: readonly string[];
  readonly chat: Chat | undefined;
}

/** What telling came to. */
export interface Told extends Done {
  /** What people have heard. */
  readonly heard: readonly News[];
}

/** Its failures are what people were not told, and what could not be written down of what they were. */
export async function tell(all: readonly News[], settings: NoticeSettings, world: TellWorld): Promise<Told> {
  const news = worthTelling(all);
  if (news.length === 0) return done([]);
  const hearing = await hearingOf(settings, world);
  if (hearing.is === 'unreadable') return done([hearing.why]);
  if (hearing.is === 'nobody') {
    world.read.journal.note(noListener(hearing.subscriptions), { untold: news.length });
    // Everything stands still, and somebody has to come and look.
    const unheard = news.filter(isWrittenDownUnheard);
    return done([hearing.why, ...(await writeAllDown(unheard, world.now(), settings, world))]);
  }
  const { account, bucket, region, now } = world;
  const { mode, approval, graceDays, reminderHours, helpUrl, ownerTagKeys } = settings;
  const accountName = await world.accountName();
  const place = { account, accountName, region, bucket };
  const frame = { ...place, at: now(), mode, approval, graceDays, reminderHours, helpUrl, ownerTagKeys };
  const newsOf = new Map<Entry, News>(news.map((one) => [entryOf(one, frame), one]));
  const allHeard: News[] = [];
  const unwritten: string[] = [];
  const heardOf = async (entries: readonly Entry[]): Promise<void> => {
    const heard = entries.map((entry) => newsOf.get(entry)).filter((one) => one !== undefined);
    allHeard.push(...heard);
    unwritten.push(...(await writeAllDown(heard, now(), settings, world)));
  };
  const digest = digestOf([...newsOf.keys()], frame);
  const unheard =
    hearing.is === 'chat-alone' ? await byCards(digest, heardOf, world) : await byNotices(digest, heardOf, world);
  return done([...unheard, ...unwritten], allHeard);
}

/** Writes down that people have heard of them. */
type HeardOf = (entries: readonly Entry[]) => Promise<void>;

async function byNotices(digest: Digest, heardOf: HeardOf, world: TellWorld): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const message of messagesOf(digest)) {
    const why = await publish(message, world);
    // SAFETY: what was not accepted was not told.
    if (why !== undefined) {
      world.read.journal.note(NOT_ACCEPTED, { why }, 'warning');
      failures.push(why);
      continue;
    }
    const { entries } = message;
    await heardOf(entries);
    // After `notified-at`, so that Approve works at once. A broken chat stops nothing.
    const { refused, left } = await postCards({ ...digest, entries }, world);
    failures.push(...refused.map((reason) => `a card was not sent to the chat, the notice was: ${reason}`), ...left);
  }
  return failures;
}

/** Where nobody but the chat listens. Whoever is subscribed and does not count gets the notice of what cards have told. */
async function byCards(digest: Digest, heardOf: HeardOf, world: TellWorld): Promise<readonly string[]> {
  const told: Entry[] = [];
  const { refused, left } = await postCards(digest, world, async (entry) => {
    told.push(entry);
    // At once: a run that ends here has told nothing of the others.
    await heardOf([entry]);
  });
  for (const why of refused) world.read.journal.note(NOT_ACCEPTED, { why }, 'warning');
  const unpublished: string[] = [];
  for (const message of messagesOf({ ...digest, entries: told })) {
    const why = await publish(message, world);
    if (why !== undefined) unpublished.push(`the cards were sent, the notice was not: ${why}`);
  }
  const untold = refused.map((why) => `a card was not sent to the chat, and nobody else listens: ${why}`);
  return [...untold, ...left, ...unpublished];
}

/** Undefined when SNS accepted it. */
async function publish(
  { subject, text, json, attributes }: Message,
  { notifier, read }: TellWorld,
): Promise<string | undefined> {
  if (attributes === undefined) read.journal.note(ATTRIBUTES_LEFT_OUT, { subject }, 'warning');
  const published = await notifier.publish({ subject, text, json, attributes: attributes ?? {} });
  return published.ok ? undefined : published.why;
}

/** The alarm "notice not deliverable" counts these lines (infra/notice-alarm.ts). */
const NOT_ACCEPTED = 'notice not accepted';
const NOBODY_CONFIRMED = 'nobody has confirmed a subscription';
const NOBODY_COUNTS = 'no confirmed subscription counts';

/** What filters by them does not get this message; whoever counts as a listener does. */
const ATTRIBUTES_LEFT_OUT = 'attributes of the message left out: too large for SNS';

function noListener(subscriptions: readonly unknown[]): string {
  return subscriptions.length === 0 ? NOBODY_CONFIRMED : NOBODY_COUNTS;
}

async function writeAllDown(
  news: readonly News[],
  heardAt: Date,
  settings: NoticeSettings,
  world: TellWorld,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const one of news) {
    const written = await writeDown(one, heardAt, settings, world);
    if (!written.ok) failures.push(written.why);
  }
  return failures;
}

function done(failures: readonly string[], heard: readonly News[] = []): Told {
  return { outcomes: [], news: [], failures, heard };
}
