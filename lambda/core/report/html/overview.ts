/** What the page says first: how many orphans, what they cost, what waits for whom, how much was judged. Pure. */
import type { PendingSettings } from '../../plan/not-before.ts';
import { writeInstant } from '../../time.ts';
import { count, dateTime } from '../../words.ts';
import { sumUsd } from '../prices.ts';
import { savingUsd, type ScanReport } from '../scan.ts';
import { unjudgedInWords } from '../unjudged.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import { failuresIn, reportsIn, verdictInWords, type PageRegion, type Row } from './region.ts';
import { waitingOf, WAITS, type WaitsFor } from './waits.ts';

export function overview(regions: readonly PageRegion[], rows: readonly Row[], settings: PendingSettings): Markup {
  const reports = reportsIn(regions);
  const unjudged = unjudgedInWords(reports);
  return markup`<header>
    <p class="product">nlb-janitor</p>
    <h1>${headline(rows, reports, failuresIn(regions).length)}</h1>
    ${reports.length === 0 ? NOTHING : markup`<p class="lead">An orphan is a Network Load Balancer that Kubernetes left behind. This page changes nothing.</p>`}
    ${unjudged === undefined ? NOTHING : markup`<p class="lead">${unjudged}. What cannot be judged is kept.</p>`}
    <ul class="tiles">
      ${tiles(rows)}
    </ul>
    ${waits(rows, settings)}
    <ul class="regions">
      ${reports.map(judgedAt)}
    </ul>
  </header>`;
}

/** Never says that nothing was found where nothing was looked at. */
export function headline(rows: readonly Row[], reports: readonly ScanReport[], failed: number): string {
  if (reports.length === 0) return failed === 0 ? 'No region was judged' : 'No region could be judged';
  const judged = rows.map(({ one }) => one);
  const orphans = judged.filter(({ is }) => is === 'orphan');
  const besides = failed === 0 ? '' : `, and ${count(failed, 'region')} could not be judged`;
  if (orphans.length === 0) return `No orphans among ${count(judged.length, 'load balancer')}${besides}`;
  const usd = savingUsd(judged);
  const verb = orphans.length === 1 ? 'costs' : 'cost';
  return usd === undefined
    ? `${count(orphans.length, 'orphan')}${besides}`
    : `${count(orphans.length, 'orphan')} ${verb} about USD ${usd.toFixed(2)} a month${besides}`;
}

function tiles(rows: readonly Row[]): readonly Markup[] {
  return (['orphan', 'unknown', 'in-use', 'leave-alone'] as const).map((is) => {
    const those = rows.filter(({ one }) => one.is === is);
    const usd = sumUsd(those.map(({ one }) => one.monthlyCostUsd));
    return markup`<li class="tile ${is}">
      <b>${those.length}</b> <span>${verdictInWords(is)}</span>
      <small>${usd === undefined ? 'not billed in USD' : `USD ${usd.toFixed(2)} a month`}</small>
    </li>`;
  });
}

function waits(rows: readonly Row[], settings: PendingSettings): Markup {
  const numbers = new Map<WaitsFor, number>();
  for (const row of rows) {
    const { for: whom } = waitingOf(row, settings);
    numbers.set(whom, (numbers.get(whom) ?? 0) + 1);
  }
  const said = WAITS.flatMap((whom) => {
    const number = whom === 'nothing' ? undefined : numbers.get(whom);
    return number === undefined ? [] : [markup`<li><b>${number}</b> for ${whom}</li>`];
  });
  return said.length === 0
    ? NOTHING
    : markup`<div class="waits">
        <span>Orphans and unknown ones wait:</span>
        <ul>
          ${said}
        </ul>
      </div>`;
}

function judgedAt({ account, region, at, judged }: ScanReport): Markup {
  return markup`<li>
    Account <bdi>${account}</bdi>, <bdi>${region}</bdi>: ${count(judged.length, 'load balancer')}, judged
    <time datetime="${writeInstant(at)}">${dateTime(at)}</time>
  </li>`;
}
