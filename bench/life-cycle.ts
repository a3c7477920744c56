/**
 * What one quarantine and one delete cost in AWS calls: the difference between lives of one more NLB, in the account in a
 * box. Prints two lines; asserts nothing.
 */
import { reap } from '../lambda/reap.ts';
import { sweep } from '../lambda/sweep.ts';
import { parseSettings } from '../lambda/settings/settings.ts';
import { Box } from '../sandbox/box.ts';
import { inTree, nlbOf } from '../sandbox/made-by-controllers.ts';

const START = new Date('2026-03-02T09:00:00Z');
const VPC = 'vpc-0prod';
const EVERYTHING = { is: 'everything' } as const;

interface Cost {
  readonly reads: number;
  readonly writes: number;
}

/** Calls of one NLB with one target group, from its first sweep to its notice, and from its approval to its outcome. */
export async function lifeCycleCosts(): Promise<{ readonly quarantine: Cost; readonly deletion: Cost }> {
  const [one, two] = [await callsOfLife(1), await callsOfLife(2)];
  return { quarantine: difference(two.sweep, one.sweep), deletion: difference(two.reap, one.reap) };
}

async function callsOfLife(orphans: number): Promise<{ sweep: Cost; reap: Cost }> {
  const box = new Box({ startAt: START });
  try {
    await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
    const names = Array.from({ length: orphans }, (_, index) => `bench/orphan-${index}`);
    for (const name of names) inTree(box, 'prod', name, { vpcId: VPC, target: 'unhealthy' }, 'gone');
    box.account.subscribe({ protocol: 'email', endpoint: 'platform@example.com', confirmed: true });
    const settings = parseSettings({ regions: [box.account.region], maxDeletePercent: 100 }, 'bench');

    const sweepCost = await costOf(box, () => sweep(EVERYTHING, box.sweepWorld(), settings));
    for (const name of names) box.account.setTags(nlbOf(box, name), { 'nlb-janitor/approval': 'approved' });
    box.clock.advance({ days: settings.graceDays, hours: 1 });
    const reapCost = await costOf(box, () => reap(EVERYTHING, box.reapWorld(), settings));
    return { sweep: sweepCost, reap: reapCost };
  } finally {
    await box.close();
  }
}

async function costOf(box: Box, run: () => Promise<unknown>): Promise<Cost> {
  const before = box.account.calls.length;
  await run();
  const calls = box.account.calls.slice(before);
  return { reads: calls.filter((call) => !call.mutating).length, writes: calls.filter((call) => call.mutating).length };
}

function difference(more: Cost, less: Cost): Cost {
  return { reads: more.reads - less.reads, writes: more.writes - less.writes };
}
