/**
 * A person's answers: approve, reject, keep, release, as tags on one NLB, with the person's own rights. Refuses what makes
 * no sense, with the reason. Never writes a tag that belongs to the janitor alone.
 */
import { approvalOf, keepOf, parseInstant, parseQuarantine, TAG, type QuarantineReading } from './core/tags.ts';
import type { LoadBalancer, Tags } from './model.ts';
import type { LoadBalancers, TagWriter } from './ports.ts';

export type Flip =
  | { readonly is: 'approve' }
  | { readonly is: 'reject' }
  /** `until`: last day, `YYYY-MM-DD`; undefined keeps for ever. */
  | { readonly is: 'keep'; readonly until: string | undefined }
  | { readonly is: 'release' };

export type FlipResult = { readonly ok: true; readonly said: string } | { readonly ok: false; readonly why: string };

/** A person's shell does not know the settings of the stack; whether the window has passed is `reap`'s business. */
const AS_TAGGED = { minimumAgeHours: 0, graceDays: 0 } as const;

export interface FlipActs {
  readonly loadBalancers: LoadBalancers;
  readonly tagWriter: TagWriter;
}

export async function flip(target: LoadBalancer, which: Flip, now: Date, acts: FlipActs): Promise<FlipResult> {
  const refuse = (why: string): FlipResult => ({ ok: false, why: `${target.name}: ${why}` });
  if (target.type !== 'network') return refuse(`is of type ${target.type}; only Network Load Balancers are judged`);
  const reading = (await acts.loadBalancers.tags([target.arn])).get(target.arn);
  if (reading === undefined || reading.ok === 'gone') return refuse('is gone');
  if (!reading.ok) return refuse(reading.why);

  const tags = reading.value;
  const quarantine = parseQuarantine(tags, { createdAt: target.createdAt, ...AS_TAGGED, now });
  const step = stepFor(which, tags, quarantine, now);
  if (step.is === 'refused') return refuse(step.why);
  const result =
    step.is === 'add'
      ? await acts.tagWriter.add(target.arn, step.tags)
      : await acts.tagWriter.remove(target.arn, step.keys);
  return result.ok ? { ok: true, said: `${target.name}: ${step.said}` } : refuse(result.why);
}

type Step =
  | { readonly is: 'add'; readonly tags: Readonly<Record<string, string>>; readonly said: string }
  | { readonly is: 'remove'; readonly keys: readonly string[]; readonly said: string }
  | { readonly is: 'refused'; readonly why: string };

/** What an answer comes down to, given the tags. Pure. */
export function stepFor(which: Flip, tags: Tags, quarantine: QuarantineReading, now: Date): Step {
  switch (which.is) {
    case 'approve':
      return approveStep(tags, quarantine, now);
    case 'reject':
      if (approvalOf(tags) === 'rejected') return refused('is rejected already');
      return {
        is: 'add',
        tags: { [TAG.approval]: 'rejected' },
        said: 'rejected: it is never quarantined again, until you release it',
      };
    case 'keep':
      return keepStep(which.until, now);
    case 'release': {
      const keys = Object.values(TAG).filter((key) => tags.has(key));
      if (keys.length === 0) return refused('has no tag of the janitor: nothing to release');
      return { is: 'remove', keys, said: `released (${keys.join(', ')}): the next sweep judges it anew` };
    }
  }
}

function approveStep(tags: Tags, quarantine: QuarantineReading, now: Date): Step {
  const keep = keepOf(tags, now);
  if (keep.is === 'vetoes') return refused(`is kept by tag ${TAG.keep}; release it first`);
  if (approvalOf(tags) === 'rejected')
    return refused('was rejected; release it first, so that it is judged and noticed anew');
  switch (quarantine.is) {
    case 'absent':
      return refused('is not quarantined: there is nothing to approve');
    case 'malformed':
      return refused(`its quarantine is not valid (${quarantine.why}); the next sweep starts it anew`);
    case 'valid':
      if (quarantine.notifiedAt === undefined) {
        return refused('was not noticed yet: an approval given before the notice does not count; wait for the message');
      }
      if (quarantine.deleteAfter === undefined) return refused('is quarantined in a mode that never deletes');
      if (quarantine.approval === 'approved') return refused('is approved already');
      return {
        is: 'add',
        tags: { [TAG.approval]: 'approved' },
        said: `approved: deleted after ${quarantine.deleteAfter.toISOString().slice(0, 16).replace('T', ' ')} UTC, if it is still the same orphan then`,
      };
  }
}

function keepStep(until: string | undefined, now: Date): Step {
  if (until === undefined) return { is: 'add', tags: { [TAG.keep]: 'true' }, said: 'kept for ever' };
  const fault = faultOfLastDay(until, now);
  if (fault !== undefined) return refused(fault);
  return { is: 'add', tags: { [TAG.keep]: `until=${until}` }, said: `kept through ${until}, UTC` };
}

/** Why a text cannot be the last day of a keep, in words for the command line; undefined when it can. */
export function faultOfLastDay(until: string, now: Date): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) return `--until ${until}: give a day as YYYY-MM-DD`;
  const end = parseInstant(`${until}T23:59:59Z`);
  if (end === undefined) return `--until ${until}: there is no such day`;
  return end.getTime() > now.getTime() ? undefined : `--until ${until}: lies in the past`;
}

function refused(why: string): Step {
  return { is: 'refused', why };
}
