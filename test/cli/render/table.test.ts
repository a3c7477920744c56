/** The table of `scan`: what a person reads first. */
import { plain, type Paint } from '../../../cli/render/layout.ts';
import { renderTable } from '../../../cli/render/table.ts';
import type { ScanReport } from '../../../lambda/core/report/scan.ts';
import {
  aLoadBalancer,
  arnOf,
  aService,
  aView,
  inspectionsOf,
  controllerTags,
  flowsOf,
  inTreeTags,
  unreadable,
  withServices,
} from '../../support/builders.ts';
import { REAP } from '../../support/quarantines.ts';
import { anEmptyScan, aScan, aUsedScan, together } from '../../support/scans.ts';

const L = aLoadBalancer();
const ORPHAN = aScan();
const CAUTION = aScan({ inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }) });
const IN_USE = aScan({ view: withServices(aService({ hostnames: [L.dnsName] })) });
const KEPT = aScan({ tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) });
const UNKNOWN = aScan({ view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) });
const FOREIGN = aScan({ tagged: { team: 'network' } });

function lines(...scans: Parameters<typeof renderTable>[0]): readonly string[] {
  return renderTable(scans, REAP, plain).split('\n');
}

describe('the table', () => {
  it('shows an orphan with its cost, its Service and the reason', () => {
    expect(renderTable([ORPHAN], REAP, plain)).toBe(`Account 123456789012, eu-west-3, 2026-03-01 10:05 UTC

ORPHANS 1                                                            USD a month
  a3f2504e04f8941d39a0c0305e82c330                                         26.62
    service-gone · cluster prod · Service payments/api · in-tree
    Service payments/api is not in cluster prod: 1 Service read at 10:02, but
    none has this name, none has the UID that gave the load balancer its name,
    and none has the load balancer's DNS name in its status.

1 Network Load Balancer
Orphans 1: service-gone 1
Unknown 0
In use 0
Left alone 0

Deleting the 1 orphan would save about USD 26.62 a month (list prices).
`);
  });

  it('shows orphans first, then what is unknown, then what is left alone and would be an orphan', () => {
    const shown = lines(together(FOREIGN, KEPT, IN_USE, UNKNOWN, ORPHAN));
    const heads = shown.filter((line) => /^[A-Z]{2,}/.test(line)).map((line) => line.replace(/ {2,}.*/, ''));
    expect(heads).toEqual(['ORPHANS 1', 'UNKNOWN 1, so kept', 'LEFT ALONE 1, otherwise orphans']);
    expect(shown).toEqual(
      expect.arrayContaining([
        '5 Network Load Balancers',
        'Orphans 1: service-gone 1',
        'Unknown 1: cluster-unreachable 1',
        'In use 1: serves-service 1',
        'Left alone 2: kept 1, not-kubernetes 1',
      ]),
    );
  });

  it('says who uses an NLB whose Service is gone, and nothing of one that its Service needs', () => {
    const shown = lines(aUsedScan());
    expect(shown).toContain('IN USE 1, otherwise orphans');
    expect(shown.join('\n')).toContain('VPC endpoint service vpce-svc-1 points at it.');
    expect(lines(IN_USE).join('\n')).not.toContain('IN USE');
  });

  it('shows every caution of an orphan, and leaves the section of a verdict that nobody has out', () => {
    expect(lines(CAUTION)).toContain('    Caution: Traffic: 3 new flows in 7 days, 0 active at the peak, 60 bytes a');
    expect(lines(ORPHAN).join('\n')).not.toMatch(/Caution|UNKNOWN|LEFT ALONE|NOT READ/);
  });

  it('fits 80 columns with the longest names there can be', () => {
    const name = 'n'.repeat(32);
    const long = 'c'.repeat(63);
    const scan = aScan({
      loadBalancer: aLoadBalancer({ name, arn: arnOf(name) }),
      tagged: controllerTags({ 'service.k8s.aws/stack': `${'a'.repeat(30)}/${long}` }),
    });
    const shown = lines(together(scan, CAUTION, KEPT, UNKNOWN));
    // A word longer than a line stands alone on it, as the tag's value does here.
    expect(shown.filter((line) => line.length > 80 && line.trim().includes(' '))).toEqual([]);
    expect(Math.max(...lines(together(CAUTION, KEPT, UNKNOWN)).map((line) => line.length))).toBe(80);
  });

  it('names what could not be read, the source once', () => {
    const scan = {
      ...ORPHAN,
      unreadable: [
        { source: 'cluster prod', why: 'cluster prod: no answer' },
        { source: 'CloudTrail', why: 'cloudtrail LookupEvents: AccessDenied' },
      ],
    };
    expect(lines(scan)).toEqual(
      expect.arrayContaining([
        'NOT READ 2, to be fixed',
        '  Cluster prod: no answer.',
        '  CloudTrail: cloudtrail LookupEvents: AccessDenied.',
      ]),
    );
  });
});

