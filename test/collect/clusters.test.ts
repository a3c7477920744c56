/** Which clusters are read, and what happens to one that fails. */
import { collect } from '../../lambda/collect/collect.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { ReadPorts } from '../../lambda/ports/read.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aView,
  DEFAULT_SERVICE,
  facts,
  inTreeTags,
  tagReading,
  unreadable,
  withServices,
  type FactsPart,
} from '../support/builders.ts';
import { L, OPTIONS, SETTINGS, fake, collected, callsFor, present, ABSENT, tagsNaming, proofs } from './fake-ports.ts';

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
