/**
 * `nlb-janitor demo` (`npm start`): judges an account in a box with the product's own code. Everything lives in this
 * process; no AWS account and no cluster can be reached from here, whatever credentials the environment holds.
 */
import { collect } from '../lambda/collect.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import { scanReport } from '../lambda/core/scan-report.ts';
import { parseSettings } from '../lambda/settings.ts';
import { Box } from '../sandbox/box.ts';
import { buildDemoWorld, DEMO_START } from '../sandbox/demo-world.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { explanationOf } from './explain.ts';
import type { Output } from './output.ts';
import { wrap } from './render/layout.ts';
import { renderTable } from './render/table.ts';

export async function demo(output: Output): Promise<number> {
  const box = new Box({ startAt: DEMO_START });
  try {
    await buildDemoWorld(box);
    const settings = parseSettings({ regions: [box.account.region] }, 'demo');
    const { accountId: account, region } = box.account;
    const facts = await collect(box.readPorts(), { account, region, now: box.clock.now() }, settings);
    if (!facts.ok) throw new CouldNotError(facts.why);
    const report = scanReport(facts.value, judge(facts.value, settings));

    output.result(
      `${wrap('An account in a box: no AWS, no cluster, nothing to break. This is what `scan` prints:')}\n\n`,
    );
    output.result(renderTable([report], output.paint));

    const example = report.judged.find((one) => one.is === 'orphan' && one.cautions.length > 0);
    if (example !== undefined) {
      output.result(`\n${wrap(`And this is what \`explain ${example.loadBalancer.name}\` prints:`)}\n\n`);
      output.result(explanationOf(example, { facts: facts.value, report }, output));
    }
    output.result('\nOn your own account, with your AWS credentials: npx nlb-janitor scan\n');
    return EXIT.judged;
  } finally {
    await box.close();
  }
}
