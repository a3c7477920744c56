/**
 * Writes on NLBs that their cluster was deleted, while somebody can still prove it. Changes no verdict of this run; a
 * failure of one NLB never stops the others.
 */
import { TAG } from '../core/tags/keys.ts';
import { tagsIn } from '../core/tags/reading.ts';
import type { Done } from '../model/outcome.ts';
import type { ProofStep, SweepPlan } from '../model/plan.ts';
import type { SweepWorld } from '../ports/world.ts';

/** Enough for the two calls that one NLB takes, and for a batch of notices after it: proofs come first, and may be many. */
const NEEDED_MS = 120_000;

interface Written extends Done {
  /** ARNs of those on which it could not be written. */
  readonly unproved: ReadonlySet<string>;
}

/** What time does not allow is written by the next run. */
export async function writeProofs({ proofs }: SweepPlan, world: SweepWorld): Promise<Written> {
  const failures: string[] = [];
  const unproved = new Set<string>();
  for (const step of proofs) {
    const { arn, name } = step.loadBalancer;
    const isLate = world.deadline.remainingMs() < NEEDED_MS;
    const why = isLate ? undefined : await writeProof(step, world);
    if (isLate || why !== undefined) unproved.add(arn);
    if (why !== undefined) failures.push(`${name}: ${TAG.clusterDeleted} could not be written: ${why}`);
  }
  return { outcomes: [], news: [], failures, unproved };
}

async function writeProof({ loadBalancer, value }: ProofStep, world: SweepWorld): Promise<string | undefined> {
  const { arn } = loadBalancer;
  const reading = await world.read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return reading.why;
  const tags = tagsIn(reading);
  // Gone, or another run was quicker.
  if (tags === undefined || tags.has(TAG.clusterDeleted)) return undefined;
  const written = await world.write.tagWriter.add(arn, { [TAG.clusterDeleted]: value });
  if (!written.ok && written.kind !== 'gone') return written.why;
  world.read.journal.note('wrote down a deleted cluster', { arn, proof: value });
  return undefined;
}
