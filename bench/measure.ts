/**
 * Measures one fleet: builds it in this process, lets the janitor judge it from another one over HTTP and TLS, and counts
 * what was asked of AWS and of the clusters.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { RATE_LIMITS } from '../lambda/aws/clients.ts';
import { endpointEnvironment, startHttpEndpoint } from '../sandbox/aws/http-endpoint.ts';
import type { Box } from '../sandbox/box.ts';
import { buildFleet, orphansIn, type FleetSize } from './fleet.ts';
import type { RunCost } from './janitor.ts';
import { addedByPace } from './pace-model.ts';

export interface Measured {
  readonly size: FleetSize;
  readonly orphans: number;
  readonly targetGroups: number;
  /** Without the rate limit, Node taking the memory that it likes. */
  readonly unpaced: RunCost;
  /** The same with V8 held to a small heap: what the run needs, where Node would rather collect later. */
  readonly smallHeap: RunCost;
  /** Wall time under the rate limit, in milliseconds, from the model. */
  readonly pacedComputedMs: number;
  /** The same, waited for; undefined where that takes minutes. */
  readonly pacedMeasuredMs: number | undefined;
  /** `elasticloadbalancing:DescribeTags` → how often. */
  readonly awsCalls: ReadonlyMap<string, number>;
  readonly kubernetes: { readonly requests: number; readonly bytes: number; readonly connections: number };
}

/** Megabytes. A run that does not fit dies, and the benchmark with it. */
export const SMALL_HEAP = ['--max-old-space-size=128', '--max-semi-space-size=8'];

export interface MeasureOptions {
  /** The bundled janitor (bundle.ts). */
  readonly janitor: string;
  /** Whether to wait for the rate limit as well. */
  readonly alsoPaced: boolean;
}

export async function measure(size: FleetSize, { janitor, alsoPaced }: MeasureOptions): Promise<Measured> {
  const box = await buildFleet(size);
  const endpoint = await startHttpEndpoint([box.account]);
  try {
    const run: Run = { janitor, environment: endpointEnvironment(endpoint, box.account.region), size };
    const unpaced = await judge(run, 'unpaced');
    // Counted before anybody else asks.
    const { calls } = box.account;
    const elbCallsAtMs = calls.filter(({ service }) => service === ELB).map(({ at }) => at.getTime());
    const awsCalls = new Map<string, number>();
    for (const { service, command } of calls) {
      const action = `${service}:${command}`;
      awsCalls.set(action, (awsCalls.get(action) ?? 0) + 1);
    }
    const kubernetes = trafficOf(box);
    const smallHeap = await judge(run, 'unpaced', SMALL_HEAP);
    const paced = alsoPaced ? await judge(run, 'paced') : undefined;
    return {
      size,
      orphans: orphansIn(size),
      targetGroups: box.account.targetGroups.size,
      unpaced,
      smallHeap,
      pacedComputedMs: unpaced.wallMs + addedByPace(elbCallsAtMs, RATE_LIMITS.elasticLoadBalancing),
      pacedMeasuredMs: paced?.wallMs,
      awsCalls,
      kubernetes,
    };
  } finally {
    await endpoint.close();
    await box.close();
  }
}

export const ELB = 'elasticloadbalancing';

interface Run {
  readonly janitor: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly size: FleetSize;
}

/** @throws when a verdict is not the expected one: then the numbers mean nothing */
async function judge(
  { janitor, environment, size }: Run,
  pace: 'paced' | 'unpaced',
  nodeOptions: readonly string[] = [],
): Promise<RunCost> {
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, janitor, pace], {
    env: { ...environment, AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  });
  const cost = JSON.parse(stdout) as RunCost;
  const { orphan = 0, 'in-use': inUse = 0 } = cost.verdicts;
  if (orphan !== orphansIn(size) || orphan + inUse !== size.loadBalancers) {
    throw new Error(`${size.loadBalancers} NLBs, ${orphansIn(size)} orphans, judged ${JSON.stringify(cost.verdicts)}`);
  }
  return cost;
}

function trafficOf(box: Box): Measured['kubernetes'] {
  const sum = { requests: 0, bytes: 0, connections: 0 };
  for (const { traffic } of box.clusters.values()) {
    sum.requests += traffic.requests.length;
    sum.bytes += traffic.bytes;
    sum.connections += traffic.connections;
  }
  return sum;
}
