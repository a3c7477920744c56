/**
 * The example of examples/own-cdk-app, with the package as `npm pack` would make it: it compiles as a CDK app that knows
 * nothing of this repository, and synthesizes functions with code that was built beforehand.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = process.cwd();
let folder: string;
let app: string;

/** As after `npm install`: the package by itself, and the packages that it does not bring along. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nlb-janitor-own-app-'));
  app = join(folder, 'app');
  cpSync(join(ROOT, 'examples', 'own-cdk-app'), app, { recursive: true });
  const installed = join(app, 'node_modules', 'nlb-janitor');
  mkdirSync(installed, { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  run('infra/build.ts', [join(installed, 'dist')], ROOT);
  for (const name of ['aws-cdk-lib', 'constructs', '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(app, 'node_modules', name));
  }
  run(join(ROOT, 'node_modules/typescript/bin/tsc'), ['-p', '.'], app);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, args: readonly string[], cwd: string, environment: Record<string, string> = {}): void {
  execFileSync(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...environment }, stdio: 'pipe' });
}

it('compiles, and synthesizes a stack with the functions that were built', () => {
  const out = join(folder, 'out');
  run(join('bin', 'own-cdk-app.js'), [], app, { CDK_OUTDIR: out, CDK_VALIDATION: 'false' });

  const template = JSON.parse(readFileSync(join(out, 'OwnCdkAppStack.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: { FunctionName?: string; Handler?: string } }>;
  };
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  expect(functions.map(({ Properties }) => [Properties.FunctionName, Properties.Handler])).toEqual([
    ['nlb-janitor-sweep', 'index.handler'],
  ]);
  const code = readdirSync(out).filter((name) => existsSync(join(out, name, 'index.js')));
  expect(code).toEqual([expect.stringMatching(/^asset\./)]);
}, 60_000);

it('says what to do when the package was not built', () => {
  const built = join(app, 'node_modules', 'nlb-janitor', 'dist', 'handlers');
  renameSync(built, `${built}-away`);
  expect(() => run(join('bin', 'own-cdk-app.js'), [], app, { CDK_OUTDIR: join(folder, 'none') })).toThrow(
    /holds no built code: install nlb-janitor from a package that `npm pack` made/,
  );
  renameSync(`${built}-away`, built);
}, 30_000);
