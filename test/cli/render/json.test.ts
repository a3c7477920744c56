/** The JSON of `scan`: a contract with programs (docs/design.md section 6). */
import { renderJson } from '../../../cli/render/json.ts';
import type { ScanReport } from '../../../lambda/core/report/scan.ts';
import { aLoadBalancer, inspectionsOf, flowsOf, inTreeTags, unreadable } from '../../support/builders.ts';
import { REAP } from '../../support/quarantines.ts';
import { anEmptyScan, aScan } from '../../support/scans.ts';

const L = aLoadBalancer();
const FRAME = REAP;
const QUARANTINED = {
  'nlb-janitor/quarantined-at': '2026-02-20T10:00:00Z',
  'nlb-janitor/reason': 'service-gone',
  'nlb-janitor/evidence': '0123456789abcdef',
};

interface ScanObject {
  readonly loadBalancers: readonly Readonly<Record<string, unknown>>[];
  readonly unreadable: readonly unknown[];
}

function rendered(frame: typeof FRAME, ...scans: readonly ScanReport[]): string {
  return renderJson(
    scans.map((report) => ({ region: report.region, report })),
    frame,
  );
}

function object(scan: ScanReport): ScanObject {
  const { reports } = JSON.parse(rendered(FRAME, scan)) as { reports: readonly ScanObject[] };
  const [one] = reports;
  if (one === undefined || reports.length > 1) throw new Error(`${reports.length} reports`);
  return one;
}

function only(scan: ScanReport): Readonly<Record<string, unknown>> {
  const [one] = object(scan).loadBalancers;
  if (one === undefined) throw new Error('there is no load balancer');
  return one;
}

describe('the object of a region', () => {
  it('has these fields, in this order', () => {
    const scan = { ...aScan(), unreadable: [{ source: 'cluster staging', why: 'no answer' }] };
    const report = {
      account: '123456789012',
      region: 'eu-west-3',
      at: '2026-03-01T10:05:00Z',
      loadBalancers: [
        {
          arn: L.arn,
          name: L.name,
          dnsName: L.dnsName,
          createdAt: '2026-01-10T00:00:00Z',
          controller: 'in-tree',
          cluster: 'prod',
          service: 'payments/api',
          verdict: 'orphan',
          reason: 'service-gone',
          explanation:
            "Service payments/api is not in cluster prod: 1 Service read at 10:02, but none has this name, none has the UID that gave the load balancer its name, and none has the load balancer's DNS name in its status.",
          evidence: only(scan)['evidence'],
          cautions: [],
          quarantine: null,
          monthlyCostUsd: 26.62,
        },
      ],
      unreadable: [{ source: 'cluster staging', why: 'no answer' }],
    };
    expect(rendered(FRAME, scan)).toBe(`${JSON.stringify({ version: 1, reports: [report] }, null, 2)}\n`);
  });

  it('lists evidence and cautions as texts', () => {
    const one = only(aScan({ inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }) }));
    expect(one['cautions']).toEqual([
      'Traffic: 3 new flows in 7 days, 0 active at the peak, 60 bytes a flow, no reset: cannot tell whether anybody is answered (traffic comes in, but figures alone do not show whether a client gets an answer: ask who still connects).',
    ]);
    expect(one['evidence']).toEqual(expect.arrayContaining(['deletion protection: off']));
  });

  it('is there without a load balancer too', () => {
    expect(object(anEmptyScan())).toEqual({
      account: '123456789012',
      region: 'eu-west-3',
      at: '2026-03-01T10:05:00Z',
      loadBalancers: [],
      unreadable: [],
    });
  });

  it('says null where nobody knows', () => {
    const undated = aLoadBalancer({ createdAt: new Date(Number.NaN) });
    expect(only(aScan({ loadBalancer: undated }))['createdAt']).toBeNull();
    expect(only(aScan({ tagged: { team: 'network' } }))).toMatchObject({
      controller: null,
      cluster: null,
      service: null,
      verdict: 'leave-alone',
      reason: 'not-kubernetes',
      cautions: [],
    });
    const unread = aScan({ tags: new Map([[L.arn, unreadable('elasticloadbalancing DescribeTags: throttled')]]) });
    expect(only(unread)).toMatchObject({ controller: null, cluster: null, quarantine: null, verdict: 'unknown' });
    expect(object(unread).unreadable).toHaveLength(1);
  });

  it('names the cluster of an NLB that is not one Service’s, without a controller', () => {
    const tagged = { 'kubernetes.io/cluster/prod': 'owned' };
    expect(only(aScan({ tagged }))).toMatchObject({ controller: null, cluster: 'prod', service: null });
  });
});

describe('the quarantine', () => {
  it('is null without its tags, also where a person has written others', () => {
    expect(only(aScan())['quarantine']).toBeNull();
    expect(only(aScan({ tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) }))['quarantine']).toBeNull();
  });

  it('is told in full when it is valid', () => {
    const tagged = inTreeTags({
      ...QUARANTINED,
      'nlb-janitor/notified-at': '2026-02-20T10:00:05Z',
      'nlb-janitor/delete-after': '2026-02-27T10:00:05Z',
      'nlb-janitor/approval': 'approved',
      'nlb-janitor/last-error': 'ResourceInUse',
    });
    expect(only(aScan({ tagged }))['quarantine']).toEqual({
      quarantinedAt: '2026-02-20T10:00:00Z',
      reason: 'service-gone',
      notifiedAt: '2026-02-20T10:00:05Z',
      deleteAfter: '2026-02-27T10:00:05Z',
      approval: 'approved',
      lastError: 'ResourceInUse',
      answer: 'approved',
      by: null,
      notBefore: '2026-02-27T10:00:05Z',
    });
  });

  it('has nulls for what has not happened yet', () => {
    expect(only(aScan({ tagged: inTreeTags(QUARANTINED) }))['quarantine']).toEqual({
      quarantinedAt: '2026-02-20T10:00:00Z',
      reason: 'service-gone',
      notifiedAt: null,
      deleteAfter: null,
      approval: 'absent',
      lastError: null,
      answer: 'none',
      by: null,
      notBefore: null,
    });
  });

  it('says what is wrong with it when it is malformed', () => {
    const tagged = inTreeTags({ ...QUARANTINED, 'nlb-janitor/quarantined-at': '2027-01-01T00:00:00Z' });
    expect(only(aScan({ tagged }))['quarantine']).toEqual({
      malformed: 'nlb-janitor/quarantined-at lies in the future',
    });
  });

  it('goes by the minimum age of the settings', () => {
    const scan = aScan({ tagged: inTreeTags(QUARANTINED) });
    expect(rendered({ ...FRAME, minimumAgeHours: 8760 }, scan)).toContain('quarantined before it was old enough');
  });
});

describe('several regions', () => {
  it('stand in the order in which they were asked for, failed ones with the failure and no list', () => {
    const failed = { region: 'eu-central-1', failure: 'sts GetCallerIdentity: AccessDenied' };
    const report = { ...anEmptyScan(), region: 'eu-west-1' };
    const { version, reports } = JSON.parse(
      renderJson([{ region: 'eu-west-3', report: aScan() }, failed, { region: 'eu-west-1', report }], FRAME),
    ) as { version: number; reports: readonly unknown[] };
    expect(version).toBe(1);
    expect(reports).toEqual([object(aScan()), failed, object(report)]);
  });
});
