/** The page of a scan: what it says, what it allows a browser, and that nothing others wrote is markup in it. */
import { createHash } from 'node:crypto';
import { scanPage } from '../../../../lambda/core/report/html/page.ts';
import { SCRIPT_HASH, STYLE_HASH } from '../../../../lambda/core/report/html/policy.ts';
import type { PageSettings } from '../../../../lambda/core/report/html/settings.ts';
import {
  aLoadBalancer,
  aView,
  controllerTags,
  facts,
  inTreeTags,
  inspectionsOf,
  flowsOf,
  unreadable,
} from '../../../support/builders.ts';
import { dueFacts, REAP, type Marks } from '../../../support/quarantines.ts';
import { anEmptyScan, aScan, scanOf, together } from '../../../support/scans.ts';
import type { ScanReport } from '../../../../lambda/core/report/scan.ts';

const L = aLoadBalancer();
const CAUTION = aScan({ inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }) });
const SETTINGS: PageSettings = { ...REAP, ownerTagKeys: ['team', 'owner'] };
const KEPT = aScan({ tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) });
const UNKNOWN = aScan({ view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) });

function pageOf(...reports: readonly ReturnType<typeof aScan>[]): string {
  return scanPage(
    reports.map((report) => ({ region: report.region, report })),
    SETTINGS,
  );
}

