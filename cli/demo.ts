/**
 * `nlb-janitor demo` (`npm start`): ten days of an account in a box, lived through with the product's own code.
 * Everything is in this process; no AWS account and no cluster can be reached from here, whatever credentials the
 * environment holds.
 */
import { collect } from '../lambda/collect/collect.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import { neverSeen } from '../lambda/core/judge/to-read.ts';
import { scanReport, type ScanReport } from '../lambda/core/report/scan.ts';
import { count } from '../lambda/core/words.ts';
import { parseSettings, type Settings } from '../lambda/settings/settings.ts';
import { Box } from '../sandbox/box.ts';
import { buildDemoWorld, DEMO_START } from '../sandbox/demo-world.ts';
import { liveTenDays } from './demo-days.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { readHistory } from './deletion-records.ts';
import { renderHistory } from './history.ts';
import type { Output } from './output.ts';
import { wrap } from './render/layout.ts';
import { renderTable, savingLine } from './render/table.ts';

const DAYS = 10;

export async function demo(output: Output): Promise<number> {
  const box = new Box({ startAt: DEMO_START });
  const settings = parseSettings({ regions: [box.account.region], summary: 'off' }, 'demo');
  const title = (text: string): void => output.result(`\n${output.paint('bold', `== ${text} `.padEnd(80, '='))}\n\n`);
  try {
    await buildDemoWorld(box);
    output.result(
      `${wrap('An account in a box: no AWS, no cluster, nothing to break. It lives through ten days with the default settings: nothing is deleted without your tag flip.')}\n`,
    );

    title('What `nlb-janitor scan` says');
    output.result(renderTable([await scan(box, settings)], settings, output.paint));

    await liveTenDays(box, settings, DAYS, output, title);

    title('What is gone: `nlb-janitor history`');
    const deletions = await readHistory(box.reapWorld().write.snapshots, box.clock.now(), DAYS + 1);
    output.result(renderHistory(deletions, DAYS + 1));

    title('What stayed, and why');
    const after = await scan(box, settings);
    output.result(whatStayed(after));
    output.result(`\n${wrap(savingLine([after]))}\n`);
    output.result('\nOn your own account, with your AWS credentials: npx nlb-janitor scan\n');
    return EXIT.judged;
  } finally {
    await box.close();
  }
}

async function scan(box: Box, settings: Settings): Promise<ScanReport> {
  const { accountId: account, region } = box.account;
  const facts = await collect(
    box.readPorts(),
    { account, region, now: box.clock.now(), alsoInspect: neverSeen },
    settings,
  );
  if (!facts.ok) throw new CouldNotError(facts.why);
  return scanReport(facts.value, judge(facts.value, settings));
}

/** One line for each NLB that is left. */
function whatStayed({ judged }: ScanReport): string {
  const lines = judged.map((one) => `  ${one.loadBalancer.name.padEnd(34)}${one.is}: ${one.reason}`);
  return `${[count(judged.length, 'Network Load Balancer'), ...lines.toSorted()].join('\n')}\n`;
}
