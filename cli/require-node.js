/*
 * Stops at once when the Node that runs is too old, and says how to fix it. Plain JavaScript that an old Node can read;
 * imported, or run by npm, before anything else can fail.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// 22.19: what @kubernetes/client-node's HTTP library needs; type stripping is on from 22.18.
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `nlb-janitor needs Node 22.19 or later; this is ${process.version} (${process.execPath}).\n` +
      'In a clone, `npm ci` brings Node 24 along and the npm scripts use it. If you still see this, install scripts were\n' +
      'switched off: run `npm rebuild node --ignore-scripts=false`, or put a newer Node first in your PATH.',
  );
  process.exit(1);
}
