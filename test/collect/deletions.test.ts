/** Which proofs that clusters were deleted are looked for, and when. */
import type { CollectSettings } from '../../lambda/collect/settings.ts';
import type { ClusterAnswer, ClusterDeletion } from '../../lambda/model/aws.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aView,
  controllerTags,
  facts,
  inTreeTags,
  NOW,
  tagReading,
  unreadable,
  type FactsPart,
} from '../support/builders.ts';
import {
  L,
  DELETED,
  LATER_CLUSTER,
  fake,
  collected,
  callsFor,
  present,
  ABSENT,
  tagsNaming,
  proofs,
} from './fake-ports.ts';

describe('deleted clusters', () => {
  const asks = (calls: readonly string[]) => calls.filter((call) => call.startsWith('deletions'));

  it('are looked up when the cluster that a tag names is missing', async () => {
    expect(asks(await callsFor({ cluster: 'absent', view: undefined }))).toHaveLength(1);
  });

  it('are looked up when that cluster is younger than the load balancer', async () => {
    expect(asks(await callsFor({ cluster: LATER_CLUSTER, deletions: proofs() }))).toHaveLength(1);
  });

  it('are looked up when that cluster is going', async () => {
    expect(asks(await callsFor({ cluster: aCluster({ status: 'DELETING' }), view: undefined }))).toHaveLength(1);
  });

  it('are not looked up when that cluster is older', async () => {
    expect(asks(await callsFor({ cluster: aCluster() }))).toEqual([]);
  });

  it('are looked up once for all, from the creation of the oldest load balancer in question', async () => {
    const older = aLoadBalancer({ name: 'older', arn: arnOf('older'), createdAt: new Date('2025-12-24T12:00:00Z') });
    const oldest = aLoadBalancer({ name: 'oldest', arn: arnOf('oldest'), createdAt: new Date('2024-01-01T00:00:00Z') });
    const given = fake(
      facts({
        loadBalancers: [L, older, oldest],
        tags: new Map([
          [L.arn, tagReading(inTreeTags())],
          [older.arn, tagReading(tagsNaming('gone'))],
          [oldest.arn, tagReading(tagsNaming('old'))],
        ]),
        clusters: new Map<string, Reading<ClusterAnswer>>([
          ['prod', ABSENT],
          ['gone', ABSENT],
          ['old', present(aCluster({ name: 'old', createdAt: new Date('2023-01-01T00:00:00Z') }))],
        ]),
        views: new Map([['old', aView('old', { services: { ok: true, value: [aService()] } })]]),
      }),
    );
    await collected(given);
    expect(asks(given.calls)).toEqual(['deletions since 2025-12-24T12:00:00.000Z']);
  });

  it('are not asked for further back than CloudTrail remembers', async () => {
    const old = aLoadBalancer({ createdAt: new Date('2024-05-01T00:00:00Z') });
    const [asked] = asks(await callsFor({ loadBalancer: old, cluster: 'absent', view: undefined }));
    expect(asked).toBe('deletions since 2025-12-02T10:05:00.000Z');
  });

  it('are not looked up for a load balancer without a creation time: nothing could prove its case', async () => {
    const undated = aLoadBalancer({ createdAt: new Date(Number.NaN) });
    expect(asks(await callsFor({ loadBalancer: undated, cluster: 'absent', view: undefined }))).toEqual([]);
  });

  it('are those of the settings and of CloudTrail together', async () => {
    const given = fake(facts({ cluster: 'absent', view: undefined, deletions: proofs() }));
    const { deletions } = await collected(given, { deletedClusters: [{ ...DELETED, name: 'older' }] });
    expect(deletions).toEqual({
      ok: true,
      value: [
        { ...DELETED, name: 'older', vpcId: undefined, source: 'settings' },
        { ...DELETED, vpcId: undefined, source: 'cloudtrail' },
      ],
    });
  });

  it('are those of the settings, and CloudTrail is said to be unreadable, when it fails', async () => {
    const failed = { ...unreadable('cloudtrail LookupEvents: AccessDenied', 'denied'), seen: [] };
    const given = fake(facts({ cluster: 'absent', view: undefined, deletions: failed }));
    const { deletions } = await collected(given, { deletedClusters: [DELETED] });
    expect(deletions).toEqual({ ...failed, seen: [{ ...DELETED, vpcId: undefined, source: 'settings' }] });
  });

  it('are those of the settings where CloudTrail is not asked', async () => {
    const { deletions } = await collected(fake(facts()), { deletedClusters: [DELETED] });
    expect(deletions).toEqual({ ok: true, value: [{ ...DELETED, vpcId: undefined, source: 'settings' }] });
  });
});

