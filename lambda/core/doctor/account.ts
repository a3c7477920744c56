/** Who asks, and what the settings file says. */
import type { SettingsBrief } from '../../model/deployment.ts';
import type { Caller, DoctorFacts, WrittenSettings } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { count, listed } from '../words.ts';
import { failure, notChecked, ok, warning, type Check } from './check.ts';

const CALLER = { id: 'credentials', title: 'Credentials' };
const HELP_URL = { id: 'help-url', title: 'Runbook' };
const SETTINGS = { id: 'settings', title: 'Settings file' };

export function callerCheck(caller: Reading<Caller>): Check {
  if (caller.ok) return ok(CALLER, `${caller.value.arn}, account ${caller.value.account}`);
  return failure(CALLER, caller.why, 'log in, or name a profile with --profile; nothing else can be checked before');
}

/** In place of every other check. */
export function nothingChecked(): Check {
  return notChecked({ id: 'everything-else', title: 'Everything else' }, 'it takes credentials that AWS accepts');
}

export function settingsCheck(settings: WrittenSettings, { region }: Pick<DoctorFacts, 'region'>): Check {
  switch (settings.is) {
    case 'none':
      return notChecked(
        SETTINGS,
        'there is none in this folder, so the defaults are assumed',
        'ask again in the folder of nlb-janitor.json, or name the file with --settings',
      );
    case 'faulty':
      return failure(SETTINGS, settings.faults.join('; '), 'mend each of them: docs/settings.md');
    case 'valid':
      return validCheck(settings.regions, settings.brief, region);
  }
}

function validCheck(regions: readonly string[], brief: SettingsBrief, region: string): Check {
  const found = inWords(brief);
  if (!regions.includes(region)) {
    return warning(
      SETTINGS,
      `${found}; they are for ${listed(regions)}, not for ${region}`,
      `add ${region} to "regions" if the janitor is to work there`,
    );
  }
  const tellsNobody = brief.mode !== 'report' && brief.emails === 0 && brief.webhookArn === undefined;
  if (tellsNobody) {
    return warning(
      SETTINGS,
      `${found}; nobody is named who would be told`,
      'set "emails" or "slack": without a confirmed subscription of the topic no window starts',
    );
  }
  return ok(SETTINGS, found);
}

/** Of the settings that count; none where nobody knows them. */
export function helpChecks(brief: SettingsBrief | undefined): readonly Check[] {
  if (brief === undefined) return [];
  if (brief.linksHelp) return [ok(HELP_URL, 'messages link its headings')];
  const found =
    'messages cannot link it: they name docs/runbook.md in your repository, which whoever gets a mail may not be able to open';
  return [warning(HELP_URL, found, 'set "helpUrl" to where your team can read that page: docs/settings.md#helpurl')];
}

/** `mode delete, approval required, grace window 7 days, 2 e-mail addresses` */
export function inWords({ mode, approval, graceDays, emails, webhookArn }: SettingsBrief): string {
  return [
    `mode ${mode}`,
    ...(mode === 'delete' ? [`approval ${approval}`, `grace window ${count(graceDays, 'day')}`] : []),
    count(emails, 'e-mail address', 'e-mail addresses'),
    webhookArn === undefined ? 'no Slack' : 'Slack',
  ].join(', ');
}
