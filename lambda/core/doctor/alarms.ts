/** The alarms of the stack: that they are there, and which of them is on. */
import type { Alarm } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { shellWord } from '../commands.ts';
import { count, dateTime, listed } from '../words.ts';
import { checksOfReading, failure, ok, runbook, warning, type Check } from './check.ts';

const ABOUT = { id: 'alarms', title: 'Alarms' };
/** The check of the kill switch says more. */
const PAUSED = 'nlb-janitor-paused';
/** Parts of nlb-janitor-not-sweeping, which ring nowhere themselves (infra/sweep-alarms.ts). */
const PARTS = /^nlb-janitor-not-sweeping-/;

export function alarmChecks(alarms: Reading<readonly Alarm[]>, region: string): readonly Check[] {
  return checksOfReading(ABOUT, alarms, (all) => {
    const ringing = all.filter(({ name }) => !PARTS.test(name));
    if (ringing.length === 0) return [failure(ABOUT, 'there are none, so that no fault would be told', 'deploy again')];
    const on = ringing.filter(({ name, state }) => state === 'ALARM' && name !== PAUSED).map(alarmCheck);
    const silent = ringing.filter(({ rings }) => !rings).map(({ name }) => name);
    const silenced =
      silent.length === 0
        ? []
        : [
            warning(ABOUT, `they tell nobody: ${listed(silent)}`, 'switch their actions on', [
              `aws cloudwatch enable-alarm-actions --region ${region} --alarm-names ${silent.map(shellWord).join(' ')}`,
            ]),
          ];
    if (on.length > 0 || silenced.length > 0) return [...on, ...silenced];
    return [ok(ABOUT, `${count(ringing.length, 'alarm')}, none of them on`)];
  });
}

function alarmCheck({ name, since, description }: Alarm): Check {
  // As infra/alarm.ts writes it.
  const [why = '', whatToDo] = description.split(' What to do: ');
  // Without where the repository is: this is read in a clone of it.
  const [place] = whatToDo?.split(', ') ?? [];
  const todo = place === undefined ? runbook('is-it-healthy') : `see ${place}`;
  return failure(
    { id: `alarm-${name}`, title: `Alarm ${name}` },
    `on since ${dateTime(since)}: ${why.replace(/\.$/, '')}`,
    todo,
  );
}
