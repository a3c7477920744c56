/** What came of one region, as a page tells it. Types and selection only. Pure. */
import type { Judged, ScanReport } from '../scan.ts';

export type PageRegion =
  { readonly region: string; readonly report: ScanReport } | { readonly region: string; readonly failure: string };

/** One NLB and the scan that judged it. */
export interface Row {
  readonly one: Judged;
  readonly report: ScanReport;
}

export function reportsIn(regions: readonly PageRegion[]): readonly ScanReport[] {
  return regions.flatMap((one) => ('report' in one ? [one.report] : []));
}

export function failuresIn(regions: readonly PageRegion[]): readonly { region: string; failure: string }[] {
  return regions.flatMap((one) => ('failure' in one ? [one] : []));
}

const ORDER = ['orphan', 'unknown', 'in-use', 'leave-alone'] as const;

/** Place of a verdict: what people have to look at first. */
export function placeOf({ is }: Pick<Judged, 'is'>): number {
  return ORDER.indexOf(is);
}

/** What people have to look at first, then what costs most. */
export function rowsOf(reports: readonly ScanReport[]): readonly Row[] {
  return reports
    .flatMap((report) => report.judged.map((one) => ({ one, report })))
    .toSorted(
      (row, other) =>
        placeOf(row.one) - placeOf(other.one) || (other.one.monthlyCostUsd ?? 0) - (row.one.monthlyCostUsd ?? 0),
    );
}

/** `payments/api`, or the name of the load balancer where no one Service owns it. */
export function titleOf({ owner, loadBalancer }: Judged): string {
  return owner?.is === 'service' ? `${owner.service.namespace}/${owner.service.name}` : loadBalancer.name;
}

export function clusterOf({ owner }: Judged): string | undefined {
  return owner?.cluster;
}

const VERDICTS = { orphan: 'Orphan', unknown: 'Unknown', 'in-use': 'In use', 'leave-alone': 'Left alone' } as const;

export function verdictInWords(is: Judged['is']): string {
  return VERDICTS[is];
}
