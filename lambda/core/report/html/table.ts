/** The table of all NLBs: one body for each, with its line and its detail, so that they are sorted together. Pure. */
import { detail } from './detail.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import { clusterOf, placeOf, titleOf, verdictInWords, type Row } from './region.ts';
import type { PageSettings } from './settings.ts';
import { WAITS, waitingOf } from './waits.ts';

/** What the filter offers where a load balancer names no cluster. */
const NO_CLUSTER = 'no cluster';

export function table(rows: readonly Row[], settings: PageSettings): Markup {
  if (rows.length === 0) return markup`<p class="empty">No Network Load Balancers here.</p>`;
  return markup`<h2>Load balancers</h2>
    ${filters(rows, settings)}
    <table id="load-balancers">
      <caption>
        Every Network Load Balancer that was judged
      </caption>
      <thead>
        <tr>
          <th scope="col" data-sort="verdict">Verdict</th>
          <th scope="col" data-sort="title">Service, load balancer</th>
          <th scope="col" data-sort="cluster">Cluster</th>
          <th scope="col" data-sort="waits">Waits for</th>
          <th scope="col" data-sort="cost" class="number">USD a month</th>
        </tr>
      </thead>
      ${rows.map((row) => body(row, settings))}
    </table>
    <p id="none" class="empty" hidden>None of them matches. Clear the filters to see all.</p>`;
}

function body(row: Row, settings: PageSettings): Markup {
  const { one, report } = row;
  const { loadBalancer, monthlyCostUsd } = one;
  const title = titleOf(one);
  const cluster = clusterOf(one) ?? NO_CLUSTER;
  const waiting = waitingOf(row, settings);
  return markup`<tbody
    class="one"
    data-verdict="${one.is}"
    data-place="${placeOf(one)}"
    data-title="${title}"
    data-cluster="${cluster}"
    data-waits="${WAITS.indexOf(waiting.for)}"
    data-cost="${monthlyCostUsd ?? -1}"
  >
    <tr>
      <td><span class="verdict ${one.is}">${verdictInWords(one.is)}</span></td>
      <th scope="row">
        <bdi>${title}</bdi
        >${title === loadBalancer.name ? NOTHING : markup`<small><bdi>${loadBalancer.name}</bdi></small>`}
      </th>
      <td><bdi>${cluster}</bdi><small>${report.region}</small></td>
      <td>${waiting.says}</td>
      ${monthlyCostUsd === undefined ? markup`<td class="number">not in USD</td>` : markup`<td class="number usd">${monthlyCostUsd.toFixed(2)}</td>`}
    </tr>
    <tr class="more">
      <td colspan="5">${detail(row, settings)}</td>
    </tr>
  </tbody>`;
}

/** Shown by the script, which is what makes them work. */
function filters(rows: readonly Row[], { ownerTagKeys }: PageSettings): Markup {
  const clusters = [...new Set(rows.map(({ one }) => clusterOf(one) ?? NO_CLUSTER))].toSorted();
  const verdicts = [...new Set(rows.map(({ one }) => one.is))];
  return markup`<form id="filters" class="filters" hidden>
      <div>
        <label for="by-verdict">Verdict</label>
        <select id="by-verdict" name="verdict">
          <option value="">All</option>
          ${verdicts.map((is) => markup`<option value="${is}">${verdictInWords(is)}</option>`)}
        </select>
      </div>
      <div>
        <label for="by-cluster">Cluster</label>
        <select id="by-cluster" name="cluster">
          <option value="">All</option>
          ${clusters.map((name) => markup`<option value="${name}">${name}</option>`)}
        </select>
      </div>
      <div class="wide">
        <label for="by-text">Text</label>
        <input
          id="by-text"
          name="text"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder="${ownerTagKeys.length === 0 ? 'name, Service, reason, evidence' : 'name, Service, owner, reason'}"
        />
      </div>
    </form>
    <p id="count" class="quiet" role="status"></p>`;
}
