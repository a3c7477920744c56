/** Makes one file of a program of the benchmark, as CDK does for the Lambda functions: loading sources takes memory of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

export interface Bundle {
  readonly file: string;
  remove(): Promise<void>;
}

/** @param program a file of this folder */
export async function bundleOf(program: string): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'nlb-janitor-bench-'));
  const file = join(folder, 'program.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL(program, import.meta.url))],
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
