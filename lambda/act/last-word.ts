/**
 * What was said last about one NLB: the pause and the tags, read right before each delete call, and whether the clusters
 * were read lately enough. Changes nothing.
 */
import { withApprovals } from '../collect/approvals.ts';
import type { CollectSettings } from '../collect/settings.ts';
import { judge } from '../core/judge/judge.ts';
import { stillDue, type StillDue } from '../core/plan/still-due.ts';
import { dateTime } from '../core/words.ts';
import type { ReapSettings } from '../core/plan/reap.ts';
import type { Facts } from '../model/facts.ts';
import type { Outcome } from '../model/outcome.ts';
import type { DueDelete } from '../model/plan.ts';
import type { ReapWorld } from '../ports/world.ts';
import { heldBack, spared } from './outcomes.ts';
import { pauseNow } from './pause.ts';

export type DeleteSettings = ReapSettings & CollectSettings;

/**
 * How long ago its target groups and each cluster may have been read: a claim born since is not seen, and Kubernetes makes
 * one within seconds. Targets, traffic and the snapshot come in between and take a minute in a large account; one slow
 * cluster may take another 60 seconds while others have been read already (kube/reader.ts).
 */
const MOST_AGE_MS = 180_000;

/**
 * Users outside Kubernetes are made by people and pipelines, and some sources take minutes; so do hundreds of NLBs that may
 * contradict a person's word.
 */
const MOST_OTHERS_AGE_MS = 600_000;

/** Why it is not deleted after all, and how that is told. */
export interface Objection {
  readonly why: string;
  readonly outcome: Outcome;
}

/** @param fresh what was read for this very delete; undefined is returned when nothing stands against it */
export async function lastWord(
  due: DueDelete,
  fresh: Facts,
  settings: DeleteSettings,
  world: ReapWorld,
): Promise<Objection | undefined> {
  const { loadBalancer } = due.candidate.orphan;
  const { arn } = loadBalancer;
  // SAFETY: whose approval it is, and whether anything followed it, is looked up again right before the delete.
  const heard = settings.approvers === undefined ? fresh : await withApprovals(world.read, fresh, [arn], settings);
  // SAFETY: whoever pauses it while this NLB is being looked at, which takes CloudTrail a minute, means this one too.
  const pause = await pauseNow(world);
  // SAFETY: tags are the last thing read before the delete.
  const tags = new Map(fresh.tags).set(arn, await world.read.loadBalancers.tagsOf(arn));
  if (pause.is === 'paused') return { why: pause.why, outcome: heldBack(loadBalancer, pause) };
  const now = world.now();
  const last = judgedAgain(due, { ...heard, now, tags }, settings);
  const why = last.is === 'not-due' ? last.why : whyTooOld(fresh, now);
  return why === undefined ? undefined : { why, outcome: spared(loadBalancer, why) };
}

/** Undefined while everything was read lately enough. */
function whyTooOld({ views, askedAt }: Facts, now: Date): string | undefined {
  const asked: readonly Asked[] = [
    ...[...views.values()].map(({ cluster, readAt }) => ({
      what: `cluster ${cluster} was`,
      at: readAt,
      mostMs: MOST_AGE_MS,
    })),
    { what: 'its target groups were', at: askedAt?.target, mostMs: MOST_AGE_MS },
    { what: 'users outside Kubernetes were', at: askedAt?.outsideUsers, mostMs: MOST_OTHERS_AGE_MS },
    { what: 'the NLBs that may contradict it were', at: askedAt?.witnesses, mostMs: MOST_OTHERS_AGE_MS },
  ];
  // SAFETY: what was not there then may be there now; an age that is none is too old.
  const old = asked.find(({ at, mostMs }) => at === undefined || !(now.getTime() - at.getTime() <= mostMs));
  if (old === undefined) return undefined;
  const when = old.at === undefined ? 'not read again' : `read at ${dateTime(old.at)}`;
  return `looking at it took too long: ${old.what} ${when}, more than ${old.mostMs / 60_000} minutes ago; the next run tries again`;
}

interface Asked {
  /** With its verb. */
  readonly what: string;
  readonly at: Date | undefined;
  readonly mostMs: number;
}

/** Whether a verdict on these facts is still the one that it is due by. */
export function judgedAgain(due: DueDelete, facts: Facts, settings: DeleteSettings): StillDue {
  return stillDue(due, judge(facts, settings), facts, settings);
}
