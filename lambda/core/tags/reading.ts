/** Shorthands for tags that may not have been read. Pure. */
import type { TagReading } from '../../model/aws.ts';
import type { Tags } from '../../model/reading.ts';

/** Undefined when they were not read, and when the resource is gone: neither is "no tags". */
export function tagsIn(reading: TagReading | undefined): Tags | undefined {
  return reading?.ok === true && reading.value.is === 'present' ? reading.value.tags : undefined;
}

/** Only AWS's word that the resource does not exist. */
export function isGone(reading: TagReading | undefined): boolean {
  return reading?.ok === true && reading.value.is === 'gone';
}
