/** The Markdown of `scan`, for an issue or a wiki page. */
import { renderMarkdown } from '../../../cli/render/markdown.ts';
import {
  aLoadBalancer,
  arnOf,
  aView,
  inspectionsOf,
  controllerTags,
  flowsOf,
  inTreeTags,
  unreadable,
} from '../../support/builders.ts';
import { REAP } from '../../support/quarantines.ts';
import { anEmptyScan, aScan, aUsedScan, together } from '../../support/scans.ts';

const L = aLoadBalancer();
const CAUTION = aScan({ inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }) });
const KEPT = aScan({ tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) });
const UNKNOWN = aScan({ view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) });

it('has a heading for those that somebody else uses', () => {
  const text = renderMarkdown([aUsedScan()], REAP);
  expect(text).toContain('### In use, otherwise orphans');
  expect(text).toContain('VPC endpoint service vpce-svc-1 points at it.');
});

describe('the document', () => {
  const text = renderMarkdown([together(aScan(), CAUTION, KEPT, UNKNOWN)], REAP);

  it('has a heading for each part, in the order of the table', () => {
    expect(text.match(/^#+ .*/gm)).toEqual([
      '## Network Load Balancers of account 123456789012 in eu-west-3',
      '### Orphans',
      '### Unknown, so kept',
      '### Left alone, otherwise orphans',
    ]);
    expect(text.match(/Cluster prod: no answer/g)).toHaveLength(1);
    expect(text).toContain('4 in all: 2 orphan, 1 unknown, 0 in-use, 1 leave-alone.');
    const saving = '**Deleting the 2 orphans would save about USD 53.24 a month (list prices). ';
    expect(text.endsWith(`${saving}1 of 4 could not be judged: 1 cluster did not answer.**\n`)).toBe(true);
  });

  it('has rows of as many cells as its heads, and their sum', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = (row: string) => row.split(/(?<!\\)\|/).length - 2;
    expect(rows.map(cells)).toEqual([5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4]);
    expect(rows[4]).toBe('| | | | **together** | **53.24** |');
    expect(rows[3]).toContain(
      'Caution: Traffic: 3 new flows in 7 days, 0 active at the peak, 60 bytes a flow, no reset: cannot tell whether anybody is answered (traffic comes in, but figures alone do not show whether a client gets an answer: ask who still connects). | 26.62 |',
    );
  });

  it('tells a cause once, with all that it keeps, and what keeps none apart', () => {
    const name = `a${'0'.repeat(31)}`;
    const other = aLoadBalancer({ name, arn: arnOf(name) });
    const lost = aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } });
    const second = {
      ...aScan({ loadBalancer: other, view: lost }),
      unreadable: [{ source: 'CloudTrail', why: 'denied' }],
    };
    const both = renderMarkdown([together(UNKNOWN, second)], REAP);
    expect(both).toContain(
      [
        '### Unknown, so kept\n',
        'Cluster prod: no answer. Keeps 2:\n',
        '| load balancer | cluster, Service | reason |',
        '| --- | --- | --- |',
        `| \`${L.name}\` | prod, payments/api | cluster-unreachable |`,
        `| \`${name}\` | prod, payments/api | cluster-unreachable |`,
      ].join('\n'),
    );
    expect(both).toContain('### Not read\n\n- CloudTrail: denied.');
  });

  it('says that a region is empty', () => {
    expect(renderMarkdown([anEmptyScan()], REAP)).toBe(
      '## Network Load Balancers of account 123456789012 in eu-west-3\n\nJudged at 2026-03-01 10:05 UTC.\n\n' +
        'No Network Load Balancers here.\n\n**No orphans: nothing to save.**\n',
    );
  });

  it('has one part for each region and one saving for all', () => {
    const both = renderMarkdown([aScan(), { ...aScan(), region: 'eu-west-1' }], REAP);
    expect(both.match(/^## .*/gm)).toHaveLength(2);
    expect(both.match(/would save.*/g)).toEqual(['would save about USD 53.24 a month (list prices).**']);
  });
});

describe('a text that anybody may have written', () => {
  function rowWith(cluster: string): string {
    const text = renderMarkdown([aScan({ tagged: controllerTags({ 'elbv2.k8s.aws/cluster': cluster }) })], REAP);
    const row = text.split('\n').find((line) => line.startsWith(`| \`${L.name}`));
    if (row === undefined) throw new Error(`there is no row: ${text}`);
    return row;
  }

  it.each([
    ['a pipe', 'a|b', '| a\\|b, payments/api |'],
    ['a pipe behind a backslash', 'a\\|b', '| a\\\\\\|b, payments/api |'],
    ['an element', '<img src=x>', '| &lt;img src=x>, payments/api |'],
    ['a line break', 'a\n| b', '| a \\| b, payments/api |'],
  ])('cannot break the table with %s', (_what, cluster, cell) => {
    expect(rowWith(cluster)).toContain(cell);
  });

  it('cannot open an element among what was not read either', () => {
    const scan = { ...aScan(), unreadable: [{ source: 'cluster <b>', why: '<script>|' }] };
    expect(renderMarkdown([scan], REAP)).toContain('- Cluster &lt;b>: &lt;script>\\|');
  });
});
