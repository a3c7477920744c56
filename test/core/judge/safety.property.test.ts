/**
 * The direction of every error, over random worlds: knowing less, or hearing one more voice for an NLB, never makes an
 * orphan. The controls show that these worlds do produce orphans of every reason, so that the properties are not vacuous.
 */
import fc from 'fast-check';
import { tagsIn } from '../../../lambda/core/tags/reading.ts';
import { darkClusters, isItsOwnOrNear } from '../../../lambda/core/judge/dark-clusters.ts';
import { judge } from '../../../lambda/core/judge/judge.ts';
import { successorNames } from '../../../lambda/core/judge/successor-names.ts';
import type { Cluster, ClusterAnswer, LoadBalancer, TargetGroup } from '../../../lambda/model/aws.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { ClusterView } from '../../../lambda/model/kubernetes.ts';
import type { Reading, Unreadable } from '../../../lambda/model/reading.ts';
import {
  aBinding,
  aCluster,
  aService,
  aView,
  DEFAULT_SERVICE,
  OTHER_UID,
  SETTINGS,
  tagReading,
  unreadable,
} from '../../support/builders.ts';
import { lossesOf, changed, world } from '../../support/worlds.ts';

const orphansOf = (facts: Facts): ReadonlySet<string> =>
  new Set(
    judge(facts, SETTINGS)
      .filter((verdict) => verdict.is === 'orphan')
      .map((verdict) => verdict.loadBalancer.arn),
  );

/** Arns that are orphans after a change and were not before, though nobody would wait for what was lost. */
const madeOrphans = (before: Facts, after: Facts): readonly string[] => {
  const known = orphansOf(before);
  return judge(after, SETTINGS)
    .filter((verdict) => verdict.is === 'orphan' && !known.has(verdict.loadBalancer.arn))
    .filter(({ loadBalancer, owner }) => !isOnlyFarAndIdle(loadBalancer, owner?.cluster, before, after))
    .map(({ loadBalancer }) => loadBalancer.arn);
};

/**
 * What was lost is the view of clusters elsewhere, and nobody is served: such a cluster makes no suspect unknown (docs/design.md
 * section 3, "Which clusters are read"), also where the claim that saved it was one of its own.
 */
function isOnlyFarAndIdle(
  { arn, vpcId }: LoadBalancer,
  taggedCluster: string | undefined,
  before: Facts,
  after: Facts,
): boolean {
  const wasDark = new Set(darkClusters(before).map(({ name }) => name));
  const lost = darkClusters(after).filter(({ name }) => !wasDark.has(name));
  const { targetGroups, health, flows } = after.inspections;
  const groups = targetGroups.ok ? targetGroups.value.filter((group) => group.loadBalancerArns.includes(arn)) : [];
  const isIdle =
    groups.every((group) => {
      const reading = health.get(group.arn);
      return reading?.ok === true && reading.value.every(({ state }) => state !== 'healthy');
    }) && flows.get(arn)?.ok === true;
  return lost.length > 0 && isIdle && lost.every((dark) => !isItsOwnOrNear(dark, { vpcId, taggedCluster }, after));
}

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

  it.each<[string, (lb: LoadBalancer, group: TargetGroup) => Partial<ClusterView>]>([
    [
      'whose Service shows its hostname',
      (lb) => ({
        services: { ok: true, value: [DEFAULT_SERVICE, aService({ uid: OTHER_UID, hostnames: [lb.dnsName] })] },
      }),
    ],
    [
      'whose Service has it as its externalName',
      (lb) => ({
        services: { ok: true, value: [DEFAULT_SERVICE, aService({ uid: OTHER_UID, externalName: lb.dnsName })] },
      }),
    ],
    [
      'whose TargetGroupBinding names its target group',
      (_, group) => ({ bindings: { ok: true, value: [aBinding({ targetGroupArn: group.arn })] } }),
    ],
  ])('adding a cluster %s', (_what, claim) => {
    fc.assert(
      fc.property(world, fc.nat(), fc.constantFrom('vpc-near', 'vpc-elsewhere'), (facts, pick, vpcId) => {
        const groups = facts.inspections.targetGroups.ok ? facts.inspections.targetGroups.value : [];
        const group = groups[pick % groups.length];
        const lb = facts.loadBalancers.find(({ arn }) => group?.loadBalancerArns.includes(arn));
        if (group === undefined || lb === undefined) throw new Error('a world without target groups');
        const after = withCluster(facts, aCluster({ name: 'new', vpcId }), aView('new', claim(lb, group)));
        expect(madeOrphans(facts, after)).toEqual([]);
        // The claim alone saves it: the cluster was read, and another one like it takes no orphan away.
        expect(orphansOf(after).has(lb.arn)).toBe(false);
        const silent = withCluster(facts, aCluster({ name: 'new', vpcId }), aView('new'));
        expect(orphansOf(silent)).toEqual(orphansOf(facts));
      }),
      RUNS,
    );
  });

  it('adding a cluster that cannot be read, looked up or is only registered', () => {
    const dark = aView('new', { services: { ...unreadable('cluster new: no answer'), seen: [] } });
    fc.assert(
      fc.property(world, fc.constantFrom('vpc-near', 'vpc-elsewhere', undefined), (facts, vpcId) => {
        const known = orphansOf(facts);
        const unread = orphansOf(withCluster(facts, aCluster({ name: 'new', vpcId }), dark));
        expect([...unread].filter((arn) => !known.has(arn))).toEqual([]);
        const registered = { isRegisteredOnly: true, vpcId: undefined, endpoint: undefined };
        expect(madeOrphans(facts, withCluster(facts, aCluster({ name: 'new', ...registered }), undefined))).toEqual([]);
        const unknown = withCluster(facts, unreadable('denied'), undefined);
        expect([...orphansOf(unknown)]).toEqual([]);
      }),
      RUNS,
    );
  });

  it('ignoring a cluster that was read', () => {
    fc.assert(
      fc.property(world, fc.constantFrom('alpha', 'beta', 'young'), (facts, name) => {
        expect(madeOrphans(facts, { ...facts, ignoredClusters: [name] })).toEqual([]);
      }),
      RUNS,
    );
  });
});

