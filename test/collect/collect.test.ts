/** What is read, in which order, and when: the ports are fakes that answer out of Facts. */
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { collect } from '../../lambda/collect/collect.ts';
import { trafficWindow } from '../../lambda/collect/inspections.ts';
import { USER_SOURCES } from '../../lambda/model/users.ts';
import type { ReadPorts } from '../../lambda/ports/read.ts';
import { ACCOUNT, aLoadBalancer, arnOf, facts, REGION, unreadable } from '../support/builders.ts';
import { NO_READS } from '../support/ports.ts';
import { L, OPTIONS, SETTINGS, fake, held, collected, callsFor, fleet, proofs } from './fake-ports.ts';

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
