/** `nlb-janitor explain <which>`: every signal for one load balancer, also why it is not an orphan. Writes nothing. */
import { judgeOtherType } from '../lambda/core/judge/judge.ts';
import { signalsOf } from '../lambda/core/explain/signals.ts';
import { monthlyCostUsd } from '../lambda/core/report/prices.ts';
import type { Judged } from '../lambda/core/report/scan.ts';
import { judgeRegion, type JudgedRegion } from './account.ts';
import type { Caller } from './clients.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { finder } from './find.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { renderExplanation } from './render/explanation.ts';
import { regionsOf } from './regions.ts';
import { parseWhich } from './which.ts';

interface ExplainOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  readonly quiet?: boolean;
}

/** All that the name may mean is explained: to look at several harms nobody. */
export async function explain(name: string, options: ExplainOptions, output: Output): Promise<number> {
  const which = parseWhich(name);
  const { settings, regions } = operatorSettings(options.settings);
  const caller: Caller = {
    profile: options.profile,
    say: options.quiet === true ? undefined : (text) => output.say(text),
  };
  const search = finder(caller, () => regionsOf(options.region, options.profile, regions));
  const arns = new Map<string, string[]>();
  for (const { region, loadBalancer } of await search.find(which)) {
    arns.set(region, [...(arns.get(region) ?? []), loadBalancer.arn]);
  }
  if (arns.size === 0) {
    throw new CouldNotError(
      `${name}: no such load balancer in ${await search.whereFor(which)}; see \`nlb-janitor scan\` for those that are there`,
    );
  }

  const explanations: string[] = [];
  for (const [region, wanted] of arns) {
    const asked = new Set(wanted);
    const judgedRegion = await judgeRegion({ region, caller, settings, alsoInspect: () => asked });
    for (const arn of wanted) {
      const judged = judgedOf(judgedRegion, arn);
      // Deleted since it was found.
      if (judged === undefined) throw new CouldNotError(`${arn}: is gone`);
      explanations.push(explanationOf(judged, judgedRegion, output));
    }
  }
  output.result(explanations.join('\n'));
  return EXIT.judged;
}

function explanationOf(judged: Judged, { facts, report }: JudgedRegion, output: Pick<Output, 'paint'>): string {
  const signals = judged.loadBalancer.type === 'network' ? signalsOf(judged, facts) : [];
  return renderExplanation(judged, signals, report, output.paint);
}

/** A load balancer of any type. */
function judgedOf({ facts, report }: JudgedRegion, arn: string): Judged | undefined {
  const network = report.judged.find(({ loadBalancer }) => loadBalancer.arn === arn);
  if (network !== undefined) return network;
  const other = facts.loadBalancers.find((loadBalancer) => loadBalancer.arn === arn);
  if (other === undefined) return undefined;
  return { ...judgeOtherType(other), monthlyCostUsd: monthlyCostUsd(other, report.region) };
}
