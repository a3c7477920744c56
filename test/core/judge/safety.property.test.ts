/**
 * The direction of every error, over random worlds: knowing less, or hearing one more voice for an NLB, never makes an
 * orphan. The controls show that these worlds do produce orphans of every reason, so that the properties are not vacuous.
 */
import fc from 'fast-check';
import { tagsIn } from '../../../lambda/core/tags/reading.ts';
import { judge } from '../../../lambda/core/judge/judge.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import { aView, DEFAULT_SERVICE, aService, OTHER_UID, SETTINGS, tagReading } from '../../support/builders.ts';
import { lossesOf, changed, world } from '../../support/worlds.ts';

const orphansOf = (facts: Facts): ReadonlySet<string> =>
  new Set(
    judge(facts, SETTINGS)
      .filter((verdict) => verdict.is === 'orphan')
      .map((verdict) => verdict.loadBalancer.arn),
  );

/** Arns that are orphans after a change and were not before. */
const madeOrphans = (before: Facts, after: Facts): readonly string[] => {
  const known = orphansOf(before);
  return [...orphansOf(after)].filter((arn) => !known.has(arn));
};

const RUNS = { numRuns: 300 };

describe('control', () => {
  it('these worlds hold orphans of every reason, and verdicts of every kind', () => {
    const seen = new Set<string>();
    for (const facts of fc.sample(world, { numRuns: 3000, seed: 7 })) {
      for (const verdict of judge(facts, SETTINGS)) {
        seen.add(verdict.is);
        seen.add(verdict.reason);
      }
    }
    const wanted = [
      'orphan',
      'service-gone',
      'service-not-load-balancer',
      'superseded',
      'previous-cluster',
      'cluster-gone',
      'in-use',
      'serves-service',
      'controller-deleting',
      'target-group-binding',
      'shared-target-group',
      'serving-traffic',
      'healthy-targets',
      'unknown',
      'cluster-unreachable',
      'cluster-view-incomplete',
      'cluster-never-seen',
      'contradictory-tags',
      'leave-alone',
      'kept',
      'rejected',
      'too-young',
      'deletion-protected',
      'not-kubernetes',
    ];
    expect(wanted.filter((word) => !seen.has(word))).toEqual([]);
  });
});

describe('never makes an orphan', () => {
  it('losing any one reading, or cutting any list short', () => {
    fc.assert(
      fc.property(world, (facts) => {
        for (const { what, lose } of lossesOf(facts)) {
          const made = madeOrphans(facts, lose(facts));
          if (made.length > 0) throw new Error(`${what} made orphans of ${made.join(', ')}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('losing two readings at once', () => {
    fc.assert(
      fc.property(world, fc.nat(), fc.nat(), (facts, one, other) => {
        const losses = lossesOf(facts);
        const after = [one, other].reduce((given, pick) => losses[pick % losses.length]?.lose(given) ?? given, facts);
        expect(madeOrphans(facts, after)).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each([
    ['a keep tag', 'nlb-janitor/keep', 'x'],
    ['a rejection', 'nlb-janitor/approval', 'rejected'],
    ['a tag of EKS Auto Mode', 'eks:eks-cluster-name', 'alpha'],
    ['a tag of the other controller', 'elbv2.k8s.aws/cluster', 'alpha'],
    ['a tag of a second cluster', 'kubernetes.io/cluster/second', 'owned'],
    ['a tag of Cluster API', 'sigs.k8s.io/cluster-api-provider-aws/role', 'apiserver'],
    ['a tag of CloudFormation', 'aws:cloudformation:stack-name', 'edge'],
    ['a tag of nobody', 'team', 'payments'],
  ])('adding %s', (_what, key, value) => {
    fc.assert(
      fc.property(world, fc.nat(), (facts, pick) => {
        const arns = [...facts.tags.keys()];
        const arn = arns[pick % arns.length] ?? '';
        const own = tagsIn(facts.tags.get(arn));
        // A tag that is there already would be changed, not added.
        if (own === undefined || own.has(key)) return;
        const tagged = changed(facts.tags, arn, tagReading({ ...Object.fromEntries(own), [key]: value }));
        expect(madeOrphans(facts, { ...facts, tags: tagged })).toEqual([]);
      }),
      RUNS,
    );
  });

  it('adding a claim: a hostname or a TargetGroupBinding in any cluster', () => {
    fc.assert(
      fc.property(world, fc.nat(), fc.boolean(), (facts, pick, byHostname) => {
        const lb = facts.loadBalancers[pick % facts.loadBalancers.length];
        const groups = facts.inspections.targetGroups;
        const group = groups.ok
          ? groups.value.find((candidate) => candidate.loadBalancerArns.includes(lb?.arn ?? ''))
          : undefined;
        const claim = aView('elsewhere', {
          services: {
            ok: true,
            value: [
              DEFAULT_SERVICE,
              ...(byHostname && lb !== undefined ? [aService({ uid: OTHER_UID, hostnames: [lb.dnsName] })] : []),
            ],
          },
          bindings: {
            ok: true,
            value:
              byHostname || group === undefined
                ? []
                : [
                    {
                      apiGroup: 'elbv2.k8s.aws',
                      namespace: 'a',
                      name: 'b',
                      targetGroupArn: group.arn,
                      targetGroupName: undefined,
                    },
                  ],
          },
        });
        const after = { ...facts, views: changed(facts.views, 'elsewhere', claim) };
        expect(madeOrphans(facts, after)).toEqual([]);
        if (byHostname && lb !== undefined) expect(orphansOf(after).has(lb.arn)).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('whatever the world', () => {
  it('order never matters', () => {
    const flip = <V>(map: ReadonlyMap<string, V>) => new Map([...map].toReversed());
    fc.assert(
      fc.property(world, (facts) => {
        const groups = facts.inspections.targetGroups;
        const flipped: Facts = {
          ...facts,
          loadBalancers: facts.loadBalancers.toReversed(),
          tags: flip(facts.tags),
          clusters: flip(facts.clusters),
          views: flip(
            new Map(
              [...facts.views].map(
                ([name, view]) =>
                  [
                    name,
                    view.services.ok
                      ? { ...view, services: { ok: true, value: view.services.value.toReversed() } }
                      : view,
                  ] as const,
              ),
            ),
          ),
          inspections: {
            ...facts.inspections,
            targetGroups: groups.ok ? { ok: true, value: groups.value.toReversed() } : groups,
          },
        };
        const words = (given: Facts) =>
          judge(given, SETTINGS)
            .map((verdict) => `${verdict.loadBalancer.arn} ${verdict.is} ${verdict.reason}`)
            .toSorted();
        expect(words(flipped)).toEqual(words(facts));
      }),
      RUNS,
    );
  });

  it('each Network Load Balancer has exactly one verdict, with words', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const verdicts = judge(facts, SETTINGS);
        expect(verdicts.map((verdict) => verdict.loadBalancer.arn)).toEqual(facts.loadBalancers.map((lb) => lb.arn));
        for (const { explanation, reason } of verdicts) {
          expect(explanation).toMatch(/^[A-Z].*[.?]$/s);
          expect(reason).not.toBe('');
        }
      }),
      RUNS,
    );
  });
});
