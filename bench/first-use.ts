/**
 * How long a source of users takes when it is first asked in a process that judges: from the question to the first call,
 * which is not made. Prints milliseconds. In a process of its own, bundled as the functions are.
 *
 * Usage: node <bundle of bench/first-use.ts> <source>
 */
import { createAwsClients } from '../lambda/aws/clients.ts';
import { middlewareOf } from '../lambda/aws/pace.ts';
import { readPorts } from '../lambda/compose/read.ts';
import { SANDBOX_CREDENTIALS } from '../sandbox/credentials.ts';
import { READERS, SOURCE_NAMES } from './source-worlds.ts';

const source = SOURCE_NAMES.find((name) => name === process.argv[2]);
if (source === undefined) throw new Error(`no source is named ${process.argv[2]}`);

let askedAt = Number.NaN;
const clients = createAwsClients({
  region: 'eu-west-3',
  rateLimits: 'off',
  overrides: { credentials: SANDBOX_CREDENTIALS },
  extend: (client) =>
    middlewareOf(client).add(
      () => () => {
        console.log(performance.now() - askedAt);
        process.exit(0);
      },
      { name: 'first-call', step: 'initialize', priority: 'high' },
    ),
});
const read = readPorts(clients, {
  account: '123456789012',
  region: 'eu-west-3',
  identity: undefined,
  now: () => new Date(),
  sleep: async () => undefined,
  journal: { note: () => undefined },
});
askedAt = performance.now();
void READERS[source](read, 1);
