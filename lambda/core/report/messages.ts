/**
 * One digest → as many SNS messages as its limits ask for. Pure. Every entry stands whole in exactly one message: an NLB
 * counts as notified only when the message that names it was accepted.
 */
import type { Digest, Entry } from './entries.ts';
import { subjectOf, textOf } from './email.ts';
import { plainJson } from './plain-text.ts';

export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly json: string;
  readonly entries: readonly Entry[];
}

/** Slack takes 50 blocks a message: a header, and two for each entry (chat.ts). */
export const MOST_ENTRIES = 20;
/** SNS takes 262,144 bytes for all forms together; the JSON form is sent three times (default, lambda, sqs…). */
const MOST_JSON_BYTES = 40_000;

/** No messages for an empty digest: nothing is said when nothing happened. */
export function messagesOf(digest: Digest): readonly Message[] {
  const groups: Entry[][] = [];
  let bytes = 0;
  for (const entry of digest.entries) {
    const size = utf8Bytes(plainJson(JSON.stringify(entry)));
    const group = groups.at(-1);
    if (group === undefined || group.length >= MOST_ENTRIES || bytes + size > MOST_JSON_BYTES) {
      groups.push([entry]);
      bytes = size;
    } else {
      group.push(entry);
      bytes += size;
    }
  }
  return groups.map((entries, index) => {
    const part: Digest = { ...digest, entries };
    return {
      subject: subjectOf(part, { number: index + 1, of: groups.length }),
      text: textOf(part),
      json: plainJson(JSON.stringify(part)),
      entries,
    };
  });
}

/** Length in UTF-8 without a platform API: what is outside ASCII counts at its most. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) bytes += text.charCodeAt(index) < 0x80 ? 1 : 3;
  return bytes;
}
