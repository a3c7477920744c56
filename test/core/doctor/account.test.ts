/** The caller and the settings file: each state with its twin. */
import { callerCheck, helpChecks, settingsCheck } from '../../../lambda/core/doctor/account.ts';
import type { WrittenSettings } from '../../../lambda/model/doctor.ts';
import { ACCOUNT, REGION } from '../../support/builders.ts';
import { BRIEF, DENIED, read, wordsOf, type Row } from '../../support/doctor-facts.ts';

it('says who asks, and what to do where nobody knows', () => {
  const known = callerCheck(read({ account: ACCOUNT, arn: 'arn:aws:iam::123456789012:role/admin' }));
  expect([known.state, known.found]).toEqual(['ok', `arn:aws:iam::123456789012:role/admin, account ${ACCOUNT}`]);
  const unknown = callerCheck(DENIED);
  expect([unknown.state, unknown.todo]).toEqual(['failure', expect.stringContaining('--profile')]);
});

const valid = (part: Partial<typeof BRIEF> = {}, regions = [REGION]): WrittenSettings => ({
  is: 'valid',
  regions,
  brief: { ...BRIEF, ...part },
});

it.each<Row<WrittenSettings>>([
  ['a file', valid(), 'ok', /mode delete, approval required, grace window 7 days, 1 e-mail address, no Slack/],
  ['no file', { is: 'none' }, 'not-checked', /defaults are assumed.*--settings/],
  ['faults', { is: 'faulty', faults: ['f.json: 2 fault(s)', 'mode: no', 'x: no'] }, 'failure', /mode: no; x: no.*mend/],
  ['another region', valid({}, ['us-east-1']), 'warning', /for us-east-1, not for eu-west-3/],
  ['nobody to tell', valid({ emails: 0 }), 'warning', /nobody is named.*"emails" or "slack"/],
  ['Slack to tell', valid({ emails: 0, webhookArn: 'arn' }), 'ok', /0 e-mail addresses, Slack/],
  ['nobody to tell, who reports', valid({ emails: 0, mode: 'report' }), 'ok', /mode report, 0 e-mail/],
])('settings: %s', (_, given, state, says) => {
  const check = settingsCheck(given, { region: REGION });
  expect(check.state).toBe(state);
  expect(wordsOf(check)).toMatch(says);
});

it('notes that messages cannot link the runbook, which is no failure', () => {
  const [note] = helpChecks({ ...BRIEF, linksHelp: false });
  expect(note?.state).toBe('warning');
  expect(note && wordsOf(note)).toMatch(
    /^Runbook \| messages cannot link it.*set "helpUrl".*docs\/settings\.md#helpurl/,
  );
  expect(helpChecks({ ...BRIEF, linksHelp: true }).map(({ state }) => state)).toEqual(['ok']);
  expect(helpChecks(undefined)).toEqual([]);
});
