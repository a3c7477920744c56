/** How large the fleet was at the last full sweep: read back as written, and not at all when it is old or anything else. */
import { fleetJson, parseFleet } from '../../lambda/records/fleet.ts';

const AT = new Date('2026-03-01T10:00:00Z');
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);

it('comes back as it was written', () => {
  expect(fleetJson(412, AT)).toBe('{"version":1,"judgedAt":"2026-03-01T10:00:00Z","fleet":412}');
  expect(parseFleet(fleetJson(412, AT), AT)).toBe(412);
  expect(parseFleet(fleetJson(0, AT), later(48))).toBe(0);
});

it.each([
  ['older than two days', fleetJson(412, AT), later(48.01)],
  ['of the future', fleetJson(412, later(1)), AT],
  ['of no time', '{"version":1,"judgedAt":"today","fleet":412}', AT],
  ['of another version', '{"version":2,"judgedAt":"2026-03-01T10:00:00Z","fleet":412}', AT],
  ['negative', fleetJson(-1, AT), AT],
  ['a fraction', fleetJson(1.5, AT), AT],
  ['no JSON', 'fleet', AT],
  ['empty', '', AT],
  ['read at no time', fleetJson(412, AT), new Date(Number.NaN)],
])('is unknown when it is %s', (_, text, now) => {
  expect(parseFleet(text, now)).toBeUndefined();
});
