/** Page sizes, markers and by-ARN limits that ELBv2's Describe calls share (ELBv2 API reference). */
import { elbValidationError } from './errors.ts';
import { pageOf } from './paging.ts';
import type { Page } from './paging.ts';

const MAX_PAGE_SIZE = 400;
const MAX_ARNS = 20;

export function elbPage<T extends { readonly sequence: number }>(
  all: Iterable<T>,
  {
    Marker,
    PageSize = MAX_PAGE_SIZE,
  }: { readonly Marker?: string | undefined; readonly PageSize?: number | undefined },
): Page<T> {
  if (PageSize < 1 || PageSize > MAX_PAGE_SIZE) {
    throw elbValidationError(`'${PageSize}' at 'pageSize' must be between 1 and ${MAX_PAGE_SIZE}`);
  }
  const page = pageOf(all, Marker, PageSize);
  if (page === undefined) throw elbValidationError(`Invalid marker '${Marker}'`);
  return page;
}

export function checkArnCount(arns: readonly string[]): void {
  if (arns.length > MAX_ARNS) {
    throw elbValidationError(`Up to '${MAX_ARNS}' ARNs can be described at a time, not ${arns.length}`);
  }
}
