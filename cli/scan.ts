/**
 * `nlb-janitor scan`: judges every Network Load Balancer of one or more regions and prints the verdicts. Writes nothing.
 */
import { neverSeen } from '../lambda/core/judge/to-read.ts';
import { scanPage } from '../lambda/core/report/html/page.ts';
import type { ScanReport } from '../lambda/core/report/scan.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { judgeRegion } from './account.ts';
import { callerOf } from './clients.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { renderJson, type RegionResult } from './render/json.ts';
import { renderMarkdown } from './render/markdown.ts';
import { renderTable } from './render/table.ts';
import { regionsOf } from './regions.ts';

type Format = 'table' | 'json' | 'markdown' | 'html';

/** Verdicts that `--fail-on` can turn into an exit status. */
export type FailOn = 'unknown' | 'orphan';

interface ScanOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly output: Format;
  readonly settings?: string;
  readonly failOn?: readonly FailOn[];
  readonly quiet?: boolean;
}

/** Regions one after the other; one that fails never hides the others, and always fails the command. */
export async function scan(options: ScanOptions, output: Output): Promise<number> {
  const { settings, regions: ofSettings } = operatorSettings(options.settings);
  const regions = await regionsOf(options.region, options.profile, ofSettings);
  const caller = callerOf(options, output);

  const results: RegionResult[] = [];
  for (const region of regions) {
    caller.say?.(`Reading ${region}`);
    try {
      const { report } = await judgeRegion({ region, caller, settings, alsoInspect: neverSeen });
      results.push({ region, report });
    } catch (error) {
      if (!(error instanceof CouldNotError)) throw error;
      results.push({ region, failure: withoutRegion(error.message, region) });
    }
  }

  const reports = reportsOf(results);
  print(options.output, results, settings, output);
  for (const [failure, failed] of byFailure(results)) output.say(`Could not judge ${failed.join(', ')}: ${failure}`);
  if (reports.length < results.length) return EXIT.couldNot;
  return isFound(reports, options.failOn ?? []) ? EXIT.found : EXIT.judged;
}

function print(format: Format, results: readonly RegionResult[], settings: Settings, output: Output): void {
  const reports = reportsOf(results);
  const failed = results.length - reports.length;
  // These two also when every region failed: whoever reads them finds the failures in them.
  if (format === 'json') output.result(renderJson(results, settings));
  else if (format === 'html') output.result(scanPage(results, settings));
  else if (reports.length > 0) {
    output.result(
      format === 'table'
        ? renderTable(reports, settings, output.paint, failed)
        : renderMarkdown(reports, settings, failed),
    );
  }
}

function reportsOf(results: readonly RegionResult[]): readonly ScanReport[] {
  return results.flatMap((result) => ('report' in result ? [result.report] : []));
}

function isFound(reports: readonly ScanReport[], failOn: readonly FailOn[]): boolean {
  return reports.some(({ judged }) => judged.some(({ is }) => failOn.some((one) => one === is)));
}

/** One cause, such as a lost login, fails many regions: it is said once, with all of them. */
function byFailure(results: readonly RegionResult[]): ReadonlyMap<string, readonly string[]> {
  const regions = new Map<string, string[]>();
  for (const result of results) {
    if ('report' in result) continue;
    regions.set(result.failure, [...(regions.get(result.failure) ?? []), result.region]);
  }
  return regions;
}

/** Failures begin with their region, which is told apart from them here. */
function withoutRegion(message: string, region: string): string {
  return message.startsWith(`${region}: `) ? message.slice(region.length + 2) : message;
}
