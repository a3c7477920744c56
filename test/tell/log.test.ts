/** The lines that a run writes into its log, and what it gives back. */
import { someOf } from '../../lambda/core/scope.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import { planSweep } from '../../lambda/core/plan/sweep.ts';
import type { Facts, LeftOut } from '../../lambda/model/facts.ts';
import type { Outcome } from '../../lambda/model/outcome.ts';
import type { ReapPlan } from '../../lambda/model/plan.ts';
import type { Journal } from '../../lambda/ports/read.ts';
import { logReapPlan, logSweepPlan, logVerdicts, resultOf, unseen } from '../../lambda/tell/log.ts';
import {
  aLoadBalancer,
  aService,
  facts,
  inTreeTags,
  SETTINGS,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../support/builders.ts';
import { aCandidate, aMadeDeletion } from '../support/news.ts';
import { dueFacts, REAP } from '../support/quarantines.ts';

const { arn, name } = aLoadBalancer();

function logOf(write: (journal: Journal) => unknown): readonly string[] {
  const lines: string[] = [];
  write({ note: (message, fields = {}) => void lines.push(`${message} ${JSON.stringify(fields)}`) });
  return lines;
}

describe('the verdicts', () => {
  it('are one line for each orphan in scope, and one of counts', () => {
    const given = facts();
    const lines = logOf((journal) => logVerdicts(given, judge(given, SETTINGS), { is: 'everything' }, journal));
    expect(lines).toEqual([
      expect.stringMatching(/^verdict .*"is":"orphan","reason":"service-gone"/),
      'judged {"scope":"everything","all":1,"orphan":1,"unreadClusters":0,"unreadSources":0}',
    ]);
  });

  it('are counted out of scope too, and not told one by one', () => {
    const given = facts();
    const scope = someOf({ arns: [] });
    expect(logOf((journal) => logVerdicts(given, judge(given, SETTINGS), scope, journal))).toEqual([
      'judged {"scope":"some","all":1,"orphan":1,"unreadClusters":0,"unreadSources":0}',
    ]);
  });

  it('begin with what could not be read', () => {
    const given = facts({ cluster: unreadable('cluster prod: no answer') });
    const lines = logOf((journal) => logVerdicts(given, judge(given, SETTINGS), { is: 'everything' }, journal));
    expect(lines).toEqual([
      'unreadable {"source":"cluster prod","why":"cluster prod: no answer"}',
      expect.stringMatching(/^verdict .*"is":"unknown","reason":"cluster-unreachable","explanation":"Cluster prod/),
      'judged {"scope":"everything","all":1,"unknown":1,"unreadClusters":1,"unreadSources":0}',
    ]);
  });

  it('tell clusters from other sources, and warn of both', () => {
    const lost = unreadable('lost');
    const given = facts({ cluster: lost, view: undefined, deletions: { ...lost, seen: [] } });
    const noted: (readonly [string, unknown, string | undefined])[] = [];
    const journal: Journal = { note: (message, fields, level) => void noted.push([message, fields, level]) };
    logVerdicts(given, judge(given, SETTINGS), { is: 'everything' }, journal);
    expect(noted.filter(([message]) => message === 'unreadable').map(([, , level]) => level)).toEqual([
      'warning',
      'warning',
    ]);
    expect(noted.at(-1)).toEqual([
      'judged',
      expect.objectContaining({ unreadClusters: 1, unreadSources: 1 }),
      undefined,
    ]);
  });

  it.each<[string, FactsPart, string]>([
    ['in use', { view: withServices(aService()) }, 'in-use'],
    ['left alone', { tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) }, 'leave-alone'],
  ])('only count what is %s', (_, part, is) => {
    const given = facts(part);
    expect(logOf((journal) => logVerdicts(given, judge(given, SETTINGS), { is: 'everything' }, journal))).toEqual([
      `judged {"scope":"everything","all":1,"${is}":1,"unreadClusters":0,"unreadSources":0}`,
    ]);
  });
});

describe('the plans', () => {
  it('of a sweep name what is frozen, and why', () => {
    const given = { ...dueFacts([{}]), clusters: new Map([['prod', unreadable('no answer')]]) };
    const plan = planSweep(judge(given, REAP), given, REAP, { is: 'everything' });
    expect(logOf((journal) => logSweepPlan(plan, journal))).toEqual([
      expect.stringMatching(/^frozen .*No answer/),
      'planned {"quarantine":0,"notify":0,"remind":0,"withdraw":0,"release":0,"proofs":0}',
    ]);
  });

  const waiting: ReapPlan = {
    delete: [],
    waiting: [
      {
        candidate: aCandidate(),
        quarantinedAt: new Date('2026-03-01T00:00:00Z'),
        notifiedAt: new Date('2026-03-01T00:00:00Z'),
        dueAt: new Date('2026-03-08T00:00:00Z'),
        by: 'approval',
        told: [],
      },
    ],
    limit: 1,
    opensAt: undefined,
    refused: undefined,
  };

  it('of a reap name what waits for the limit of the day', () => {
    expect(logOf((journal) => logReapPlan(waiting, journal))).toEqual([
      expect.stringContaining("today's limit is 1"),
      'planned {"delete":0,"waiting":1}',
    ]);
  });

  it('of a reap name what waits for the hours of deletion, and when they begin', () => {
    const opensAt = new Date('2026-03-09T08:00:00Z');
    expect(logOf((journal) => logReapPlan({ ...waiting, opensAt }, journal))).toEqual([
      expect.stringContaining('outside the hours of deletion, which begin at 2026-03-09T08:00:00Z (deletionHours)'),
      'planned {"delete":0,"waiting":1}',
    ]);
  });

  it('of a reap say that the breaker refused, in the words that the alarm looks for', () => {
    expect(logOf((journal) => logReapPlan({ ...waiting, refused: 'too many' }, journal))).toEqual([
      'breaker refused {"why":"too many","waiting":1}',
      expect.stringMatching(/^waiting .*too many/),
      'planned {"delete":0,"waiting":1}',
    ]);
  });
});

describe('what was not looked at', () => {
  const leftOut = (why: LeftOut, number = 1): Facts => {
    const given = facts();
    const arns = [arn, 'x', 'y', 'z'].slice(0, number);
    return { ...given, inspections: { ...given.inspections, leftOut: new Map(arns.map((one) => [one, why])) } };
  };

  it('is counted, and has no line for each', () => {
    const given = leftOut('not-asked');
    expect(logOf((journal) => logVerdicts(given, judge(given, SETTINGS), { is: 'everything' }, journal))).toEqual([
      'judged {"scope":"everything","all":1,"unknown":1,"unreadClusters":0,"unreadSources":0,"notLookedAt":1}',
    ]);
  });

  it('fails the run that had no time for it, and no other', () => {
    expect(unseen(facts()).failures).toEqual([]);
    expect(unseen(leftOut('not-asked', 2)).failures).toEqual([]);
    expect(unseen(leftOut('out-of-time')).failures).toEqual([
      '1 would-be orphan was not looked at: the time of this run was over; the next run goes on',
    ]);
    expect(unseen(leftOut('out-of-time', 2)).failures).toEqual([
      '2 would-be orphans were not looked at: the time of this run was over; the next run goes on',
    ]);
  });
});

describe('the result', () => {
  const kept = verdictOn(facts({ tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) }));

  it.each<[Outcome, string | undefined]>([
    [
      {
        arn,
        name,
        did: 'quarantined',
        quarantinedAt: new Date('2026-03-01T00:00:00Z'),
        candidate: aCandidate(),
        restartedBecause: undefined,
      },
      undefined,
    ],
    [
      {
        arn,
        name,
        did: 'quarantined',
        quarantinedAt: new Date('2026-03-01T00:00:00Z'),
        candidate: aCandidate(),
        restartedBecause: 'it changed',
      },
      'it changed',
    ],
    [{ arn, name, did: 'released', verdict: kept }, 'kept'],
    [{ arn, name, did: 'deleted', record: aMadeDeletion() }, 'service-gone'],
    [{ arn, name, did: 'spared', why: 'it is gone' }, 'it is gone'],
    [{ arn, name, did: 'failed', what: 'was not deleted', why: 'in use' }, 'in use'],
    [{ arn, name, did: 'not-attempted', why: 'no time' }, 'no time'],
  ])('has one line for each outcome: %#', (outcome, why) => {
    const lines = logOf((journal) => resultOf([{ outcomes: [outcome], failures: [] }], journal));
    expect(lines).toEqual([`outcome ${JSON.stringify({ arn, name, did: outcome.did, why })}`]);
  });

  it('fails for each outcome that failed and each failure of a step, and for nothing else', () => {
    const outcomes: readonly Outcome[] = [
      { arn, name, did: 'failed', what: 'was not deleted', why: 'in use' },
      { arn, name, did: 'spared', why: 'it is gone' },
      { arn, name, did: 'not-attempted', why: 'no time' },
    ];
    const steps = [
      { outcomes, failures: [] },
      { outcomes: [], failures: ['SNS said no'] },
    ];
    expect(resultOf(steps, { note: () => undefined })).toEqual({
      outcomes,
      failures: ['SNS said no', `${name} was not deleted: in use`],
    });
  });
});
