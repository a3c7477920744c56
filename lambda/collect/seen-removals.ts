/**
 * Adds to what CloudTrail lists the removals of tags that the run was woken by: they are CloudTrail's own records, delivered
 * minutes before it lists them. They can only save; a list that cannot be read stays unreadable.
 */
import type { TagRemoval } from '../model/aws.ts';
import type { ReadPorts } from '../ports/read.ts';

/** The same ports, but that CloudTrail's list of removals holds these too. */
export function withSeenRemovals(read: ReadPorts, seen: readonly TagRemoval[]): ReadPorts {
  if (seen.length === 0) return read;
  const { tagRemovals } = read;
  return {
    ...read,
    tagRemovals: {
      byController: async (since) => {
        const listed = await tagRemovals.byController(since);
        // SAFETY: a removal that was not read may save another NLB.
        return listed.ok ? { ok: true, value: [...seen, ...listed.value] } : listed;
      },
    },
  };
}
