/**
 * The vetoes that hold whoever made the NLB and whatever the tables say (gate G0, docs/facts/kubernetes-nlbs.md 5.3), in
 * the order in which they are looked at. Pure. A veto wins over every verdict.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Tags } from '../../model/reading.ts';
import type { InUse, LeaveAlone, OrphanFinding, Unknown } from '../../model/verdict.ts';
import { reasonWithCode } from '../reason-words.ts';
import { approvalOf, keepOf } from '../tags/answers.ts';
import { TAG } from '../tags/keys.ts';
import { HOUR_MS } from '../time.ts';
import { dateTime } from '../words.ts';
import { reconcilerOf } from './made-by-tools.ts';

export interface JudgeSettings {
  /** Hours since creation below which an NLB is left alone. */
  readonly minimumAgeHours: number;
}

/** Why it is left alone although the tables say `finding`; undefined when nothing vetoes. */
export function vetoOn(
  finding: OrphanFinding | InUse | Unknown | LeaveAlone,
  loadBalancer: LoadBalancer,
  tags: Tags,
  now: Date,
  settings: JudgeSettings,
): LeaveAlone | undefined {
  const otherwise =
    finding.is === 'orphan' ? finding.reason : finding.is === 'leave-alone' ? finding.otherwise : undefined;
  const suffix = otherwise === undefined ? '' : ` Otherwise an orphan: ${reasonWithCode(otherwise)}.`;
  const leaveAlone = (
    reason: 'kept' | 'rejected' | 'infrastructure-as-code' | 'too-young',
    why: string,
  ): LeaveAlone => ({
    is: 'leave-alone',
    reason,
    otherwise,
    explanation: `${why}${suffix}`,
    evidence: [`${reason}: ${why}`, ...finding.evidence],
  });

  // SAFETY: a person's keep wins over everything.
  const keep = keepOf(tags, now);
  if (keep.is === 'vetoes') {
    const until = keep.until === undefined ? 'forever' : `through ${keep.until}`;
    return leaveAlone('kept', `Tag ${TAG.keep} is "${tags.get(TAG.keep)}": kept ${until}.`);
  }
  // SAFETY: so does a person's no.
  if (approvalOf(tags) === 'rejected') {
    return leaveAlone('rejected', `Tag ${TAG.approval} is "rejected": a person said no.`);
  }
  // SAFETY: the tool would make it again, or fail without it.
  const owning = reconcilerOf(tags);
  if (owning !== undefined) {
    return leaveAlone('infrastructure-as-code', `${owning.tool} owns it (${owning.named}); delete it there.`);
  }
  // What nobody would ever judge keeps its own reason: its age adds nothing.
  if (finding.is === 'leave-alone' && finding.otherwise === undefined) return undefined;
  // SAFETY: states what must hold to go on, so that an unknown age keeps.
  const isOldEnough = loadBalancer.createdAt.getTime() + settings.minimumAgeHours * HOUR_MS <= now.getTime();
  if (!isOldEnough) {
    return leaveAlone(
      'too-young',
      `Made ${dateTime(loadBalancer.createdAt)}, less than ${settings.minimumAgeHours} hours ago: its Service may still be on its way.`,
    );
  }
  return undefined;
}
