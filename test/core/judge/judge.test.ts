/** The gates before every table: vetoes, age, state, type. Each beside the orphan it hides. */
import { judge, namedClusters, suspects } from '../../../lambda/core/judge/judge.ts';
import {
  aLoadBalancer,
  arnOf,
  aService,
  facts,
  inTreeTags,
  inWords,
  SETTINGS,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const on = (part: FactsPart) => verdictOn(facts(part));

describe('the gates', () => {
  it('calls the plain default an orphan, so that every test below differs by one fact', () => {
    expect(inWords(on({}))).toBe('orphan: service-gone');
  });

  test.each<[string, string, FactsPart]>([
    ['kept', 'the keep tag has any value', { tagged: inTreeTags({ 'nlb-janitor/keep': 'yes, Anna said so' }) }],
    ['kept', 'the keep tag is empty', { tagged: inTreeTags({ 'nlb-janitor/keep': '' }) }],
    ['kept', 'the keep tag is until a day to come', { tagged: inTreeTags({ 'nlb-janitor/keep': 'until=2026-03-01' }) }],
    ['rejected', 'a person said no', { tagged: inTreeTags({ 'nlb-janitor/approval': 'rejected' }) }],
    [
      'infrastructure-as-code',
      'CloudFormation owns it',
      { tagged: inTreeTags({ 'aws:cloudformation:stack-name': 'edge' }) },
    ],
    [
      'too-young',
      'it is younger than the minimum age',
      { loadBalancer: aLoadBalancer({ createdAt: new Date('2026-02-28T10:05:01Z') }) },
    ],
  ])('leaves alone (%s) although otherwise an orphan: %s', (reason, _why, part) => {
    const verdict = on(part);
    expect(inWords(verdict)).toBe(`leave-alone: ${reason}`);
    expect(verdict).toMatchObject({ otherwise: 'service-gone' });
    expect(verdict.explanation).toContain('Otherwise an orphan: service-gone.');
  });

  it('judges again once the keep tag has lapsed, and exactly at the minimum age', () => {
    expect(inWords(on({ tagged: inTreeTags({ 'nlb-janitor/keep': 'until=2026-02-28' }) }))).toBe(
      'orphan: service-gone',
    );
    const createdAt = new Date('2026-02-28T10:05:00Z');
    expect(inWords(on({ loadBalancer: aLoadBalancer({ createdAt }) }))).toBe('orphan: service-gone');
  });

  it('leaves alone an NLB without a creation time', () => {
    expect(inWords(on({ loadBalancer: aLoadBalancer({ createdAt: new Date(Number.NaN) }) }))).toBe(
      'leave-alone: too-young',
    );
  });

  it.each(['provisioning', 'active_impaired', 'failed', 'unrecognized'] as const)(
    'leaves alone an NLB that is %s',
    (state) => {
      expect(inWords(on({ loadBalancer: aLoadBalancer({ state }) }))).toBe('leave-alone: not-active');
    },
  );

  it('looks at the keep tag before anything else, also where the cluster cannot be read', () => {
    const verdict = on({ cluster: unreadable('no answer'), tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) });
    expect(inWords(verdict)).toBe('leave-alone: kept');
    expect(verdict).toMatchObject({ otherwise: undefined });
  });

  it('calls an NLB unreadable whose tags failed, and one whose tags nobody read', () => {
    expect(inWords(on({ tags: new Map([[L.arn, unreadable('tags: Throttling')]]) }))).toBe('unknown: unreadable');
    expect(inWords(on({ tags: new Map() }))).toBe('unknown: unreadable');
  });

  it('never judges other types, nor one that is gone', () => {
    const alb = aLoadBalancer({ type: 'application', name: 'web', arn: arnOf('web', 'app') });
    const gone = aLoadBalancer({ name: 'gone', arn: arnOf('gone') });
    const given = facts({ loadBalancers: [alb, gone] });
    expect(judge({ ...given, tags: new Map(given.tags).set(gone.arn, { ok: 'gone' }) }, SETTINGS)).toEqual([]);
  });
});

describe('what is read for judging', () => {
  it('names the would-be orphans, also those that a veto will spare, and nobody else', () => {
    expect(suspects(facts())).toEqual([L.arn]);
    expect(suspects(facts({ tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) }))).toEqual([L.arn]);
    expect(suspects(facts({ view: withServices(aService()) }))).toEqual([]);
    expect(suspects(facts({ loadBalancer: aLoadBalancer({ state: 'failed' }) }))).toEqual([]);
  });

  it('names the clusters of both dialects once, sorted', () => {
    const second = aLoadBalancer({ name: 'k8s-a-b-0123456789', arn: arnOf('k8s-a-b-0123456789') });
    const given = facts({ loadBalancers: [L, second] });
    const tags = new Map(given.tags).set(second.arn, {
      ok: true,
      value: new Map([
        ['elbv2.k8s.aws/cluster', 'alpha'],
        ['service.k8s.aws/stack', 'a/b'],
        ['service.k8s.aws/resource', 'LoadBalancer'],
      ]),
    });
    expect(namedClusters({ ...given, tags })).toEqual(['alpha', 'prod']);
  });
});
