/** Reads clusters and what they claim, several at a time. A cluster that fails is carried along as unreadable. */
import pMap from 'p-map';
import { answerOf } from '../core/judge/cluster.ts';
import type { ClusterAnswer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { ClusterView } from '../model/kubernetes.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';

/** ELBv2 stays one call at a time: its bucket is shared with the controllers. Clusters have buckets of their own. */
const CLUSTERS_AT_ONCE = 8;

/** Every cluster of the region. */
export type ClusterReadings = Pick<Facts, 'clusterList' | 'clusters' | 'views'>;

/** EKS's answer for each name, and a view of each that has an API to ask. */
export async function readClusters(
  { clusters, kubernetes, journal }: Pick<ReadPorts, 'clusters' | 'kubernetes' | 'journal'>,
  names: readonly string[],
): Promise<Pick<Facts, 'clusters' | 'views'>> {
  const answers = new Map<string, Reading<ClusterAnswer>>();
  const views = new Map<string, ClusterView>();
  await pMap(
    names,
    async (name) => {
      const answer = await clusters.describe(name);
      answers.set(name, answer);
      journal.note('asked EKS', { cluster: name, number: answers.size, of: names.length });
      if (!answer.ok || answer.value.is === 'absent') return;
      const { cluster } = answer.value;
      // Another status has no API to ask, and its view would not count.
      if (cluster.status !== 'ACTIVE' && cluster.status !== 'UPDATING') return;
      views.set(name, await kubernetes.view(cluster));
    },
    { concurrency: CLUSTERS_AT_ONCE },
  );
  return { clusters: sortedByKey(answers), views: sortedByKey(views) };
}

/**
 * Every other cluster of the region too, as soon as anything is suspected: one that no tag names may use the NLB all the
 * same. What was read already is not read again, but for a cluster that EKS lists although it said that there is none: that
 * one is asked about once more, and unreadable if EKS stays with both.
 */
export async function readAllClusters(
  read: Pick<ReadPorts, 'clusters' | 'kubernetes' | 'journal'>,
  known: Pick<Facts, 'clusters' | 'views'>,
): Promise<ClusterReadings> {
  const clusterList = await read.clusters.list();
  const names = clusterList.ok ? clusterList.value : clusterList.seen;
  read.journal.note('listed clusters', { number: names.length, complete: clusterList.ok });
  const isRead = (name: string): boolean => {
    const answer = known.clusters.get(name);
    return answer !== undefined && !(answer.ok && answer.value.is === 'absent');
  };
  const others = await readClusters(
    read,
    [...new Set(names)].filter((name) => !isRead(name)),
  );
  const clusters = new Map([...known.clusters, ...others.clusters]);
  const answers = [...clusters].map(([name, answer]) => {
    return [name, answerOf(name, { clusters, clusterList }) ?? answer] as const;
  });
  return {
    clusterList,
    clusters: sortedByKey(new Map(answers)),
    views: sortedByKey(new Map([...known.views, ...others.views])),
  };
}

/** Where nothing was suspected. */
export const NOT_LISTED: Facts['clusterList'] = {
  ok: false,
  cause: 'incomplete',
  why: 'the clusters were not listed.',
  seen: [],
};

/** Clusters answer in any order; what is said about them must not depend on it. */
function sortedByKey<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  return new Map([...map].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
