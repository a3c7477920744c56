/** A person's shell for tests of commands: an empty folder to be in, and variables that point at accounts in a box. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../sandbox/account.ts';
import { endpointEnvironment, startHttpEndpoint, type HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';

/** Every test of the file, or of the block, runs in a folder of its own, which is empty and goes with the test. */
export function inFolderOfItsOwn(): void {
  const home = process.cwd();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nlb-janitor-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Variables that a test sets, or `pointAt`, are as they were after each test. */
export function withOwnVariables(): void {
  const before = { ...process.env };
  afterEach(() => {
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
  });
}

/** Points AWS at accounts in a box over HTTP, and at no file of the person's own. @returns what has to be closed */
export async function pointAt(accounts: readonly Account[], region: string): Promise<HttpEndpoint> {
  const endpoint = await startHttpEndpoint(accounts);
  Object.assign(process.env, endpointEnvironment(endpoint, region), {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  return endpoint;
}
