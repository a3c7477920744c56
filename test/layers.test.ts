/** The layout that docs/design.md section 7 promises, and the comments that the project asks of its files. */
import {
  citationFaults,
  clientFaults,
  layerFaults,
  openingFaults,
  packageFaults,
  purityFaults,
} from './support/layers.ts';
import { MUTATIONS } from './mutations.ts';
import { markFaults, rowFaults, safetyMarksIn } from './support/safety-marks.ts';
import { sourceFiles, type SourceFile } from './support/source-code.ts';

const FOLDERS = ['lambda', 'cli', 'sandbox', 'infra'];
const CODE = sourceFiles(FOLDERS);
const TESTS = sourceFiles(['test'], ['.test.ts']);

function planted(path: string, code: string): readonly SourceFile[] {
  return [{ path, code }];
}

describe('the rooms', () => {
  it('are kept by every file', () => {
    expect(CODE.length).toBeGreaterThan(80);
    expect(layerFaults(CODE)).toEqual([]);
  });

  it.each([
    ['core on ports', 'lambda/core/words.ts', "import type { Journal } from '../ports/read.ts';"],
    ['the model on anything', 'lambda/model/aws.ts', "import type { X } from '../core/tags/keys.ts';"],
    ['ports on an adapter', 'lambda/ports/read.ts', "import { x } from '../aws/pace.ts';"],
    ['ports on core', 'lambda/ports/read.ts', "import type { X } from '../core/scope.ts';"],
    ['aws on kube', 'lambda/aws/clusters.ts', "import { x } from '../kube/token.ts';"],
    ['kube on aws', 'lambda/kube/token.ts', "import type { X } from '../aws/clients.ts';"],
    ['an adapter on core', 'lambda/aws/traffic.ts', "import { DAY_MS } from '../core/time.ts';"],
    ['collect on an adapter', 'lambda/collect/collect.ts', "import { x } from '../aws/clients.ts';"],
    ['collect on act', 'lambda/collect/collect.ts', "import { x } from '../act/delete.ts';"],
    ['act on tell', 'lambda/act/delete.ts', "import { x } from '../tell/tell.ts';"],
    ['tell on act', 'lambda/tell/tell.ts', "import { x } from '../act/delete.ts';"],
    ['tell on collect', 'lambda/tell/tell.ts', "import { x } from '../collect/collect.ts';"],
    ['records on act', 'lambda/records/snapshot.ts', "import { x } from '../act/delete.ts';"],
    ['a story on an adapter', 'lambda/sweep.ts', "import { x } from './aws/clients.ts';"],
    ['a story on what composes it', 'lambda/sweep.ts', "import { x } from './compose/write.ts';"],
    ['a handler on an adapter', 'lambda/handlers/sweep.ts', "import { x } from '../aws/clients.ts';"],
    ['compose on a story', 'lambda/compose/write.ts', "import { x } from '../sweep.ts';"],
    ['settings on the judge', 'lambda/settings/settings.ts', "import { x } from '../core/judge/judge.ts';"],
    ['lambda on the sandbox', 'lambda/compose/read.ts', "import { Box } from '../../sandbox/box.ts';"],
    ['lambda on the command line', 'lambda/compose/read.ts', "import { EXIT } from '../../cli/errors.ts';"],
    ['lambda on infra', 'lambda/sweep.ts', "export * from '../infra/rules.ts';"],
    ['lambda on a test', 'lambda/sweep.ts', "import { x } from '../test/support/builders.ts';"],
    ['the sandbox on a test', 'sandbox/box.ts', "import { x } from '../test/support/builders.ts';"],
    ['infra on an adapter', 'infra/rules.ts', "import { x } from '../lambda/aws/clients.ts';"],
    ['infra on a step', 'infra/rules.ts', "import { x } from '../lambda/act/delete.ts';"],
    ['a real command on the sandbox', 'cli/scan.ts', "const { Box } = await import('../sandbox/box.ts');"],
    ['a path that cannot be followed', 'cli/main.ts', 'await import(name);'],
    ['a type by import()', 'lambda/core/words.ts', "type X = import('../settings/settings.ts').Settings;"],
    ['a file that has no room', 'lambda/helpers/text.ts', ''],
  ])('would show %s', (_what, path, code) => {
    expect(layerFaults(planted(path, code))).toHaveLength(1);
  });

  it.each([
    ['ports on the model', 'lambda/ports/read.ts', "import type { Reading } from '../model/reading.ts';"],
    ['an adapter on ports', 'lambda/aws/traffic.ts', "import type { Traffic } from '../ports/read.ts';"],
    ['collect on the judge', 'lambda/collect/collect.ts', "import { suspects } from '../core/judge/judge.ts';"],
    ['settings on the time', 'lambda/settings/settings.ts', "import { parseInstant } from '../core/time.ts';"],
    ['a story on its steps', 'lambda/sweep.ts', "import { tell } from './tell/tell.ts';"],
    ['infra on the settings', 'infra/rules.ts', "import { x } from '../lambda/settings/settings.ts';"],
    ['the demo on the sandbox', 'cli/demo.ts', "import { Box } from '../sandbox/box.ts';"],
    ['a comment that quotes an import', 'lambda/model/aws.ts', "// import { x } from '../sweep.ts';"],
  ])('allow %s', (_what, path, code) => {
    expect(layerFaults(planted(path, code))).toEqual([]);
  });
});

