/** A life in which calls take their time and a run its 15 minutes, as in Lambda: for what happens in a large fleet. */
import type { Deadline } from '../../lambda/ports/read.ts';
import type { RunResult } from '../../lambda/tell/log.ts';
import type { Life } from './life.ts';

const RUN_MS = 900_000;
/** Of every service but Elastic Load Balancing, which is paced. */
const OTHER_CALL_MS = 50;

/** ELBv2 calls a second, and of those that change something in five seconds: as in lambda/aws/shared-pace.ts. */
export const SWEEP_PACE: Pace = { calls: 3, changes: 3 };
export const REAP_PACE: Pace = { calls: 2, changes: 2 };

interface Pace {
  readonly calls: number;
  readonly changes: number;
}

interface PacedRun {
  /** Undefined when the time was over before the run was: Lambda ended it. */
  readonly result: RunResult | undefined;
  readonly tookMs: number;
}

/** One run at that pace. The clock moves with its calls. */
export async function paced(
  life: Life,
  { calls, changes }: Pace,
  run: (deadline: Deadline) => Promise<RunResult>,
): Promise<PacedRun> {
  const { account } = life;
  const { clock } = life.box;
  const startMs = clock.now().getTime();
  const remainingMs = (): number => startMs + RUN_MS - clock.now().getTime();
  const changedAtMs: number[] = [];
  const before = account.log.onCall;
  account.onCall = (call, nth) => {
    if (remainingMs() <= 0) throw new Error('the time of the run is over');
    const isElb = call.service === 'elasticloadbalancing';
    clock.advance({ seconds: isElb ? 1 / calls : OTHER_CALL_MS / 1000 });
    if (isElb && call.mutating) {
      const oldest = changedAtMs.at(-changes);
      const waitMs = oldest === undefined ? 0 : oldest + 5000 - clock.now().getTime();
      if (waitMs > 0) clock.advance({ seconds: waitMs / 1000 });
      changedAtMs.push(clock.now().getTime());
    }
    return before?.(call, nth);
  };
  const over = (error: unknown): undefined => {
    if (remainingMs() > 0) throw error;
  };
  try {
    const result = await run({ remainingMs }).catch(over);
    const tookMs = clock.now().getTime() - startMs;
    return { result: tookMs < RUN_MS ? result : undefined, tookMs };
  } finally {
    account.onCall = before;
  }
}
