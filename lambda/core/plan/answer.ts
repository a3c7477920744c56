/**
 * A person's answer as tags on one NLB: approve, reject, keep, release. Pure. Refuses what makes no sense, with the
 * reason. Never writes a tag that belongs to the janitor alone.
 */
import type { Tags } from '../../model/reading.ts';
import { approvalOf, keepOf } from '../tags/answers.ts';
import { TAG } from '../tags/keys.ts';
import type { QuarantineReading } from '../tags/quarantine.ts';
import { parseInstant } from '../time.ts';
import { dateTime } from '../words.ts';

export type Answer =
  /** `again`: also where an approval stands there, which may not count. */
  | { readonly is: 'approve'; readonly again?: boolean | undefined }
  | { readonly is: 'reject' }
  /** `until`: last day, `YYYY-MM-DD`; undefined keeps forever. */
  | { readonly is: 'keep'; readonly until: string | undefined }
  | { readonly is: 'release' };

/** What an answer comes down to. */
export type AnswerWrite =
  | { readonly is: 'add'; readonly tags: Readonly<Record<string, string>>; readonly said: string }
  | { readonly is: 'remove'; readonly keys: readonly string[]; readonly said: string }
  /** It says so already: the same answer twice is no error. */
  | { readonly is: 'unchanged'; readonly said: string }
  | { readonly is: 'refused'; readonly why: string };

/** What it comes down to, given the tags; refused with the reason where it makes no sense. */
export function answerWrite(answer: Answer, tags: Tags, quarantine: QuarantineReading, now: Date): AnswerWrite {
  switch (answer.is) {
    case 'approve':
      return approveWrite(tags, quarantine, now, answer.again === true);
    case 'reject':
      if (approvalOf(tags) === 'rejected') return unchanged('rejected already');
      return {
        is: 'add',
        tags: { [TAG.approval]: 'rejected' },
        said: 'rejected: it is never quarantined again, until you release it',
      };
    case 'keep':
      return keepWrite(answer.until, tags, now);
    case 'release': {
      const keys = Object.values(TAG).filter((key) => tags.has(key));
      if (keys.length === 0) return unchanged('it has no tag of the janitor');
      return { is: 'remove', keys, said: `released (${keys.join(', ')}): ${whatFollows(quarantine)}` };
    }
  }
}

/** What a person should know before they release: no approval holds on through it. */
const RELEASING = 'that takes a quarantine off too, and the grace window starts again with a new notice';

function whatFollows(quarantine: QuarantineReading): string {
  const judged = 'the next sweep judges it again';
  return quarantine.is === 'absent'
    ? judged
    : `${judged}; its quarantine is off, and should it still be an orphan, the grace window starts again with a new notice`;
}

function approveWrite(tags: Tags, quarantine: QuarantineReading, now: Date, again: boolean): AnswerWrite {
  const keep = keepOf(tags, now);
  if (keep.is === 'vetoes') return refused(`is kept by tag ${TAG.keep}; release it first: ${RELEASING}`);
  if (approvalOf(tags) === 'rejected') return refused(`was rejected; release it first: ${RELEASING}`);
  // SAFETY: a word that the janitor does not know may be somebody's no.
  if (approvalOf(tags) === 'unrecognized') {
    return refused(
      `its tag ${TAG.approval} says "${tags.get(TAG.approval)}"; remove that tag first, if it is no answer`,
    );
  }
  switch (quarantine.is) {
    case 'absent':
      return refused('is not quarantined: there is nothing to approve');
    case 'malformed':
      return refused(`its quarantine is not valid (${quarantine.why}); the next sweep starts it again`);
    case 'valid':
      if (quarantine.notifiedAt === undefined) {
        return refused(
          'nobody has been told of it yet: an approval given before the message does not count; wait for the message',
        );
      }
      if (quarantine.deleteAfter === undefined) return refused('is quarantined in a mode that never deletes');
      return approved(quarantine.deleteAfter, quarantine.approval === 'approved' && !again);
  }
}

function approved(deleteAfter: Date, already: boolean): AnswerWrite {
  const when = `deleted after ${dateTime(deleteAfter)}, if it is still the same orphan then`;
  // Only when asked: written once more it is another event, and that of somebody whose word does not count voids the first.
  if (already)
    return unchanged(
      `approved already: ${when}; if that approval does not count, give yours in its place: approve --again`,
    );
  return { is: 'add', tags: { [TAG.approval]: 'approved' }, said: `approved: ${when}` };
}

function keepWrite(until: string | undefined, tags: Tags, now: Date): AnswerWrite {
  const fault = until === undefined ? undefined : faultOfLastDay(until, now);
  if (fault !== undefined) return refused(fault);
  const how = until === undefined ? 'forever' : `through ${until}, UTC`;
  const keep = keepOf(tags, now);
  if (keep.is === 'vetoes' && keep.until === until) return unchanged(`kept ${how} already`);
  // SAFETY: somebody else keeps it for longer.
  if (keep.is === 'vetoes' && until !== undefined && !(keep.until !== undefined && keep.until < until)) {
    return refused(`is kept for longer: its tag ${TAG.keep} says "${tags.get(TAG.keep)}"; remove that tag first`);
  }
  return { is: 'add', tags: { [TAG.keep]: until === undefined ? 'true' : `until=${until}` }, said: `kept ${how}` };
}

/** Why a text cannot be the last day of a keep, in words for the command line; undefined when it can. */
export function faultOfLastDay(until: string, now: Date): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) return `--until ${until}: give a day as YYYY-MM-DD`;
  const end = parseInstant(`${until}T23:59:59Z`);
  if (end === undefined) return `--until ${until}: there is no such day`;
  return end.getTime() > now.getTime() ? undefined : `--until ${until}: lies in the past`;
}

function unchanged(said: string): AnswerWrite {
  return { is: 'unchanged', said: `unchanged: ${said}` };
}

function refused(why: string): AnswerWrite {
  return { is: 'refused', why };
}