describe('the core', () => {
  const core = CODE.filter(({ path }) => path.startsWith('lambda/core/') || path.startsWith('lambda/model/'));

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

  it('cite files that exist', () => {
    const all = sourceFiles([...FOLDERS, 'test', 'bench', 'docs'], ['.ts', '.md', '.yaml']);
    const paths = [...all.map(({ path }) => path), 'README.md', 'CONTRIBUTING.md'];
    // This file quotes one that is not there.
    expect(citationFaults(all, paths).filter((fault) => !fault.startsWith('test/layers.test.ts'))).toEqual([]);
    expect(citationFaults(planted('cli/x.ts', '// docs/lost.md 5.4 says so.'), paths)).toEqual([
      'cli/x.ts cites docs/lost.md, which is not there',
    ]);
    expect(citationFaults(planted('cli/x.ts', '// See https://example.org/lost.md.'), paths)).toEqual([]);
  });

  it('have a mutation for every SAFETY mark, and no mutation is without effect', () => {
    expect(CODE.flatMap(safetyMarksIn).length).toBeGreaterThan(60);
    expect(markFaults(CODE, MUTATIONS)).toEqual([]);
    expect(rowFaults(CODE, new Set(TESTS.map(({ path }) => path)), MUTATIONS)).toEqual([]);
  });

  const file = planted('lambda/x.ts', '// SAFETY: must stay.\nstay();\n// SAFETY: this too.\nleave();');
  const row = { file: 'lambda/x.ts', text: 'stay();', replacement: '', test: 'test/x.test.ts' };
  const tests = new Set(['test/x.test.ts']);

  it('would show a mark without a mutation', () => {
    expect(markFaults(file, [row])).toEqual([expect.stringContaining('lambda/x.ts:3 has no row')]);
    expect(markFaults(file, [row, { ...row, text: 'leave();' }])).toEqual([]);
  });

  it.each([
    ['of another file', { ...row, file: 'lambda/y.ts' }, 'there is no lambda/y.ts'],
    ['of a text that is not there', { ...row, text: 'gone();' }, 'stands 0 times'],
    ['of a text that stands twice', { ...row, text: '// SAFETY:' }, 'stands 2 times'],
    ['without its test', { ...row, test: 'test/y.test.ts' }, 'there is no test/y.test.ts'],
  ])('would show a mutation %s', (_what, wrong, fault) => {
    expect(rowFaults(file, tests, [row])).toEqual([]);
    expect(rowFaults(file, tests, [wrong])).toEqual([expect.stringContaining(fault)]);
  });
});
