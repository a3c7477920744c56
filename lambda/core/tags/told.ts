/** The tag `told`: `<what> <day>` of the last thing that was said once, or once a day. Pure. */
import type { Tags } from '../../model/reading.ts';
import { dayOf } from '../time.ts';
import { TAG } from './keys.ts';

/** Whether that was the last thing said, on the day of `since` or later; at any time, where it is left out. */
export function wasTold(tags: Tags, what: string, since?: Date): boolean {
  const [, said, day = ''] = /^(\S+) (\d{4}-\d{2}-\d{2})$/.exec(tags.get(TAG.told) ?? '') ?? [];
  return said === what && (since === undefined || day >= dayOf(since));
}
