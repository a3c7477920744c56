/**
 * A real account, one region: builds the clients, asks who is asking, collects and judges. Reads only: nothing that can
 * write is imported here or below (test/cli/read-only.test.ts).
 */
import { setTimeout } from 'node:timers/promises';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { collect, type CollectOptions } from '../lambda/collect/collect.ts';
import { readPorts } from '../lambda/compose/read.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import { scanReport, type ScanReport } from '../lambda/core/report/scan.ts';
import type { Facts } from '../lambda/model/facts.ts';
import { settingsFor, unplacedWords } from '../lambda/settings/region.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { clientsFor, type Caller } from './clients.ts';
import { CouldNotError } from './errors.ts';
import { failureIn } from './known-regions.ts';
import { silentJournal } from './output.ts';
import { progressJournal } from './progress.ts';
import { CALL_SECONDS, neverSilent, withNotices } from './patience.ts';

export interface AccountOptions {
  readonly region: string;
  readonly caller: Caller;
  readonly settings: Settings;
  /** ARNs of those whose every signal is read, also where nothing suspects them. */
  readonly alsoInspect?: CollectOptions['alsoInspect'];
  readonly wordsSaid?: CollectOptions['wordsSaid'];
}

export interface JudgedRegion {
  readonly facts: Facts;
  readonly report: ScanReport;
}

/** @throws CouldNotError when AWS does not say who we are, or does not list the load balancers */
export function judgeRegion(options: AccountOptions): Promise<JudgedRegion> {
  const { region, caller } = options;
  return neverSilent(`reading ${region}`, caller.say, (say) => judged({ ...options, caller: { ...caller, say } }));
}

async function judged(options: AccountOptions): Promise<JudgedRegion> {
  const { region, caller } = options;
  const settings = settingsFor(options.settings, region);
  for (const { name } of unplacedWords(options.settings, region)) {
    const notOf = `the settings are not of ${region} alone, and it has no "region"`;
    caller.say?.(`deletedClusters: ${JSON.stringify(name)} says nothing about ${region}: ${notOf}`);
  }
  const journal = caller.say === undefined ? silentJournal : progressJournal(caller.say);
  // Before the first read: the clock must not run ahead of what was read.
  const now = new Date();
  const clients = clientsFor(region, caller);
  const identity = await callerIdentity(clients.sts);
  if (!identity.ok) throw new CouldNotError(failureIn(region, identity.why));

  const ports = readPorts(clients, {
    account: identity.value.account,
    region,
    identity: identity.value.roleOrUserArn,
    now: () => new Date(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    clusterRequestSeconds: CALL_SECONDS,
    journal,
  });
  const facts = await collect(
    { ...ports, kubernetes: withNotices(ports.kubernetes, caller.say) },
    {
      account: identity.value.account,
      region,
      now,
      ...(options.alsoInspect && { alsoInspect: options.alsoInspect }),
      ...(options.wordsSaid && { wordsSaid: options.wordsSaid }),
    },
    settings,
  );
  if (!facts.ok) throw new CouldNotError(failureIn(region, facts.why));
  return { facts: facts.value, report: scanReport(facts.value, judge(facts.value, settings)) };
}
