/**
 * Tells people the summary, and writes down that they got it: only then does the next run know. That it begins is written
 * down first, so that a run which cannot remember sends none, rather than one in every hour.
 */
import { summaryMessage, type SummaryMessage } from '../core/report/summary-message.ts';
import { orphansNamedIn, summaryOf, type Happened } from '../core/report/summary.ts';
import type { SummaryTurn } from '../core/plan/summary.ts';
import type { Facts } from '../model/facts.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { SummaryMemory } from '../model/state.ts';
import type { Verdict } from '../model/verdict.ts';
import type { SweepWorld } from '../ports/world.ts';
import type { WriteResult } from '../ports/write.ts';
import { deletedSince } from './deleted-since.ts';
import type { PendingSettings } from '../core/plan/not-before.ts';
import { hearingOf } from './hearing.ts';
import type { NoticeSettings } from './tell.ts';

/** Enough for listing subscriptions, reading the records and publishing. */
const NEEDED_MS = 60_000;

interface Told extends Pick<Happened, 'pause' | 'quarantinedNow'> {
  readonly facts: Facts;
  readonly verdicts: readonly Verdict[];
  /** Stores what is known of the last summary. */
  readonly remember: (summary: SummaryMemory) => Promise<WriteResult>;
}

type SummaryWorld = Pick<
  SweepWorld,
  'account' | 'region' | 'accountName' | 'bucket' | 'read' | 'write' | 'notifier' | 'chat' | 'deadline' | 'now'
>;

export async function tellSummary(
  turn: SummaryTurn,
  { facts, verdicts, remember, ...happened }: Told,
  settings: NoticeSettings & PendingSettings,
  world: SummaryWorld,
): Promise<Done> {
  if (turn.is === 'not-due') return NOTHING_DONE;
  if (turn.is === 'unknown') return failed(turn.why);
  const { memory } = turn;
  const { journal } = world.read;
  if (world.deadline.remainingMs() < NEEDED_MS) {
    journal.note('the summary waits for the next run: the time of this one is over');
    return NOTHING_DONE;
  }
  // Nothing is deleted because of a summary: whoever reads it is enough, a queue too.
  const hearing = await hearingOf({ approval: 'required', chat: settings.chat }, world);
  if (hearing.is === 'nobody' || hearing.is === 'unreadable') return failed(hearing.why);

  const deleted =
    settings.mode === 'delete' ? await deletedSince(world.write.report, memory.toldAt, facts.now) : undefined;
  const told = {
    ...happened,
    accountName: await world.accountName(),
    helpUrl: settings.helpUrl,
    bucket: world.bucket,
    memory,
    deleted,
  };
  const message = summaryMessage((most) => summaryOf(facts, verdicts, settings, told, most));
  const begun = await remember({ ...memory, begunAt: facts.now });
  if (!begun.ok) return failed(`the summary was not sent, since nobody could remember it: ${begun.why}`);
  const { isTold, failures } = await send(message, hearing.is === 'chat-alone', world);
  const ended = await remember(
    isTold
      ? { toldAt: facts.now, begunAt: undefined, orphans: orphansNamedIn(verdicts) }
      : { ...memory, begunAt: undefined },
  );
  if (isTold) journal.note('told the summary', { orphans: orphansNamedIn(verdicts).length });
  return {
    ...NOTHING_DONE,
    failures: ended.ok ? failures : [...failures, `no other summary is sent for a day: ${ended.why}`],
  };
}

interface Sent {
  readonly isTold: boolean;
  readonly failures: readonly string[];
}

/** What makes it told comes first; the other follows for whoever gets that. */
async function send({ card, ...message }: SummaryMessage, isChatAlone: boolean, world: SummaryWorld): Promise<Sent> {
  const { notifier, chat } = world;
  const publish = async () => failureOf(await notifier.publish(message), 'the summary was not sent');
  const post = async () => chat && failureOf(await chat.post(card), 'the summary was not sent to the chat');
  const [first, second] = isChatAlone ? [post, publish] : [publish, post];
  const untold = await first();
  if (untold !== undefined) return { isTold: false, failures: [untold] };
  const missing = await second();
  return { isTold: true, failures: missing === undefined ? [] : [missing] };
}

function failureOf(result: WriteResult, what: string): string | undefined {
  return result.ok ? undefined : `${what}: ${result.why}`;
}

function failed(why: string): Done {
  return { ...NOTHING_DONE, failures: [why] };
}
