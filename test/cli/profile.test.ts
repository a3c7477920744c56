/** A profile that is not there is said to be missing, before anything else is tried. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireProfile } from '../../cli/profile.ts';

const before = { ...process.env };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nlb-janitor-'));
  const [config, credentials] = [join(folder, 'config'), join(folder, 'credentials')];
  writeFileSync(
    config,
    '[default]\nregion = eu-west-3\n[profile production]\n [profile "with blank"]\n[sso-session x]\n',
  );
  writeFileSync(credentials, '[old]\naws_access_key_id = x\n');
  Object.assign(process.env, { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials });
  delete process.env['AWS_PROFILE'];
});

afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true });
});

it.each(['production', 'with blank', 'old', 'default', undefined])('takes %s', (profile) => {
  expect(() => requireProfile(profile)).not.toThrow();
});

it.each(['x', 'sso-session x', 'Production'])('refuses %s', (profile) => {
  expect(() => requireProfile(profile)).toThrow(`--profile: there is no profile "${profile}" in ${folder}`);
});

it.each(['', ' '])('refuses %j, the empty variable of a script, also where AWS_PROFILE names one', (profile) => {
  process.env['AWS_PROFILE'] = 'production';
  expect(() => requireProfile(profile)).toThrow('--profile: is blank; name a profile, or leave it out');
});

it('names the nearest', () => {
  expect(() => requireProfile('prodution')).toThrow('; did you mean "production"?');
});

it('looks at AWS_PROFILE, unless one is asked for', () => {
  process.env['AWS_PROFILE'] = 'prodution';
  expect(() => requireProfile(undefined)).toThrow('AWS_PROFILE: there is no profile "prodution"');
  expect(() => requireProfile('production')).not.toThrow();
});

it('has nothing to suggest where there are no files', () => {
  Object.assign(process.env, { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  expect(() => requireProfile('production')).toThrow('in /dev/null or /nowhere');
});
