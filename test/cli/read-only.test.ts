/**
 * `scan`, `explain`, `status`, `history`, `doctor` and `access` write nothing because no code that writes is loaded: shown on the import graph, not on good will.
 */
import { importGraph, writingFaults } from '../support/read-only.ts';
import { sourceFile, type SourceFile } from '../support/source-code.ts';

const GRAPH = importGraph(
  ['cli/scan.ts', 'cli/explain.ts', 'cli/status.ts', 'cli/history.ts', 'cli/doctor.ts', 'cli/access.ts'],
  sourceFile,
);
const PATHS = GRAPH.map(({ path }) => path);

function planted(code: string): readonly SourceFile[] {
  return [{ path: 'lambda/aws/tags.ts', code }];
}

describe('scan, explain, status, history, doctor and access', () => {
  it('load nothing that can write', () => {
    expect(writingFaults(GRAPH)).toEqual([]);
  });

  it('were followed down to the adapters', () => {
    expect(PATHS).toEqual(
      expect.arrayContaining(['lambda/aws/load-balancers.ts', 'lambda/aws/clients.ts', 'lambda/kube/connection.ts']),
    );
  });

  it('leave the test message of doctor to a file of its own, which they do not load', () => {
    const [file] = importGraph(['cli/doctor-test-message.ts'], sourceFile);
    expect(PATHS).not.toContain(file?.path);
    expect(writingFaults(importGraph(['cli/doctor-test-message.ts'], sourceFile))).toEqual([
      'lambda/aws/chat-topic.ts takes PublishCommand from @aws-sdk/client-sns',
      'lambda/aws/sns-notifier.ts takes PublishCommand from @aws-sdk/client-sns',
    ]);
  });

  it('load neither the sandbox nor a handler', () => {
    expect(PATHS.filter((path) => !/^(cli|lambda)\//.test(path))).toEqual([]);
    expect(PATHS.filter((path) => path.startsWith('lambda/handlers/'))).toEqual([]);
  });

  it('reach a Kubernetes API through the one connection that can only GET', () => {
    const kubernetes = GRAPH.filter(({ code }) => code.includes("from '@kubernetes/client-node'"));
    expect(kubernetes.map(({ path }) => path)).toEqual(['lambda/kube/connection.ts']);
  });
});

describe('the check', () => {
  const SDK = '@aws-sdk/client-elastic-load-balancing-v2';

  it.each([
    ['a command that deletes', `import { DeleteLoadBalancerCommand } from '${SDK}';`],
    ['a command that tags', `import { DescribeTagsCommand, AddTagsCommand } from '${SDK}';`],
    ['a command under another name', `import { AddTagsCommand as DescribeTagsCommand } from '${SDK}';`],
    ['a command by re-export', `export { RemoveTagsCommand } from '${SDK}';`],
    ['an aggregated client', `import { ElasticLoadBalancingV2 } from '${SDK}';`],
    ['everything', `import * as elb from '${SDK}';`],
    ['everything by re-export', `export * from '${SDK}';`],
    ['everything when it is run', `const elb = await import('${SDK}');`],
    ['a way round the index', `import { x } from '${SDK}/dist-cjs/index.js';`],
    ['a path that cannot be followed', 'await import(name);'],
    ['another verb', "import { HttpMethod } from '@kubernetes/client-node'; const verb = HttpMethod.DELETE;"],
    ['another verb by index', "import { HttpMethod } from '@kubernetes/client-node'; const verb = HttpMethod['POST'];"],
    ['a typed API', "import { CoreV1Api } from '@kubernetes/client-node';"],
    ['a package that nobody looked at', "import got from 'got';"],
    ['another program', "import { execFile } from 'node:child_process';"],
    ['a file written', "import { writeFileSync } from 'node:fs';"],
    ['the network', "await fetch('https://example.com', { method: 'DELETE' });"],
  ])('would show %s', (_what, code) => {
    expect(writingFaults(planted(code))).toHaveLength(1);
  });

  it.each([
    ['a command that reads', `import { DescribeTagsCommand } from '${SDK}';`],
    ['a simulation', "import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';"],
    ['a paginator', `import { paginateDescribeLoadBalancers } from '${SDK}';`],
    ['the client itself', `import { ElasticLoadBalancingV2Client } from '${SDK}';`],
    ['types of what it may not call', `import type { DeleteLoadBalancerCommandInput } from '${SDK}';`],
    ['GET', "import { HttpMethod } from '@kubernetes/client-node'; const verb = HttpMethod.GET;"],
  ])('lets %s through', (_what, code) => {
    expect(writingFaults(planted(code))).toEqual([]);
  });

  it('follows imports, re-exports and lazy imports, but no types', () => {
    const files: Readonly<Record<string, string>> = {
      'cli/a.ts': "import './b.ts'; import type { X } from './never.ts';",
      'cli/b.ts': "export { c } from '../lambda/c.ts'; const d = () => import('./d.ts');",
      'lambda/c.ts': "import '../cli/a.ts';",
      'cli/d.ts': `import { DeleteLoadBalancerCommand } from '${SDK}';`,
    };
    const graph = importGraph(['cli/a.ts'], (path) => ({ path, code: files[path] ?? `throw ${path}` }));
    expect(graph.map(({ path }) => path)).toEqual(['cli/a.ts', 'cli/b.ts', 'lambda/c.ts', 'cli/d.ts']);
    expect(writingFaults(graph)).toEqual([`cli/d.ts takes DeleteLoadBalancerCommand from ${SDK}`]);
  });
});
