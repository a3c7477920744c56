/** The alarms: which are on, which tell nobody. */
import { alarmChecks } from '../../../lambda/core/doctor/alarms.ts';
import type { Alarm } from '../../../lambda/model/deployment.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { anAlarm, DENIED, read, wordsOf, type Row } from '../../support/doctor-facts.ts';

const SILENCE = anAlarm({ name: 'nlb-janitor-not-sweeping-silence', state: 'ALARM', rings: false });

it.each<Row<Reading<readonly Alarm[]>>>([
  ['none is on', read([anAlarm()]), 'ok', /1 alarm, none of them on/],
  ['one without data', read([anAlarm({ state: 'INSUFFICIENT_DATA' })]), 'ok', /none of them on/],
  [
    'one is on',
    read([anAlarm({ state: 'ALARM' })]),
    'failure',
    /on since 2026-03-01 09:05 UTC: It failed \| see docs\/runbook\.md#a-function-failed/,
  ],
  [
    'that of the pause, which is told apart',
    read([anAlarm({ name: 'nlb-janitor-paused', state: 'ALARM' })]),
    'ok',
    /none/,
  ],
  ['a part of another', read([anAlarm(), SILENCE]), 'ok', /1 alarm/],
  [
    'one of somebody else, without words',
    read([anAlarm({ state: 'ALARM', description: '' })]),
    'failure',
    /#is-it-healthy/,
  ],
  [
    'one that tells nobody',
    read([anAlarm({ rings: false })]),
    'warning',
    /enable-alarm-actions --region eu-west-3 --alarm-names nlb-janitor-sweep-failed/,
  ],
  ['no alarms', read([]), 'failure', /there are none/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('%s', (_, given, state, says) => {
  const [check, ...more] = alarmChecks(given, 'eu-west-3');
  expect([check?.state, more]).toEqual([state, []]);
  expect(check && wordsOf(check)).toMatch(says);
});

it('tells every alarm that is on', () => {
  const on = ['a', 'b'].map((name) => anAlarm({ name: `nlb-janitor-${name}`, state: 'ALARM' }));
  expect(alarmChecks(read(on), 'eu-west-3').map(({ id }) => id)).toEqual([
    'alarm-nlb-janitor-a',
    'alarm-nlb-janitor-b',
  ]);
});
