/** The settings as one environment variable of the functions: written at synth, read back the same at run time. */
import { parseSettings, SettingsError, type Settings } from './settings.ts';

export const SETTINGS_VARIABLE = 'NLB_JANITOR_SETTINGS';

export function settingsToEnvironment(settings: Settings): Readonly<Record<string, string>> {
  const deletedClusters = settings.deletedClusters.map((deleted) => ({
    ...deleted,
    deletedAt: deleted.deletedAt.toISOString(),
  }));
  return { [SETTINGS_VARIABLE]: JSON.stringify({ ...settings, deletedClusters }) };
}

/** @throws SettingsError when the variable is absent, not JSON, or wrong in any setting */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Settings {
  const where = `environment variable ${SETTINGS_VARIABLE}`;
  const json = environment[SETTINGS_VARIABLE];
  if (json === undefined || json === '') {
    throw new SettingsError(where, ['is missing — deploy with `cdk deploy`, which writes it']);
  }
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new SettingsError(where, ['is not JSON — deploy again with `cdk deploy`, which writes it']);
  }
  return parseSettings(given, where);
}
