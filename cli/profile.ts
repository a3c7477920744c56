/**
 * Whether the profile that the person named is there. The SDK goes on to other credentials when it is not, or to an error
 * that speaks of credentials; a typo must not end in another account.
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import leven from 'leven';
import { UsageError } from './errors.ts';

/**
 * @param asked by `--profile`
 * @throws UsageError for one that neither AWS file knows, and for a blank one: an empty variable of a script must not end
 *   in another account
 */
export function requireProfile(asked: string | undefined): void {
  if (asked?.trim() === '') throw new UsageError('--profile: is blank; name a profile, or leave it out');
  const profile = asked ?? process.env['AWS_PROFILE'];
  // `default` needs no section: it is what the SDK looks for anyway.
  if (profile === undefined || profile === '' || profile === 'default') return;
  const config = process.env['AWS_CONFIG_FILE'] ?? join(homedir(), '.aws', 'config');
  const credentials = process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(homedir(), '.aws', 'credentials');
  const known = [...profilesIn(config, /^profile\s+/), ...profilesIn(credentials, /^/)];
  if (known.includes(profile)) return;
  const nearest = known.toSorted((one, other) => leven(profile, one) - leven(profile, other))[0];
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  const where = asked === undefined ? 'AWS_PROFILE' : '--profile';
  throw new UsageError(`${where}: there is no profile "${profile}" in ${config} or ${credentials}${hint}`);
}

/** The names in `[profile name]`, or in `[name]`. A file that cannot be read has none, for the SDK too. */
function profilesIn(path: string, prefix: RegExp): readonly string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  const heads = [...text.matchAll(/^\s*\[([^\]]+)\]/gm)].map(([, head = '']) => head.trim());
  return heads
    .filter((head) => prefix.test(head))
    .map((head) => head.replace(prefix, '').replaceAll(/^["']|["']$/g, ''));
}
