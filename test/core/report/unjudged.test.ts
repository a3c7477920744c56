/** How much could not be judged, and because of which clusters: a run that read nothing must not look healthy. */
import { unjudgedInWords, unreadClusters } from '../../../lambda/core/report/unjudged.ts';
import type { Unreadable } from '../../../lambda/model/reading.ts';
import { aView, facts, unreadable, verdictOn, type FactsPart } from '../../support/builders.ts';

const refused = (status: number): Unreadable => ({ ...unreadable('cluster prod: refused', 'denied'), status });
const lost = (reading: Unreadable): FactsPart => ({ view: aView('prod', { services: { ...reading, seen: [] } }) });

describe('an unread cluster', () => {
  it('is none that was read, or that EKS does not have', () => {
    expect(unreadClusters(facts())).toEqual([]);
    expect(unreadClusters(facts({ cluster: 'absent' }))).toEqual([]);
  });

  it.each<[string, FactsPart]>([
    ['answered 401', lost(refused(401))],
    ['answered 503', lost({ ...unreadable('no'), status: 503 })],
    ['did not answer', lost(unreadable('no answer'))],
    ['could not be read completely', lost(unreadable('half', 'incomplete'))],
    [
      'could not be looked up in EKS',
      { cluster: unreadable('eks DescribeCluster: AccessDenied', 'denied'), view: undefined },
    ],
  ])('%s', (how, part) => {
    expect(unreadClusters(facts(part))).toEqual([{ name: 'prod', how }]);
  });

  it('is counted once, whatever of it is missing', () => {
    const { clusters } = facts({ cluster: unreadable('no') });
    const { views } = facts(lost(refused(401)));
    expect(unreadClusters({ clusters, views })).toHaveLength(1);
  });
});

describe('the words', () => {
  const orphan = verdictOn(facts());
  const doubtful = verdictOn(facts({ cluster: unreadable('cluster prod: no answer') }));
  const stranger = verdictOn(facts({ cluster: 'absent' }));
  const many = <T>(one: T, times: number): T[] => Array.from({ length: times }, () => one);
  const named = (how: string, times: number) => many({ name: 'x', how }, times);

  it('are none when everything was judged', () => {
    expect([orphan.is, unjudgedInWords([{ judged: [orphan], unreadClusters: [] }])]).toEqual(['orphan', undefined]);
  });

  it('say how many of how many, and because of which clusters', () => {
    expect(unjudgedInWords([{ judged: many(doubtful, 14), unreadClusters: named('answered 401', 3) }])).toBe(
      '14 of 14 could not be judged: 3 clusters answered 401',
    );
  });

  it('sum up several regions, the commonest cause first, with the reasons that no cluster explains', () => {
    const here = { judged: [...many(doubtful, 3), ...many(stranger, 2)], unreadClusters: named('did not answer', 1) };
    const there = { judged: [doubtful, orphan], unreadClusters: named('answered 403', 2) };
    expect(unjudgedInWords([here, there])).toBe(
      '6 of 7 could not be judged: 2 clusters answered 403, 1 cluster did not answer, 2 NLBs because EKS knows no cluster of that name (cluster-never-seen)',
    );
  });

  it('give the reasons in words where no cluster is to blame, with the code to look up', () => {
    expect(unjudgedInWords([{ judged: [doubtful, stranger, stranger], unreadClusters: [] }])).toBe(
      '3 of 3 could not be judged: 2 NLBs because EKS knows no cluster of that name (cluster-never-seen), 1 NLB because a cluster does not answer (cluster-unreachable)',
    );
  });
});
