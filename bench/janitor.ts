/**
 * One judged run in a process of its own, so that its memory is the janitor's alone. Prints what it took as one line of
 * JSON. Reads only.
 *
 * Usage: node bench/janitor.ts paced|unpaced, with AWS_ENDPOINT_URL and the sandbox's keys in the environment.
 */
import { judgedRun } from './judged-run.ts';

/** What a run took. */
export interface RunCost {
  readonly startedAtMs: number;
  readonly wallMs: number;
  /** Of this process, its start included. */
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

async function run(isPaced: boolean): Promise<RunCost> {
  const startedAtMs = Date.now();
  const verdicts: Record<string, number> = {};
  for (const { is } of (await judgedRun({ isPaced })).verdicts) verdicts[is] = (verdicts[is] ?? 0) + 1;
  const wallMs = Date.now() - startedAtMs;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { startedAtMs, wallMs, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024, verdicts };
}

// No await: the bundle is CommonJS. A rejection ends the process with status 1.
void run(process.argv[2] === 'paced').then((cost) => console.log(JSON.stringify(cost)));
