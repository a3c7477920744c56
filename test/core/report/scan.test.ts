/** What a scan tells besides the verdicts: the cost, and every source that was asked and did not answer completely. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { savingUsd, scanReport, unreadableSources } from '../../../lambda/core/report/scan.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  aView,
  inspectionsOf,
  facts,
  NOW,
  SETTINGS,
  unreadable,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();

function sources(part: FactsPart): readonly string[] {
  return unreadableSources(facts(part)).map(({ source, why }) => `${source} | ${why}`);
}

const inspections = (part: Parameters<typeof inspectionsOf>[1]): FactsPart => ({ inspections: inspectionsOf(L, part) });
const lost = unreadable('lost');

describe('a scan report', () => {
  it('holds every verdict with its cost, and where and when it was judged', () => {
    const given = facts();
    const report = scanReport(given, judge(given, SETTINGS));
    expect(report).toMatchObject({ account: '123456789012', region: 'eu-west-3', at: NOW, unreadable: [] });
    expect(report.judged).toEqual([expect.objectContaining({ is: 'orphan', monthlyCostUsd: 26.62 })]);
  });

  it('saves what orphans cost, and nothing of what is kept', () => {
    const orphan = scanReport(facts(), judge(facts(), SETTINGS)).judged;
    const keptFacts = facts({ tagged: { team: 'network' } });
    const kept = scanReport(keptFacts, judge(keptFacts, SETTINGS)).judged;
    expect(savingUsd([...orphan, ...kept, ...orphan])).toBe(53.24);
    expect(savingUsd(kept)).toBe(0);
    expect(savingUsd([])).toBe(0);
  });
});

describe('an unreadable source', () => {
  it('is none where everything was read', () => {
    expect(sources({})).toEqual([]);
  });

  it.each<[string, FactsPart]>([
    [`tags of ${L.name} | lost`, { tags: new Map([[L.arn, lost]]) }],
    ['cluster prod | lost', { cluster: lost, view: undefined }],
    ['cluster prod | lost', { view: aView('prod', { services: { ...lost, seen: [] } }) }],
    ['cluster prod | lost', { view: aView('prod', { bindings: { ...lost, seen: [] } }) }],
    ['CloudTrail | lost', { deletions: { ...lost, seen: [] } }],
    ['AWS Config | config GetX: no', { deletions: { ...unreadable('config GetX: no'), seen: [] } }],
    ['target groups | lost', inspections({ targetGroups: lost })],
    ['Auto Scaling groups | lost', inspections({ autoScalingGroups: lost })],
    [`health of ${GROUP.name} | lost`, inspections({ health: new Map([[GROUP.arn, lost]]) })],
    [`attributes of ${L.name} | lost`, inspections({ deletionProtection: new Map([[L.arn, lost]]) })],
    ['CloudWatch | lost', inspections({ flows: new Map([[L.arn, lost]]) })],
  ])('is named with its reason: %s', (expected, part) => {
    expect(sources(part)).toEqual([expected]);
  });

  it('is told once for each cluster, however many of its kinds are missing', () => {
    const gap = { ...lost, seen: [] };
    expect(sources({ view: aView('prod', { services: gap, ingresses: gap, gateways: gap, bindings: gap }) })).toEqual([
      'cluster prod | lost',
    ]);
  });

  it('is told once for CloudWatch, however many load balancers one failure concerns', () => {
    const flows: Facts['inspections']['flows'] = new Map([
      [L.arn, lost],
      [arnOf('second'), lost],
      [arnOf('third'), unreadable('throttled')],
    ]);
    expect(sources(inspections({ flows }))).toEqual(['CloudWatch | lost', 'CloudWatch | throttled']);
  });

  it('is not what nobody asked for, because nothing was suspected', () => {
    const notRead = inspections({
      targetGroups: unreadable('target groups were not read.'),
      autoScalingGroups: unreadable('Auto Scaling groups were not read.'),
      health: new Map(),
      deletionProtection: new Map(),
      flows: new Map(),
    });
    expect(sources(notRead)).toEqual([]);
  });

  it('is not a load balancer that vanished, nor a figure that CloudWatch does not have', () => {
    expect(sources({ tags: new Map([[L.arn, { ok: true, value: { is: 'gone' } }]]) })).toEqual([]);
    const flows: Facts['inspections']['flows'] = new Map([[L.arn, { ok: true, value: { is: 'missing', why: 'new' } }]]);
    expect(sources(inspections({ flows }))).toEqual([]);
  });

  it('comes in the order of reading', () => {
    const given = sources({
      tags: new Map([[L.arn, lost]]),
      cluster: lost,
      view: undefined,
      deletions: { ...lost, seen: [] },
      ...inspections({ targetGroups: lost, flows: new Map([[L.arn, lost]]) }),
    });
    expect(given.map((line) => line.split(' ')[0])).toEqual(['tags', 'cluster', 'CloudTrail', 'target', 'CloudWatch']);
  });
});
