/**
 * What `sweep` noted of an approval, in the tags `approved-by` and `approval-event`: who gave it, when, and the event that
 * proves it. Pure. A note that cannot be read is none.
 */
import type { AnswerEvent } from '../../model/answer.ts';
import type { Tags } from '../../model/reading.ts';
import { parseInstant, writeInstant } from '../time.ts';
import { TAG } from './keys.ts';
import { MOST_TAG_CHARACTERS, tagText } from './text.ts';

export type NotedApproval =
  /** `sweep` has not seen it yet. */
  | { readonly is: 'absent' }
  /** Seen at `at`; CloudTrail has not told who gave it, and people have not been told of it. */
  | { readonly is: 'awaited'; readonly at: Date }
  /** People were told that nobody knows who gave it. `at` is when it was first seen. */
  | { readonly is: 'anonymous'; readonly at: Date }
  /** People were told. `at` is when it was given; `by` is text for people. */
  | { readonly is: 'known'; readonly at: Date; readonly by: string; readonly eventId: string };

type Written = Readonly<Record<string, string>>;

/** In place of an event's id, where CloudTrail never told. */
const NO_EVENT = 'unknown';
const NOBODY_KNOWS = 'unknown';

export function notedApproval(tags: Tags, now: Date): NotedApproval {
  const [, by, instant] = /^(.*) (?:at|since) (\S+)$/.exec(tags.get(TAG.approvedBy) ?? '') ?? [];
  const at = instant === undefined ? undefined : parseInstant(instant);
  // SAFETY: an approval of the future would never expire.
  if (by === undefined || at === undefined || !(at.getTime() <= now.getTime())) return { is: 'absent' };
  const eventId = tags.get(TAG.approvalEvent);
  if (eventId === undefined) return { is: 'awaited', at };
  return eventId === NO_EVENT ? { is: 'anonymous', at } : { is: 'known', at, by, eventId };
}

/** It was seen, and CloudTrail has not told yet. */
export function awaitedTags(seenAt: Date): Written {
  return { [TAG.approvedBy]: `${NOBODY_KNOWS} since ${writeInstant(seenAt)}` };
}

/** People were told of it without a name. */
export function anonymousTags(seenAt: Date): Written {
  return { ...awaitedTags(seenAt), [TAG.approvalEvent]: NO_EVENT };
}

/** Who gave it: the principal, the chat user where the session names one, the instant. Cut in the name where it is too long. */
export function approvedByTags({ by, at, eventId }: AnswerEvent): Written {
  const chatUser = chatUserIn(by.arn);
  const end = `${chatUser === undefined ? '' : ` ${chatUser}`} at ${writeInstant(at)}`;
  const name = tagText(by.arn)
    .trim()
    .slice(0, MOST_TAG_CHARACTERS - tagText(end).length);
  return { [TAG.approvedBy]: name + tagText(end), [TAG.approvalEvent]: eventId };
}

/**
 * `slack U0123ABCD` of a session that Amazon Q Developer in chat applications opened for that person
 * (docs/facts/chat-and-fleet.md 1); undefined for every other.
 */
export function chatUserIn(principalArn: string): string | undefined {
  const [, chat, user] =
    /:assumed-role\/[^/]+\/chatbot-session-([a-z]+)-([A-Za-z0-9-]{1,64})$/.exec(principalArn) ?? [];
  return chat === undefined ? undefined : `${chat} ${user}`;
}

/** The principal as people read it. */
export function whoGave({ by }: Pick<AnswerEvent, 'by'>): string {
  const chatUser = chatUserIn(by.arn);
  return chatUser === undefined ? by.arn : `${by.arn} (${chatUser})`;
}
