/**
 * Every signal for one NLB, whether or not the judge needed it, for `explain`. Pure; says what was seen and what it
 * speaks for. Decides nothing: the verdict is the judge's alone.
 */
import type { Facts } from '../../model/facts.ts';
import type { Tags } from '../../model/reading.ts';
import type { Verdict } from '../../model/verdict.ts';
import { indexClaims } from '../judge/claims.ts';
import { approvalOf, keepOf, type Approval } from '../tags/answers.ts';
import { TAG } from '../tags/keys.ts';
import { dateTime } from '../words.ts';
import { hostnameSignal, ownerSignals } from './owner-signals.ts';
import { signal, type Signal } from './signal.ts';
import { useSignals } from './use-signals.ts';

export function signalsOf(verdict: Verdict, facts: Facts): readonly Signal[] {
  const { loadBalancer, owner, tags } = verdict;
  const { state, createdAt } = loadBalancer;
  const first = [
    state === 'active'
      ? signal('state', 'nothing', 'it is active')
      : signal('state', 'keeps', `it is ${state}; only an active one is judged`),
    Number.isNaN(createdAt.getTime())
      ? signal('made', 'unread', 'AWS gave no time at which it was made')
      : signal('made', 'nothing', `it was made at ${dateTime(createdAt)}`),
  ];
  if (tags === undefined) return [...first, signal('tags', 'unread', verdict.explanation)];
  const claims = indexClaims(facts);
  return [
    ...first,
    keepSignal(tags, facts.now),
    approvalSignal(tags),
    ...(owner?.is === 'other'
      ? [signal('owner', 'keeps', owner.why), hostnameSignal(loadBalancer, facts, claims)]
      : []),
    ...(owner?.is === 'service' ? ownerSignals(loadBalancer, owner, facts, claims) : []),
    ...useSignals(loadBalancer, facts, claims),
  ];
}

function keepSignal(tags: Tags, now: Date): Signal {
  const name = 'keep tag';
  const keep = keepOf(tags, now);
  switch (keep.is) {
    case 'absent':
      return signal(name, 'nothing', `there is no tag ${TAG.keep}`);
    case 'lapsed':
      return signal(name, 'nothing', `a person kept it through ${keep.day}, which is over`);
    case 'vetoes':
      return signal(
        name,
        'keeps',
        `a person keeps it ${keep.until === undefined ? 'forever' : `through ${keep.until}`}`,
      );
  }
}

const APPROVAL: Readonly<Record<Approval, string>> = {
  absent: `there is no tag ${TAG.approval}: nobody has answered`,
  pending: 'it is quarantined, and nobody has answered yet',
  approved: 'a person approved its deletion, should it be an orphan',
  rejected: 'a person rejected its deletion',
  unrecognized: `tag ${TAG.approval} holds a word that is no answer`,
};

function approvalSignal(tags: Tags): Signal {
  const approval = approvalOf(tags);
  return signal('approval tag', approval === 'rejected' ? 'keeps' : 'nothing', APPROVAL[approval]);
}
