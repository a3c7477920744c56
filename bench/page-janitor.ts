/**
 * One judged run whose page is stored as `sweep` stores it, while it still holds all that it read: in a process of its own,
 * so that its memory is the janitor's alone. Prints what the page took as one line of JSON.
 *
 * Usage: node bench/page-janitor.ts <bucket>, with AWS_ENDPOINT_URL and the sandbox's keys in the environment.
 */
import { GCProfiler } from 'node:v8';

import { storePage } from '../lambda/act/page.ts';
import { s3Snapshots } from '../lambda/aws/s3-snapshots.ts';
import type { ReportStore } from '../lambda/ports/write.ts';
import { judgedRun } from './judged-run.ts';

/** What a page took. */
export interface PageCost {
  readonly loadBalancers: number;
  readonly pageBytes: number;
  /** Until it is there as text, before it is sent. */
  readonly renderMs: number;
  /** The most that V8's heap held while the page was made and sent, what could have been collected included. */
  readonly heapBytes: number;
  /** Of the process, before the page was begun and after it was stored. */
  readonly peakBeforeBytes: number;
  readonly peakBytes: number;
}

async function run(bucket: string): Promise<PageCost> {
  const { clients, settings, facts, verdicts } = await judgedRun({
    isPaced: false,
    settings: { ownerTagKeys: ['team'] },
  });
  const store = s3Snapshots(clients.s3, { name: bucket, ownerAccount: facts.account });
  const peakBeforeBytes = peakNow();
  const profiler = new GCProfiler();
  profiler.start();
  const startedAt = performance.now();
  const page = { renderMs: 0, bytes: 0, heapBytes: 0 };
  const report: ReportStore = {
    ...store,
    putPage(key, html) {
      page.renderMs = performance.now() - startedAt;
      page.heapBytes = process.memoryUsage().heapUsed;
      page.bytes = Buffer.byteLength(html);
      return store.putPage(key, html);
    },
  };
  const { failures } = await storePage({ facts, verdicts, scope: { is: 'everything' } }, settings, {
    write: { report },
  });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const { statistics } = profiler.stop();
  return {
    loadBalancers: verdicts.length,
    pageBytes: page.bytes,
    renderMs: page.renderMs,
    heapBytes: statistics.reduce(
      (most, { beforeGC }) => Math.max(most, beforeGC.heapStatistics.usedHeapSize),
      page.heapBytes,
    ),
    peakBeforeBytes,
    peakBytes: peakNow(),
  };
}

function peakNow(): number {
  return process.resourceUsage().maxRSS * 1024;
}

// No await: the bundle is CommonJS. A rejection ends the process with status 1.
void run(process.argv[2] ?? '').then((cost) => console.log(JSON.stringify(cost)));
