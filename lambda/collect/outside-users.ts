/**
 * Reads who outside Kubernetes may use the suspects. The sources share no bucket with Elastic Load Balancing, nor most of
 * them with each other, so they are asked side by side; what one costs does not depend on how many NLBs are suspected.
 */
import { holdsAddress } from '../core/judge/users/references.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import { USER_SOURCES, type UserReading, type UserSource } from '../model/users.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { CollectSettings } from './settings.ts';

export type OutsideReadings = Pick<Inspections, 'outsideUsers' | 'addresses'>;

/**
 * - `all`: whatever is not switched off.
 * - `not-due`: nothing, since all of it was read within the last day (core/plan/state.ts).
 * - the readings of an earlier look: all again but the DNS records, which are many and decide nothing, unless they veto.
 */
export type LookOutside = 'all' | 'not-due' | OutsideReadings;

type Settings = Pick<CollectSettings, 'usersOfNlb' | 'dnsRecords'>;

/** @param hasTargetGroups whether any suspect may have a target group: no API finds a service of ECS by one */
export async function readOutsideUsers(
  { outsideUsers: ports, networkInterfaces }: Pick<ReadPorts, 'outsideUsers' | 'networkInterfaces'>,
  { usersOfNlb, dnsRecords }: Settings,
  look: LookOutside,
  hasTargetGroups: boolean,
): Promise<OutsideReadings> {
  const readings = await Promise.all(
    USER_SOURCES.map(async (source): Promise<readonly [UserSource, UserReading][]> => {
      if (usersOfNlb[source] === 'off') return [[source, { is: 'off' }]];
      if (look === 'not-due') return [[source, { is: 'not-due' }]];
      // Not read is unreadable to whoever asks, and without a target group nobody does.
      if (source === 'ecs-services' && !hasTargetGroups) return [];
      const earlier = look === 'all' ? undefined : look.outsideUsers.get(source);
      if (source === 'route-53' && earlier !== undefined && dnsRecords !== 'veto') return [[source, earlier]];
      return [[source, { is: 'asked', answer: await ports[source]() }]];
    }),
  );
  const outsideUsers = new Map(readings.flat());
  return { outsideUsers, addresses: await addressesFor(outsideUsers, look, networkInterfaces) };
}

/** The facts with users looked for after all, where it was not due. */
export async function withOutsideUsers(read: ReadPorts, facts: Facts, settings: Settings): Promise<Facts> {
  const { targetGroups, health } = facts.inspections;
  const readings = await readOutsideUsers(read, settings, 'all', !targetGroups.ok || health.size > 0);
  return { ...facts, inspections: { ...facts.inspections, ...readings } };
}

/** Only a source that points at an address asks for those of the NLBs; what an earlier look knew of them serves its records. */
async function addressesFor(
  outsideUsers: OutsideReadings['outsideUsers'],
  look: LookOutside,
  networkInterfaces: ReadPorts['networkInterfaces'],
): Promise<Inspections['addresses']> {
  const holding = [...outsideUsers].filter(([, reading]) => holdsAddress(reading));
  if (holding.length === 0) return { ok: true, value: new Map() };
  const isKnown =
    typeof look === 'object' && holding.every(([source, reading]) => look.outsideUsers.get(source) === reading);
  return isKnown ? look.addresses : networkInterfaces.loadBalancerAddresses();
}
