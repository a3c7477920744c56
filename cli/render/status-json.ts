/** A status as JSON (docs/design.md section 6): one object, with a report for each region that was asked for. */
import { plainJson } from '../../lambda/core/report/plain-text.ts';
import type { Status, StatusDeletions, StatusNlb } from '../../lambda/core/report/status.ts';
import { waitInWords } from '../../lambda/core/report/pending-words.ts';
import { eventInWords } from '../../lambda/core/report/status-words.ts';
import { dayOf } from '../../lambda/core/time.ts';
import { outcomeFields } from '../../lambda/records/outcome.ts';
import { instantOrNull } from './json.ts';

/** What came of one region. */
export type RegionStatus =
  { readonly region: string; readonly status: Status } | { readonly region: string; readonly failure: string };

const VERSION = 1;

export function renderStatusJson(results: readonly RegionStatus[]): string {
  const reports = results.map((result) =>
    'failure' in result ? { region: result.region, failure: result.failure } : reportObject(result.status),
  );
  return `${plainJson(JSON.stringify({ version: VERSION, reports }, null, 2))}\n`;
}

function reportObject(status: Status): Record<string, unknown> {
  const { account, region, at, pause, mode, approval, looked, unread, quarantined, spared, limit, deletions, week } =
    status;
  return {
    account,
    region,
    at: instantOrNull(at),
    paused: pause.is === 'paused' ? { by: pause.by, why: pause.why, since: instantOrNull(pause.since) } : null,
    mode,
    approval,
    limitPerDay: limit.perDay,
    networkLoadBalancers: looked,
    quarantined: quarantined.map((one) => nlbObject(one, status)),
    keptOrRejected: spared.map((one) => nlbObject(one, status)),
    unreadable: unread.map(({ name, why }) => ({ source: `tags of ${name}`, why })),
    week: week.map((day) => ({
      day: dayOf(day.at),
      events: day.events.map((event) => ({
        ...event,
        ...(event.is === 'reminder' ? { deletedFrom: instantOrNull(event.deletedFrom) } : {}),
        words: eventInWords(event),
      })),
    })),
    deletions: deletionsObject(deletions),
  };
}

function nlbObject(one: StatusNlb, status: Status): Record<string, unknown> {
  const { arn, name, controller, cluster, service, quarantine, answer, by, answeredAt, notBefore, wait } = one;
  return {
    arn,
    name,
    controller: controller ?? null,
    cluster: cluster ?? null,
    service: service ?? null,
    reason: quarantine?.reason ?? null,
    quarantinedAt: instantOrNull(quarantine?.quarantinedAt),
    notifiedAt: instantOrNull(quarantine?.notifiedAt),
    answer,
    by: by ?? null,
    answeredAt: instantOrNull(answeredAt),
    notBefore: instantOrNull(notBefore),
    waitsFor: wait.is,
    why: waitInWords(one, status),
    lastError: quarantine?.lastError ?? null,
    monthlyCostUsd: one.monthlyCostUsd ?? null,
  };
}

/** Null where no bucket is known. */
function deletionsObject(deletions: StatusDeletions): Record<string, unknown> | null {
  switch (deletions.is) {
    case 'not-asked':
      return null;
    case 'unreadable':
      return { failure: deletions.why };
    case 'read': {
      const { days, records, savedUsd } = deletions;
      return { days, savedUsd: savedUsd ?? null, records: records.map(outcomeFields) };
    }
  }
}
