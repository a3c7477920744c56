/**
 * Reminders before automatic deletions: hands on those that may be sent, and takes off those that must not count any more.
 * Writes no other tag. A failure of one NLB never stops the others, and always fails the run.
 */
import { whyNoRoom } from '../core/plan/quarantine.ts';
import type { NoticeBatch } from '../core/plan/notice-batches.ts';
import { TAG } from '../core/tags/keys.ts';
import { tagsIn } from '../core/tags/reading.ts';
import { count } from '../core/words.ts';
import { NOTHING_DONE, type Done, type News, type Outcome } from '../model/outcome.ts';
import type { Withdrawal } from '../model/plan.ts';
import type { SweepWorld } from '../ports/world.ts';
import { failed, outOfTime } from './outcomes.ts';

/** Enough for telling and writing down a whole batch at the pace beside `reap`. */
const NEEDED_MS = 60_000;
/** Enough for one removal, throttled. */
const NEEDED_TO_WITHDRAW_MS = 10_000;

/** The reminders of one batch as news: they count once they are written down. */
export function remindBatch({ remind }: Pick<NoticeBatch, 'remind'>, { deadline }: SweepWorld): Done {
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  for (const step of remind) {
    const { loadBalancer, tags } = step.candidate.orphan;
    // A reminder that cannot be written down would be sent again by every run; tags of others may have come since.
    const full = whyNoRoom(tags);
    if (deadline.remainingMs() < NEEDED_MS) outcomes.push(outOfTime(loadBalancer));
    else if (full !== undefined) outcomes.push(failed(loadBalancer, 'was not told of before its deletion', full));
    else news.push({ is: 'reminded', ...step });
  }
  return { outcomes, news, failures: [] };
}

/** Takes the reminders off. What could not be read is read again; what cannot be taken off fails the run. */
export async function withdrawReminders(withdrawals: readonly Withdrawal[], world: SweepWorld): Promise<Done> {
  const { read, write, deadline } = world;
  const { standing, doubts } = await standingOf(withdrawals, world);
  const failures = [...doubts];
  for (const { loadBalancer } of standing) {
    const { arn, name } = loadBalancer;
    const enough = deadline.remainingMs() >= NEEDED_TO_WITHDRAW_MS;
    const removed = enough
      ? await write.tagWriter.remove(arn, [TAG.remindedAt])
      : ({ ok: false, kind: 'other', why: 'the time of this run was over' } as const);
    if (removed.ok) read.journal.note('reminder withdrawn', { arn, name });
    else if (removed.kind !== 'gone') failures.push(`${name}: its reminder could not be taken off: ${removed.why}`);
  }
  return { ...NOTHING_DONE, failures };
}

interface Standing {
  readonly standing: readonly Withdrawal[];
  /** That nobody can tell whether others stand too. */
  readonly doubts: readonly string[];
}

/** Those that carry a reminder. */
async function standingOf(withdrawals: readonly Withdrawal[], { read }: SweepWorld): Promise<Standing> {
  const unread = withdrawals.filter(({ isSeen }) => !isSeen);
  if (unread.length === 0) return { standing: withdrawals, doubts: [] };
  const again = await read.loadBalancers.tags(unread.map(({ loadBalancer }) => loadBalancer.arn));
  const whys = new Set<string>();
  const standing = withdrawals.filter(({ loadBalancer, isSeen }) => {
    if (isSeen) return true;
    const reading = again.get(loadBalancer.arn);
    if (reading?.ok !== true) whys.add(reading?.why ?? 'not read');
    return tagsIn(reading)?.has(TAG.remindedAt) === true;
  });
  // SAFETY: a reminder that may stand where nothing could be seen must not go unnoticed.
  const doubts = [...whys].map(
    (why) => `whether a reminder stands on ${count(unread.length, 'load balancer')} is not known: ${why}`,
  );
  return { standing, doubts };
}
