/** Scans for the tests of what people see: verdicts by the real judge on facts from the builders. */
import { judge } from '../../lambda/core/judge/judge.ts';
import { scanReport, type Judged, type ScanReport } from '../../lambda/core/report/scan.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { UserReading } from '../../lambda/model/users.ts';
import { aLoadBalancer, facts, inspectionsOf, noOutsideUsers, SETTINGS, type FactsPart } from './builders.ts';

export function aScan(part: FactsPart = {}): ScanReport {
  return scanOf(facts(part));
}

export function scanOf(given: Facts): ScanReport {
  return scanReport(given, judge(given, SETTINGS));
}

/** The scan of a region without load balancers. */
export function anEmptyScan(part: Partial<Facts> = {}): ScanReport {
  return scanOf({ ...facts(), loadBalancers: [], ...part });
}

/** One scan with the load balancers of several. */
export function together(...scans: readonly ScanReport[]): ScanReport {
  const [first] = scans;
  if (first === undefined) throw new Error('no scan was given');
  return {
    ...first,
    judged: scans.flatMap(({ judged }) => judged),
    unreadable: scans.flatMap(({ unreadable }) => unreadable),
    unreadClusters: scans.flatMap(({ unreadClusters }) => unreadClusters),
  };
}

export function onlyOne(scan: ScanReport): Judged {
  const [one, ...others] = scan.judged;
  if (one === undefined || others.length > 0) throw new Error(`${scan.judged.length} load balancers were judged`);
  return one;
}

/** Its Service is gone, and an endpoint service sends clients to it. */
export function aUsedScan(): ScanReport {
  const loadBalancer = aLoadBalancer();
  const reading: UserReading = {
    is: 'asked',
    answer: { ok: true, value: [{ who: 'VPC endpoint service vpce-svc-1', to: loadBalancer.arn }] },
  };
  const outsideUsers = new Map(noOutsideUsers()).set('endpoint-services', reading);
  return aScan({ inspections: inspectionsOf(loadBalancer, { outsideUsers }) });
}
