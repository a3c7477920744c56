/** The page of the demo, as a file to be opened in a browser: in a folder of its own below that for temporary files. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanPage } from '../lambda/core/report/html/page.ts';
import type { ScanReport } from '../lambda/core/report/scan.ts';
import type { Settings } from '../lambda/settings/settings.ts';

/** What to say of it: where it is, or why there is none. The demo goes on without. */
export async function writeDemoPage(report: ScanReport, settings: Settings): Promise<string> {
  try {
    const file = join(await mkdtemp(join(tmpdir(), 'nlb-janitor-demo-')), 'page.html');
    await writeFile(file, scanPage([{ region: report.region, report }], settings));
    return `The same as a page, to be opened in a browser:\n  ${file}\n`;
  } catch (error) {
    return `The page could not be written: ${error instanceof Error ? error.message : String(error)}\n`;
  }
}
