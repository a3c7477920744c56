/** The settings that the command line works with: those of the folder, those of a file that was named, or the defaults. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../cli/errors.ts';
import { operatorSettings, regionsOfSettings } from '../../cli/operator-settings.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { inFolderOfItsOwn } from '../support/shell.ts';
import { ROOT } from '../support/source-code.ts';

const DEFAULTS = parseSettings({ regions: ['us-east-1'] }, 'defaults');
const OWN = { regions: ['eu-west-3', 'eu-west-1'], minimumAgeHours: 48 };
const CONTEXT = { context: { 'nlb-janitor': { regions: ['us-east-1'], minimumAgeHours: 72 } } };
inFolderOfItsOwn();

function write(name: string, content: unknown): string {
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

/** The words of the UsageError; any other end is an error of the test. */
function refusal(file?: string): string {
  try {
    operatorSettings(file);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('without --settings', () => {
  it('are the defaults where the folder has none, and name no region', () => {
    expect(operatorSettings(undefined)).toEqual({ settings: DEFAULTS, regions: [] });
  });

  it('are those of nlb-janitor.json, with its regions', () => {
    write('nlb-janitor.json', { $schema: './nlb-janitor.schema.json', ...OWN });
    expect(operatorSettings(undefined)).toMatchObject({ settings: OWN, regions: OWN.regions });
  });

  it('are those of the cdk.json, with its regions', () => {
    write('cdk.json', CONTEXT);
    expect(operatorSettings(undefined)).toMatchObject({ settings: { minimumAgeHours: 72 }, regions: ['us-east-1'] });
  });

  it('are refused where both hold some: nobody could say which of the two counts', () => {
    write('nlb-janitor.json', OWN);
    write('cdk.json', CONTEXT);
    expect(refusal()).toBe(
      'nlb-janitor.json and cdk.json, context "nlb-janitor": 1 fault(s)\n' +
        '  - both hold settings, and only one of them can count — keep those of one and take the others out',
    );
  });

  it('are those of nlb-janitor.json beside a cdk.json that holds none', () => {
    write('nlb-janitor.json', OWN);
    write('cdk.json', { app: 'node app.js', context: { '@aws-cdk/core:x': true } });
    expect(operatorSettings(undefined)).toMatchObject({ settings: OWN });
  });

  it.each([{}, { app: 'node app.js' }, { context: { '@aws-cdk/core:x': true } }, { context: 7 }, [], 7, null])(
    'are the defaults where the cdk.json is somebody else’s: %j',
    (content) => {
      write('cdk.json', content);
      expect(operatorSettings(undefined)).toEqual({ settings: DEFAULTS, regions: [] });
    },
  );

  it.each([
    ['nlb-janitor.json', 'nlb-janitor.json', (settings: unknown) => settings],
    ['cdk.json', 'cdk.json, context "nlb-janitor"', (settings: unknown) => ({ context: { 'nlb-janitor': settings } })],
  ])('are an error, never the defaults, where %s has a fault or cannot be understood', (file, where, wrapped) => {
    write(file, '{ "regions": ');
    expect(refusal()).toMatch(new RegExp(`^${file}: 1 fault\\(s\\)\n {2}- is not JSON: `));
    write(file, wrapped({ regions: ['eu-west-3'], graceDays: '7', mood: 'x' }));
    expect(refusal()).toBe(
      `${where}: 2 fault(s)\n` +
        '  - mood: is "x" — is no setting; did you mean "mode"?\n' +
        '  - graceDays: is "7" — give a whole number from 0 to 365',
    );
    write(file, wrapped(null));
    expect(refusal()).toContain('settings are missing');
  });

  it('read what an editor of Windows wrote', () => {
    write('nlb-janitor.json', `\uFEFF${JSON.stringify(OWN)}`);
    expect(operatorSettings(undefined)).toMatchObject({ settings: OWN });
  });

  it.each([
    ['nlb-janitor.json', '{ "regions": ["eu-west-3"], "mode": "report", "graceDays": 7, "mode": "delete" }', 'mode'],
    ['nlb-janitor.json', '{ "regions": ["eu-west-3"], "mode": "report", "mo\\u0064e": "delete" }', 'mode'],
    ['nlb-janitor.json', '{ "regions": ["eu-west-3"], "slack": { "region": "a", "region": "b" } }', 'slack.region'],
    ['nlb-janitor.json', '{ "deletedClusters": [{}, { "name": "a", "name": "a" }] }', 'deletedClusters[1].name'],
    [
      'cdk.json',
      '{ "context": { "nlb-janitor": { "mode": "report", "mode": "delete" } } }',
      'context.nlb-janitor.mode',
    ],
    ['cdk.json', '{ "context": { "nlb-janitor": {}, "nlb-janitor": {} } }', 'context.nlb-janitor'],
    ['cdk.json', '{ "context": { "nlb-janitor": {} }, "context": {} }', 'context'],
  ])('are an error where %s names a key twice, of which the last would count: %s', (file, content, key) => {
    write(file, content);
    expect(refusal()).toBe(`${file}: 1 fault(s)\n  - ${key}: is there twice — keep one of them`);
    expect(() => operatorSettings(file)).toThrow(`${key}: is there twice`);
  });

  it('are those of a cdk.json in which somebody else has a key twice, or of lists in which keys come again', () => {
    write(
      'cdk.json',
      `{ "app": "x", "app": "y", "context": { "a": 1, "a": 2, "nlb-janitor": ${JSON.stringify(OWN)} } }`,
    );
    expect(operatorSettings(undefined)).toMatchObject({ settings: OWN });
    const word = (name: string) => ({ name, deletedAt: '2026-01-15T12:00:00Z', region: 'eu-west-3' });
    const settings = { ...OWN, deletedClusters: [word('a'), word('b')] };
    expect(operatorSettings(write('other.json', settings))).toMatchObject({ settings: OWN });
  });

  it('never quote a file that is no JSON: it may hold a secret', () => {
    write('nlb-janitor.json', '{ "slack": https://hooks.slack.com/services/T0/B0/secret }');
    expect(refusal()).toMatch(/is not JSON: Unexpected token/);
    expect(refusal()).not.toMatch(/hooks|secret/);
  });
});

describe('with a word about one region', () => {
  const deletedClusters = [{ name: 'old', deletedAt: '2026-01-15T12:00:00Z' }];

  it('are refused where there are several and it does not say which, as a deployment refuses them', () => {
    write('nlb-janitor.json', { ...OWN, deletedClusters });
    expect(refusal()).toMatch(/^nlb-janitor\.json: 1 fault\(s\)\n {2}- deletedClusters\[0\]: has no region — /);
  });

  it('still name the regions for a veto or a pause, which does not hang on it', () => {
    write('nlb-janitor.json', { ...OWN, deletedClusters });
    expect(regionsOfSettings([])).toEqual(OWN.regions);
  });

  it('are taken where it does, or there is one region', () => {
    write('nlb-janitor.json', { ...OWN, deletedClusters: [{ ...deletedClusters[0], region: 'eu-west-1' }] });
    expect(operatorSettings(undefined)).toMatchObject({ regions: OWN.regions });
    write('nlb-janitor.json', { regions: ['eu-west-3'], deletedClusters });
    expect(operatorSettings(undefined)).toMatchObject({ regions: ['eu-west-3'] });
  });
});

describe('with --settings', () => {
  it.each([
    ['one like cdk.json', { app: 'x', context: { 'nlb-janitor': OWN } }],
    ['one like nlb-janitor.json', OWN],
  ])('are those of the file, %s, whatever lies in the folder', (_what, content) => {
    write('nlb-janitor.json', { regions: ['us-east-1'] });
    expect(operatorSettings(write('other.json', content))).toMatchObject({ settings: OWN, regions: OWN.regions });
  });

  it('are an error where the file is not there, is none, or says nothing', () => {
    expect(refusal('other.json')).toBe('other.json: 1 fault(s)\n  - is not there');
    expect(refusal('.')).toMatch(/^\.: 1 fault\(s\)\n {2}- cannot be read: EISDIR/);
    expect(refusal(write('other.json', { app: 'x' }))).toBe(
      'other.json, context "nlb-janitor": 1 fault(s)\n' +
        '  - is missing — add it, or name a file that holds the settings alone',
    );
    expect(refusal(write('other.json', {}))).toContain('regions: is missing — ');
  });

  it('may be the example that the project ships, which only looks', () => {
    expect(operatorSettings(join(ROOT, 'nlb-janitor.example.json')).settings).toMatchObject({
      mode: 'report',
      approval: 'required',
    });
  });
});
