/**
 * Reads who outside Kubernetes may use the suspects. The sources share no bucket with Elastic Load Balancing, nor most of
 * them with each other, so they are asked side by side; what one costs does not depend on how many NLBs are suspected.
 */
import { isAddress } from '../core/judge/users/references.ts';
import type { DnsRecordPolicy } from '../model/policy.ts';
import type { Inspections } from '../model/facts.ts';
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
      if (source === 'route-53' && earlier !== undefined && !isVeto(dnsRecords)) return [[source, earlier]];
      return [[source, { is: 'asked', answer: await ports[source]() }]];
    }),
  );
  const outsideUsers = new Map(readings.flat());
  return { outsideUsers, addresses: await addressesFor(outsideUsers.get('route-53'), look, networkInterfaces) };
}

function isVeto(policy: DnsRecordPolicy): boolean {
  return policy === 'veto';
}

/** Only a record that holds an address asks for those of the NLBs. */
async function addressesFor(
  records: UserReading | undefined,
  look: LookOutside,
  networkInterfaces: ReadPorts['networkInterfaces'],
): Promise<Inspections['addresses']> {
  const holdsAddress =
    records?.is === 'asked' && records.answer.ok && records.answer.value.some(({ to }) => isAddress(to));
  if (!holdsAddress) return { ok: true, value: new Map() };
  if (typeof look === 'object' && look.outsideUsers.get('route-53') === records) return look.addresses;
  return networkInterfaces.loadBalancerAddresses();
}
