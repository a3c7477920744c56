/** The quarantine in a scan: the answer and the day beside the verdict, in the table and in Markdown. */
import { plain } from '../../../cli/render/layout.ts';
import { renderMarkdown } from '../../../cli/render/markdown.ts';
import { renderTable } from '../../../cli/render/table.ts';
import {
  aLoadBalancer,
  aService,
  aView,
  flowsOf,
  inspectionsOf,
  inTreeTags,
  unreadable,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';
import { REAP } from '../../support/quarantines.ts';
import { aScan } from '../../support/scans.ts';

const L = aLoadBalancer();
const MARKS = {
  'nlb-janitor/quarantined-at': '2026-02-26T00:00:00Z',
  'nlb-janitor/reason': 'service-gone',
  'nlb-janitor/evidence': '0123456789abcdef',
  'nlb-janitor/notified-at': '2026-02-26T00:05:00Z',
  'nlb-janitor/delete-after': '2026-03-05T00:05:00Z',
  'nlb-janitor/approval': 'approved',
  'nlb-janitor/approved-by': 'arn:aws:iam::1:user/ada at 2026-02-27T08:00:00Z',
  'nlb-janitor/approval-event': 'event-1',
};
const PENDING = { ...MARKS, 'nlb-janitor/approval': 'pending' };

function shown(marks: Readonly<Record<string, string>>, part: FactsPart = {}, settings = REAP): readonly string[] {
  const scan = aScan({ ...part, tagged: inTreeTags(marks) });
  return [renderTable([scan], settings, plain), renderMarkdown([scan], settings)].map((text) =>
    text.replaceAll(/\s+/g, ' '),
  );
}

it('is told with the answer, by whom, and not before when', () => {
  for (const text of shown(MARKS)) {
    expect(text).toContain('approved by arn:aws:iam::1:user/ada at 2026-02-27 08:00 UTC');
    expect(text).toContain('2026-03-05 00:05 UTC');
  }
  for (const text of shown({})) expect(text.toLowerCase()).not.toContain('quarantined');
});

it.each<[string, FactsPart, string]>([
  [
    'unknown',
    { view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) },
    'It cannot be judged now',
  ],
  [
    'in-use',
    { view: withServices(aService({ hostnames: [L.dnsName] })) },
    'It is no orphan now: the next sweep lets it go.',
  ],
  ['orphan', {}, 'Waits for an answer: without one it stays.'],
])('says what follows where the verdict is %s', (_is, part, words) => {
  for (const text of shown(PENDING, part)) expect(text).toContain(words);
});

it('says that a caution needs an answer, and that silence is enough without one', () => {
  const automatic = { ...REAP, approval: 'automatic' } as const;
  const caution = { inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }) };
  for (const text of shown(PENDING, caution, automatic))
    expect(text).toContain('with a caution it is deleted only when');
  for (const text of shown(PENDING, {}, automatic)) expect(text).toContain('unless somebody answers');
});
