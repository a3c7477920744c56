/** The AWS Load Balancer Controller, seen taking the janitor's tags off: of which NLBs it is asked, and what it means. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { controllerRemovals } from '../../../../lambda/core/judge/users/controller-removals.ts';
import {
  aLoadBalancer,
  controllerTags,
  facts,
  inspectionsOf,
  inTreeTags,
  inWords,
  NOW,
  unreadable,
  verdictOn,
  type FactsPart,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const AT = new Date('2026-02-27T08:00:00Z');
const removed = (arn: string) => inspectionsOf(L, { controllerRemovals: { ok: true, value: [{ arn, at: AT }] } });
const look = (part: FactsPart) => {
  const given = facts(part);
  return controllerRemovals.look(L, given, indexClaims(given));
};

const QUARANTINED = controllerTags({ 'nlb-janitor/quarantined-at': NOW.toISOString() });

it.each([
  ['without a quarantine', controllerTags()],
  ['of a quarantine that began before CloudTrail listed it', QUARANTINED],
])('uses an NLB %s off which it took a tag of the janitor', (_, tagged) => {
  const part = { tagged, inspections: removed(L.arn) };
  expect(look(part)).toEqual({
    is: 'uses',
    reason: 'controller-active',
    who: 'The AWS Load Balancer Controller took tags of the janitor off it at 2026-02-27 08:00 UTC: it still looks after it.',
  });
  expect(inWords(verdictOn(facts(part)))).toBe('in-use: controller-active');
});

it.each<[string, FactsPart]>([
  ['it took tags off another NLB', { tagged: controllerTags(), inspections: removed(`${L.arn}0`) }],
  ['the NLB is of the in-tree controller', { tagged: inTreeTags(), inspections: removed(L.arn) }],
])('does not when %s', (_, part) => {
  expect(look(part).is).toBe('none');
});

it('is unread when CloudTrail is, and only where it matters', () => {
  const inspections = inspectionsOf(L, { controllerRemovals: unreadable('cloudtrail LookupEvents: Throttling') });
  for (const tagged of [controllerTags(), QUARANTINED]) {
    expect(look({ tagged, inspections })).toMatchObject({ is: 'unread', source: 'CloudTrail' });
  }
  expect(look({ tagged: inTreeTags(), inspections }).is).toBe('none');
});
