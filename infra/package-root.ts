/**
 * Where this package lies on disk, so that a CDK app elsewhere finds the handlers beside the construct.
 * Must not use `import.meta` or `__dirname`: the tests load it as CommonJS, CDK apps as an ES module.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getCallSites } from 'node:util';

/** Absolute path of the directory that holds infra/, lambda/ and package-lock.json. */
export function packageRoot(): string {
  const script = getCallSites({ sourceMap: false })[0]?.scriptName ?? '';
  const file = script.startsWith('file:') ? fileURLToPath(script) : script;
  return dirname(dirname(file));
}
