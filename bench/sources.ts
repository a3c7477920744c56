/**
 * What each source of users outside Kubernetes costs: calls in an account that has none of it and in one that has some, how
 * long it takes to load when it is first asked, and what its SDK package weighs in the bundle of `sweep`.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

import { HANDLER_BUNDLING } from '../infra/handler-code.ts';
import { Box } from '../sandbox/box.ts';
import { bundleOf } from './bundle.ts';
import { FILLS, READERS, SOURCE_NAMES, type SourceName } from './source-worlds.ts';

/** Of each kind of thing that a source looks at. */
const SOME = 20;
const TIMES = 5;

interface SourceCost {
  readonly source: SourceName;
  readonly callsOfNone: number;
  readonly callsOfSome: number;
  /** Milliseconds from the first question to the first call, in a fresh process: the shortest of several. */
  readonly firstUseMs: number;
}

export interface SourceCosts {
  readonly sources: readonly SourceCost[];
  /** Bytes in the bundle of `sweep`, by package of an AWS service. */
  readonly packages: ReadonlyMap<string, number>;
  readonly bundleBytes: number;
}

/** Which SDK packages each brings into the bundle; that of EC2 is there once. */
const PACKAGES: Readonly<Record<SourceName, readonly string[]>> = {
  'endpoint-services': ['client-ec2'],
  'api-gateway': ['client-api-gateway', 'client-apigatewayv2'],
  'global-accelerator': ['client-global-accelerator'],
  cloudfront: ['client-cloudfront'],
  'verified-access': ['client-ec2'],
  'traffic-mirror': ['client-ec2'],
  'ecs-services': ['client-ecs'],
  'route-53': ['client-route-53'],
  'network-interfaces': ['client-ec2'],
  'aws-config': ['client-config-service'],
  'classic-load-balancers': ['client-elastic-load-balancing'],
};

export async function sourceCosts(): Promise<SourceCosts> {
  const bundle = await bundleOf('first-use.ts');
  try {
    const sources: SourceCost[] = [];
    for (const source of SOURCE_NAMES) {
      sources.push({
        source,
        callsOfNone: await callsOf(source, 0),
        callsOfSome: await callsOf(source, SOME),
        firstUseMs: await firstUseMs(bundle.file, source),
      });
    }
    return { sources, ...(await bytesInSweep()) };
  } finally {
    await bundle.remove();
  }
}

async function callsOf(source: SourceName, number: number): Promise<number> {
  const box = new Box({ startAt: new Date('2026-03-02T09:00:00Z') });
  try {
    if (number > 0) FILLS[source](box, number);
    const before = box.account.calls.length;
    const answer = await READERS[source](box.readPorts(), number);
    if (!answer.ok) throw new Error(`bench: ${source} with ${number} of each was not read: ${JSON.stringify(answer)}`);
    return box.account.calls.length - before;
  } finally {
    await box.close();
  }
}

async function firstUseMs(file: string, source: SourceName): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < TIMES; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [file, source], { env: {} });
    times.push(Number(stdout));
  }
  return Math.min(...times);
}

async function bytesInSweep(): Promise<Pick<SourceCosts, 'packages' | 'bundleBytes'>> {
  const { metafile } = await build({
    ...HANDLER_BUNDLING,
    entryPoints: [fileURLToPath(new URL('../lambda/handlers/sweep.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    write: false,
    metafile: true,
    outfile: 'sweep.js',
    logLevel: 'error',
  });
  const packages = new Map<string, number>();
  let bundleBytes = 0;
  for (const { bytes, inputs } of Object.values(metafile.outputs)) {
    bundleBytes += bytes;
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const service = /node_modules\/@aws-sdk\/(client-[^/]+)\//.exec(path)?.[1];
      if (service !== undefined) packages.set(service, (packages.get(service) ?? 0) + bytesInOutput);
    }
  }
  return { packages, bundleBytes };
}

/** Lines of a table. */
export function sourceLines({ sources, packages, bundleBytes }: SourceCosts): readonly string[] {
  const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(0);
  const own = new Set(Object.values(PACKAGES).flat());
  const together = [...own].reduce((sum, name) => sum + bytesOf(name, packages), 0);
  return [
    `Users outside Kubernetes: calls where there is none and where there are ${SOME} of each, milliseconds from the first`,
    'question to the first call (loading included), and what the SDK package weighs',
    'source                   none  some  load ms    KB  of',
    ...sources.map(({ source, callsOfNone, callsOfSome, firstUseMs: ms }) => {
      const bytes = PACKAGES[source].reduce((sum, name) => sum + bytesOf(name, packages), 0);
      const figures = [String(callsOfNone).padStart(5), String(callsOfSome).padStart(6), ms.toFixed(0).padStart(9)];
      return `${source.padEnd(24)}${figures.join('')}${kilobytes(bytes).padStart(6)}  ${PACKAGES[source].join(', ')}`;
    }),
    `their packages together: ${kilobytes(together)} of the ${kilobytes(bundleBytes)} KB of sweep`,
  ];
}

/** @throws for a package that is not there: then the table above is out of date */
function bytesOf(name: string, packages: SourceCosts['packages']): number {
  const bytes = packages.get(name);
  if (bytes === undefined) throw new Error(`bench: ${name} is not in the bundle of sweep`);
  return bytes;
}
