/** Settings as `doctor` goes by them: in brief, and where those deployed differ from those written down. */
import type { DeployedSettings, SettingsBrief } from '../model/deployment.ts';
import { settingsFromEnvironment } from '../settings/environment.ts';
import { settingsFor } from '../settings/region.ts';
import { rhythmOf } from '../settings/schedule.ts';
import { SettingsError, type Settings } from '../settings/settings.ts';
import type { Reading } from '../model/reading.ts';

/** What a function was given. */
export interface GivenSettings {
  readonly settings: Settings;
  readonly deployed: DeployedSettings;
}

export function briefOf(settings: Settings, region: string): SettingsBrief {
  const { mode, approval, graceDays, emails, slack, ignoredClusters, helpUrl } = settingsFor(settings, region);
  return {
    mode,
    approval,
    graceDays,
    emails: emails.length,
    webhookArn: slack?.webhookArn,
    ignoredClusters,
    linksHelp: helpUrl !== undefined,
  };
}

/** @param written undefined: there is nothing to compare with */
export function deployedSettings(
  environment: Readonly<Record<string, string>>,
  written: Settings | undefined,
  region: string,
): Reading<GivenSettings> {
  try {
    const settings = settingsFromEnvironment(environment);
    const deployed = {
      brief: briefOf(settings, region),
      longestSilenceHours: longestSilenceHours(settings.schedule),
      differences: written?.regions.includes(region) === true ? differencesOf(settings, written, region) : undefined,
    };
    return { ok: true, value: { settings, deployed } };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { ok: false, cause: 'incomplete', why: error.message };
  }
}

/** The longest silence that is normal, and one interval more: as the alarm counts (infra/sweep-alarms.ts). */
function longestSilenceHours(schedule: string): number {
  const { shortest, longest } = rhythmOf(schedule) ?? { shortest: Infinity, longest: Infinity };
  return Math.ceil((longest + Math.max(60, shortest)) / 60);
}

/** Values that are long are named only. */
function differencesOf(deployed: Settings, written: Settings, region: string): readonly string[] {
  const [one, other] = [settingsFor(deployed, region), settingsFor(written, region)];
  return (Object.keys(other) as (keyof Settings)[]).flatMap((key) => {
    const [is, shouldBe] = [JSON.stringify(one[key]), JSON.stringify(other[key])];
    if (is === shouldBe) return [];
    const isShort = typeof one[key] !== 'object' && typeof other[key] !== 'object';
    return [isShort ? `${key} (${is ?? 'not set'}, should be ${shouldBe ?? 'not set'})` : key];
  });
}