function withCluster(facts: Facts, cluster: Cluster | Unreadable, view: ClusterView | undefined): Facts {
  const reading: Reading<ClusterAnswer> = 'ok' in cluster ? cluster : { ok: true, value: { is: 'present', cluster } };
  return {
    ...facts,
    clusterList: facts.clusterList.ok ? { ok: true, value: [...facts.clusterList.value, 'new'] } : facts.clusterList,
    clusters: changed(facts.clusters, 'new', reading),
    views: view === undefined ? facts.views : changed(facts.views, 'new', view),
  };
}

describe('a run about one NLB', () => {
  /** What such a run reads: the NLB, whoever may have taken over, and the target groups of both. */
  function narrowed(facts: Facts, arn: string): Facts {
    const own = facts.loadBalancers.filter((lb) => lb.arn === arn);
    const names = successorNames({ ...facts, loadBalancers: own });
    const loadBalancers = facts.loadBalancers.filter((lb) => lb.arn === arn || names.includes(lb.name));
    const arns = new Set(loadBalancers.map((lb) => lb.arn));
    const { targetGroups } = facts.inspections;
    return {
      ...facts,
      isWholeFleet: false,
      loadBalancers,
      tags: new Map([...facts.tags].filter(([tagged]) => arns.has(tagged))),
      inspections: {
        ...facts.inspections,
        targetGroups: targetGroups.ok
          ? { ok: true, value: targetGroups.value.filter((group) => group.loadBalancerArns.includes(arn)) }
          : targetGroups,
      },
    };
  }

  it('says what a run about everything says, or unknown', () => {
    fc.assert(
      fc.property(world, (facts) => {
        for (const full of judge(facts, SETTINGS)) {
          const { arn } = full.loadBalancer;
          const narrow = judge(narrowed(facts, arn), SETTINGS).find((verdict) => verdict.loadBalancer.arn === arn);
          if (narrow?.is === 'unknown') continue;
          expect([narrow?.is, narrow?.reason]).toEqual([full.is, full.reason]);
        }
      }),
      RUNS,
    );
  });

  it('says the same of most', () => {
    const worlds = fc.sample(world, { numRuns: 300, seed: 11 });
    const orphans = worlds.flatMap((facts) => [...orphansOf(facts)].map((arn) => [facts, arn] as const));
    const kept = orphans.filter(([facts, arn]) => orphansOf(narrowed(facts, arn)).has(arn));
    // Where a person's word is the proof, all NLBs of the cluster have a say.
    expect(kept.length / orphans.length).toBeGreaterThan(0.6);
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
        const network = facts.loadBalancers.filter(({ type }) => type === 'network');
        expect(verdicts.map((verdict) => verdict.loadBalancer.arn)).toEqual(network.map((lb) => lb.arn));
        for (const { explanation, reason } of verdicts) {
          expect(explanation).toMatch(/^[A-Z].*[.?]$/s);
          expect(reason).not.toBe('');
        }
      }),
      RUNS,
    );
  });
});
