/**
 * A scan as the JSON of docs/design.md section 6: one object, with a report for each region that was asked for. Field
 * names and order are a contract.
 */
import { plainJson } from '../../lambda/core/report/plain-text.ts';
import type { Judged, ScanReport } from '../../lambda/core/report/scan.ts';
import type { PendingSettings } from '../../lambda/core/plan/not-before.ts';
import { pendingOf } from '../../lambda/core/report/pending.ts';
import { parseQuarantine } from '../../lambda/core/tags/quarantine.ts';
import { writeInstant } from '../../lambda/core/time.ts';
import { namespacedName } from '../../lambda/model/kubernetes.ts';

/** Of the object, not of the product: another one means that a reader of this one may misread it. */
const VERSION = 1;

/** What came of one region. */
export type RegionResult =
  { readonly region: string; readonly report: ScanReport } | { readonly region: string; readonly failure: string };

/** In the order in which regions were asked for. */
export function renderJson(results: readonly RegionResult[], settings: PendingSettings): string {
  const reports = results.map((result) =>
    // No empty list here: a region that could not be read must not look like one without load balancers.
    'failure' in result ? { region: result.region, failure: result.failure } : reportObject(result.report, settings),
  );
  return `${plainJson(JSON.stringify({ version: VERSION, reports }, null, 2))}\n`;
}

function reportObject(report: ScanReport, settings: PendingSettings): Record<string, unknown> {
  return {
    account: report.account,
    region: report.region,
    at: writeInstant(report.at),
    loadBalancers: report.judged.map((one) => loadBalancerObject(one, report.at, settings)),
    unreadable: report.unreadable,
  };
}

function loadBalancerObject(one: Judged, at: Date, settings: PendingSettings): Record<string, unknown> {
  const { loadBalancer, owner } = one;
  return {
    arn: loadBalancer.arn,
    name: loadBalancer.name,
    dnsName: loadBalancer.dnsName,
    createdAt: instantOrNull(loadBalancer.createdAt),
    controller: owner?.is === 'service' ? owner.controller : null,
    cluster: owner?.cluster ?? null,
    service: owner?.is === 'service' ? namespacedName(owner.service) : null,
    verdict: one.is,
    reason: one.reason,
    explanation: one.explanation,
    evidence: one.evidence,
    cautions: one.is === 'orphan' ? one.cautions.map(({ words }) => words) : [],
    quarantine: quarantineObject(one, at, settings),
    monthlyCostUsd: one.monthlyCostUsd ?? null,
  };
}

function quarantineObject(one: Judged, at: Date, settings: PendingSettings): Record<string, unknown> | null {
  if (one.tags === undefined) return null;
  const quarantine = parseQuarantine(one.tags, {
    createdAt: one.loadBalancer.createdAt,
    minimumAgeHours: settings.minimumAgeHours,
    now: at,
  });
  switch (quarantine.is) {
    case 'absent':
      return null;
    case 'malformed':
      return { malformed: quarantine.why };
    case 'valid': {
      const pending = pendingOf(one.loadBalancer, one.tags, at, settings);
      return {
        quarantinedAt: writeInstant(quarantine.quarantinedAt),
        reason: quarantine.reason,
        notifiedAt: instantOrNull(quarantine.notifiedAt),
        deleteAfter: instantOrNull(quarantine.deleteAfter),
        approval: quarantine.approval,
        lastError: quarantine.lastError ?? null,
        answer: pending?.answer ?? 'none',
        by: pending?.by ?? null,
        notBefore: instantOrNull(pending?.notBefore),
      };
    }
  }
}

export function instantOrNull(at: Date | undefined): string | null {
  return at === undefined || Number.isNaN(at.getTime()) ? null : writeInstant(at);
}
