/** Makes one file of the janitor's run, as CDK does for the Lambda functions: loading sources takes memory of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('janitor.ts', import.meta.url));

export interface Bundle {
  readonly file: string;
  remove(): Promise<void>;
}

export async function bundleJanitor(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'nlb-janitor-bench-'));
  const file = join(folder, 'janitor.cjs');
  await build({
    entryPoints: [ENTRY],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return { file, remove: () => rm(folder, { recursive: true }) };
}
