/**
 * `nlb-janitor demo` (`npm start`): ten days of an account in a box, lived through with the product's own code, told in
 * four acts or day by day. Everything is in this process; no AWS account and no cluster can be reached from here, whatever
 * credentials the environment holds.
 */
import { collect } from '../lambda/collect/collect.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import { neverSeen } from '../lambda/core/judge/to-read.ts';
import { scanReport, type ScanReport } from '../lambda/core/report/scan.ts';
import { dayOf } from '../lambda/core/time.ts';
import { count } from '../lambda/core/words.ts';
import { parseSettings, type Settings } from '../lambda/settings/settings.ts';
import { Box } from '../sandbox/box.ts';
import { buildDemoWorld, DEMO_START } from '../sandbox/demo-world.ts';
import { actsOf, WHAT_NEXT } from './demo-acts.ts';
import { showDay } from './demo-days.ts';
import { liveDays, type Day } from './demo-life.ts';
import { writeDemoPage } from './demo-page.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { readHistory } from './deletion-records.ts';
import { renderHistory } from './history.ts';
import type { Output } from './output.ts';
import { wrap } from './render/layout.ts';
import { renderTable, savingLine } from './render/table.ts';

const LAST_DAY = 10;
/** Of the page: people were told, and some have answered. */
const PAGE_DAY = 2;

export async function demo({ days }: { readonly days?: boolean }, output: Output): Promise<number> {
  const box = new Box({ startAt: DEMO_START });
  const settings = parseSettings({ regions: [box.account.region] }, 'demo');
  try {
    await buildDemoWorld(box);
    output.result(
      `${wrap('An account in a box: no AWS, no cluster, nothing to break. It lives through ten days with the default settings: nothing is deleted without your tag flip.')}\n`,
    );
    await (days === true ? inDays(box, settings, output) : inActs(box, settings, output));
    return EXIT.judged;
  } finally {
    await box.close();
  }
}

/** A screen for each act. */
async function inActs(box: Box, settings: Settings, output: Output): Promise<void> {
  const found = await scan(box, settings);
  const lived: Day[] = [];
  let page = '';
  for await (const day of liveDays(box, settings, LAST_DAY)) {
    lived.push(day);
    if (day.number === PAGE_DAY) page = await writeDemoPage(await scan(box, settings), settings);
  }
  const deletions = await readHistory(box.reapWorld().write.snapshots, box.clock.now(), LAST_DAY + 1);
  for (const { title, text } of actsOf({ found, days: lived, deletions, left: await scan(box, settings) })) {
    output.result(`${headline(title, output)}${text}`);
  }
  output.result(`${headline('What next', output)}${WHAT_NEXT}\n${page}`);
}

/** Everything that happened. */
async function inDays(box: Box, settings: Settings, output: Output): Promise<void> {
  output.result(headline('What `npx nlb-janitor scan` says', output));
  output.result(renderTable([await scan(box, settings)], settings, output.paint));

  for await (const day of liveDays(box, settings, LAST_DAY)) {
    if (output.readerIsGone?.() === true) return;
    output.result(headline(`Day ${day.number}, ${dayOf(day.at)}`, output));
    showDay(day, output);
  }

  output.result(headline('What is gone: `npx nlb-janitor history`', output));
  const deletions = await readHistory(box.reapWorld().write.snapshots, box.clock.now(), LAST_DAY + 1);
  output.result(renderHistory(deletions, LAST_DAY + 1));

  output.result(headline('What stayed, and why', output));
  const after = await scan(box, settings);
  output.result(whatStayed(after));
  output.result(`\n${wrap(savingLine([after]))}\n`);
  output.result('\nOn your own account, with your AWS credentials: npx nlb-janitor scan\n');
}

function headline(text: string, output: Output): string {
  return `\n${output.paint('bold', `== ${text} `.padEnd(80, '='))}\n\n`;
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
