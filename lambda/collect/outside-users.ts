/**
 * Reads who outside Kubernetes may use the suspects. The sources share no bucket with Elastic Load Balancing, nor most of
 * them with each other, so they are asked side by side; what one costs does not depend on how many NLBs are suspected.
 */
import { sendToAddress } from '../core/judge/claims.ts';
import { holdsAddress } from '../core/judge/users/references.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import { USER_SOURCES, type UserReading, type UserSource } from '../model/users.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { CollectSettings } from './settings.ts';

export type OutsideReadings = Pick<Inspections, 'outsideUsers' | 'addresses'>;

/**
 * - `all`: whatever is not switched off.
 * - `not-due`: nothing, since all of it was read within the last day (core/plan/state.ts).
 * - `again`: all but the DNS records, which are many and decide nothing: those of the earlier look serve, unless they veto.
 */
export type LookOutside =
  { readonly is: 'all' } | { readonly is: 'not-due' } | { readonly is: 'again'; readonly earlier: OutsideReadings };

/** What is known of one source now. */
interface Looked {
  readonly source: UserSource;
  readonly reading: UserReading;
  /** Taken over from an earlier look. */
  readonly isEarlier: boolean;
}

type Settings = Pick<CollectSettings, 'usersOfNlb' | 'dnsRecords'>;

/**
 * @param seen clusters as far as they were read: an annotation of theirs may hold an address
 * @param hasTargetGroups whether any suspect may have a target group: no API finds a service of ECS by one
 */
export async function readOutsideUsers(
  { outsideUsers: ports, networkInterfaces }: Pick<ReadPorts, 'outsideUsers' | 'networkInterfaces'>,
  { usersOfNlb, dnsRecords }: Settings,
  look: LookOutside,
  seen: Pick<Facts, 'views'>,
  hasTargetGroups: boolean,
): Promise<OutsideReadings> {
  const looked = await Promise.all(
    USER_SOURCES.map(async (source): Promise<readonly Looked[]> => {
      if (usersOfNlb[source] === 'off') return [{ source, reading: { is: 'off' }, isEarlier: false }];
      if (look.is === 'not-due') return [{ source, reading: { is: 'not-due' }, isEarlier: false }];
      // Not read is unreadable to whoever asks, and without a target group nobody does.
      if (source === 'ecs-services' && !hasTargetGroups) return [];
      const earlier = look.is === 'again' ? look.earlier.outsideUsers.get(source) : undefined;
      if (source === 'route-53' && earlier !== undefined && dnsRecords !== 'veto') {
        return [{ source, reading: earlier, isEarlier: true }];
      }
      return [{ source, reading: { is: 'asked', answer: await ports[source]() }, isEarlier: false }];
    }),
  );
  const all = looked.flat();
  return {
    outsideUsers: new Map(all.map(({ source, reading }) => [source, reading])),
    addresses: await addressesFor(all, look, seen, networkInterfaces),
  };
}

/** The facts with users looked for after all, where it was not due. */
export async function withOutsideUsers(read: ReadPorts, facts: Facts, settings: Settings): Promise<Facts> {
  const { targetGroups, health } = facts.inspections;
  const readings = await readOutsideUsers(read, settings, { is: 'all' }, facts, !targetGroups.ok || health.size > 0);
  return { ...facts, inspections: { ...facts.inspections, ...readings } };
}

/** Only what points at an address asks for those of the NLBs; what an earlier look knew of them serves its records. */
async function addressesFor(
  looked: readonly Looked[],
  look: LookOutside,
  seen: Pick<Facts, 'views'>,
  networkInterfaces: ReadPorts['networkInterfaces'],
): Promise<Inspections['addresses']> {
  const holding = looked.filter(({ reading }) => holdsAddress(reading));
  const isSentTo = sendToAddress(seen);
  if (holding.length === 0 && !isSentTo) return { ok: true, value: new Map() };
  return look.is === 'again' && !isSentTo && holding.every(({ isEarlier }) => isEarlier)
    ? look.earlier.addresses
    : networkInterfaces.loadBalancerAddresses();
}
