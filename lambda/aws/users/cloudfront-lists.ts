/**
 * CloudFront's lists, page by page. For VPC origins the SDK has no paginator, and that for distributions would take a page
 * that says "truncated" without a marker for the last one.
 */
import { ListDistributionsCommand, ListVpcOriginsCommand } from '@aws-sdk/client-cloudfront';
import type { CloudFrontClient, DistributionSummary, VpcOriginSummary } from '@aws-sdk/client-cloudfront';

import type { Reading } from '../../model/reading.ts';
import { hasName, IncompleteAnswerError } from '../errors.ts';
import { reading, required } from '../reading.ts';

/** The most that the API takes (API_ListDistributions and API_ListVpcOrigins, MaxItems). */
const PAGE_SIZE = 100;

/** What DistributionList and VpcOriginList have in common. */
interface Page<T> {
  readonly Items?: readonly T[] | undefined;
  readonly Quantity: number | undefined;
  readonly IsTruncated: boolean | undefined;
  readonly NextMarker?: string | undefined;
}

/** Every distribution of the account, multi-tenant ones too, with its origins. */
export function listDistributions(client: CloudFrontClient): Promise<Reading<readonly DistributionSummary[]>> {
  return reading({ service: 'cloudfront', action: 'ListDistributions' }, () =>
    everyItem('DistributionList', async (Marker) => {
      const { DistributionList } = await client.send(new ListDistributionsCommand({ Marker, MaxItems: PAGE_SIZE }));
      return DistributionList;
    }),
  );
}

/** Every VPC origin of the account. @param mayLack whether CloudFront's UnsupportedOperation says that there are none */
export function listVpcOrigins(
  client: CloudFrontClient,
  { mayLack }: { readonly mayLack: boolean },
): Promise<Reading<readonly VpcOriginSummary[]>> {
  return reading({ service: 'cloudfront', action: 'ListVpcOrigins' }, async () => {
    try {
      return await everyItem('VpcOriginList', async (Marker) => {
        const { VpcOriginList } = await client.send(new ListVpcOriginsCommand({ Marker, MaxItems: PAGE_SIZE }));
        return VpcOriginList;
      });
    } catch (error) {
      // SAFETY: "This operation is not supported in this Amazon Web Services Region" (API_ListVpcOrigins, "Errors"), and
      // no other error, where VPC origins may be missing, and nowhere else.
      if (mayLack && hasName(error, 'UnsupportedOperation')) return [];
      throw error;
    }
  });
}

/**
 * @throws IncompleteAnswerError where AWS announced more than it sent. An empty list has no Items, so Quantity decides:
 * the model calls it the number in the whole list, its examples show that of the page, and neither may be more than came.
 */
async function everyItem<T>(
  list: string,
  pageAfter: (marker: string | undefined) => Promise<Page<T> | undefined>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let announced = 0;
  let marker: string | undefined;
  do {
    const page = required(await pageAfter(marker), list);
    announced = Math.max(announced, required(page.Quantity, `Quantity in ${list}`));
    if (page.Items !== undefined) items.push(...page.Items);
    marker = markerAfter(page, marker, list);
  } while (marker !== undefined);
  // SAFETY: what is missing from the list may name a load balancer.
  if (items.length < announced) {
    throw new IncompleteAnswerError(`${list} announces ${announced} items, and ${items.length} came`);
  }
  return items;
}

/** Undefined after the last page. */
function markerAfter(page: Page<unknown>, marker: string | undefined, list: string): string | undefined {
  const isTruncated = required(page.IsTruncated, `IsTruncated in ${list}`);
  const next = page.NextMarker === '' ? undefined : page.NextMarker;
  // SAFETY: without a way on, the rest of the list stays unread.
  if (isTruncated && (next === undefined || next === marker)) {
    throw new IncompleteAnswerError(`${list} is truncated, and the answer does not say where it goes on`);
  }
  return isTruncated ? next : undefined;
}
