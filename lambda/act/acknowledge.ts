/**
 * Finds out who gave the answers that people have not been told of, and makes the news of them. CloudTrail is asked once for
 * all of them, and only where the events that woke the run do not say it. Writes what needs no hearing: that an approval was
 * seen, and that what was noted of one does not hold any more.
 */
import { answerStep, answerEventOf, releasedBy } from '../core/plan/answer-event.ts';
import type { ApprovalSettings } from '../core/plan/approval.ts';
import { whyNoRoom } from '../core/plan/quarantine.ts';
import { approvalOf } from '../core/tags/answers.ts';
import { awaitedTags, notedApproval } from '../core/tags/approval.ts';
import { TAG } from '../core/tags/keys.ts';
import { tagsIn } from '../core/tags/reading.ts';
import { DAY_MS, parseInstant } from '../core/time.ts';
import type { Answered, AnswerEvent } from '../model/answer.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Done, News } from '../model/outcome.ts';
import type { AnswersPlan } from '../model/plan.ts';
import type { Tags } from '../model/reading.ts';
import type { Orphan, Verdict } from '../model/verdict.ts';
import type { SweepWorld } from '../ports/world.ts';
import type { WriteResult } from '../ports/write.ts';

/** CloudTrail keeps 90 days, and refuses a range that reaches further back. */
const TRAIL_DAYS = 89;
/** Enough for one NLB, and for a batch of notices after it. */
const NEEDED_MS = 60_000;

export interface Acknowledged extends Done {
  /** By ARN: who let it go, of those that this run releases. */
  readonly releasedBy: ReadonlyMap<string, Answered>;
}

/** @param heard answers that woke the run */
export async function acknowledge(
  plan: AnswersPlan,
  heard: readonly AnswerEvent[],
  settings: ApprovalSettings,
  world: SweepWorld,
): Promise<Acknowledged> {
  const events = await eventsFor(plan, heard, world);
  const news: News[] = [];
  const failures: string[] = [];
  const say = ({ loadBalancer, tags }: Orphan, one: News): void => {
    // What cannot be written down would be told again by every run.
    const full = whyNoRoom(tags);
    if (full === undefined) news.push(one);
    else failures.push(`${loadBalancer.name}: people were not told of its answer: ${full}`);
  };
  for (const { what, orphan, why } of plan.notes) say(orphan, { is: 'noted', what, verdict: orphan, why });
  for (const { orphan, event, why } of plan.void) {
    const answered: Answered = { word: 'approved', event, doesNotCount: why };
    say(orphan, { is: 'answered', verdict: orphan, answered, notBefore: undefined });
  }
  const write = async ({ name }: LoadBalancer, what: string, writing: () => Promise<WriteResult>): Promise<void> => {
    // What time does not allow is written by the next run.
    if (world.deadline.remainingMs() < NEEDED_MS) return;
    const written = await writing();
    if (!written.ok) failures.push(`${name}: ${what}: ${written.why}`);
  };
  for (const open of plan.open) {
    const step = answerStep(open, events, world.now(), settings);
    const { loadBalancer } = open.orphan;
    if (step.is === 'tell') say(open.orphan, step.news);
    if (step.is === 'await')
      await write(loadBalancer, 'its approval could not be noted', () => noteSeen(loadBalancer.arn, world));
  }
  for (const { loadBalancer, keys } of plan.stale) {
    await write(loadBalancer, 'an old note could not be taken off', () => takeOff(loadBalancer.arn, keys, world));
  }
  const released = plan.released.flatMap((verdict): (readonly [string, Answered])[] => {
    const answered = releasedBy(verdict, sinceOf(verdict), events);
    return answered === undefined ? [] : [[verdict.loadBalancer.arn, answered]];
  });
  return { outcomes: [], news, failures, releasedBy: new Map(released) };
}

/** What was heard; CloudTrail's own list besides, as soon as that does not say who gave one of the answers. */
async function eventsFor(
  { open, released }: AnswersPlan,
  heard: readonly AnswerEvent[],
  { read, now }: SweepWorld,
): Promise<readonly AnswerEvent[]> {
  const unheard = [
    ...open
      .filter(
        ({ orphan, notifiedAt }) =>
          answerEventOf('approved', { arn: orphan.loadBalancer.arn, since: notifiedAt }, heard) === undefined,
      )
      .map(({ notifiedAt }) => notifiedAt),
    ...released.filter((verdict) => releasedBy(verdict, sinceOf(verdict), heard) === undefined).map(sinceOf),
  ];
  if (unheard.length === 0) return heard;
  const earliestMs = Math.min(...unheard.map((instant) => instant.getTime()));
  const since = new Date(Math.max(earliestMs, now().getTime() - TRAIL_DAYS * DAY_MS));
  const listed = await read.answerEvents.list('added', since);
  if (!listed.ok) read.journal.note('who answered cannot be read', { why: listed.why }, 'warning');
  return listed.ok ? [...heard, ...listed.value] : heard;
}

/** When people were told of it; the beginning of time where the tags do not say. */
function sinceOf({ tags }: Verdict): Date {
  return parseInstant(tags?.get(TAG.notifiedAt) ?? '') ?? new Date(0);
}

/** Seen now, for the first time: from here on its event is waited for. */
async function noteSeen(arn: string, world: SweepWorld): Promise<WriteResult> {
  return onFreshTags(arn, world, async (tags) => {
    const isNew = approvalOf(tags) === 'approved' && notedApproval(tags, world.now()).is === 'absent';
    return isNew ? world.write.tagWriter.add(arn, awaitedTags(world.now())) : { ok: true };
  });
}

async function takeOff(arn: string, keys: readonly string[], world: SweepWorld): Promise<WriteResult> {
  return onFreshTags(arn, world, async (tags) => {
    // Somebody approved meanwhile: the next run tells it.
    const isStale = approvalOf(tags) !== 'approved';
    return isStale
      ? world.write.tagWriter.remove(
          arn,
          keys.filter((key) => tags.has(key)),
        )
      : { ok: true };
  });
}

async function onFreshTags(
  arn: string,
  { read }: SweepWorld,
  write: (tags: Tags) => Promise<WriteResult>,
): Promise<WriteResult> {
  const reading = await read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return { ok: false, kind: 'other', why: reading.why };
  const tags = tagsIn(reading);
  return tags === undefined ? { ok: true } : write(tags);
}
