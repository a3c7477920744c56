/** A superseded NLB beside the load balancer that took over. */
import { answeringSuccessor, clientsAnswered, sideBySide } from '../../../lambda/core/judge/replaced.ts';
import { trafficOf, type TrafficSigns } from '../../../lambda/core/judge/traffic.ts';
import type { DailyClients } from '../../../lambda/model/traffic.ts';
import {
  aLoadBalancer,
  aTargetGroup,
  flowsOf,
  inspectionsOf,
  NOW,
  successorState,
  unreadable,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const SUCCESSOR = { reason: 'superseded', successor: 'new.elb' } as const;
const facts = (state: ReturnType<typeof successorState> | ReturnType<typeof unreadable> | undefined) => ({
  inspections: inspectionsOf(L, { successors: new Map(state === undefined ? [] : [['new.elb', state]]) }),
});

describe('the load balancer that took over answers', () => {
  it('when one target is healthy', () => {
    expect(answeringSuccessor(SUCCESSOR, facts(successorState(1)))).toBeDefined();
  });

  it.each([
    ['no target is healthy', SUCCESSOR, facts(successorState(0))],
    ['its health is no number', SUCCESSOR, facts(successorState(Number.NaN))],
    ['it could not be looked at', SUCCESSOR, facts(unreadable('lost'))],
    ['it was not looked at', SUCCESSOR, facts(undefined)],
    ['it is another one', { ...SUCCESSOR, successor: 'else.elb' }, facts(successorState(1))],
    ['nothing took over', { reason: 'service-gone', successor: undefined } as const, facts(successorState(1))],
    ['another reason', { reason: 'service-gone', successor: 'new.elb' } as const, facts(successorState(1))],
  ])('not when %s', (_, suspicion, given) => {
    expect(answeringSuccessor(suspicion, given)).toBeUndefined();
  });
});

describe('clients who are answered here', () => {
  const GROUPS = [aTargetGroup()];
  const measured = (newFlows: number, peakActiveFlows = 0): TrafficSigns => ({
    is: 'flows',
    words: 'some',
    measured: {
      is: 'measured',
      from: NOW,
      newFlows: [3, newFlows],
      peakActiveFlows: [0, peakActiveFlows],
      bytes: [0, 1_000_000_000_000],
      resets: undefined,
    },
  });
  const about = (signs: TrafficSigns): readonly string[] =>
    clientsAnswered(signs, GROUPS).flatMap((one) => [one.kind, ...one.about]);
  const MORE = 'or more in the busiest hour';

  it.each([
    [9, 0, [`1 ${MORE}`]],
    [10, 0, [`1 ${MORE}`, `10 ${MORE}`]],
    [2, 1000, [`1 ${MORE}`, `10 ${MORE}`, `100 ${MORE}`, `1,000 ${MORE}`]],
  ])('are named by every order of magnitude up to theirs: %i flows, %i open', (flows, open, magnitudes) => {
    expect(about(measured(flows, open))).toEqual(['clients-answered', ...magnitudes]);
  });

  it('are as many as there could be where a figure is none', () => {
    expect(about(measured(5, Number.NaN))).toHaveLength(14);
  });

  it('are not known where the traffic is not', () => {
    expect(about({ is: 'unreadable', words: 'lost' })).toEqual(['clients-not-known']);
  });

  it('are none where no hour shows an answer', () => {
    const quiet = { ...measured(0) };
    const none: TrafficSigns =
      quiet.is === 'unreadable'
        ? quiet
        : { ...quiet, measured: { ...quiet.measured, newFlows: [0, 0], bytes: [0, 0] } };
    expect(clientsAnswered(none, GROUPS)).toEqual([]);
  });
});

describe('the figures of both, day by day', () => {
  const traffic = (reading = flowsOf(1204)) =>
    trafficOf(L, { inspections: inspectionsOf(L, { flows: new Map([[L.arn, reading]]) }) });
  const state = (byDay: Record<string, number>, counts: DailyClients['counts'] = 'flows') => ({
    healthyTargets: 1,
    clients: { ok: true, value: { counts, byDay: new Map(Object.entries(byDay)) } } as const,
  });

  it('are of the last seven whole days', () => {
    const there = { '2026-02-21': 1, '2026-02-22': 88_310, '2026-02-28': 90_001, '2026-03-01': 5 };
    expect(sideBySide(traffic(), state(there), 'new.elb', NOW)).toBe(
      'Clients here and at new.elb by day: 2026-02-22: 0 flows here, 88,310 there; ' +
        ['23', '24', '25', '26', '27'].map((day) => `2026-02-${day}: 0 flows here, not known there; `).join('') +
        '2026-02-28: 1,204 flows here, 90,001 there.',
    );
  });

  it('say what the other one counts', () => {
    expect(sideBySide(traffic(), state({ '2026-02-28': 7 }, 'requests'), 'new.elb', NOW)).toContain(
      '2026-02-28: 1,204 flows here, 7 requests there.',
    );
  });

  it('are not known where they were not read', () => {
    expect(sideBySide(traffic(unreadable('lost')), state({ '2026-02-28': 7 }), 'new.elb', NOW)).toBe(
      'Clients here and at new.elb by day: 2026-02-28: not known here, 7 there.',
    );
    const uncounted = { healthyTargets: 1, clients: unreadable('denied') };
    expect(sideBySide(traffic(), uncounted, 'new.elb', NOW)).toBe(
      'How many clients have moved to new.elb is not known: denied.',
    );
    expect(sideBySide(traffic(unreadable('lost')), state({}), 'new.elb', NOW)).toBe(
      'Clients here and at new.elb by day are not known.',
    );
  });
});
