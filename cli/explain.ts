/** `nlb-janitor explain <which>`: every signal for one load balancer, also why it is not an orphan. Writes nothing. */
import { judgeOtherType } from '../lambda/core/judge/judge.ts';
import { signalsOf } from '../lambda/core/explain/signals.ts';
import { monthlyCostUsd } from '../lambda/core/report/prices.ts';
import type { Judged } from '../lambda/core/report/scan.ts';
import { judgeRegion, type AccountOptions, type JudgedRegion } from './account.ts';
import { callerOf } from './clients.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { finder } from './find.ts';
import { inDoubt, notFound, regionsNotLookedIn } from './not-one.ts';
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
  const caller = callerOf(options, output);
  const search = finder(caller, () => regionsOf(options.region, options.profile, regions));
  const looked = await search.find(which);
  const missing = notFound(name, looked);
  if (missing !== undefined) {
    const advice = looked.failed.length > 0 ? '' : '; see `npx nlb-janitor scan` for those that are there';
    throw new CouldNotError([missing + advice, ...regionsNotLookedIn([looked])].join('\n'));
  }
  const arns = new Map<string, string[]>();
  for (const { region, loadBalancer } of looked.found) {
    arns.set(region, [...(arns.get(region) ?? []), loadBalancer.arn]);
  }

  const explanations: string[] = [];
  // What was found is shown, whatever could not be looked at besides; and that is said, and fails the command.
  const doubt = inDoubt(name, looked);
  const failures = doubt === undefined ? [] : [doubt, ...regionsNotLookedIn([looked])];
  for (const [region, wanted] of arns) {
    try {
      explanations.push(...(await explanationsIn({ region, caller, settings }, wanted, output)));
    } catch (error) {
      if (!(error instanceof CouldNotError)) throw error;
      failures.push(error.message);
    }
  }
  if (explanations.length > 0) output.result(explanations.join('\n'));
  if (failures.length > 0) throw new CouldNotError(failures.join('\n'));
  return EXIT.judged;
}

/** @throws CouldNotError */
async function explanationsIn(
  options: AccountOptions,
  wanted: readonly string[],
  output: Pick<Output, 'paint'>,
): Promise<readonly string[]> {
  const asked = new Set(wanted);
  const judgedRegion = await judgeRegion({ ...options, alsoInspect: () => asked });
  return wanted.map((arn) => {
    const judged = judgedOf(judgedRegion, arn);
    // Deleted since it was found.
    if (judged === undefined) throw new CouldNotError(`${arn}: is gone`);
    return explanationOf(judged, judgedRegion, output);
  });
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
