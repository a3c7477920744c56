/**
 * Pages in the order of making, with opaque markers that hold the last item's place: what is added or removed between two
 * pages neither repeats nor hides another item.
 */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** @returns undefined for a marker that this function did not make */
export function pageOf<T extends { readonly sequence: number }>(
  all: Iterable<T>,
  marker: string | undefined,
  size: number,
): Page<T> | undefined {
  const after = marker === undefined ? 0 : placeOf(marker);
  if (after === undefined) return undefined;
  const rest = [...all].filter(({ sequence }) => sequence > after).sort((a, b) => a.sequence - b.sequence);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, next: last !== undefined && rest.length > size ? markerAt(last.sequence) : undefined };
}

function markerAt(sequence: number): string {
  return Buffer.from(`after:${sequence}`).toString('base64');
}

function placeOf(marker: string): number | undefined {
  const place = /^after:(\d+)$/.exec(Buffer.from(marker, 'base64').toString());
  return place === null ? undefined : Number(place[1]);
}
