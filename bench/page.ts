/**
 * What the page of the largest fleet costs the run that stores it, with V8 held to a small heap. Once as names mostly are,
 * and once with letters beyond Latin in one tag: V8 then keeps the whole page with two bytes for each character.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { endpointEnvironment, startHttpEndpoint } from '../sandbox/aws/http-endpoint.ts';
import { MOST_MEGABYTES, type Aim } from './aims.ts';
import { bundleOf } from './bundle.ts';
import { buildFleet } from './fleet.ts';
import { SMALL_HEAP } from './measure.ts';
import type { PageCost } from './page-janitor.ts';

const FLEET = { loadBalancers: 5000, clusters: 100 };
const TEAM_BEYOND_LATIN = '決済チーム';

export interface PageCosts {
  readonly latin: PageCost;
  readonly beyondLatin: PageCost;
}

export async function pageCosts(): Promise<PageCosts> {
  const bundle = await bundleOf('page-janitor.ts');
  const box = await buildFleet(FLEET);
  const endpoint = await startHttpEndpoint([box.account]);
  const measured = async (): Promise<PageCost> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...SMALL_HEAP, bundle.file, box.account.bucket.name],
      {
        env: {
          ...endpointEnvironment(endpoint, box.account.region),
          AWS_CONFIG_FILE: '/dev/null',
          AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        },
      },
    );
    const cost = JSON.parse(stdout) as PageCost;
    if (cost.loadBalancers !== FLEET.loadBalancers) throw new Error(`bench: a page of ${cost.loadBalancers} NLBs`);
    return cost;
  };
  try {
    const latin = await measured();
    const [arn] = box.account.loadBalancers.keys();
    if (arn === undefined) throw new Error('bench: a fleet without load balancers');
    box.account.setTags(arn, { team: TEAM_BEYOND_LATIN });
    return { latin, beyondLatin: await measured() };
  } finally {
    await endpoint.close();
    await box.close();
    await bundle.remove();
  }
}

/** Lines of a table. */
export function pageLines({ latin, beyondLatin }: PageCosts): readonly string[] {
  const line = (what: string, cost: PageCost): string =>
    what.padEnd(26) +
    megabytes(cost.pageBytes, 1).padStart(7) +
    cost.renderMs.toFixed(0).padStart(11) +
    megabytes(cost.heapBytes).padStart(14) +
    megabytes(cost.peakBeforeBytes).padStart(16) +
    megabytes(cost.peakBytes).padStart(9);
  return [
    `Page of ${FLEET.loadBalancers.toLocaleString('en')} NLBs   page MB  render ms  peak heap MB  before, peak MB  peak MB`,
    line('names in Latin letters', latin),
    line('one in others', beyondLatin),
  ];
}

export function pageAims({ latin, beyondLatin }: PageCosts): readonly Aim[] {
  const most = Math.max(latin.peakBytes, beyondLatin.peakBytes);
  return [
    {
      text: `peak memory of a run with its page, small heap: ${megabytes(most)} MB, aim under ${MOST_MEGABYTES} MB`,
      isReached: most < MOST_MEGABYTES * 2 ** 20,
    },
  ];
}

function megabytes(bytes: number, digits = 0): string {
  return (bytes / 2 ** 20).toFixed(digits);
}
