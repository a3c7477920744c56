/** Who is looked at where a person says that the cluster is gone. */
import type { CollectSettings } from '../../lambda/collect/settings.ts';
import type { Cluster, LoadBalancer } from '../../lambda/model/aws.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  aView,
  inspectionsOf,
  facts,
  inTreeTags,
  tagReading,
  unreadable,
} from '../support/builders.ts';
import { L, DELETED, fake, collected, present, proofs } from './fake-ports.ts';

describe('where a person says that the cluster is gone', () => {
  const sibling = aLoadBalancer({ name: 'sibling', arn: arnOf('sibling'), state: 'provisioning' });
  const far = aLoadBalancer({ name: 'far', arn: arnOf('far'), vpcId: 'vpc-far', state: 'provisioning' });
  const world = (deletions: Facts['deletions']): Facts =>
    facts({
      loadBalancers: [L, sibling, far],
      tags: new Map([L, sibling, far].map(({ arn }) => [arn, tagReading(inTreeTags())])),
      cluster: 'absent',
      view: undefined,
      deletions,
      inspections: inspectionsOf(L, {
        deletionProtection: new Map([L, sibling].map(({ arn }) => [arn, { ok: true, value: false }])),
        capacityReservations: new Map([L, sibling].map(({ arn }) => [arn, { ok: true, value: 0 }])),
        flows: new Map([L, sibling].map(({ arn }) => [arn, { ok: true, value: { is: 'missing', why: 'none' } }])),
      }),
    });

  it('every NLB that names it in the same VPC is looked at too', async () => {
    const given = fake(world({ ok: true, value: [] }));
    const { inspections } = await collected(given, { deletedClusters: [DELETED] });
    expect([...inspections.flows.keys()]).toEqual([L.arn, sibling.arn]);
  });

  it('and not where CloudTrail recorded it', async () => {
    const { inspections } = await collected(fake(world(proofs())), { deletedClusters: [DELETED] });
    expect([...inspections.flows.keys()]).toEqual([L.arn]);
  });

  describe('application load balancers', () => {
    const application = (name: string, vpcId = L.vpcId): LoadBalancer =>
      aLoadBalancer({ name, arn: arnOf(name, 'app'), type: 'application', vpcId });
    const its = application('its');
    const others = application('others');
    const groupOf = ({ arn, name }: LoadBalancer) =>
      aTargetGroup({ arn: `x/${name}/1`, name, loadBalancerArns: [arn] });

    /** Of the VPC one that names the cluster and one that does not; another elsewhere. */
    function withApplications(deletions: Facts['deletions']): Facts {
      const given = world(deletions);
      const groups = [aTargetGroup(), groupOf(its), groupOf(others)];
      return {
        ...given,
        loadBalancers: [...given.loadBalancers, its, others, application('elsewhere', 'vpc-far')],
        tags: new Map([
          ...given.tags,
          [its.arn, tagReading({ 'elbv2.k8s.aws/cluster': 'prod' })],
          [others.arn, tagReading({ 'elbv2.k8s.aws/cluster': 'dev' })],
        ]),
        inspections: {
          ...given.inspections,
          targetGroups: { ok: true, value: groups },
          health: new Map(groups.map(({ arn }) => [arn, { ok: true, value: [] }])),
        },
      };
    }
    const ofThem = (calls: readonly string[]) => calls.filter((call) => /its|others|elsewhere/.test(call));

    it('of the VPC are asked for their tags, and for targets where these name the cluster', async () => {
      const given = fake(withApplications({ ok: true, value: [] }));
      const { inspections, tags } = await collected(given, { deletedClusters: [DELETED] });
      expect(ofThem(given.calls)).toEqual(['tags of its others', 'health of its']);
      expect([...inspections.applicationTags.keys()]).toEqual([its.arn, others.arn]);
      expect(tags.has(its.arn)).toBe(false);
    });

    it('are asked nothing where CloudTrail recorded it', async () => {
      const given = fake(withApplications(proofs()));
      await collected(given, { deletedClusters: [DELETED] });
      expect(ofThem(given.calls)).toEqual([]);
    });

    const RKE2 = aCluster({ name: 'rke2', isRegisteredOnly: true, vpcId: undefined, endpoint: undefined });

    /** The plain orphan, beside them and a cluster that EKS has an endpoint of or only registers. */
    function besideRegistered(cluster: Cluster): Facts {
      const given = withApplications({ ok: true, value: [] });
      const gap = { ...unreadable('no endpoint'), seen: [] };
      const dark = aView('rke2', { services: gap, ingresses: gap, gateways: gap, bindings: gap });
      return {
        ...given,
        clusterList: { ok: true, value: ['prod', 'rke2'] },
        clusters: new Map([
          ['prod', present(aCluster())],
          ['rke2', present(cluster)],
        ]),
        views: new Map([
          ['prod', aView()],
          ['rke2', dark],
        ]),
      };
    }

    it('of the VPC are asked for their tags where they alone say where a registered cluster is', async () => {
      const given = fake(besideRegistered(RKE2));
      const { inspections } = await collected(given);
      expect(ofThem(given.calls)).toEqual(['tags of its others']);
      expect([...inspections.applicationTags.keys()]).toEqual([its.arn, others.arn]);
    });

    it.each<[string, Cluster, Partial<CollectSettings>]>([
      ['EKS knows where the cluster is', { ...RKE2, isRegisteredOnly: false, vpcId: 'vpc-far' }, {}],
      ['nobody waits for it', RKE2, { ignoredClusters: ['rke2'] }],
    ])('are asked nothing where %s', async (_, cluster, settings) => {
      const given = fake(besideRegistered(cluster));
      await collected(given, settings);
      expect(ofThem(given.calls)).toEqual([]);
    });

    it('are asked too before a person says so', async () => {
      const given = fake(withApplications({ ok: true, value: [] }));
      const alsoInspect = () => new Set([L.arn]);
      await collected(given, {}, { alsoInspect, wordsSaid: () => [{ clusterName: 'prod', vpcId: L.vpcId }] });
      expect(ofThem(given.calls)).toEqual(['tags of its others', 'health of its']);
      const silent = fake(withApplications({ ok: true, value: [] }));
      await collected(silent, {}, { alsoInspect });
      expect(ofThem(silent.calls)).toEqual([]);
    });
  });
});
