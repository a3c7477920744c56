#!/usr/bin/env node
/*
 * Starts the command line. Plain JavaScript that an old Node can read: it says what is wrong and how to mend it before
 * anything else can fail. TypeScript runs as it is in a clone; an installed package runs what `npm run build` made.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `nlb-janitor needs Node 22.19 or later; this is ${process.version} (${process.execPath}).\n` +
      'In a clone, `npm ci` brings Node 24 along and npm scripts use it. If you still see this, its install script was\n' +
      'switched off: run `npm ci --ignore-scripts=false`, or `npm rebuild node`, or put a newer Node first in your PATH.',
  );
  process.exit(1);
}

const packaged = import.meta.url.includes('/node_modules/');
const { main } = await import(packaged ? '../dist/main.js' : './main.ts');
process.exitCode = await main(process.argv.slice(2));
