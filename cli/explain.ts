/**
 * `nlb-janitor explain <arn or name>`: every signal for one load balancer, also why it is not an orphan. Writes nothing.
 */
import { judgeOtherType } from '../lambda/core/judge/judge.ts';
import { signalsOf } from '../lambda/core/explain/signals.ts';
import { monthlyCostUsd } from '../lambda/core/report/prices.ts';
import type { Judged } from '../lambda/core/report/scan.ts';
import { judgeRegion, type JudgedRegion } from './account.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { progressJournal, silentJournal, type Output } from './output.ts';
import { renderExplanation } from './render/explanation.ts';
import { regionsOf } from './regions.ts';
import { scanSettings } from './scan-settings.ts';
import { parseTarget } from './target.ts';

interface ExplainOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  readonly quiet?: boolean;
}

export async function explain(which: string, options: ExplainOptions, output: Output): Promise<number> {
  const settings = scanSettings(options.settings);
  const named = parseTarget(which);
  const regions = named.region === undefined ? await regionsOf(options.region, options.profile) : [named.region];
  const journal = options.quiet === true ? silentJournal : progressJournal(output);

  let found = 0;
  for (const region of regions) {
    const judgedRegion = await judgeRegion({
      region,
      profile: options.profile,
      settings,
      journal,
      alsoInspect: [which],
    });
    const judged = findIn(judgedRegion, which);
    if (judged === undefined) continue;
    found += 1;
    output.result(explanationOf(judged, judgedRegion, output));
  }
  if (found === 0) {
    throw new CouldNotError(
      `${which}: no such load balancer in ${regions.join(', ')}; see \`nlb-janitor scan\` for those that are there`,
    );
  }
  return EXIT.judged;
}

/** The same text for a real account and for one in a box. */
function explanationOf(judged: Judged, { facts, report }: JudgedRegion, output: Pick<Output, 'paint'>): string {
  const signals = judged.loadBalancer.type === 'network' ? signalsOf(judged, facts) : [];
  return renderExplanation(judged, signals, report, output.paint);
}

/** A load balancer of any type, by ARN or name. */
function findIn({ facts, report }: JudgedRegion, which: string): Judged | undefined {
  const network = report.judged.find(({ loadBalancer }) => loadBalancer.arn === which || loadBalancer.name === which);
  if (network !== undefined) return network;
  const other = facts.loadBalancers.find(
    (loadBalancer) => loadBalancer.type !== 'network' && (loadBalancer.arn === which || loadBalancer.name === which),
  );
  if (other === undefined) return undefined;
  return { ...judgeOtherType(other), monthlyCostUsd: monthlyCostUsd(other, report.region) };
}
