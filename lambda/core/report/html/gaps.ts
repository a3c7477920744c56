/** What the page cannot tell, and why: regions that failed, clusters never seen, sources that did not answer. Pure. */
import { count } from '../../words.ts';
import type { LostCluster } from '../lost-clusters.ts';
import { costInWords } from '../prices.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import { failuresIn, reportsIn, type PageRegion } from './region.ts';

export function failedRegions(regions: readonly PageRegion[]): Markup {
  const failed = failuresIn(regions);
  if (failed.length === 0) return NOTHING;
  return markup`<section class="failed" aria-labelledby="failed">
    <h2 id="failed">${failed.length === 1 ? '1 region' : `${failed.length} regions`} could not be judged</h2>
    <p>Nothing on this page tells of their load balancers.</p>
    <dl>
      ${failed.map(
        ({ region, failure }) =>
          markup`<div>
            <dt>${region}</dt>
            <dd><bdi>${failure}</bdi></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

export function lostClusters(regions: readonly PageRegion[]): Markup {
  const lost = reportsIn(regions).flatMap((report) => report.lostClusters);
  if (lost.length === 0) return NOTHING;
  return markup`<section aria-labelledby="lost">
    <h2 id="lost">Clusters never seen: say which are gone</h2>
    <ul class="cards">
      ${lost.map(lostCluster)}
    </ul>
  </section>`;
}

function lostCluster({ cluster, loadBalancers, monthlyCostUsd, signs, confirm }: LostCluster): Markup {
  return markup`<li>
    <strong><bdi>${cluster}</bdi></strong> ${count(loadBalancers, 'load balancer')}, ${costInWords(monthlyCostUsd)}
    <p>${signs.join('; ')}.</p>
    <p>
      ${confirm === undefined ? 'If it is gone, delete them by hand.' : markup`If it is gone: <code>${confirm}</code>`}
    </p>
  </li>`;
}

export function unread(regions: readonly PageRegion[]): Markup {
  const sources = reportsIn(regions).flatMap(({ region, unreadable }) =>
    unreadable.map(({ source, why }) => ({ region, source, why })),
  );
  if (sources.length === 0) return NOTHING;
  return markup`<section aria-labelledby="unread">
    <h2 id="unread">What could not be read</h2>
    <p>Whatever depends on it is kept.</p>
    <dl>
      ${sources.map(
        ({ region, source, why }) =>
          markup`<div>
            <dt><bdi>${source}</bdi>, ${region}</dt>
            <dd><bdi>${why}</bdi></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
