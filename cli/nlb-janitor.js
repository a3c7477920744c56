#!/usr/bin/env node
/*
 * Starts the command line. A clone runs the TypeScript as it is; an installed package runs what `npm run build` made of
 * it, since Node strips no types below node_modules.
 */
import './require-node.js';

const packaged = import.meta.url.includes('/node_modules/');
const { main } = await import(packaged ? '../dist/main.js' : './main.ts');
process.exitCode = await main(process.argv.slice(2));
