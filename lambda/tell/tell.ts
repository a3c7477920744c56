/**
 * Tells people the news, in as many messages as it takes, and writes down what they have heard. News count as heard only
 * when SNS accepted a message that names them, while somebody was listening.
 */
import { customNotificationOf } from '../core/report/custom-notification.ts';
import { digestOf, worthTelling } from '../core/report/digest.ts';
import type { Digest, Entry } from '../core/report/entries.ts';
import { messagesOf } from '../core/report/messages.ts';
import { entryOf } from '../core/report/news-entries.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import type { Chat } from '../model/chat.ts';
import type { Done, News } from '../model/outcome.ts';
import type { SweepWorld } from '../ports/world.ts';
import { hearingOf, type Hearing } from './hearing.ts';
import { isWrittenDownUnheard, writeDown, type Memory } from './write-down.ts';

type TellWorld = Pick<
  SweepWorld,
  'account' | 'accountName' | 'bucket' | 'region' | 'read' | 'notifier' | 'chat' | 'now'
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
  if (hearing.is === 'nobody') {
    const { why, subscriptions } = hearing;
    if (subscriptions === undefined) return done([why]);
    world.read.journal.note(noListener(subscriptions), { untold: news.length });
    // Everything stands still, and somebody has to come and look.
    const unheard = news.filter(isWrittenDownUnheard);
    return done([why, ...(await writeAllDown(unheard, world.now(), settings, world))]);
  }
  const isChatAlone = hearing.is === 'chat-alone';

  const { account, bucket, region, notifier, now } = world;
  const { mode, approval, graceDays, reminderHours, helpUrl, ownerTagKeys } = settings;
  const accountName = await world.accountName();
  const place = { account, accountName, region, bucket };
  const frame = { ...place, at: now(), mode, approval, graceDays, reminderHours, helpUrl, ownerTagKeys };
  const newsOf = new Map<Entry, News>(news.map((one) => [entryOf(one, frame), one]));
  const failures: string[] = [];
  const allHeard: News[] = [];
  const digest = digestOf([...newsOf.keys()], frame);
  for (const { subject, text, json, attributes, entries } of messagesOf(digest)) {
    if (attributes === undefined) world.read.journal.note(ATTRIBUTES_LEFT_OUT, { subject }, 'warning');
    const published = await notifier.publish({ subject, text, json, attributes: attributes ?? {} });
    // SAFETY: what was not accepted was not told.
    if (!published.ok) {
      world.read.journal.note(NOT_ACCEPTED, { why: published.why }, 'warning');
      failures.push(published.why);
      continue;
    }
    // SAFETY: where nobody else listens, what no card said was not told.
    const cards = isChatAlone ? await postCards(entries, digest, hearing, world) : undefined;
    const told = cards === undefined ? entries : cards.posted;
    const heard = told.map((entry) => newsOf.get(entry)).filter((one) => one !== undefined);
    allHeard.push(...heard);
    failures.push(...(await writeAllDown(heard, now(), settings, world)));
    // After `notified-at`: a button that approves works from the moment at which it can be seen.
    const { failures: unposted } = cards ?? (await postCards(entries, digest, hearing, world));
    failures.push(...unposted);
  }
  return done(failures, allHeard);
}

/** The alarm "notice not deliverable" counts these lines (infra/notice-alarm.ts). */
const NOT_ACCEPTED = 'notice not accepted';
const NOBODY_CONFIRMED = 'nobody has confirmed a subscription';
const NOBODY_COUNTS = 'no confirmed subscription counts';

/** What filters by them does not get this message; whoever counts as a listener does. */
const ATTRIBUTES_LEFT_OUT = 'attributes of the message left out: too large for SNS';

interface Cards {
  readonly posted: readonly Entry[];
  readonly failures: readonly string[];
}

/** A card for each of what people were told by the notice. Where that alone counts, a chat that is broken stops nothing. */
async function postCards(
  entries: readonly Entry[],
  digest: Digest,
  hearing: Hearing,
  { chat, read }: Pick<TellWorld, 'chat' | 'read'>,
): Promise<Cards> {
  const posted: Entry[] = [];
  const failures: string[] = [];
  if (chat === undefined) return { posted, failures };
  for (const entry of entries) {
    const result = await chat.post(customNotificationOf(entry, digest));
    if (result.ok) posted.push(entry);
    else if (hearing.is === 'chat-alone') {
      read.journal.note(NOT_ACCEPTED, { why: result.why }, 'warning');
      failures.push(`a card was not sent to the chat, where alone somebody listens: ${result.why}`);
    } else failures.push(`a card was not sent to the chat, the notice was: ${result.why}`);
  }
  return { posted, failures };
}

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
