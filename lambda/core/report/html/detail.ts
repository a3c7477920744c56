/** All there is to say of one NLB: evidence, cautions, quarantine, names to copy. Pure. */
import { dateTime } from '../../words.ts';
import { ownersInWords } from '../about.ts';
import { ownersIn } from '../about-from.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import type { Row } from './region.ts';
import type { PageSettings } from './settings.ts';
import { timeline } from './timeline.ts';
import { toAnswer } from './to-answer.ts';
import { waitingOf } from './waits.ts';

/** Open where no script runs: then all of it can be read, and printed. */
export function detail(row: Row, settings: PageSettings): Markup {
  const { one } = row;
  const cautions = one.is === 'orphan' ? one.cautions.map(({ words }) => words) : [];
  return markup`<details open>
    <summary>
      <bdi>${one.explanation}</bdi
      >${cautions.length === 0 ? NOTHING : markup` <span class="tag">${cautions.length === 1 ? '1 caution' : `${cautions.length} cautions`}</span>`}
    </summary>
    <div class="detail">
      ${timeline(row, settings)} ${list('Cautions', cautions)} ${toAnswer(row, settings)} ${list('Evidence', one.evidence)}
      <section>
        <h3>Load balancer</h3>
        <dl>${facts(row, settings)}</dl>
      </section>
    </div>
  </details>`;
}

function list(title: string, items: readonly string[]): Markup {
  if (items.length === 0) return NOTHING;
  return markup`<section>
    <h3>${title}</h3>
    <ul>
      ${items.map((item) => markup`<li><bdi>${item}</bdi></li>`)}
    </ul>
  </section>`;
}

function facts(row: Row, settings: PageSettings): readonly Markup[] {
  const { one, report } = row;
  const { loadBalancer, owner, tags } = one;
  // As messages say it.
  const owners = ownersInWords({ owners: ownersIn(tags ?? new Map(), settings.ownerTagKeys) });
  const otherwise = one.is === 'leave-alone' && one.otherwise !== undefined ? one.otherwise : undefined;
  return [
    fact('Reason', one.reason),
    otherwise === undefined ? NOTHING : fact('Otherwise', `an orphan: ${otherwise}`),
    fact('Waits for', waitingOf(row, settings).says),
    owners === undefined ? NOTHING : fact('Owner', owners),
    fact('Name', loadBalancer.name),
    fact('DNS name', loadBalancer.dnsName),
    fact('ARN', loadBalancer.arn),
    fact('Made', dateTime(loadBalancer.createdAt)),
    fact('By', owner?.is === 'service' ? owner.controller : 'not by one Service'),
    fact('Account', `${report.account}, ${report.region}`),
  ];
}

function fact(name: string, value: string): Markup {
  return markup`<div>
    <dt>${name}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}
