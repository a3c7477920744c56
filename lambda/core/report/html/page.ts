/**
 * A scan as one page for people: whole in one file, asks nobody for anything, can be read without its script, and printed.
 * Pure; decides nothing.
 */
import { failedRegions, lostClusters, unread } from './gaps.ts';
import { markup, NOTHING, trusted } from './markup.ts';
import { headline, overview } from './overview.ts';
import { POLICY } from './policy.ts';
import { failuresIn, reportsIn, rowsOf, type PageRegion } from './region.ts';
import { SCRIPT } from './script.ts';
import type { PageSettings } from './settings.ts';
import { STYLE } from './style.ts';
import { table } from './table.ts';

/** In the order in which regions were asked for. */
export function scanPage(regions: readonly PageRegion[], settings: PageSettings): string {
  const reports = reportsIn(regions);
  const rows = rowsOf(reports);
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${headline(rows, reports, failuresIn(regions).length)} · nlb-janitor</title>
        <style>${trusted(STYLE)}</style>
      </head>
      <body>
        <main>
          ${overview(regions, rows, settings)} ${failedRegions(regions)}
          ${reports.length === 0 ? NOTHING : table(rows, settings)} ${lostClusters(regions)} ${unread(regions)}
        </main>
        <script>${trusted(SCRIPT)}</script>
      </body>
    </html>
`.toString();
}
