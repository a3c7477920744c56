/** What has to be read before judging: of which NLBs, and of which clusters. */
import { namedClusters, toInspect } from '../../../lambda/core/judge/to-read.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  aService,
  controllerTags,
  arnOf,
  facts,
  GONE,
  inTreeTags,
  tagReading,
  unreadable,
  withServices,
} from '../../support/builders.ts';

const L = aLoadBalancer();

describe('what is read for judging', () => {
  const suspectsIn = (given: Facts) => [...toInspect(given).arns];

  it('names the would-be orphans, also those that a veto will spare, and nobody else', () => {
    expect(suspectsIn(facts())).toEqual([L.arn]);
    expect(suspectsIn(facts({ tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) }))).toEqual([L.arn]);
    expect(suspectsIn(facts({ view: withServices(aService()) }))).toEqual([]);
    expect(suspectsIn(facts({ loadBalancer: aLoadBalancer({ state: 'failed' }) }))).toEqual([]);
  });

  it('names those that are chosen, in that order, and whom it could have chosen', () => {
    const names = ['a', 'b', 'c'];
    const all = names.map((name) => aLoadBalancer({ name, arn: arnOf(name) }));
    const given = facts({
      loadBalancers: all,
      tags: new Map(all.map(({ arn }) => [arn, tagReading(controllerTags())])),
    });
    const { arns, suspects } = toInspect(given, (some) => some.slice(1).toReversed());
    expect([...arns]).toEqual([arnOf('c'), arnOf('b')]);
    expect([...suspects]).toEqual(names.map((name) => arnOf(name)));
  });

  it('names nobody whose tags are not known or name no Service', () => {
    expect(suspectsIn(facts({ tags: new Map() }))).toEqual([]);
    expect(suspectsIn(facts({ tags: new Map([[L.arn, unreadable('x')]]) }))).toEqual([]);
    expect(suspectsIn(facts({ tags: new Map([[L.arn, GONE]]) }))).toEqual([]);
    expect(suspectsIn(facts({ tagged: { team: 'network' } }))).toEqual([]);
  });

  it('names the clusters of both dialects once, sorted', () => {
    const other = aLoadBalancer({ name: 'k8s-a-b-0123456789', arn: arnOf('k8s-a-b-0123456789') });
    const given = facts({ loadBalancers: [L, other] });
    const second = tagReading({
      'elbv2.k8s.aws/cluster': 'alpha',
      'service.k8s.aws/stack': 'a/b',
      'service.k8s.aws/resource': 'LoadBalancer',
    });
    const tags = new Map(given.tags).set(other.arn, second);
    expect(namedClusters({ ...given, tags })).toEqual(['alpha', 'prod']);
  });
});
