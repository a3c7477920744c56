/**
 * The settings that the command line works with: those that the Lambdas will use, so that the verdicts are the same.
 * Without any in the current folder, the defaults.
 */
import { cdkContextIn, eitherOf, settingsFileIn, settingsIn, type GivenSettings } from '../lambda/settings/files.ts';
import { regionRefusalsOf } from '../lambda/settings/regional-refusals.ts';
import { parseSettings, SettingsError, type Settings } from '../lambda/settings/settings.ts';
import { UsageError } from './errors.ts';

export interface OperatorSettings {
  readonly settings: Settings;
  /** Those that somebody wrote down; none when these are the defaults, since a region is the caller's business then. */
  readonly regions: readonly string[];
}

/**
 * @param file a settings file that was named; undefined looks for nlb-janitor.json and cdk.json in the current folder
 * @throws UsageError that names every fault
 */
export function operatorSettings(file: string | undefined): OperatorSettings {
  return asUsage(() => {
    const found = file === undefined ? inThisFolder() : settingsIn(file);
    // Any region makes the defaults complete.
    if (found === undefined) return { settings: parseSettings({ regions: ['us-east-1'] }, 'defaults'), regions: [] };
    const settings = parseSettings(found.given, found.where);
    // SAFETY: what is said of a cluster without saying where would condemn in every region.
    const refusals = regionRefusalsOf({ ...settings });
    if (refusals.length > 0) throw new SettingsError(found.where, refusals);
    return { settings, regions: settings.regions };
  });
}

/**
 * The regions of the folder's settings, for commands that need nothing else of them; none where some were asked for. A
 * file with a fault must not keep a veto or a pause from being given, so a person can always name the regions instead.
 * @throws UsageError
 */
export function regionsOfSettings(asked: readonly string[]): readonly string[] {
  if (asked.length > 0) return [];
  try {
    return asUsage(() => {
      const found = inThisFolder();
      return found === undefined ? [] : parseSettings(found.given, found.where).regions;
    });
  } catch (error) {
    if (error instanceof UsageError)
      throw new UsageError(`${error.message}\nMend them, or name the region: --region R`);
    throw error;
  }
}

function inThisFolder(): GivenSettings | undefined {
  return eitherOf(settingsFileIn('.'), cdkContextIn('.'));
}

function asUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
}
