/**
 * Writes a person's answer and looks whether AWS shows it. An answer of AWS to the write is not enough: a veto that was
 * never stored protects nothing, and nobody would look again.
 */
import type { TagReading } from '../lambda/model/aws.ts';
import type { Tags } from '../lambda/model/reading.ts';
import type { LoadBalancers } from '../lambda/ports/read.ts';
import type { TagWriter, WriteFailure, WriteResult } from '../lambda/ports/write.ts';
import type { Sleep } from './patience.ts';
import { readUntil } from './until-shown.ts';

/** The same port; `ok` only once the tags of the load balancer show what was written. */
export function seenTagWriter(writer: TagWriter, { tagsOf }: Pick<LoadBalancers, 'tagsOf'>, sleep: Sleep): TagWriter {
  async function seen(arn: string, written: WriteResult, shows: (tags: Tags) => boolean): Promise<WriteResult> {
    if (!written.ok) return written;
    const isOver = (one: TagReading): boolean => !one.ok || one.value.is === 'gone' || isShown(one.value, shows);
    const reading = await readUntil(() => tagsOf(arn), isOver, sleep);
    if (!reading.ok) return unseen(`what came of it cannot be seen: ${reading.why}`);
    // SAFETY: a veto that AWS does not show protects nothing.
    if (isShown(reading.value, shows)) return written;
    if (reading.value.is === 'gone') return unseen('the load balancer is gone');
    return unseen('its tags do not show it: try again, and find out who else is changing them');
  }

  return {
    add: async (arn, tags) =>
      seen(arn, await writer.add(arn, tags), (now) =>
        Object.entries(tags).every(([key, value]) => now.get(key) === value),
      ),
    remove: async (arn, keys) => seen(arn, await writer.remove(arn, keys), (now) => keys.every((key) => !now.has(key))),
  };
}

function isShown(value: (TagReading & { readonly ok: true })['value'], shows: (tags: Tags) => boolean): boolean {
  return value.is === 'present' && shows(value.tags);
}

function unseen(what: string): WriteFailure {
  return { ok: false, kind: 'other', why: `the answer was sent, but ${what}` };
}
