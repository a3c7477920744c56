/** The layout that design.md section 7 promises, and the comments that the project asks of its files. */
import { clientFaults, layerFaults, openingFaults, packageFaults, purityFaults } from './support/layers.ts';
import { safetyFaults, safetyMarksIn } from './support/safety-marks.ts';
import { sourceFiles, type SourceFile } from './support/source-code.ts';

const FOLDERS = ['lambda', 'cli', 'sandbox', 'infra'];
const CODE = sourceFiles(FOLDERS);
const TESTS = sourceFiles(['test'], ['.test.ts']);

function planted(path: string, code: string): readonly SourceFile[] {
  return [{ path, code }];
}

describe('the layers', () => {
  it('are kept by every file', () => {
    expect(CODE.length).toBeGreaterThan(80);
    expect(layerFaults(CODE)).toEqual([]);
  });

  it.each([
    ['core on ports', 'lambda/core/words.ts', "import type { Journal } from '../ports.ts';"],
    ['the model on anything', 'lambda/model.ts', "import type { X } from './core/tags.ts';"],
    ['ports on an adapter', 'lambda/ports.ts', "import { x } from './aws/pace.ts';"],
    ['aws on kube', 'lambda/aws/clusters.ts', "import { x } from '../kube/token.ts';"],
    ['kube on aws', 'lambda/kube/token.ts', "import type { X } from '../aws/clients.ts';"],
    ['an adapter on core', 'lambda/aws/traffic.ts', "import { DAY_MS } from '../core/tags.ts';"],
    ['collect on an adapter', 'lambda/collect.ts', "import { x } from './aws/clients.ts';"],
    ['collect on run', 'lambda/collect.ts', "import { x } from './run.ts';"],
    ['settings on the judge', 'lambda/settings.ts', "import { x } from './core/judge/judge.ts';"],
    ['lambda on the sandbox', 'lambda/compose.ts', "import { Box } from '../sandbox/box.ts';"],
    ['lambda on the command line', 'lambda/compose.ts', "import { EXIT } from '../cli/errors.ts';"],
    ['lambda on infra', 'lambda/run.ts', "export * from '../infra/rules.ts';"],
    ['lambda on a test', 'lambda/run.ts', "import { x } from '../test/support/builders.ts';"],
    ['the sandbox on a test', 'sandbox/box.ts', "import { x } from '../test/support/builders.ts';"],
    ['infra on the judge', 'infra/rules.ts', "import { x } from '../lambda/core/judge/judge.ts';"],
    ['infra on an adapter', 'infra/rules.ts', "import { x } from '../lambda/aws/clients.ts';"],
    ['a real command on the sandbox', 'cli/scan.ts', "const { Box } = await import('../sandbox/box.ts');"],
    ['a path that cannot be followed', 'cli/main.ts', 'await import(name);'],
    ['a type by import()', 'lambda/core/words.ts', "type X = import('../settings.ts').Settings;"],
    ['a file that has no layer', 'lambda/helpers/text.ts', ''],
  ])('would show %s', (_what, path, code) => {
    expect(layerFaults(planted(path, code))).toHaveLength(1);
  });

  it.each([
    ['ports on the model', 'lambda/ports.ts', "import type { Reading } from './model.ts';"],
    ['an adapter on ports', 'lambda/aws/traffic.ts', "import type { Traffic } from '../ports.ts';"],
    ['collect on the judge', 'lambda/collect.ts', "import { suspects } from './core/judge/judge.ts';"],
    ['settings on the tags', 'lambda/settings.ts', "import { parseInstant } from './core/tags.ts';"],
    ['infra on the settings', 'infra/rules.ts', "import { x } from '../lambda/settings.ts';"],
    ['the demo on the sandbox', 'cli/demo.ts', "import { Box } from '../sandbox/box.ts';"],
    ['a comment that quotes an import', 'lambda/model.ts', "// import { x } from './run.ts';"],
  ])('allow %s', (_what, path, code) => {
    expect(layerFaults(planted(path, code))).toEqual([]);
  });
});