describe('deletions that AWS Config recorded', () => {
  const asks = (calls: readonly string[]) => calls.filter((call) => call.startsWith('AWS Config'));
  const now = NOW.toISOString();
  const made = L.createdAt.toISOString();
  const RECORDED: ClusterDeletion = { ...DELETED, vpcId: undefined, subnetIds: ['subnet-a'], source: 'config' };
  const recorded: Facts['deletions'] = { ok: true, value: [RECORDED] };
  const gone = { cluster: 'absent', view: undefined } as const;
  const denied = unreadable('config ListDiscoveredResources: AccessDenied', 'denied');

  it('are looked up when nothing else proves one', async () => {
    expect(asks(await callsFor(gone))).toEqual([`AWS Config of prod ${made} ${now}`]);
  });

  it('are looked up until the present cluster was made, where that is younger', async () => {
    const until = LATER_CLUSTER.createdAt.toISOString();
    expect(asks(await callsFor({ cluster: LATER_CLUSTER }))).toEqual([`AWS Config of prod ${made} ${until}`]);
  });

  it.each<[string, FactsPart, Partial<CollectSettings>?]>([
    ['CloudTrail proves one', { ...gone, deletions: proofs() }],
    ['the settings name one', gone, { deletedClusters: [DELETED] }],
    [
      'sweep wrote one down',
      { ...gone, tagged: inTreeTags({ 'nlb-janitor/cluster-deleted': 'prod 2026-02-01T00:00:00Z config none' }) },
    ],
    ['a person says so on a tag', { ...gone, tagged: inTreeTags({ 'nlb-janitor/cluster-gone': 'prod' }) }],
    ['the cluster is still going', { cluster: aCluster({ status: 'DELETING' }), view: undefined }],
    ['the cluster is older', { cluster: aCluster() }],
    [
      'nobody can tell when the NLB was made',
      { ...gone, loadBalancer: aLoadBalancer({ createdAt: new Date(Number.NaN) }) },
    ],
  ])('are not looked up where %s', async (...[, part, settings]) => {
    expect(asks(await callsFor(part, settings))).toEqual([]);
  });

  it('are looked up where what CloudTrail proves is of another cluster, VPC or time', async () => {
    for (const part of [{ name: 'prod2' }, { vpcId: 'vpc-far' }, { deletedAt: new Date('2026-01-01T00:00:00Z') }]) {
      const deletions: Facts['deletions'] = { ok: true, value: [{ ...RECORDED, source: 'cloudtrail', ...part }] };
      expect(asks(await callsFor({ ...gone, deletions }))).toHaveLength(1);
    }
  });

  it('are looked up once for all clusters, from the oldest NLB of each', async () => {
    const older = aLoadBalancer({ name: 'older', arn: arnOf('older'), createdAt: new Date('2024-12-24T12:00:00Z') });
    const other = aLoadBalancer({ name: 'other', arn: arnOf('other'), createdAt: new Date('2025-01-01T00:00:00Z') });
    const given = fake(
      facts({
        ...gone,
        loadBalancers: [L, older, other],
        tags: new Map([
          [L.arn, tagReading(inTreeTags())],
          [older.arn, tagReading(controllerTags())],
          [other.arn, tagReading(controllerTags({ 'elbv2.k8s.aws/cluster': 'gone' }))],
        ]),
        clusters: new Map([
          ['prod', ABSENT],
          ['gone', ABSENT],
        ]),
      }),
    );
    await collected(given);
    expect(asks(given.calls)).toEqual([
      `AWS Config of prod 2024-12-24T12:00:00.000Z ${now}, gone 2025-01-01T00:00:00.000Z ${now}`,
    ]);
  });

  it('stand beside the others', async () => {
    const { deletions } = await collected(fake(facts(gone), {}, recorded), {
      deletedClusters: [{ ...DELETED, name: 'older' }],
    });
    expect(deletions).toMatchObject({ ok: true, value: [{ name: 'older', source: 'settings' }, RECORDED] });
  });

  it('are proof only: the others stand when it is denied, and its own when CloudTrail is', async () => {
    const other = { ...RECORDED, name: 'other', source: 'cloudtrail' } as const;
    const cut = { ...denied, seen: [RECORDED] };
    const trail: Facts['deletions'] = { ok: true, value: [other] };
    const first = await collected(fake(facts({ ...gone, deletions: trail }), {}, cut));
    expect(first.deletions).toEqual({ ...denied, seen: [other, RECORDED] });

    const failed = unreadable('cloudtrail LookupEvents: AccessDenied', 'denied');
    const second = await collected(fake(facts({ ...gone, deletions: { ...failed, seen: [] } }), {}, recorded));
    expect(second.deletions).toEqual({ ...failed, seen: [RECORDED] });

    const both = await collected(fake(facts({ ...gone, deletions: { ...failed, seen: [] } }), {}, cut));
    expect(both.deletions).toEqual({ ...failed, why: `${failed.why}; ${denied.why}`, seen: [RECORDED] });
  });
});