describe('a cause', () => {
  const other = aLoadBalancer({ name: 'k8s-shop-web-1', arn: arnOf('k8s-shop-web-1') });
  const lost = aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } });
  const SECOND = { ...aScan({ loadBalancer: other, tagged: controllerTags(), view: lost }), unreadable: [] };

  it('is told once, with all that it keeps', () => {
    const shown = renderTable([together(UNKNOWN, SECOND)], REAP, plain);
    expect(shown).toContain(`UNKNOWN 2, so kept
  Cluster prod: no answer.
  keeps 2 load balancers:
    a3f2504e04f8941d39a0c0305e82c330 · cluster-unreachable · cluster prod ·
    Service payments/api · in-tree
    k8s-shop-web-1 · cluster-unreachable · cluster prod · Service payments/api ·
    aws-load-balancer-controller
`);
    expect(shown.match(/no answer/g)).toHaveLength(1);
    expect(shown).not.toContain('NOT READ');
  });

  it('of one alone stands beside it', () => {
    const shown = renderTable([UNKNOWN], REAP, plain);
    expect(shown.match(/no answer/g)).toHaveLength(1);
    expect(shown).not.toMatch(/keeps \d/);
  });
});

describe('a region without load balancers', () => {
  it('says so', () => {
    expect(renderTable([anEmptyScan()], REAP, plain)).toBe(`Account 123456789012, eu-west-3, 2026-03-01 10:05 UTC

No Network Load Balancers here.

No orphans: nothing to save.
`);
  });
});

describe('several regions', () => {
  it('come one after the other, with one saving for all', () => {
    const shown = renderTable(
      [ORPHAN, { ...anEmptyScan(), region: 'eu-west-1' }, { ...CAUTION, region: 'us-east-1' }],
      REAP,
      plain,
    );
    expect(shown.match(/^Account .*/gm)).toEqual([
      'Account 123456789012, eu-west-3, 2026-03-01 10:05 UTC',
      'Account 123456789012, eu-west-1, 2026-03-01 10:05 UTC',
      'Account 123456789012, us-east-1, 2026-03-01 10:05 UTC',
    ]);
    expect(shown.match(/would save.*/g)).toEqual(['would save about USD 53.24 a month (list prices).']);
    expect(shown).toContain('Deleting the 2 orphans');
  });
});

describe('the saving', () => {
  it('is none without an orphan, once everything was judged', () => {
    expect(lines(together(IN_USE, KEPT)).at(-2)).toBe('No orphans: nothing to save.');
  });

  it('is not denied while something could not be judged', () => {
    const [, saving = ''] = renderTable([together(IN_USE, KEPT, UNKNOWN)], REAP, plain).split('\nNo orphans');
    expect(saving.replaceAll(/\s+/g, ' ')).toMatch(/^ found, but 1 of 3 could not be judged: /);
  });

  it('says beside it what could not be judged', () => {
    const shown = renderTable([together(ORPHAN, UNKNOWN)], REAP, plain).replaceAll(/\s+/g, ' ');
    expect(shown).toMatch(/would save about USD 26\.62 a month \(list prices\)\. 1 of 2 could not be judged: .*\. $/);
  });

  it('is unknown where AWS does not bill in USD', () => {
    const shown = renderTable([unpriced(ORPHAN)], REAP, plain);
    expect(shown).toMatch(/^ {2}\S+ +unknown$/m);
    expect(shown.replaceAll(/\s+/g, ' ')).toContain(
      'Deleting the 1 orphan would save an unknown amount a month (not billed in USD).',
    );
  });

  it('says beside a known part how much of it is unknown', () => {
    const shown = renderTable([ORPHAN, unpriced(CAUTION)], REAP, plain).replaceAll(/\s+/g, ' ');
    expect(shown).toContain(
      'save about USD 26.62 a month (list prices), and what 1 of them cost that are not billed in USD.',
    );
  });

  it('is not denied while a whole region could not be judged', () => {
    const shown = renderTable([IN_USE], REAP, plain, 2);
    expect(shown).toContain('No orphans found, but 2 regions could not be judged at all.');
  });
});

it('is the same text with colours as without', () => {
  const bracketed: Paint = (style, text) => `<${style}>${text}</${style}>`;
  const scans = [together(ORPHAN, CAUTION, KEPT, UNKNOWN)];
  const coloured = renderTable(scans, REAP, bracketed);
  expect(coloured).toContain('<red>ORPHANS 2');
  expect(coloured.replaceAll(/<\/?[a-z]+>/g, '')).toBe(renderTable(scans, REAP, plain));
});

function unpriced(scan: ScanReport): ScanReport {
  return { ...scan, judged: scan.judged.map((one) => ({ ...one, monthlyCostUsd: undefined })) };
}
