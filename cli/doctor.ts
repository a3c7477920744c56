/**
 * `nlb-janitor doctor`: whether an account and region are ready for the janitor, and whether it is well where it is
 * deployed. Writes nothing; the test message comes from whoever calls this with what sends one (main.ts).
 */
import { setTimeout } from 'node:timers/promises';
import { readPorts } from '../lambda/compose/read.ts';
import type { TestTopics } from '../lambda/compose/doctor-chat.ts';
import { doctorFacts, type DoctorInputs } from '../lambda/compose/doctor.ts';
import { checksOf, hasFailure } from '../lambda/core/doctor/checks.ts';
import type { TestMessage } from '../lambda/model/deployment.ts';
import { callerOf, clientsFor, type Caller } from './clients.ts';
import { doctorSettings, type DoctorSettings } from './doctor-settings.ts';
import { EXIT } from './errors.ts';
import { silentJournal, type Output } from './output.ts';
import { CALL_SECONDS, neverSilent, withNotices } from './patience.ts';
import { regionsOf } from './regions.ts';
import { renderDoctor, renderDoctorJson, type DoctorReport } from './render/doctor.ts';

interface DoctorOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  readonly output: 'table' | 'json';
  readonly quiet?: boolean;
}

/** Publishes on the topic that it is a test. */
export type SendTest = (
  place: { readonly region: string; readonly account: string; readonly at: Date } & TestTopics,
  caller: Caller,
) => Promise<TestMessage>;

/** @param sendTest undefined unless --test-message was given */
export async function doctor(options: DoctorOptions, output: Output, sendTest?: SendTest): Promise<number> {
  const settings = doctorSettings(options.settings);
  const regions = await regionsOf(options.region, options.profile, settings.regions);
  const caller = callerOf(options, output);

  const reports: DoctorReport[] = [];
  for (const region of regions) {
    caller.say?.(`Examining ${region}`);
    reports.push(
      await neverSilent(`examining ${region}`, caller.say, (say) =>
        examined(region, settings, { ...caller, say }, sendTest),
      ),
    );
  }
  output.result(options.output === 'json' ? renderDoctorJson(reports) : renderDoctor(reports, output.paint));
  return reports.some(({ checks }) => hasFailure(checks)) ? EXIT.couldNot : EXIT.judged;
}

async function examined(
  region: string,
  { settings, written }: DoctorSettings,
  caller: Caller,
  sendTest: SendTest | undefined,
): Promise<DoctorReport> {
  const clients = clientsFor(region, caller);
  const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> =>
    setTimeout(milliseconds, undefined, { signal });
  const now = (): Date => new Date();
  const portsOf: DoctorInputs['portsOf'] = (account, identity) => {
    const place = { account, region, identity, now, sleep, clusterRequestSeconds: CALL_SECONDS };
    const ports = readPorts(clients, { ...place, journal: silentJournal });
    return { ...ports, kubernetes: withNotices(ports.kubernetes, caller.say) };
  };
  const facts = await doctorFacts(clients, {
    region,
    now,
    sleep,
    written: written(region),
    settings,
    portsOf,
    clientsIn: (other) => clientsFor(other, caller),
    sendTest: sendTest && ((topics, account) => sendTest({ region, account, at: now(), ...topics }, caller)),
  });
  const account = facts.caller.ok ? facts.caller.value.account : undefined;
  return { account, region, at: facts.now, checks: checksOf(facts) };
}