describe('the core', () => {
  const core = CODE.filter(({ path }) => path.startsWith('lambda/core/') || path === 'lambda/model.ts');

  it('imports no package and knows neither clock nor chance nor environment', () => {
    expect(core.length).toBeGreaterThan(10);
    expect(purityFaults(core)).toEqual([]);
  });

  it.each([
    ['a package', "import leven from 'leven';"],
    ['a module of Node', "import { createHash } from 'node:crypto';"],
    ['a type of a package', "import type { EKSClient } from '@aws-sdk/client-eks';"],
    ['the clock', 'const at = Date.now();'],
    ['the clock by another spelling', "const at = Date['now']();"],
    ['the clock by construction', 'const at = new Date();'],
    ['the clock by construction without brackets', 'const at = new Date;'],
    ['the clock as text', 'const at = Date();'],
    ['chance', 'const chance = Math.random();'],
    ['the environment', "const mode = process.env['MODE'];"],
    ['the console', "console.log('hello');"],
    ['a timer', 'setTimeout(() => undefined, 1);'],
    ['the stopwatch', 'const at = performance.now();'],
  ])('would show %s', (_what, code) => {
    expect(purityFaults(planted('lambda/core/words.ts', code))).not.toEqual([]);
  });

  it.each([
    ['a given instant', 'const at = new Date(ms);'],
    ['a property of that name', 'const text = view.process.console;'],
    ['arithmetic', 'const most = Math.max(1, 2);'],
    ['a comment', '// Date.now() would run ahead.'],
  ])('allows %s', (_what, code) => {
    expect(purityFaults(planted('lambda/core/words.ts', code))).toEqual([]);
  });
});

describe('the edges', () => {
  it('load the Kubernetes client in one file only', () => {
    const allowed = 'lambda/kube/connection.ts';
    const name = '@kubernetes/client-node';
    expect(packageFaults(CODE, name, allowed)).toEqual([]);
    expect(packageFaults(CODE, name, 'nowhere')).toEqual([`${allowed} loads ${name}`]);
    const typeOnly = planted('lambda/kube/view.ts', `import type { V1Service } from '${name}';`);
    expect(packageFaults(typeOnly, name, allowed)).toEqual([]);
    const lazily = planted('lambda/kube/view.ts', `await import('${name}');`);
    expect(packageFaults(lazily, name, allowed)).toHaveLength(1);
  });

  it('build SDK clients in one file only', () => {
    expect(clientFaults(CODE, 'lambda/aws/clients.ts')).toEqual([]);
    expect(clientFaults(CODE, 'nowhere')).not.toEqual([]);
    expect(clientFaults(planted('cli/scan.ts', 'new sdk.EKSClient({});'), 'lambda/aws/clients.ts')).toHaveLength(1);
  });
});

describe('the comments', () => {
  it('open every file', () => {
    expect(openingFaults(sourceFiles(FOLDERS, ['.ts', '.js', '.yaml']))).toEqual([]);
    expect(openingFaults(planted('cli/x.ts', "import x from 'x';\n/** Late. */"))).toHaveLength(1);
    expect(openingFaults(planted('cli/x.js', '#!/usr/bin/env node\n/* Starts. */'))).toEqual([]);
  });

  it('name a test that exists at every SAFETY mark', () => {
    expect(CODE.flatMap(safetyMarksIn).length).toBeGreaterThan(20);
    expect(safetyFaults(CODE, TESTS)).toEqual([]);
  });

  it.each([
    ['no test', '// SAFETY: must stay.', 'names no test'],
    [
      'a file that is not there',
      '// SAFETY: must stay. Test: nowhere.test.ts "keeps …".',
      'there is no nowhere.test.ts',
    ],
    ['another title', '// SAFETY: must stay. Test: some.test.ts "loses …".', 'is titled "loses …"'],
    [
      'the end of another title',
      '/** SAFETY: must stay. Test: some.test.ts "keeps … gold". */',
      'is titled "keeps … gold"',
    ],
  ])('would show a mark that names %s', (_what, code, fault) => {
    const tests = planted(
      'test/some.test.ts',
      "it.each([1])('keeps %s of silver', () => undefined); const t = 'loses';",
    );
    expect(safetyFaults(planted('lambda/x.ts', code), tests)).toEqual([expect.stringContaining(fault)]);
  });

  it('may break a mark over lines and name several tests', () => {
    const tests = planted(
      'test/a/some.test.ts',
      "it('keeps silver', () => undefined); test(`keeps ${x} and more`, f);",
    );
    const code =
      '  // SAFETY: must stay. Tests: some.test.ts "keeps\n  // silver", some.test.ts "keeps … more".\n  stay();';
    expect(safetyFaults(planted('lambda/x.ts', code), tests)).toEqual([]);
    expect(safetyMarksIn({ path: 'x', code })[0]?.tests).toHaveLength(2);
  });
});
