/**
 * Tells people the summary, and writes down that they got it: only then does the next run know. That it begins is written
 * down first, so that a run which cannot remember sends none, rather than one in every hour.
 */
import { summaryMessage } from '../core/report/summary-message.ts';
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
  'accountName' | 'bucket' | 'read' | 'write' | 'notifier' | 'chat' | 'deadline' | 'now'
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
  if (hearing.is === 'nobody') return failed(hearing.why);

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
  const { card, ...message } = summaryMessage((most) => summaryOf(facts, verdicts, settings, told, most));
  const begun = await remember({ ...memory, begunAt: facts.now });
  if (!begun.ok) return failed(`the summary was not sent, since nobody could remember it: ${begun.why}`);
  const published = await world.notifier.publish(message);
  const posted = published.ok && world.chat !== undefined ? await world.chat.post(card) : undefined;
  // Where nobody else listens, nobody has it without the card.
  const isTold = published.ok && (hearing.is === 'subscribers' || posted?.ok === true);
  const ended = await remember(
    isTold
      ? { toldAt: facts.now, begunAt: undefined, orphans: orphansNamedIn(verdicts) }
      : { ...memory, begunAt: undefined },
  );
  if (isTold) journal.note('told the summary', { orphans: orphansNamedIn(verdicts).length });
  const failures = [
    ...(published.ok ? [] : [`the summary was not sent: ${published.why}`]),
    ...(posted === undefined || posted.ok ? [] : [`the summary was not sent to the chat: ${posted.why}`]),
    ...(ended.ok ? [] : [`no other summary is sent for a day: ${ended.why}`]),
  ];
  return { ...NOTHING_DONE, failures };
}

function failed(why: string): Done {
  return { ...NOTHING_DONE, failures: [why] };
}
