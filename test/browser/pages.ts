/** The pages that the browser is shown: verdicts by the real judge, names as hostile as AWS and people make them. */
import { scanPage } from '../../lambda/core/report/html/page.ts';
import type { PageRegion } from '../../lambda/core/report/html/region.ts';
import type { Judged, ScanReport } from '../../lambda/core/report/scan.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { aLoadBalancer, aView, flowsOf, inspectionsOf, inTreeTags, unreadable } from '../support/builders.ts';
import { aScan, anEmptyScan, together } from '../support/scans.ts';

const SETTINGS = parseSettings({ regions: ['eu-west-3'], ownerTagKeys: ['team'] }, 'test');

const L = aLoadBalancer();
const CAUTION = aScan({
  tagged: inTreeTags({ team: 'payments-team' }),
  inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }),
});
const KEPT = aScan({ tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) });
const UNKNOWN = aScan({ view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) });

/** Would run, load, break out of an attribute, close what is open, or turn the line. */
const HOSTILE = [
  '<img src=https://evil.example/x onerror=document.title=1>',
  '"><script>document.title=1</script>',
  '</script></style></table><h1>taken</h1>',
  "' onmouseover='document.title=1",
  '\u202egnp.exe\u2066 \u001b[2J\u0000',
  'x'.repeat(300),
];

function named(one: Judged, name: string): Judged {
  const loadBalancer = { ...one.loadBalancer, name, dnsName: name };
  const owner =
    one.owner?.is === 'service' ? { ...one.owner, cluster: name, service: { namespace: name, name } } : one.owner;
  // As an adapter would hand it over, and no judge would let it pass.
  const tags = new Map(one.tags).set('team', name);
  return { ...one, loadBalancer, owner, tags, explanation: name, evidence: [name, name] } as Judged;
}

function pageOf(...regions: readonly PageRegion[]): string {
  return scanPage(regions, SETTINGS);
}

const region = (report: ScanReport): PageRegion => ({ region: report.region, report });

export const FEW = pageOf(region(together(aScan(), CAUTION, KEPT, UNKNOWN)));
export const HOSTILE_PAGE = pageOf(region(hostile()), { region: HOSTILE.join(' '), failure: HOSTILE.join(' ') });
export const EMPTY = pageOf(region(anEmptyScan()));
export const FAILED = pageOf({ region: 'eu-west-1', failure: 'eks ListClusters: denied' });
export const MANY = pageOf(region(many(2000)));

function hostile(): ScanReport {
  const report = together(CAUTION, UNKNOWN);
  const judged = report.judged.flatMap((one) => HOSTILE.map((name) => named(one, name)));
  return { ...report, judged, unreadable: HOSTILE.map((source) => ({ source, why: source })) };
}

function many(number: number): ScanReport {
  const { judged, ...report } = together(aScan(), CAUTION, KEPT, UNKNOWN);
  const all = Array.from({ length: number }, (_, index) => judged[index % judged.length]).filter(
    (one) => one !== undefined,
  );
  return {
    ...report,
    judged: all.map((one, index) => ({ ...one, loadBalancer: { ...one.loadBalancer, name: `nlb-${index}` } })),
  };
}
