/**
 * `nlb-janitor scan`: judges every Network Load Balancer of one or more regions and prints the verdicts. Writes nothing.
 */
import type { ScanReport } from '../lambda/core/report/scan.ts';
import { judgeRegion } from './account.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { progressJournal, silentJournal, type Output } from './output.ts';
import { renderJson } from './render/json.ts';
import { renderMarkdown } from './render/markdown.ts';
import { renderTable } from './render/table.ts';
import { regionsOf } from './regions.ts';
import { scanSettings } from './scan-settings.ts';

const FORMATS = ['table', 'json', 'markdown'] as const;

interface ScanOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly output: (typeof FORMATS)[number];
  readonly settings?: string;
  readonly quiet?: boolean;
}

/** Regions one after the other; one that fails never hides the others, and always fails the command. */
export async function scan(options: ScanOptions, output: Output): Promise<number> {
  const settings = scanSettings(options.settings);
  const regions = await regionsOf(options.region, options.profile);
  const journal = options.quiet === true ? silentJournal : progressJournal(output);

  const reports: ScanReport[] = [];
  const failures: string[] = [];
  for (const region of regions) {
    if (options.quiet !== true) output.say(`Reading ${region}`);
    try {
      const { report } = await judgeRegion({ region, profile: options.profile, settings, journal });
      reports.push(report);
    } catch (error) {
      if (!(error instanceof CouldNotError)) throw error;
      failures.push(error.message);
    }
  }

  if (reports.length > 0) {
    switch (options.output) {
      case 'table':
        output.result(renderTable(reports, output.paint, failures.length));
        break;
      case 'json':
        // An array whenever several regions were asked for, also when only one of them answered.
        output.result(renderJson(reports, settings, { asArray: regions.length > 1 }));
        break;
      case 'markdown':
        output.result(renderMarkdown(reports, failures.length));
        break;
    }
  }
  for (const failure of failures) output.say(`Could not judge ${failure}`);
  return failures.length === 0 ? EXIT.judged : EXIT.couldNot;
}
