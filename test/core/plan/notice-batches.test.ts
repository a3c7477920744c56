/** One message for each batch: what is let go first, then what waits longest, and never more than one holds. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { noticeBatches } from '../../../lambda/core/plan/notice-batches.ts';
import type { Candidate, SweepPlan } from '../../../lambda/model/plan.ts';
import { aCandidate } from '../../support/news.ts';
import { dueFacts, REAP } from '../../support/quarantines.ts';

describe('the batches of a plan', () => {
  const NOTHING: SweepPlan = {
    quarantine: [],
    notify: [],
    release: [],
    proofs: [],
    frozen: [],
    remind: [],
    withdraw: [],
  };

  /** Candidates that are told apart by their fingerprints. */
  const named = (word: string, number: number): readonly Candidate[] =>
    Array.from({ length: number }, (_, index) => ({ ...aCandidate(), fingerprint: `${word}${index + 1}` }));

  function batches(notify: number, quarantine: number, most: number): readonly string[] {
    const steps = named('q', quarantine).map((candidate) => ({ candidate, restartedBecause: undefined }));
    return noticeBatches({ ...NOTHING, notify: named('n', notify), quarantine: steps }, most).map((batch) => {
      const told = batch.notify.map(({ fingerprint }) => fingerprint);
      const begun = batch.quarantine.map(({ candidate }) => candidate.fingerprint);
      return `notify ${told.join(' ')}; quarantine ${begun.join(' ')}`.replaceAll(/ (?=;|$)/g, '');
    });
  }

  it('are none where there is nothing to do', () => {
    expect(noticeBatches(NOTHING, 20)).toEqual([]);
  });

  it('begin with what is let go', () => {
    const release = judge(dueFacts([{ keep: 'true' }, { keep: 'true' }, { keep: 'true' }]), REAP);
    expect(release).toHaveLength(3);
    const [notify] = named('n', 1);
    if (notify === undefined) throw new Error('no candidate');
    expect(noticeBatches({ ...NOTHING, release, notify: [notify] }, 2)).toEqual([
      { release: release.slice(0, 2), notify: [], remind: [], quarantine: [] },
      { release: release.slice(2), notify: [notify], remind: [], quarantine: [] },
    ]);
  });

  it.each([
    [2, ['notify; quarantine q1 q2']],
    [3, ['notify; quarantine q1 q2 q3']],
    [4, ['notify; quarantine q1 q2 q3', 'notify; quarantine q4']],
    [6, ['notify; quarantine q1 q2 q3', 'notify; quarantine q4 q5 q6']],
    [7, ['notify; quarantine q1 q2 q3', 'notify; quarantine q4 q5 q6', 'notify; quarantine q7']],
  ])('of %i NLBs hold at most three', (number, expected) => {
    expect(batches(0, number, 3)).toEqual(expected);
  });

  it.each([
    [1, 1, ['notify n1; quarantine q1']],
    [2, 2, ['notify n1 n2; quarantine q1', 'notify; quarantine q2']],
    [3, 1, ['notify n1 n2 n3; quarantine', 'notify; quarantine q1']],
    [4, 2, ['notify n1 n2 n3; quarantine', 'notify n4; quarantine q1 q2']],
  ])('tell first of what was quarantined before: %i and %i new ones', (notify, quarantine, expected) => {
    expect(batches(notify, quarantine, 3)).toEqual(expected);
  });

  it('keep why a window starts again', () => {
    const [candidate] = named('q', 1);
    if (candidate === undefined) throw new Error('no candidate');
    const step = { candidate, restartedBecause: 'its approval tag was removed' };
    expect(noticeBatches({ ...NOTHING, quarantine: [step] }, 1)).toEqual([
      { release: [], notify: [], remind: [], quarantine: [step] },
    ]);
  });
});
