/**
 * What the three functions weigh and how long they take to load, as the CDK bundles them. Loading is most of a cold start
 * that is ours; Lambda's own machines are slower or faster than this one.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

import type { Aim } from './aims.ts';
import { bundleFunctions, type FunctionName } from '../test/infra/support/bundles.ts';

export interface MeasuredFunction {
  readonly name: FunctionName;
  readonly bytes: number;
  /** About what Lambda downloads: it counts a zip file. */
  readonly compressedBytes: number;
  /** Milliseconds from nothing to a handler, in a fresh process: the shortest of several. */
  readonly loadMs: number;
}

const NAMES = ['sweep', 'reap', 'slack'] as const;
const TIMES = 5;
/** The readers of users outside Kubernetes load when they are first asked. */
const MOST_SWEEP_LOAD_MS = 400;
const LOAD = 'const from = performance.now(); require(process.argv[1]); console.log(performance.now() - from);';

export async function measureFunctions(): Promise<readonly MeasuredFunction[]> {
  const webhookArn = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-webhook-aB3dE6';
  const bundles = bundleFunctions({ slack: { webhookArn } });
  try {
    const measured: MeasuredFunction[] = [];
    for (const name of NAMES) {
      const code = await readFile(bundles.files[name]);
      const loadMs = await shortestLoadMs(bundles.files[name]);
      measured.push({ name, bytes: code.length, compressedBytes: gzipSync(code).length, loadMs });
    }
    return measured;
  } finally {
    bundles.remove();
  }
}

/** Lines of a table. */
export function functionLines(measured: readonly MeasuredFunction[]): readonly string[] {
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(2);
  return [
    'function     MB  MB gzip  load ms',
    ...measured.map(
      ({ name, bytes, compressedBytes, loadMs }) =>
        `${name.padEnd(8)}${megabytes(bytes).padStart(7)}${megabytes(compressedBytes).padStart(9)}${loadMs.toFixed(0).padStart(9)}`,
    ),
  ];
}

export function functionAims(measured: readonly MeasuredFunction[]): readonly Aim[] {
  const sweep = measured.find(({ name }) => name === 'sweep');
  const isReached = sweep !== undefined && sweep.loadMs < MOST_SWEEP_LOAD_MS;
  return [{ text: `sweep loads in ${sweep?.loadMs.toFixed(0)} ms, aim under ${MOST_SWEEP_LOAD_MS} ms`, isReached }];
}

/** What other work of the machine adds is not ours. */
async function shortestLoadMs(file: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < TIMES; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--eval', LOAD, file]);
    times.push(Number(stdout));
  }
  return Math.min(...times);
}
