/**
 * The CDK app as the CDK runs it: a process of its own, as an ES module.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../infra/package-root.ts';

const ROOT = process.cwd();
let elsewhere: string;

beforeEach(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'nlb-janitor-elsewhere-'));
});

afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

const node = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, ['--no-warnings', ...args], {
    cwd: elsewhere,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...environment },
  });

test('finds its handlers from a CDK app elsewhere, as an ES module and as CommonJS', () => {
  const module = pathToFileURL(join(ROOT, 'infra', 'package-root.ts')).href;
  const { stdout } = node([
    '--input-type=module',
    '--eval',
    `import { packageRoot } from '${module}'; console.log(packageRoot());`,
  ]);
  expect(stdout.trim()).toBe(ROOT);
  expect(packageRoot()).toBe(ROOT);
});

test('fails synth with every fault and no stack trace, and writes no assembly', () => {
  const context = { 'nlb-janitor': { regions: ['eu-west-3'], graceDay: 3, approval: 'automatic', mode: 'destroy' } };
  const outdir = join(elsewhere, 'cdk.out');
  const { status, stderr } = node([join(ROOT, 'infra', 'app.ts')], {
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_OUTDIR: outdir,
  });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    'cdk.json, context "nlb-janitor": 3 fault(s)',
    expect.stringContaining('- graceDay: '),
    expect.stringContaining('- mode: '),
    expect.stringContaining('- emails: '),
  ]);
  expect(existsSync(join(outdir, 'manifest.json'))).toBe(false);
});

test('says how to begin where there are no settings', () => {
  const { status, stderr } = node([join(ROOT, 'infra', 'app.ts')], { CDK_OUTDIR: join(elsewhere, 'cdk.out') });
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(
    'nlb-janitor.json: 1 fault(s)\n  - settings are missing — copy nlb-janitor.example.json to it and fill it in',
  );
});

test('reads the nlb-janitor.json of the folder that it runs in', () => {
  writeFileSync(join(elsewhere, 'nlb-janitor.json'), JSON.stringify({ regions: ['eu-west-3'], graceDay: 3 }));
  const { status, stderr } = node([join(ROOT, 'infra', 'app.ts')], { CDK_OUTDIR: join(elsewhere, 'cdk.out') });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^nlb-janitor\.json: 1 fault\(s\)\n {2}- graceDay: /);
});
