/**
 * Capacity that AWS holds ready for the NLB: somebody asked for it and pays for it by the hour, so somebody expects
 * clients. Pure. A caution, since a reservation is forgotten as the NLB was.
 */
import { none, unread, type User } from './user.ts';

const SOURCE = 'capacity reservations';

export const capacityReservation: User = {
  name: SOURCE,
  absence: 'says-nothing',
  look({ arn }, { inspections }) {
    const reading = inspections.capacityReservations.get(arn);
    // SAFETY: one that was not read may be there.
    if (reading === undefined) return unread(SOURCE, 'whether capacity is reserved for it was not read.');
    // SAFETY: so may one that could not be.
    if (!reading.ok) return unread(SOURCE, reading.why);
    if (reading.value === 0) return none('nobody reserved capacity for it');
    const words = `It has a capacity reservation of ${reading.value} LCUs, which somebody pays for.`;
    return { is: 'hint', caution: { kind: 'capacity-reservation', words, about: [] } };
  },
};
