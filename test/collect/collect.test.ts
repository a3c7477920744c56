/** What is read, in which order, and what happens to a source that fails. The ports are fakes that answer out of Facts. */
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { collect, type CollectOptions } from '../../lambda/collect/collect.ts';
import { trafficWindow } from '../../lambda/collect/inspections.ts';
import type { CollectSettings } from '../../lambda/collect/settings.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import type { Cluster, ClusterAnswer, ClusterDeletion, LoadBalancer } from '../../lambda/model/aws.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import { USER_SOURCES } from '../../lambda/model/users.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { ReadPorts } from '../../lambda/ports/read.ts';
import {
  ACCOUNT,
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  controllerTags,
  DEFAULT_SERVICE,
  healthOf,
  inspectionsOf,
  facts,
  inTreeTags,
  NOW,
  REGION,
  tagReading,
  unreadable,
  withServices,
  type FactsPart,
} from '../support/builders.ts';
import { NO_LOAD_BALANCERS, NO_READS, sources } from '../support/ports.ts';

const L = aLoadBalancer();
const OPTIONS: CollectOptions = { account: ACCOUNT, region: REGION, now: NOW };
const SETTINGS: CollectSettings = {
  trafficLookbackDays: 7,
  deletedClusters: [],
  ignoredClusters: [],
  usersOfNlb: {},
  dnsRecords: 'caution',
};
const DELETED = { name: 'prod', deletedAt: new Date('2026-02-01T00:00:00Z') };
const NONE: Facts['deletions'] = { ok: true, value: [] };
const LATER_CLUSTER = aCluster({ createdAt: new Date('2026-02-02T00:00:00Z') });

interface Fake {
  readonly ports: ReadPorts;
  /** Every call, in order. */
  readonly calls: string[];
  /** The most ELBv2 calls that were under way at once. */
  readonly elbAtOnce: () => number;
}

/** Answers what the facts say. What they do not hold is an error: nothing may be asked for that the test did not give. */
function fake(world: Facts, part: Partial<ReadPorts> = {}, recorded: Facts['deletions'] = NONE): Fake {
  const calls: string[] = [];
  let underWay = 0;
  let most = 0;
  const elb = async <T>(call: string, answer: () => T): Promise<T> => {
    calls.push(call);
    underWay += 1;
    most = Math.max(most, underWay);
    await turnOfEventLoop();
    underWay -= 1;
    return answer();
  };
  const other = async <T>(call: string, answer: () => T): Promise<T> => {
    calls.push(call);
    await turnOfEventLoop();
    return answer();
  };
  const { inspections } = world;
  const ports: ReadPorts = {
    ...NO_READS,
    loadBalancers: {
      ...NO_LOAD_BALANCERS,
      list: () => elb('list', () => ({ ok: true, value: world.loadBalancers })),
      tags: (arns) =>
        elb(`tags of ${arns.map(shortName).join(' ')}`, () => new Map(arns.map((arn) => [arn, held(world.tags, arn)]))),
      targetGroups: () => elb('target groups', () => inspections.targetGroups),
      targetHealth: (arn) => elb(`health of ${shortName(arn)}`, () => held(inspections.health, arn)),
      deletionProtection: (arn) =>
        elb(`protection of ${shortName(arn)}`, () => held(inspections.deletionProtection, arn)),
      capacityReservation: (arn) =>
        elb(`reservation of ${shortName(arn)}`, () => held(inspections.capacityReservations, arn)),
    },
    clusters: {
      list: () => other('list clusters', () => world.clusterList),
      describe: (name) => other(`describe ${name}`, () => held(world.clusters, name)),
    },
    tagRemovals: {
      byController: (since) => other(`removals since ${since.toISOString()}`, () => inspections.controllerRemovals),
    },
    clusterDeletions: {
      list: (since) =>
        other(`deletions since ${since.toISOString()}`, () =>
          world.deletions.ok ? world.deletions : unreadable(world.deletions.why, world.deletions.cause),
        ),
    },
    recordedDeletions: {
      of: (clusters) =>
        other(
          `AWS Config of ${clusters.map(({ name, since, until }) => `${name} ${since.toISOString()} ${until.toISOString()}`).join(', ')}`,
          () => recorded,
        ),
    },
    traffic: {
      read: ({ loadBalancers, successors }, { from, to }) =>
        other(
          `flows of ${[...loadBalancers.map(({ arn }) => shortName(arn)), ...successors.map(({ name }) => name)].join(' ')} ${from.toISOString()} ${to.toISOString()}`,
          () => ({
            flows: new Map(loadBalancers.map(({ arn }) => [arn, held(inspections.flows, arn)])),
            clients: new Map(),
          }),
        ),
    },
    outsideUsers: sources((source) => () => other(`users: ${source}`, () => ({ ok: true, value: [] }))),
    classicLoadBalancers: {
      list: () => other('Classic load balancers', () => world.classicLoadBalancers ?? unreadable('not in the test')),
      instanceStates: (name) =>
        other(`instances of ${name}`, () => ({ ok: true, value: ['OutOfService', 'InService'] })),
    },
    networkInterfaces: { loadBalancerAddresses: () => other('addresses', () => inspections.addresses) },
    autoScaling: { groups: () => other('Auto Scaling groups', () => inspections.autoScalingGroups) },
    kubernetes: { view: (cluster) => other(`view ${cluster.name}`, () => held(world.views, cluster.name)) },
    ...part,
  };
  return { ports, calls, elbAtOnce: () => most };
}

