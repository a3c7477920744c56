/**
 * The files that hold the operator's settings: `nlb-janitor.json`, or the context of a `cdk.json`. Finds what was given
 * and says where it stands; settings.ts decides whether it is right. Never picks one of two: nobody could say which one
 * a verdict or a stack came from.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { doubleKeys, type KeyPath } from './double-keys.ts';
import { isFields, keyOf } from './faults.ts';
import { SETTINGS_KEY, SettingsError } from './settings.ts';

export const SETTINGS_FILE = 'nlb-janitor.json';
export const CDK_FILE = 'cdk.json';

/** Settings as somebody wrote them, not looked at yet. */
export interface GivenSettings {
  readonly given: unknown;
  /** For the words of an error. */
  readonly where: string;
}

/**
 * The settings of this folder's `nlb-janitor.json`; undefined when it has none.
 * @throws SettingsError when there is one that cannot be read
 */
export function settingsFileIn(folder: string): GivenSettings | undefined {
  const content = contentIfThere(join(folder, SETTINGS_FILE), SETTINGS_FILE);
  return content === undefined ? undefined : plainSettings(content, SETTINGS_FILE);
}

/**
 * The settings in the context of this folder's `cdk.json`; undefined when it has none, or is somebody else's.
 * @throws SettingsError when there is one that cannot be read
 */
export function cdkContextIn(folder: string): GivenSettings | undefined {
  const content = contentIfThere(join(folder, CDK_FILE), CDK_FILE);
  return content === undefined ? undefined : contextSettings(contextOf(content, CDK_FILE), CDK_FILE);
}

/**
 * The settings in a file that was named: one like `nlb-janitor.json`, or one like `cdk.json`.
 * @throws SettingsError when it is not there, cannot be read, or is a `cdk.json` without settings
 */
export function settingsIn(path: string): GivenSettings {
  const content = contentIfThere(path, path);
  if (content === undefined) throw new SettingsError(path, ['is not there']);
  const { json } = content;
  if (!isFields(json) || !('context' in json || 'app' in json)) return plainSettings(content, path);
  const found = contextSettings(contextOf(content, path), path);
  if (found !== undefined) return found;
  throw new SettingsError(whereInContext(path), ['is missing — add it, or name a file that holds the settings alone']);
}

/** Settings in a CDK context, which is that of a file or of a CDK app; undefined when it holds none. */
export function contextSettings(given: unknown, path: string = CDK_FILE): GivenSettings | undefined {
  return given === undefined ? undefined : { given, where: whereInContext(path) };
}

/**
 * Whichever of the two is there.
 * @throws SettingsError when both are
 */
export function eitherOf(
  file: GivenSettings | undefined,
  context: GivenSettings | undefined,
): GivenSettings | undefined {
  if (file !== undefined && context !== undefined) {
    throw new SettingsError(`${file.where} and ${context.where}`, [
      'both hold settings, and only one of them can count — keep those of one and take the others out',
    ]);
  }
  return file ?? context;
}

function whereInContext(path: string): string {
  return `${path}, context "${SETTINGS_KEY}"`;
}

/** `$schema` is for the editor. */
function plainSettings({ json, doubles }: Content, where: string): GivenSettings {
  refuseDoubles(doubles, where);
  if (!isFields(json)) return { given: json, where };
  const { $schema: _forEditors, ...given } = json;
  return { given, where };
}

function contextOf({ json, doubles }: Content, where: string): unknown {
  // What somebody else's context holds twice is their business.
  refuseDoubles(
    doubles.filter(([first, second]) => first === 'context' && (second === undefined || second === SETTINGS_KEY)),
    where,
  );
  const context = isFields(json) ? json['context'] : undefined;
  return isFields(context) ? context[SETTINGS_KEY] : undefined;
}

interface Content {
  readonly json: unknown;
  readonly doubles: readonly KeyPath[];
}

/** Nobody could say which of the two somebody meant. */
function refuseDoubles(doubles: readonly KeyPath[], where: string): void {
  // SAFETY: the last of two modes would count, and it may be the one that deletes.
  if (doubles.length === 0) return;
  throw new SettingsError(
    where,
    doubles.map((path) => `${keyOf(path)}: is there twice — keep one of them`),
  );
}

function contentIfThere(path: string, shown: string): Content | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new SettingsError(shown, [`cannot be read: ${wordsOf(error)}`]);
  }
  try {
    // Some editors write a byte order mark, which JSON does not know.
    const json = text.replace(/^\uFEFF/, '');
    return { json: JSON.parse(json), doubles: doubleKeys(json) };
  } catch (error) {
    throw new SettingsError(shown, [`is not JSON: ${withoutQuotes(wordsOf(error))}`]);
  }
}

function wordsOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error);
}

/** The parser quotes the file, and somebody may have put a secret there: faults end up in the logs of builds. */
function withoutQuotes(message: string): string {
  return message.split(/,? ?(?:\.\.\.)?"/)[0] ?? '';
}