/** What stands between the tags `open` and `close`. */
function inside(page: string, open: string, close: string): string {
  const [, rest = ''] = page.split(open);
  return rest.split(close)[0] ?? '';
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

describe('what a browser may do', () => {
  const page = pageOf(aScan());

  it('is to take the style and script of the page, and nothing else', () => {
    expect(STYLE_HASH).toBe(hashOf(inside(page, '<style>', '</style>')));
    expect(SCRIPT_HASH).toBe(hashOf(inside(page, '<script>', '</script>')));
    expect(page).toContain(
      `content="default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it('names no other place and has no handler or style in a tag', () => {
    expect(page).not.toMatch(/https?:|\ssrc=|\sstyle=|\son[a-z]+=|@import|url\(/);
  });
});

describe('the headline', () => {
  it.each([
    ['orphans and their cost', [aScan()], '1 orphan costs about USD 26.62 a month'],
    ['several orphans', [together(aScan(), CAUTION)], '2 orphans cost about USD 53.24 a month'],
    ['that there is none', [KEPT], 'No orphans among 1 load balancer'],
    ['that there is nothing', [anEmptyScan()], 'No orphans among 0 load balancers'],
  ])('says %s', (_what, reports, says) => {
    expect(pageOf(...reports)).toContain(`<h1>${says}</h1>`);
  });

  it('never says that there is none where nothing was looked at', () => {
    const page = scanPage([{ region: 'eu-west-1', failure: 'denied' }], SETTINGS);
    expect(page).toContain('<h1>No region could be judged</h1>');
    expect(page).not.toMatch(/No orphans|No Network Load Balancers/);
    expect(page).toContain('denied');
  });

  it('says of a region that failed beside one that did not', () => {
    const page = scanPage(
      [
        { region: 'eu-west-3', report: KEPT },
        { region: 'eu-west-1', failure: 'denied' },
      ],
      SETTINGS,
    );
    expect(page).toContain('<h1>No orphans among 1 load balancer, and 1 region could not be judged</h1>');
  });
});

it('says where there is none that there are no load balancers', () => {
  expect(pageOf(anEmptyScan())).toContain('No Network Load Balancers here.');
});

it('shows every load balancer with its evidence, cautions, and what it waits for', () => {
  const page = pageOf(together(aScan(), CAUTION, KEPT, UNKNOWN));
  expect(page.match(/<tbody\s/g)).toHaveLength(4);
  expect(page.match(/data-verdict="[a-z-]+"/g)).toEqual(
    ['orphan', 'orphan', 'unknown', 'leave-alone'].map((is) => `data-verdict="${is}"`),
  );
  expect(page).toContain('1 caution');
  expect(page).toContain('A run that can judge it');
  expect(page).toContain('What could not be read');
  for (const { evidence } of aScan().judged) expect(evidence.length).toBeGreaterThan(0);
});

it('says what an orphan is', () => {
  expect(pageOf(KEPT)).toContain('An orphan is a Network Load Balancer that Kubernetes left behind.');
});

it('says after when an approved one is deleted', () => {
  const page = pageOf(scanOf(dueFacts([{ 'delete-after': '2099-01-01T00:00:00Z' }])));
  expect(page).toContain('<td>Approved: deleted after 2099-01-01 00:00 UTC</td>');
  expect(page).toContain('<b>1</b> for the end of a grace window');
});

describe('how to answer', () => {
  const NAME = `a${'0'.repeat(31)}`;
  /** The answers whose command stands there. */
  function commandsOf(marks: Marks, settings: Partial<PageSettings> = {}): readonly string[] {
    const report = scanOf(dueFacts([marks], { ...REAP, ...settings }));
    const page = scanPage([{ region: report.region, report }], { ...SETTINGS, ...settings });
    const commands = page.matchAll(/nlb-janitor ([a-z -]+?) --region eu-west-3 (\w+)/g);
    return [...commands].map(([, answer = '', name]) => (name === NAME ? answer : `${answer} of ${name}`));
  }

  it.each([
    ['while nobody answered', { approval: 'pending' }, {}, ['keep', 'reject', 'approve']],
    ['at a word that is no answer', { approval: 'yes' }, {}, ['keep', 'reject', 'approve']],
    ['once approved, to stop it', {}, {}, ['keep', 'reject']],
    ['where it goes without, to stop it', { approval: 'pending' }, { approval: 'automatic' }, ['keep', 'reject']],
    ['where nothing is deleted', { approval: 'pending' }, { mode: 'quarantine' }, ['keep', 'reject']],
    ['not before people were told', { approval: 'pending', 'notified-at': undefined }, {}, []],
    ['not once rejected', { approval: 'rejected' }, {}, []],
  ] as const)('%s', (_what, marks, settings, answers) => {
    expect(commandsOf(marks, settings)).toEqual(answers);
  });
});

it.each([
  ['markup', '<img src=x onerror=alert(1)>"\'&', '&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;'],
  ['another direction of reading', 'a\u202eb', 'a\\u{202e}b'],
  ['a control character', 'a\u001bb', 'a\\u{1b}b'],
])('makes %s in the words of others harmless', (_what, written, shown) => {
  const report = aScan();
  const [one] = report.judged;
  if (one === undefined) throw new Error('no verdict');
  const judged = [{ ...one, evidence: [written], loadBalancer: { ...one.loadBalancer, name: written } }];
  const page = pageOf({ ...report, judged, unreadable: [{ source: written, why: written }] });
  expect(page).toContain(shown);
  expect(page).not.toContain(written);
});

it('tells of load balancers of the controller too', () => {
  expect(pageOf(aScan({ tagged: controllerTags() }))).toContain('aws-load-balancer-controller');
});

describe('whose it is', () => {
  const TAGGED = { tagged: inTreeTags({ team: 'payments-team', owner: 'ada' }) };
  const ownerOn = (page: string): string | undefined => /<dt>Owner<\/dt>\s*<dd><bdi>(.*?)<\/bdi>/.exec(page)?.[1];
  const withKeys = (report: ScanReport, ...ownerTagKeys: readonly string[]): string =>
    scanPage([{ region: report.region, report }], { ...SETTINGS, ownerTagKeys });

  it('stands in its detail as messages say it, in the order of the setting', () => {
    expect(ownerOn(withKeys(aScan(TAGGED), 'owner', 'team'))).toBe('ada (tag owner), payments-team (tag team)');
  });

  it.each([
    ['no tag of these keys', aScan(), ['team']],
    ['an empty one', aScan({ tagged: inTreeTags({ team: '' }) }), ['team']],
    ['one in another case', aScan({ tagged: inTreeTags({ Team: 'payments-team' }) }), ['team']],
    [
      'tags that nobody could read',
      scanOf({ ...facts(TAGGED), tags: new Map([[L.arn, unreadable('elb DescribeTags: denied')]]) }),
      ['team'],
    ],
    ['one, where the settings name no key', aScan(TAGGED), []],
  ])('is not said where there is %s', (_what, report, keys) => {
    expect(report.judged).toHaveLength(1);
    expect(ownerOn(withKeys(report, ...keys))).toBeUndefined();
  });

  it('is what the filter says it looks for, where there is a key', () => {
    expect(withKeys(aScan(), 'team')).toContain('placeholder="name, Service, owner, reason"');
    expect(withKeys(aScan())).not.toMatch(/owner, reason|Owner/);
  });

  it('is harmless, whatever the tag and its key hold', () => {
    const page = withKeys(aScan({ tagged: inTreeTags({ '<b>': '</bdi><img src=x>\u202e' }) }), '<b>');
    expect(ownerOn(page)).toBe('&lt;/bdi&gt;&lt;img src=x&gt;\\u{202e} (tag &lt;b&gt;)');
    expect(page).not.toMatch(/<b>(?!\d)|<img/);
  });
});
