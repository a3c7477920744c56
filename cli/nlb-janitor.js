#!/usr/bin/env node
/*
 * Starts the command line. A clone runs the TypeScript as it is; an installed package runs what `npm run build` made of
 * it, since Node strips no types below node_modules.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import './require-node.js';

const packaged = import.meta.url.includes('/node_modules/');
const { run } = await import(packaged ? '../dist/cli/main.js' : './main.ts');
const { version } = createRequire(import.meta.url)('../package.json');
process.exitCode = await run(process.argv.slice(2), {
  version,
  root: fileURLToPath(new URL('..', import.meta.url)),
});
