/** The text of `explain`. */
import { renderExplanation } from '../../../cli/render/explanation.ts';
import { plain } from '../../../cli/render/layout.ts';
import type { Signal } from '../../../lambda/core/explain/signal.ts';
import { signalsOf } from '../../../lambda/core/explain/signals.ts';
import {
  aLoadBalancer,
  aService,
  inspectionsOf,
  facts,
  flowsOf,
  inTreeTags,
  NOW,
  unreadable,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';
import { onlyOne, scanOf } from '../../support/scans.ts';

const L = aLoadBalancer();
const SCAN = { account: '123456789012', region: 'eu-west-3', at: NOW };

function explained(part: FactsPart = {}): string {
  const given = facts(part);
  const judged = onlyOne(scanOf(given));
  return renderExplanation(judged, signalsOf(judged, given), SCAN, plain);
}

describe('an explanation', () => {
  it('begins with the verdict and the words for it', () => {
    expect(explained().split('\n').slice(0, 6)).toEqual([
      L.name,
      'Account 123456789012, eu-west-3, 2026-03-01 10:05 UTC',
      '',
      'Verdict: orphan (service-gone)',
      '  Service payments/api is not in cluster prod: 1 Service read at 10:02, but none',
      '  has this name, none has the UID that gave the load balancer its name, and none',
    ]);
  });

  it('says of each signal which way it points', () => {
    const text = explained({ view: withServices(aService({ hostnames: [L.dnsName] })) });
    expect(text).toContain('Verdict: in-use (serves-service)');
    expect(text).toContain(
      '  hostname              for keeping    Service payments/api in cluster prod has\n' +
        `${' '.repeat(39)}its DNS name in its status\n`,
    );
    expect(text).toContain('  targets               for an orphan  1 target, none of them healthy\n');
    expect(text).toContain('  state                 says nothing   it is active\n');
  });

  it('says of what could not be read that it was not read', () => {
    const text = explained({ inspections: inspectionsOf(L, { autoScalingGroups: unreadable('denied') }) });
    expect(text).toContain('  Auto Scaling groups   not read       denied\n');
  });

  it.each<[string, FactsPart, string]>([
    ['orphan', {}, 'The verdict does not rest on it.'],
    [
      'in-use',
      { view: withServices(aService({ hostnames: [L.dnsName] })) },
      'That never condemns, and changes nothing',
    ],
    ['unknown', { cluster: unreadable('no answer') }, 'That never condemns.'],
  ])('says beside the verdict %s what it comes to that something was not read', (verdict, part, words) => {
    const judged = onlyOne(scanOf(facts(part)));
    const text = (points: Signal['points']) =>
      renderExplanation(judged, [{ name: 'other clusters', points, says: 'x' }], SCAN, plain).replaceAll(/\n +/g, ' ');
    expect(judged.is).toBe(verdict);
    expect(text('unread')).toContain(`Not read: could not be read, or not all of it. ${words}`);
    expect(text('nothing')).not.toContain('Not read: ');
  });

  it('shows cautions, evidence and every tag', () => {
    const text = explained({
      tagged: inTreeTags({ team: 'payments' }),
      inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }),
    });
    expect(text).toContain('  Caution: Traffic: 3 new flows in 7 days, 0 active at the peak, 60 bytes a\n');
    expect(text).toContain('  - deletion protection: off\n');
    expect(text).toContain('Tags (3)\n');
    expect(text).toContain('  team = payments\n');
  });

  it('fits 80 columns, but for ARN, DNS name and tags', () => {
    const long = explained()
      .split('\n')
      .filter((line) => line.length > 80);
    expect(long.filter((line) => !/^ {2}(arn|dns name) /.test(line))).toEqual([]);
  });

  it('leaves the parts that say nothing out', () => {
    const judged = onlyOne(scanOf(facts()));
    const bare = { ...judged, tags: new Map(), evidence: [] };
    const text = renderExplanation(bare, [], SCAN, plain);
    expect(text).not.toMatch(/Signals|rests on|Tags/);
    expect(text.endsWith('a month (list price)\n')).toBe(true);
  });
});
