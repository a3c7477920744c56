/** What makes the functions run: schedules, CloudTrail rules, and the queues in between. */
import type { Deployment, FunctionName, Queue, Rule, Schedule } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { shellWord } from '../commands.ts';
import { count, listed } from '../words.ts';
import { checksOfReading, failure, ok, runbook, unread, warning, type Check } from './check.ts';

const SCHEDULES = { id: 'schedules', title: 'Schedules' };
const RULES = { id: 'rules', title: 'CloudTrail rules' };
const QUEUES = { id: 'queues', title: 'Queues' };

/** Answers, and deleted clusters (infra/rules.ts). */
const RULES_EXPECTED = 2;
/** As the alarm nlb-janitor-…-messages-wait has it (infra/alarms.ts). */
const LONGEST_WAIT_SECONDS = 2 * 3600;

/** @param functions those that a schedule should run */
export function scheduleChecks(
  schedules: Deployment['schedules'],
  functions: readonly FunctionName[],
): readonly Check[] {
  return checksOfReading(SCHEDULES, schedules, (all) => {
    const missing = functions.filter((name) => !all.some(({ runs }) => runs === name));
    if (missing.length > 0) {
      return [
        failure(
          SCHEDULES,
          `there is none for ${listed(missing)}: it runs only when an event wakes it`,
          `deploy again; if somebody deleted it, ${runbook('no-sweep')}`,
        ),
      ];
    }
    const off = all.filter(({ isEnabled }) => !isEnabled);
    if (off.length > 0) return [failure(SCHEDULES, `switched off: ${named(off)}`, `enable it: ${runbook('no-sweep')}`)];
    return [ok(SCHEDULES, `enabled, for ${listed(all.map(({ runs }) => runs))}`)];
  });
}

export function ruleChecks(rules: Reading<readonly Rule[]>, region: string): readonly Check[] {
  return checksOfReading(RULES, rules, (all) => {
    if (all.length < RULES_EXPECTED) {
      return [
        failure(
          RULES,
          `${all.length} of ${RULES_EXPECTED} send to the queue of sweep: an answer waits for the next scheduled run`,
          'deploy again; what was deleted by hand takes a change of the stack to come back',
        ),
      ];
    }
    const off = all.filter(({ isEnabled }) => !isEnabled);
    if (off.length > 0) {
      const names = off.map(({ name }) => name);
      return [
        failure(
          RULES,
          `switched off: ${listed(names)}: an answer or a deleted cluster waits for the next scheduled run`,
          'switch on',
          names.map((name) => `aws events enable-rule --region ${region} --name ${shellWord(name)}`),
        ),
      ];
    }
    return [ok(RULES, `${count(all.length, 'rule')} enabled`)];
  });
}

export function queueChecks(queues: Reading<readonly Queue[]>): readonly Check[] {
  return checksOfReading(QUEUES, queues, (all) => {
    const faults = all.flatMap(faultsOf);
    if (faults.length > 0) return faults;
    if (all.length === 0) return [warning(QUEUES, 'no queue of the functions was found', 'deploy again')];
    const unknown = all.map(({ oldestSeconds }) => oldestSeconds).find((reading) => !reading.ok);
    if (unknown?.ok === false) return [unread(QUEUES, unknown)];
    return [ok(QUEUES, 'nothing waits for long, and no dead letters')];
  });
}

function faultsOf({ name, is, waiting, oldestSeconds }: Queue): readonly Check[] {
  const about = { id: `queue-${name}`, title: `Queue ${name}` };
  switch (is) {
    case 'dead-letters':
      if (waiting === 0) return [];
      return [
        failure(
          about,
          `${count(waiting, 'message')} of runs that crashed or events that got lost`,
          runbook('dead-letter-queue'),
        ),
      ];
    case 'queue': {
      const seconds = oldestSeconds.ok ? oldestSeconds.value : undefined;
      if (seconds === undefined || seconds <= LONGEST_WAIT_SECONDS) return [];
      return [
        failure(
          about,
          `its oldest message has waited for ${count(Math.floor(seconds / 3600), 'hour')}`,
          runbook('messages-wait'),
        ),
      ];
    }
  }
}

function named(schedules: readonly Schedule[]): string {
  return listed(schedules.map(({ name, runs }) => `${name} (runs ${runs})`));
}
