/**
 * The settings that a scan judges with: those that the Lambdas will use, so that the verdicts are the same. Read from
 * cdk.json; without one, the defaults.
 */
import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import { parseSettings, SETTINGS_KEY, SettingsError, type Settings } from '../lambda/settings/settings.ts';
import { isFields } from '../lambda/settings/faults.ts';
import { UsageError } from './errors.ts';

const DEFAULT_FILE = 'cdk.json';

/**
 * @param file a CDK context file; undefined looks for cdk.json in the current folder
 * @throws UsageError that names every fault
 */
export function scanSettings(file: string | undefined): Settings {
  const path = file ?? DEFAULT_FILE;
  const where = `${path}, context "${SETTINGS_KEY}"`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = types.isNativeError(error) && 'code' in error && error.code === 'ENOENT';
    if (missing && file === undefined) return defaults();
    throw new UsageError(`${path} cannot be read: ${wordsOf(error)}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${wordsOf(error)}`);
  }
  const context = isFields(content) ? content['context'] : undefined;
  const given = isFields(context) ? context[SETTINGS_KEY] : undefined;
  if (given === undefined) {
    // Somebody else's cdk.json lies in the current folder; a file that was named must say something.
    if (file === undefined) return defaults();
    throw new UsageError(`${where}: is missing; add it, or leave --settings out to scan with the defaults`);
  }
  try {
    return parseSettings(given, where);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
}

/** The region is the caller's business in a scan; any one makes the settings complete. */
function defaults(): Settings {
  return parseSettings({ regions: ['us-east-1'] }, 'defaults');
}

function wordsOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error);
}
