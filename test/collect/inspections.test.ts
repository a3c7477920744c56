/** What is looked at of the suspects: targets, traffic, attributes, successors, and what the controller took off. */
import type { LoadBalancer } from '../../lambda/model/aws.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  controllerTags,
  healthOf,
  inspectionsOf,
  facts,
  inTreeTags,
  tagReading,
  unreadable,
  withServices,
  type FactsPart,
} from '../support/builders.ts';
import { L, fake, collected, callsFor, tagsNaming } from './fake-ports.ts';

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
