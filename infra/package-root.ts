/**
 * Where this package lies on disk, so that a CDK app elsewhere finds the handlers beside the construct.
 * Must not use `import.meta` or `__dirname`: the tests load it as CommonJS, CDK apps as an ES module.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getCallSites } from 'node:util';

/** Absolute path of the directory that holds infra/, lambda/ and package-lock.json. */
export function packageRoot(): string {
  // The topmost call site is this very line; ES modules are named by URL, CommonJS ones by path.
  const [here] = getCallSites(1);
  if (here === undefined) throw new Error('cannot tell where nlb-janitor lies: give NlbJanitor its `root`');
  const file = here.scriptName.startsWith('file:') ? fileURLToPath(here.scriptName) : here.scriptName;
  return dirname(dirname(file));
}
