/** The settings that a scan judges with: those of cdk.json, or the defaults where there is none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../cli/errors.ts';
import { scanSettings } from '../../cli/scan-settings.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { ROOT } from '../support/source-code.ts';

const DEFAULTS = parseSettings({ regions: ['us-east-1'] }, 'defaults');
const OWN = { context: { 'nlb-janitor': { regions: ['eu-west-3'], minimumAgeHours: 48 } } };
const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nlb-janitor-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function write(name: string, content: unknown): string {
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

/** The words of the UsageError; any other end is an error of the test. */
function refusal(file?: string): string {
  try {
    scanSettings(file);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('without --settings', () => {
  it('are the defaults where there is no cdk.json', () => {
    expect(scanSettings(undefined)).toEqual(DEFAULTS);
  });

  it('are those of the cdk.json in the current folder', () => {
    write('cdk.json', OWN);
    expect(scanSettings(undefined)).toMatchObject({ regions: ['eu-west-3'], minimumAgeHours: 48 });
  });

  it.each([{}, { app: 'node app.js' }, { context: { '@aws-cdk/core:x': true } }, { context: 7 }, [], 7, null])(
    'are the defaults where that is somebody else’s: %j',
    (content) => {
      write('cdk.json', content);
      expect(scanSettings(undefined)).toEqual(DEFAULTS);
    },
  );

  it('are an error, never the defaults, where that has a fault or cannot be understood', () => {
    write('cdk.json', '{ "context": ');
    expect(refusal()).toMatch(/^cdk\.json is not JSON: /);
    write('cdk.json', { context: { 'nlb-janitor': { regions: ['eu-west-3'], graceDays: '7', mood: 'x' } } });
    expect(refusal()).toBe(
      'cdk.json, context "nlb-janitor": 2 fault(s)\n' +
        '  - mood: is "x" — is no setting; did you mean "mode"?\n' +
        '  - graceDays: is "7" — give a whole number from 0 to 365',
    );
    write('cdk.json', { context: { 'nlb-janitor': null } });
    expect(refusal()).toContain('settings are missing');
  });
});

describe('with --settings', () => {
  it('are those of the file', () => {
    expect(scanSettings(write('other.json', OWN))).toMatchObject({ minimumAgeHours: 48 });
  });

  it('are an error where the file is not there, is none, or says nothing', () => {
    expect(refusal('other.json')).toMatch(/^other\.json cannot be read: ENOENT/);
    expect(refusal('.')).toMatch(/^\. cannot be read: EISDIR/);
    expect(refusal(write('other.json', {}))).toBe(
      'other.json, context "nlb-janitor": is missing; add it, or leave --settings out to scan with the defaults',
    );
  });

  it('may be the cdk.json that the project ships', () => {
    expect(scanSettings(join(ROOT, 'cdk.json')).mode).toBeDefined();
  });
});
