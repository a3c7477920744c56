/**
 * One judged run in a process of its own, so that its memory is the janitor's alone: the same clients, collecting and
 * judging as in a scan. Prints what it took as one line of JSON. Reads only.
 *
 * Usage: node bench/janitor.ts paced|unpaced, with AWS_ENDPOINT_URL and the sandbox's keys in the environment.
 */
import { setTimeout } from 'node:timers/promises';

import { createAwsClients, defaultRegion } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { collect } from '../lambda/collect/collect.ts';
import { readPorts } from '../lambda/compose/read.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import { parseSettings } from '../lambda/settings/settings.ts';

/** What a run took. */
export interface RunCost {
  readonly startedAtMs: number;
  readonly wallMs: number;
  /** Of this process, its start included. */
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

async function run(paced: boolean): Promise<RunCost> {
  const startedAtMs = Date.now();
  const region = await defaultRegion(undefined);
  if (region === undefined) throw new Error('set AWS_REGION');
  const clients = createAwsClients({ region, ...(paced ? {} : { rateLimits: 'off' }) });
  const identity = await callerIdentity(clients.sts);
  if (!identity.ok) throw new Error(identity.why);
  const { account } = identity.value;
  const ports = readPorts(clients, {
    account,
    region,
    identity: undefined,
    now: () => new Date(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    journal: { note: () => undefined },
  });
  const settings = parseSettings({ regions: [region] }, 'bench');
  const facts = await collect(ports, { account, region, now: new Date(startedAtMs) }, settings);
  if (!facts.ok) throw new Error(facts.why);
  const verdicts: Record<string, number> = {};
  for (const { is } of judge(facts.value, settings)) verdicts[is] = (verdicts[is] ?? 0) + 1;
  const wallMs = Date.now() - startedAtMs;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { startedAtMs, wallMs, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024, verdicts };
}

// No await: the bundle is CommonJS. A rejection ends the process with status 1.
void run(process.argv[2] === 'paced').then((cost) => console.log(JSON.stringify(cost)));
