/** Capacity that is reserved for the NLB: a caution, and unread where it could not be read. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { capacityReservation } from '../../../../lambda/core/judge/users/capacity-reservation.ts';
import type { Inspections } from '../../../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  arnOf,
  facts,
  inspectionsOf,
  inWords,
  unreadable,
  verdictOn,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const LOST = unreadable('elasticloadbalancing DescribeCapacityReservation: AccessDenied');

type Readings = Inspections['capacityReservations'];
const withReadings = (...readings: [string, Readings extends ReadonlyMap<string, infer R> ? R : never][]) =>
  facts({ inspections: inspectionsOf(L, { capacityReservations: new Map(readings) }) });
const look = (given: ReturnType<typeof facts>) => capacityReservation.look(L, given, indexClaims(given));

it('is a caution on the orphan, and no more', () => {
  const reserved = verdictOn(withReadings([L.arn, { ok: true, value: 500 }]));
  expect(inWords(reserved)).toBe('orphan: service-gone');
  expect(reserved).toMatchObject({
    cautions: [
      { kind: 'capacity-reservation', words: 'It has a capacity reservation of 500 LCUs, which somebody pays for.' },
    ],
  });
  const free = verdictOn(withReadings([L.arn, { ok: true, value: 0 }]));
  expect(inWords(free)).toBe('orphan: service-gone');
  expect(free).toMatchObject({ cautions: [] });
});

it('is unread where it could not be read', () => {
  const given = withReadings([L.arn, LOST]);
  expect(look(given)).toMatchObject({ is: 'unread', source: 'capacity reservations', why: LOST.why });
  expect(inWords(verdictOn(given))).toBe('unknown: unreadable');
});

it('is unread where it was read of another NLB only', () => {
  const given = withReadings([arnOf('other'), { ok: true, value: 0 }]);
  expect(look(given)).toMatchObject({ is: 'unread' });
  expect(inWords(verdictOn(given))).toBe('unknown: unreadable');
});
