/**
 * `npm run build`: bundles the command line to dist/, for the packed package: Node strips no types below node_modules.
 * A clone never needs it. Packages stay outside the bundle: they are installed beside it.
 */
import { build } from 'esbuild';

await build({
  entryPoints: ['cli/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  legalComments: 'none',
});
