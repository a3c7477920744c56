/**
 * Where this package lies on disk, so that a CDK app elsewhere finds the functions' code beside the construct. Must not
 * use `import.meta` or `__dirname`: the tests and the packed package load it as CommonJS, clones as an ES module.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getCallSites } from 'node:util';

const NAME = 'nlb-janitor';

/** Absolute path of the directory whose package.json is this package's. */
export function packageRoot(): string {
  // The topmost call site is this very line; ES modules are named by URL, CommonJS ones by path.
  const [here] = getCallSites(1);
  if (here === undefined) throw new Error('cannot tell where nlb-janitor lies: give NlbJanitor its `root`');
  const file = here.scriptName.startsWith('file:') ? fileURLToPath(here.scriptName) : here.scriptName;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (isOurs(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`no package.json of nlb-janitor above ${file}: give NlbJanitor its \`root\``);
    }
  }
}

function isOurs(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content && content.name === NAME;
}
