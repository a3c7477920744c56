/**
 * Stacks for the tests of infra/: settings with the defaults filled in, stub handlers, no bundling, no AWS.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { JanitorStack } from '../../../infra/janitor-stack.ts';
import { addStacks } from '../../../infra/stacks.ts';
import { parseSettings } from '../../../lambda/settings.ts';

// Loading the CDK's own template validation takes a second in every suite; `cdk synth` runs it anyway.
process.env['CDK_VALIDATION'] = 'false';

export const REGION = 'eu-west-3';

/** Every optional part of the stack at once. */
export const FILLED_IN = {
  emails: ['ops@example.com', 'oncall@example.com'],
  slack: { webhookArn: 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-webhook-AbCdEf' },
  deletedClusters: [{ name: 'old', deletedAt: '2026-02-01T00:00:00Z' }],
  network: {
    vpcId: 'vpc-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    securityGroupIds: ['sg-0123456789abcdef0'],
  },
  clusterAccess: [
    { cluster: 'prod', by: 'group' },
    { cluster: 'staging', by: 'view-policy' },
  ],
  reservedConcurrency: 1,
};

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

export function templateWith(given: Readonly<Record<string, unknown>> = {}): Template {
  return Template.fromStack(stackWith(given));
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
