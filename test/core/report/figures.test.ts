/** The figures of a run, from verdicts and outcomes. */
import { reapFigures, sweepFigures } from '../../../lambda/core/report/figures.ts';
import { judge } from '../../../lambda/core/judge/judge.ts';
import { someOf } from '../../../lambda/core/scope.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import { aLoadBalancer, aService, facts, inTreeTags, unreadable, withServices } from '../../support/builders.ts';
import { aMadeDeletion } from '../../support/news.ts';
import { dueFacts, REAP } from '../../support/quarantines.ts';

const { arn, name } = aLoadBalancer();
const NOBODY: ReadonlySet<string> = new Set();
const figures = (given: Facts, quarantinedNow = NOBODY) =>
  sweepFigures({ is: 'everything' }, given, judge(given, REAP), quarantinedNow, REAP);

it.each([
  ['NlbsOrphan', facts()],
  ['NlbsInUse', facts({ view: withServices(aService()) })],
  ['NlbsLeftAlone', facts({ tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) })],
  ['NlbsUnknown', facts({ cluster: unreadable('no answer') })],
] as const)('%s counts its verdict, and the others are zero', (counted, given) => {
  const { NlbsInUse, NlbsOrphan, NlbsUnknown, NlbsLeftAlone } = figures(given);
  const all = { NlbsInUse, NlbsOrphan, NlbsUnknown, NlbsLeftAlone };
  expect(all).toEqual({ NlbsInUse: 0, NlbsOrphan: 0, NlbsUnknown: 0, NlbsLeftAlone: 0, [counted]: 1 });
});

it('a cluster that cannot be read is counted', () => {
  expect(figures(facts({ cluster: unreadable('no answer') }))).toMatchObject({ UnreadableClusters: 1 });
  expect(figures(facts())).toMatchObject({ UnreadableClusters: 0 });
});

describe('what waits', () => {
  it.each([
    ['quarantined and unanswered', 'pending', 1],
    ['approved', 'approved', 0],
    ['answered with a word that nobody knows', 'maybe', 0],
  ])('%s', (_, approval, waiting) => {
    expect(figures(dueFacts([{ approval }]))).toMatchObject({ Waiting: waiting });
  });

  it('what is unknown waits on', () => {
    const given = { ...dueFacts([{ approval: 'pending' }]), clusters: new Map([['prod', unreadable('no answer')]]) };
    expect(figures(given)).toMatchObject({ NlbsUnknown: 1, Waiting: 1 });
  });

  it('counts what this very run quarantined', () => {
    expect(figures(facts())).toMatchObject({ Waiting: 0 });
    expect(figures(facts(), new Set([arn]))).toMatchObject({ Waiting: 1 });
  });

  it('what is in use waits for nobody', () => {
    const used = facts({ view: withServices(aService()) });
    expect(figures(used, new Set([arn]))).toMatchObject({ Waiting: 0 });
  });
});

it('a scoped run has none: its counts would look like those of all', () => {
  const given = facts();
  expect(sweepFigures(someOf({ arns: [arn] }), given, judge(given, REAP), NOBODY, REAP)).toEqual({});
});

describe('of a reap', () => {
  it('what was deleted and what it cost', () => {
    const record = aMadeDeletion();
    const deleted = { arn, name, did: 'deleted', record } as const;
    const failed = { arn, name, did: 'failed', what: 'x', why: 'y' } as const;
    expect(reapFigures([deleted, deleted, failed])).toEqual({ Deleted: 2, SavedUsdPerMonth: 47.46 });
  });

  it('is zero where nothing was', () => {
    expect(reapFigures([])).toEqual({ Deleted: 0, SavedUsdPerMonth: 0 });
  });

  it('saves nothing in USD where AWS bills in another currency', () => {
    const record = aMadeDeletion({ monthlyCostUsd: undefined });
    expect(reapFigures([{ arn, name, did: 'deleted', record }])).toEqual({ Deleted: 1, SavedUsdPerMonth: 0 });
  });
});
