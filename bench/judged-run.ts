/** Collects and judges as a scan does, with the same clients, against the account that the environment names. Reads only. */
import { setTimeout } from 'node:timers/promises';

import { createAwsClients, defaultRegion, type AwsClients } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { collect } from '../lambda/collect/collect.ts';
import { readPorts } from '../lambda/compose/read.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import type { Facts } from '../lambda/model/facts.ts';
import type { Verdict } from '../lambda/model/verdict.ts';
import { parseSettings, type Settings } from '../lambda/settings/settings.ts';

interface JudgedRun {
  readonly clients: AwsClients;
  readonly settings: Settings;
  readonly facts: Facts;
  readonly verdicts: readonly Verdict[];
}

interface Way {
  /** Whether with the rate limit that the janitor sets itself. */
  readonly isPaced: boolean;
  /** Settings that differ from the defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export async function judgedRun(way: Way): Promise<JudgedRun> {
  const now = new Date();
  const region = await defaultRegion(undefined);
  if (region === undefined) throw new Error('set AWS_REGION');
  const clients = createAwsClients({ region, ...(way.isPaced ? {} : { rateLimits: 'off' }) });
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
  const settings = parseSettings({ regions: [region], ...way.settings }, 'bench');
  const facts = await collect(ports, { account, region, now }, settings);
  if (!facts.ok) throw new Error(facts.why);
  return { clients, settings, facts: facts.value, verdicts: judge(facts.value, settings) };
}