function held<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the test holds nothing for ${key}`);
  return value;
}

function shortName(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}

async function collected(
  { ports }: Fake,
  settings: Partial<CollectSettings> = {},
  options: Partial<CollectOptions> = {},
): Promise<Facts> {
  const reading: Reading<Facts> = await collect(ports, { ...OPTIONS, ...options }, { ...SETTINGS, ...settings });
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

/** What was asked, first words only. */
async function callsFor(part: FactsPart, settings: Partial<CollectSettings> = {}): Promise<readonly string[]> {
  const given = fake(facts(part));
  await collected(given, settings);
  return given.calls;
}

/** NLBs that each name a cluster of their own; none is an orphan: each cluster shows its hostname. */
function fleet(number: number): Facts {
  const names = Array.from({ length: number }, (_, index) => `c${String(index).padStart(2, '0')}`);
  const loadBalancers = names.map((name) => aLoadBalancer({ name, arn: arnOf(name), dnsName: `${name}.elb` }));
  return facts({
    loadBalancers,
    tags: new Map(loadBalancers.map(({ arn, name }) => [arn, tagReading(tagsNaming(name))])),
    clusters: new Map(names.map((name) => [name, present(aCluster({ name }))])),
    views: new Map(
      names.map((name) => [
        name,
        aView(name, { services: { ok: true, value: [aService({ hostnames: [`${name}.elb`] })] } }),
      ]),
    ),
  });
}

function present(cluster: Cluster): Reading<{ is: 'present'; cluster: Cluster }> {
  return { ok: true, value: { is: 'present', cluster } };
}

const ABSENT: Reading<ClusterAnswer> = { ok: true, value: { is: 'absent' } };

function tagsNaming(cluster: string): Record<string, string> {
  return {
    'elbv2.k8s.aws/cluster': cluster,
    'service.k8s.aws/stack': 'payments/api',
    'service.k8s.aws/resource': 'LoadBalancer',
  };
}

describe('the order', () => {
  it('reads what may die before what could save it', async () => {
    expect(await callsFor({})).toEqual([
      'list',
      `tags of ${L.name}`,
      'describe prod',
      'view prod',
      'list clusters',
      'target groups',
      'Auto Scaling groups',
      'health of k8s-payments-api-b244acfeb0',
      `protection of ${L.name}`,
      `reservation of ${L.name}`,
      `flows of ${L.name} 2026-02-22T00:00:00.000Z 2026-03-01T10:05:00.000Z`,
      ...USER_SOURCES.map((source) => `users: ${source}`),
    ]);
  });

  it('looks for deleted clusters after the clusters that are there, and before companions', async () => {
    const calls = await callsFor({ cluster: 'absent', view: undefined, deletions: proofs() });
    expect(calls.slice(2, 6)).toEqual([
      'describe prod',
      'deletions since 2026-01-10T00:00:00.000Z',
      'list clusters',
      'target groups',
    ]);
  });

  it('lists no Service of any cluster before the last load balancer is listed', async () => {
    const given = fake(fleet(20));
    await collected(given);
    const lastOfCandidates = given.calls.findIndex((call) => call.startsWith('tags of'));
    expect(given.calls.findIndex((call) => call.startsWith('describe'))).toBeGreaterThan(lastOfCandidates);
    expect(given.calls.filter((call) => call.startsWith('view'))).toHaveLength(20);
    for (const name of ['c00', 'c19']) {
      expect(given.calls.indexOf(`describe ${name}`)).toBeLessThan(given.calls.indexOf(`view ${name}`));
    }
  });

  it('makes one ELBv2 call at a time, and reads at most 8 clusters at once', async () => {
    const started: string[] = [];
    const gate = Promise.withResolvers<void>();
    const world = fleet(20);
    const given = fake(world, {
      clusters: {
        list: () => NO_READS.clusters.list(),
        describe: async (name) => {
          started.push(name);
          await gate.promise;
          return held(world.clusters, name);
        },
      },
    });
    const running = collected(given, {});
    while (started.length === 0) await turnOfEventLoop();
    await turnOfEventLoop();
    expect(started).toHaveLength(8);
    gate.resolve();
    await running;
    expect(started).toHaveLength(20);
    expect(given.elbAtOnce()).toBe(1);
  });

  it('says the same in whatever order the clusters answer', async () => {
    const world = fleet(3);
    const waits: Readonly<Record<string, number>> = { c00: 3, c01: 1, c02: 2 };
    const given = fake(world, {
      clusters: {
        list: () => NO_READS.clusters.list(),
        describe: async (name) => {
          for (let turn = 0; turn < (waits[name] ?? 0); turn += 1) await turnOfEventLoop();
          return held(world.clusters, name);
        },
      },
    });
    const { clusters, views } = await collected(given);
    expect([...clusters.keys()]).toEqual(['c00', 'c01', 'c02']);
    expect([...views.keys()]).toEqual(['c00', 'c01', 'c02']);
  });
});

describe('load balancers', () => {
  it('that cannot be listed make everything unreadable, and nothing more is asked', async () => {
    const failed = unreadable('elasticloadbalancing DescribeLoadBalancers: AccessDenied', 'denied');
    const given = fake(facts());
    const { ports } = given;
    const broken: ReadPorts = { ...ports, loadBalancers: { ...ports.loadBalancers, list: async () => failed } };
    expect(await collect(broken, OPTIONS, SETTINGS)).toEqual(failed);
    expect(given.calls).toEqual([]);
  });

  it('are all in the facts, but tags are asked for those of type network only', async () => {
    const alb = aLoadBalancer({ name: 'web', arn: arnOf('web', 'app'), type: 'application' });
    const given = fake(facts({ loadBalancers: [alb, L] }));
    const found = await collected(given);
    expect(found.loadBalancers).toEqual([alb, L]);
    expect([...found.tags.keys()]).toEqual([L.arn]);
    expect(given.calls[1]).toBe(`tags of ${L.name}`);
  });

  it('whose tags cannot be read name no cluster and are carried along', async () => {
    const lost = unreadable('elasticloadbalancing DescribeTags: throttled');
    const given = fake(facts({ tags: new Map([[L.arn, lost]]) }));
    const found = await collected(given);
    expect(given.calls).toEqual(['list', `tags of ${L.name}`]);
    expect(found.tags.get(L.arn)).toBe(lost);
  });
});

describe('clusters', () => {
  /** Beside the plain orphan an NLB of nobody, and a cluster that no tag names. */
  function besideStaging(part: FactsPart = {}): Facts {
    const other = aLoadBalancer({ name: 'vpn', arn: arnOf('vpn') });
    return facts({
      loadBalancers: [L, other],
      tags: new Map([
        [L.arn, tagReading(inTreeTags())],
        [other.arn, tagReading({ team: 'network' })],
      ]),
      clusters: new Map([
        ['prod', present(aCluster())],
        ['staging', present(aCluster({ name: 'staging' }))],
      ]),
      views: new Map([
        ['prod', aView()],
        ['staging', aView('staging')],
      ]),
      ...part,
    });
  }
  const ofClusters = (calls: readonly string[]) => calls.filter((call) => /cluster|describe|view/.test(call));

  it('are described only where a tag names them, while nothing is suspected', async () => {
    const views = new Map([['prod', withServices(aService({ hostnames: [L.dnsName] }))]]);
    const given = fake(besideStaging({ views }));
    const { clusterList } = await collected(given);
    expect(ofClusters(given.calls)).toEqual(['describe prod', 'view prod']);
    expect(clusterList).toMatchObject({ ok: false, why: 'the clusters were not listed.' });
  });

  describe('that EKS lists although it said that there is none', () => {
    const gone = { cluster: 'absent', view: undefined, deletions: proofs() } as const;
    const listing = (...names: readonly string[]) => fake(facts({ ...gone, clusterList: { ok: true, value: names } }));

    it('are asked about once more, and unreadable while EKS stays with both', async () => {
      const given = listing('prod');
      const found = await collected(given);
      expect(ofClusters(given.calls)).toEqual(['describe prod', 'list clusters', 'describe prod']);
      expect(found.clusters.get('prod')).toMatchObject({
        ok: false,
        why: 'EKS lists cluster prod, and says that there is none of that name',
      });
      expect(judge(found, { minimumAgeHours: 24 })).toMatchObject([{ is: 'unknown', reason: 'cluster-unreachable' }]);
    });

    it('are read where EKS knows them by then', async () => {
      const answers = [ABSENT, present(aCluster())];
      const given = listing('prod');
      const describe = async () => answers.shift() ?? unreadable('asked too often');
      const ports: ReadPorts = {
        ...given.ports,
        clusters: { ...given.ports.clusters, describe },
        kubernetes: { view: async () => aView() },
      };
      const found = await collect(ports, OPTIONS, SETTINGS);
      expect(found.ok && [found.value.clusters.get('prod'), found.value.views.get('prod')]).toEqual([
        present(aCluster()),
        aView(),
      ]);
    });

    it('are gone where it does not list them', async () => {
      const given = listing();
      const found = await collected(given);
      expect(ofClusters(given.calls)).toEqual(['describe prod', 'list clusters']);
      expect(judge(found, { minimumAgeHours: 24 })).toMatchObject([{ is: 'orphan', reason: 'cluster-gone' }]);
    });
  });

  it('are all listed and read as soon as anything is suspected, each once', async () => {
    const given = fake(besideStaging());
    const { clusterList, clusters, views } = await collected(given);
    expect(ofClusters(given.calls)).toEqual([
      'describe prod',
      'view prod',
      'list clusters',
      'describe staging',
      'view staging',
    ]);
    expect(clusterList).toEqual({ ok: true, value: ['prod', 'staging'] });
    expect([[...clusters.keys()], [...views.keys()]]).toEqual([
      ['prod', 'staging'],
      ['prod', 'staging'],
    ]);
  });

  it('that could not all be listed are read as far as they were seen', async () => {
    const clusterList = { ...unreadable('eks ListClusters: throttled'), seen: ['staging'] };
    const given = fake(besideStaging({ clusterList }));
    const found = await collected(given);
    expect(found.clusterList).toBe(clusterList);
    expect([...found.views.keys()]).toEqual(['prod', 'staging']);
  });

  it('spare the rest of the reading where one of them has the claim', async () => {
    const claim = aView('staging', {
      services: { ok: true, value: [DEFAULT_SERVICE, aService({ uid: 'u', hostnames: [L.dnsName] })] },
    });
    const given = fake(
      besideStaging({
        views: new Map([
          ['prod', aView()],
          ['staging', claim],
        ]),
      }),
    );
    await collected(given);
    expect(given.calls.at(-1)).toBe('view staging');
  });

  it('are described once, however many load balancers name them', async () => {
    const second = aLoadBalancer({ name: 'second', arn: arnOf('second'), dnsName: 'second.elb' });
    const given = fake(
      facts({
        loadBalancers: [L, second],
        tags: new Map([
          [L.arn, tagReading(inTreeTags())],
          [second.arn, tagReading(tagsNaming('prod'))],
        ]),
        view: withServices(aService({ hostnames: [L.dnsName, second.dnsName] })),
      }),
    );
    await collected(given);
    expect(given.calls.filter((call) => call.startsWith('describe') || call.startsWith('view'))).toEqual([
      'describe prod',
      'view prod',
    ]);
  });

  it.each(['ACTIVE', 'UPDATING'])('that are %s are read', async (status) => {
    expect(await callsFor({ cluster: aCluster({ status }) })).toContain('view prod');
  });

  it.each(['CREATING', 'FAILED', 'PENDING', 'A_STATUS_OF_NEXT_YEAR'])('that are %s are not read', async (status) => {
    const given = fake(facts({ cluster: aCluster({ status }), view: undefined }));
    const found = await collected(given);
    expect(given.calls).toEqual(['list', `tags of ${L.name}`, 'describe prod']);
    expect(found.views.size).toBe(0);
    expect(found.clusters.get('prod')).toMatchObject({ ok: true, value: { is: 'present' } });
  });

  it('that EKS would not describe are carried along as unreadable, and nobody looks for their deletion', async () => {
    const failed = unreadable('eks DescribeCluster: AccessDenied', 'denied');
    const given = fake(facts({ cluster: failed, view: undefined }));
    const found = await collected(given);
    expect(found.clusters.get('prod')).toEqual(failed);
    expect(given.calls).toEqual(['list', `tags of ${L.name}`, 'describe prod']);
  });
});

function proofs(): Facts['deletions'] {
  return { ok: true, value: [{ ...DELETED, vpcId: undefined, source: 'cloudtrail' }] };
}

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

describe('what the controller took off', () => {
  const asks = (calls: readonly string[]) => calls.filter((call) => call.startsWith('removals'));
  const NAME = 'k8s-payments-api-0123456789';
  const nlb = aLoadBalancer({ name: NAME, arn: arnOf(NAME) });
  const part = (more: Record<string, string> = {}): FactsPart => ({
    loadBalancer: nlb,
    tagged: controllerTags(more),
    inspections: inspectionsOf(nlb),
  });

  it('is asked for once, seven days back, for a suspect of the controller, quarantined or not', async () => {
    const once = ['removals since 2026-02-22T10:05:00.000Z'];
    expect(asks(await callsFor(part()))).toEqual(once);
    expect(asks(await callsFor(part({ 'nlb-janitor/quarantined-at': '2026-02-20T00:00:00Z' })))).toEqual(once);
  });

  it('is not asked for otherwise', async () => {
    expect(asks(await callsFor({}))).toEqual([]);
  });
});

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

describe('targets, traffic and attributes', () => {
  const serving = aLoadBalancer({ name: 'serving', arn: arnOf('serving'), dnsName: 'serving.elb' });
  const groupOf = (lb: LoadBalancer) =>
    aTargetGroup({ arn: `${lb.arn}/tg-${lb.name}/1`, name: `tg-${lb.name}`, loadBalancerArns: [lb.arn] });

  /** One orphan and one that serves, each with a target group; a third group that nobody uses. */
  function mixed(): Facts {
    const groups = [groupOf(L), groupOf(serving), aTargetGroup({ arn: 'x/unused/1', loadBalancerArns: [] })];
    return facts({
      loadBalancers: [L, serving],
      tags: new Map([
        [L.arn, tagReading(inTreeTags())],
        [serving.arn, tagReading({ ...tagsNaming('prod'), 'service.k8s.aws/stack': 'shop/web' })],
      ]),
      view: withServices(aService({ namespace: 'shop', name: 'web', uid: 'u', hostnames: [serving.dnsName] })),
      inspections: inspectionsOf(L, {
        targetGroups: { ok: true, value: groups },
        health: new Map(groups.map(({ arn }) => [arn, { ok: true, value: [] }])),
        deletionProtection: new Map([L, serving].map(({ arn }) => [arn, { ok: true, value: false }])),
        capacityReservations: new Map([L, serving].map(({ arn }) => [arn, { ok: true, value: 0 }])),
        flows: new Map([L, serving].map(({ arn }) => [arn, { ok: true, value: { is: 'missing', why: 'none' } }])),
      }),
    });
  }

  it('are read for would-be orphans only', async () => {
    const given = fake(mixed());
    const { inspections } = await collected(given);
    expect([...inspections.health.keys()]).toEqual([groupOf(L).arn]);
    expect([...inspections.flows.keys()]).toEqual([L.arn]);
    expect([...inspections.deletionProtection.keys()]).toEqual([L.arn]);
  });

  it('are read for what is asked about too', async () => {
    const given = fake(mixed());
    const { inspections } = await collected(given, {}, { alsoInspect: () => new Set([serving.arn]) });
    expect([...inspections.health.keys()]).toEqual([groupOf(L).arn, groupOf(serving).arn]);
    expect([...inspections.flows.keys()]).toEqual([L.arn, serving.arn]);
    expect([...inspections.deletionProtection.keys()]).toEqual([L.arn, serving.arn]);
    expect(given.elbAtOnce()).toBe(1);
  });

  it('are not asked about at all where nothing is suspected, and say so', async () => {
    const given = fake(facts({ view: withServices(aService({ hostnames: [L.dnsName] })) }));
    const { inspections } = await collected(given);
    expect(given.calls).toEqual(['list', `tags of ${L.name}`, 'describe prod', 'view prod']);
    expect(inspections.targetGroups).toMatchObject({ ok: false, why: 'target groups were not read.' });
    expect(inspections.autoScalingGroups.ok).toBe(false);
  });

  it('carry a list of target groups that failed along, and ask no health', async () => {
    const failed = unreadable('elasticloadbalancing DescribeTargetGroups: throttled');
    const given = fake(facts({ inspections: inspectionsOf(L, { targetGroups: failed }) }));
    const { inspections } = await collected(given);
    expect(inspections.targetGroups).toBe(failed);
    expect(inspections.health.size).toBe(0);
    expect(given.calls.filter((call) => call.startsWith('health'))).toEqual([]);
  });

  it('carry every other reading that failed along as it is', async () => {
    const failed = unreadable('lost');
    const [group] = [aTargetGroup()];
    const part = {
      autoScalingGroups: failed,
      health: new Map([[group.arn, failed]]),
      flows: new Map([[L.arn, failed]]),
      deletionProtection: new Map([[L.arn, failed]]),
    };
    const { inspections } = await collected(fake(facts({ inspections: inspectionsOf(L, part) })));
    expect(inspections).toMatchObject(part);
  });
});

describe('a load balancer that took over', () => {
  const NEW = aLoadBalancer({ name: 'new', arn: arnOf('new'), dnsName: 'new.elb' });
  const itsGroup = aTargetGroup({ arn: `${aTargetGroup().arn}1`, name: 'its', loadBalancerArns: [NEW.arn] });
  const its = (reading: ReturnType<typeof healthOf>): FactsPart => ({
    loadBalancers: [L, NEW],
    tags: new Map([
      [L.arn, tagReading(inTreeTags())],
      [NEW.arn, tagReading({})],
    ]),
    view: withServices(aService({ loadBalancerType: 'external', hostnames: ['new.elb'] })),
    inspections: inspectionsOf(L, {
      targetGroups: { ok: true, value: [aTargetGroup(), itsGroup] },
      health: new Map([
        [aTargetGroup().arn, healthOf('unhealthy')],
        [itsGroup.arn, reading],
      ]),
    }),
  });
  const states = async (part: FactsPart) => (await collected(fake(facts(part)))).inspections.successors;

  it('is asked for its health and its clients, and for nothing that a suspect is asked for', async () => {
    const calls = await callsFor(its(healthOf('healthy', 'initial')));
    expect(calls).toContain(`health of ${itsGroup.arn.split('/').at(-2)}`);
    expect(calls).toContain(`flows of ${L.name} new 2026-02-22T00:00:00.000Z 2026-03-01T10:05:00.000Z`);
    expect(calls).not.toContain('protection of new');
    expect(calls).not.toContain('Classic load balancers');
  });

  it('answers with its healthy targets only', async () => {
    const read = await states(its(healthOf('healthy', 'initial', 'unavailable', 'unhealthy')));
    expect(read.get('new.elb')).toMatchObject({ ok: true, value: { healthyTargets: 1 } });
    expect((await states(its(unreadable('throttled')))).get('new.elb')).toMatchObject({ ok: false, why: 'throttled' });
  });

  it('may be a Classic one: these are listed where a Service shows a hostname that nothing else has', async () => {
    const moved = (hostname: string): FactsPart => ({
      ...its(healthOf('healthy')),
      classicLoadBalancers: { ok: true, value: [{ name: 'classic', dnsName: 'classic.elb' }] },
      view: withServices(aService({ loadBalancerType: undefined, hostnames: [hostname] })),
    });
    const calls = await callsFor(moved('classic.elb'));
    expect(calls.filter((call) => call === 'Classic load balancers')).toHaveLength(1);
    expect(calls.indexOf('Classic load balancers')).toBeGreaterThan(calls.indexOf('view prod'));
    expect((await states(moved('classic.elb'))).get('classic.elb')).toMatchObject({
      ok: true,
      value: { healthyTargets: 1 },
    });
    expect(await callsFor(moved('new.elb'))).not.toContain('Classic load balancers');
    expect(await callsFor(moved('eu-west-3a.new.elb'))).not.toContain('Classic load balancers');
    expect(await callsFor({})).not.toContain('Classic load balancers');
  });
});

describe('where not every suspect is looked at', () => {
  const names = ['a', 'b', 'c', 'd'];
  const suspects = names.map((name) => aLoadBalancer({ name, arn: arnOf(name) }));
  const groupsOf = ({ arn, name }: LoadBalancer) =>
    [1, 2].map((nth) => aTargetGroup({ arn: `x/${name}${nth}/1`, name: `${name}${nth}`, loadBalancerArns: [arn] }));
  const groups = suspects.flatMap(groupsOf);

  const world = (): Facts =>
    facts({
      loadBalancers: suspects,
      tags: new Map(suspects.map(({ arn }) => [arn, tagReading(tagsNaming('prod'))])),
      inspections: inspectionsOf(L, {
        targetGroups: { ok: true, value: groups },
        health: new Map(groups.map(({ arn }) => [arn, { ok: true, value: [] }])),
        deletionProtection: new Map(suspects.map(({ arn }) => [arn, { ok: true, value: false }])),
        capacityReservations: new Map(suspects.map(({ arn }) => [arn, { ok: true, value: 0 }])),
        flows: new Map(suspects.map(({ arn }) => [arn, { ok: true, value: { is: 'missing', why: 'none' } }])),
        targetGroupTags: new Map(groups.map(({ arn }) => [arn, tagReading({})])),
      }),
    });
  const looks = (calls: readonly string[]) => calls.filter((call) => /^(health|protection|flows)/.test(call));

  it('those that are chosen are, in that order, each wholly; of the others the facts say so', async () => {
    const given = fake(world());
    const { inspections } = await collected(
      given,
      {},
      { choose: ([, b, , d]) => [d, b].filter((one) => one !== undefined) },
    );
    expect(looks(given.calls)).toEqual([
      'health of d1',
      'health of d2',
      'protection of d',
      'health of b1',
      'health of b2',
      'protection of b',
      expect.stringMatching(/^flows of d b /),
    ]);
    expect(inspections.leftOut).toEqual(new Map([arnOf('a'), arnOf('c')].map((arn) => [arn, 'not-asked'])));
  });

  it('nobody is asked anything when none is chosen', async () => {
    const given = fake(world());
    const { inspections } = await collected(given, {}, { choose: () => [] });
    expect(given.calls).toEqual(['list', 'tags of a b c d', 'describe prod', 'view prod']);
    expect([...inspections.leftOut.values()]).toEqual(['not-asked', 'not-asked', 'not-asked', 'not-asked']);
  });

  it.each([
    [1000, 4],
    // 3 calls for each: those begun at 100, 70 and exactly 50 are looked at to their end.
    [100, 2],
    [120, 3],
    [10, 1],
  ])('the looking ends when half of the time is over: %i s', async (seconds, number) => {
    const given = fake(world());
    const spent = () => looks(given.calls).filter((call) => !call.startsWith('flows')).length * 10;
    const { inspections } = await collected(given, {}, { deadline: { remainingMs: () => (seconds - spent()) * 1000 } });
    const looked = names.slice(0, number).map((name) => arnOf(name));
    expect([...inspections.deletionProtection.keys()]).toEqual(looked);
    expect([...inspections.flows.keys()]).toEqual(looked);
    expect(inspections.health.size).toBe(number * 2);
    expect(inspections.leftOut).toEqual(new Map(names.slice(number).map((name) => [arnOf(name), 'out-of-time'])));
  });
});

describe('time', () => {
  it('is the instant that was given, whatever time it is now', async () => {
    const now = new Date('2025-12-31T23:59:59Z');
    expect((await collected(fake(facts()), {}, { now })).now).toBe(now);
    expect(await collected(fake(facts()))).toMatchObject({ account: ACCOUNT, region: REGION });
  });

  it.each([
    ['2026-03-01T10:05:00Z', 7, '2026-02-22T00:00:00Z'],
    ['2026-03-01T00:00:00Z', 7, '2026-02-22T00:00:00Z'],
    ['2026-02-28T23:59:59Z', 7, '2026-02-21T00:00:00Z'],
    // Zero means zero.
    ['2026-03-01T10:05:00Z', 0, '2026-03-01T10:05:00Z'],
    ['2026-03-01T10:05:00Z', 60, '2025-12-31T00:00:00Z'],
  ])('looks back from %s over %d whole days to %s', (now, days, from) => {
    expect(trafficWindow(new Date(now), days)).toEqual({ from: new Date(from), to: new Date(now) });
  });
});
