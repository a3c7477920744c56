/**
 * `npm run build`: makes dist/ (or the folder that is given), which the packed package consists of, since Node strips no
 * types below node_modules. A clone never needs it.
 *
 * - dist/cli: the command line. Packages stay outside the bundle: they are installed beside it.
 * - dist/infra: the CDK construct as CommonJS, which every CDK app can load, with its types.
 * - dist/handlers: the functions' code, as the construct bundles it in a clone.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { HANDLER_BUNDLING } from './handler-code.ts';

const DIST = process.argv[2] ?? 'dist';
const common: BuildOptions = { bundle: true, platform: 'node', legalComments: 'none', logLevel: 'warning' };

rmSync(DIST, { recursive: true, force: true });

await build({
  ...common,
  entryPoints: ['cli/main.ts'],
  outdir: join(DIST, 'cli'),
  splitting: true,
  format: 'esm',
  target: 'node22',
  packages: 'external',
});

await build({
  ...common,
  entryPoints: ['infra/index.ts'],
  outfile: join(DIST, 'infra', 'index.cjs'),
  format: 'cjs',
  target: 'node22',
  external: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
});

await build({
  ...common,
  ...HANDLER_BUNDLING,
  entryPoints: ['sweep', 'reap', 'slack'].map((name) => ({ in: `lambda/handlers/${name}.ts`, out: `${name}/index` })),
  outdir: join(DIST, 'handlers'),
  format: 'cjs',
  target: 'node24',
});

writeTypes(join(DIST, 'types'));

/** Declarations of the construct. They name each other by their sources: what is shipped are the declarations. */
function writeTypes(folder: string): void {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', folder]);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(from ['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2'));
  }
  // The construct is CommonJS, and so its types must be.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
}
