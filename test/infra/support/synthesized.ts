/**
 * Stacks for the tests of infra/: settings with the defaults filled in, stub handlers, no bundling, no AWS. Whoever makes
 * one calls `removeSynthesized` at the end.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { JanitorStack } from '../../../infra/janitor-stack.ts';
import { addStacks } from '../../../infra/stacks.ts';
import { parseSettings } from '../../../lambda/settings/settings.ts';
import { REGION } from './sample-settings.ts';

// Loading the CDK's own template validation takes a second in every suite; `cdk synth` runs it anyway.
process.env['CDK_VALIDATION'] = 'false';

const noBundling = { 'aws:cdk:bundling-stacks': [] };

/** Holds all that the CDK writes, and what it reads of ours. */
let folder: string | undefined;

function folderFor(what: string): string {
  folder ??= mkdtempSync(join(tmpdir(), 'nlb-janitor-synthesized-'));
  return mkdtempSync(join(folder, `${what}-`));
}

/** Leaves nothing in the temporary folder of the machine. */
export function removeSynthesized(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
  stub = undefined;
}

export function appWith(context: Readonly<Record<string, unknown>> = {}): App {
  return new App({
    outdir: folderFor('assembly'),
    context: { ...noBundling, ...context },
    analyticsReporting: false,
  });
}

export function stacksWith(given: Readonly<Record<string, unknown>>): readonly JanitorStack[] {
  return addStacks(appWith(), parseSettings(given, 'test'), stubPackage());
}

export function stackWith(given: Readonly<Record<string, unknown>> = {}, app = appWith()): JanitorStack {
  return new JanitorStack(app, 'Janitor', {
    env: { region: REGION },
    settings: parseSettings({ regions: [REGION], ...given }, 'test'),
    root: stubPackage(),
  });
}

let stub: string | undefined;

/** A package with handlers that are empty. */
function stubPackage(): string {
  if (stub === undefined) {
    stub = folderFor('package');
    const handlers = join(stub, 'lambda', 'handlers');
    mkdirSync(handlers, { recursive: true });
    writeFileSync(join(stub, 'package-lock.json'), '{}');
    for (const name of ['sweep', 'reap', 'slack']) writeFileSync(join(handlers, `${name}.ts`), '');
  }
  return stub;
}
