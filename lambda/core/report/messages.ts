/**
 * One digest → as many SNS messages as its limits ask for. Pure. Every entry stands whole in exactly one message: an NLB
 * counts as notified only when the message that names it was accepted.
 */
import type { Digest, Entry } from './entries.ts';
import { attributesOf, type Attributes } from './attributes.ts';
import { textOf } from './email.ts';
import { plainJson } from './plain-text.ts';
import { subjectOf } from './subject.ts';

export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly json: string;
  /** Undefined where SNS would not take them besides the rest: a message without them is heard all the same. */
  readonly attributes: Attributes | undefined;
  readonly entries: readonly Entry[];
}

/** As many rows of tables fit into one message of Slack, whatever kinds they are of (chat.ts). */
export const MOST_ENTRIES = 20;
/** SNS API reference, Publish: of all forms and attributes together. */
const MOST_BYTES = 262_144;
const MOST_JSON_BYTES = 40_000;
/** 20 NLBs with five owners of 256 characters each would be more; nobody filters by that. */
const MOST_ATTRIBUTE_BYTES = 20_000;
/** The type of each counts too, seven times `String.Array`, and so may the subject. */
const ATTRIBUTE_TYPES_BYTES = 100;
const SUBJECT_BYTES = 100;

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
    const text = textOf(part);
    const json = plainJson(JSON.stringify(part));
    const attributes = attributesOf(part);
    return {
      subject: subjectOf(part, { number: index + 1, of: groups.length }),
      text,
      json,
      attributes: isRoomFor(attributes, { text, json }) ? attributes : undefined,
      entries,
    };
  });
}

function isRoomFor(attributes: Attributes, forms: { readonly text: string; readonly json: string }): boolean {
  const bytes = utf8Bytes(JSON.stringify(attributes));
  if (bytes > MOST_ATTRIBUTE_BYTES) return false;
  return bytes + ATTRIBUTE_TYPES_BYTES + SUBJECT_BYTES + utf8Bytes(JSON.stringify(forms)) <= MOST_BYTES;
}

/** Length in UTF-8 without a platform API: what is outside ASCII counts at its most. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) bytes += text.charCodeAt(index) < 0x80 ? 1 : 3;
  return bytes;
}
