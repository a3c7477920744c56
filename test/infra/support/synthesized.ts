/**
 * Stacks for the tests of infra/: settings with the defaults filled in, stub handlers, no bundling, no AWS.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { JanitorStack } from '../../../infra/janitor-stack.ts';
import { addStacks } from '../../../infra/stacks.ts';
import { parseSettings } from '../../../lambda/settings.ts';
import { REGION } from './sample-settings.ts';

// Loading the CDK's own template validation takes a second in every suite; `cdk synth` runs it anyway.
process.env['CDK_VALIDATION'] = 'false';

const noBundling = { 'aws:cdk:bundling-stacks': [] };

export function appWith(context: Readonly<Record<string, unknown>> = {}): App {
  return new App({ context: { ...noBundling, ...context }, analyticsReporting: false });
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

let directory: string | undefined;

function stubPackage(): string {
  if (directory === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'nlb-janitor-package-'));
    const handlers = join(made, 'lambda', 'handlers');
    mkdirSync(handlers, { recursive: true });
    writeFileSync(join(made, 'package-lock.json'), '{}');
    for (const name of ['sweep', 'reap', 'slack']) writeFileSync(join(handlers, `${name}.ts`), '');
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    directory = made;
  }
  return directory;
}
