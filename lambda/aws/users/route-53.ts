/**
 * DNS records of this account, in public and private zones, that may send clients to a load balancer of the region: by
 * alias, by name or by address. Zones of other accounts and DNS outside AWS are not seen.
 *
 * Route 53 takes 10 requests a second of one account, from all regions together, with bursts of 50
 * (Route53/latest/DeveloperGuide/throttling-api-requests.html); external-dns and people share them. At 2 a second four
 * regions can read side by side. A call brings 100 zones or 300 records, so 100 small zones take 50 seconds, and the most
 * that is read, 480 calls, four minutes: an account with more has to switch the source off, and is told so (core/judge/users/references.ts).
 */
import { ListResourceRecordSetsCommand, paginateListHostedZones, Route53Client } from '@aws-sdk/client-route-53';
import type { HostedZone, ListResourceRecordSetsRequest, ResourceRecordSet } from '@aws-sdk/client-route-53';

import { isAddress } from '../../model/address.ts';
import type { Reference } from '../../model/users.ts';
import type { RateLimit } from '../pace.ts';
import { hasName } from '../errors.ts';
import { reading, required, wholeReading } from '../reading.ts';
import { callBudget, type CallBudget } from './call-budget.ts';
import type { UserReader } from './reader.ts';
import { withChains, type NamedReference } from './record-chains.ts';
import { comparableName, pointingOf, readableName, type Pointing } from './record-values.ts';
import { policyEndpoints } from './traffic-policies.ts';

const LIST_ZONES = { service: 'route53', action: 'ListHostedZones' } as const;
const LIST_RECORDS = { service: 'route53', action: 'ListResourceRecordSets' } as const;
const LIMIT: RateLimit = { calls: 2, perMilliseconds: 1000 };
const MOST_CALLS = 480;
/** The largest pages that Route 53 gives: API_ListHostedZones, API_ListResourceRecordSets. */
const ZONES_PER_PAGE = 100;
const RECORDS_PER_PAGE = 300;

export const route53: UserReader = (clients, { region }) =>
  wholeReading(async (part) => {
    const client = clients.of(Route53Client, { limit: LIMIT });
    const budget = callBudget(MOST_CALLS);
    const zones = part(await reading(LIST_ZONES, () => hostedZones(client, budget)));
    const records = part(
      await reading(LIST_RECORDS, async () => {
        budget.mustCover(callsFor(zones));
        const found: PointingRecord[] = [];
        const leads = leadsTo(zones, region);
        for (const zone of zones) found.push(...(await pointingRecords(zone, leads, client, budget)));
        return found;
      }),
    );
    const direct: NamedReference[] = [];
    for (const { pointing, ...record } of records) {
      const hosts =
        'to' in pointing ? pointing.to : part(await policyEndpoints(pointing.policyInstance, client, budget));
      for (const to of ofRegion(hosts, region)) direct.push({ ...record, to });
    }
    const leading = records.flatMap(({ pointing, ...record }) =>
      'to' in pointing ? [{ ...record, hosts: pointing.to }] : [],
    );
    return withChains(direct, leading).map(({ who, id, to }): Reference => ({ who, id, to }));
  });

interface Zone {
  readonly id: string;
  /** Without a dot at the end. */
  readonly name: string;
  readonly isPrivate: boolean;
  /** As the list says; undefined where it does not. */
  readonly recordCount: number | undefined;
}

async function hostedZones(client: Route53Client, budget: CallBudget): Promise<readonly Zone[]> {
  const found: Zone[] = [];
  budget.spend();
  for await (const page of paginateListHostedZones({ client }, { MaxItems: ZONES_PER_PAGE })) {
    found.push(...required(page.HostedZones, 'HostedZones').map(parseZone));
    // SAFETY: the SDK takes an answer without a marker for the last one.
    if (required(page.IsTruncated, 'IsTruncated')) required(page.NextMarker, 'NextMarker');
    if (page.IsTruncated) budget.spend();
  }
  return found;
}

function parseZone({ Id, Name, Config, ResourceRecordSetCount }: HostedZone): Zone {
  const id = required(Id, 'Id for one hosted zone').replace(/^\/hostedzone\//, '');
  const name = readableName(required(Name, `Name for hosted zone ${id}`));
  return { id, name, isPrivate: Config?.PrivateZone === true, recordCount: ResourceRecordSetCount };
}

/** For the records; those for the zones are made already. */
function callsFor(zones: readonly Zone[]): number {
  const ofZone = ({ recordCount = 1 }: Zone): number => Math.max(1, Math.ceil(recordCount / RECORDS_PER_PAGE));
  return zones.map(ofZone).reduce((sum, calls) => sum + calls, 0);
}

/** A record that leads to what may be a load balancer of the region, to a name of this account, or to a traffic policy. */
interface PointingRecord {
  readonly name: string;
  readonly who: string;
  readonly id: string;
  readonly pointing: Pointing;
}

/** Whether a host may matter: a load balancer of the region, or another record that leads to one. */
function leadsTo(zones: readonly Zone[], region: string): (hosts: readonly string[]) => readonly string[] {
  const names = zones.map(({ name }) => comparableName(name));
  const isOwn = (host: string): boolean => {
    const written = comparableName(host);
    return names.some((name) => written === name || written.endsWith(`.${name}`));
  };
  return (hosts) => [...new Set([...ofRegion(hosts, region), ...hosts.filter(isOwn)])];
}

async function pointingRecords(
  zone: Zone,
  leads: (hosts: readonly string[]) => readonly string[],
  client: Route53Client,
  budget: CallBudget,
): Promise<readonly PointingRecord[]> {
  const records = await recordsOf(zone, client, budget);
  return records.flatMap((record) => {
    const name = readableName(required(record.Name, `Name for a record of hosted zone ${zone.id}`));
    const named = { name, who: whoIs(name, record, zone), id: idOf(name, record, zone) };
    const pointing = pointingOf(record);
    if (!('to' in pointing)) return { ...named, pointing };
    const to = leads(pointing.to);
    return to.length === 0 ? [] : { ...named, pointing: { to } };
  });
}

/** All pages. The SDK has no paginator: a page begins at the name, type and set that the one before says. */
async function recordsOf(
  { id }: Zone,
  client: Route53Client,
  budget: CallBudget,
): Promise<readonly ResourceRecordSet[]> {
  const found: ResourceRecordSet[] = [];
  let start: Partial<ListResourceRecordSetsRequest> = {};
  try {
    for (;;) {
      budget.spend();
      const input = { HostedZoneId: id, MaxItems: RECORDS_PER_PAGE, ...start };
      const answer = await client.send(new ListResourceRecordSetsCommand(input));
      found.push(...required(answer.ResourceRecordSets, 'ResourceRecordSets'));
      // SAFETY: the rest of the records is on the next page.
      if (!required(answer.IsTruncated, 'IsTruncated')) return found;
      start = {
        StartRecordName: required(answer.NextRecordName, 'NextRecordName'),
        StartRecordType: required(answer.NextRecordType, 'NextRecordType'),
        ...(answer.NextRecordIdentifier === undefined ? {} : { StartRecordIdentifier: answer.NextRecordIdentifier }),
      };
    }
  } catch (error) {
    // SAFETY: by this name alone Route 53 says that the zone, and its records with it, went since it was listed.
    if (hasName(error, 'NoSuchHostedZone')) return [];
    throw error;
  }
}

function whoIs(name: string, { SetIdentifier }: ResourceRecordSet, { isPrivate }: Zone): string {
  const notes = [
    ...(isPrivate ? ['private zone'] : []),
    ...(SetIdentifier === undefined ? [] : [`record set ${SetIdentifier}`]),
  ];
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}

/**
 * What `who` leaves out: it tells a record from others of its name, and from itself at weight 0. Whoever approved an NLB to
 * which a record sent nobody has not approved it for when the record sends everybody there.
 */
function idOf(name: string, { Type, SetIdentifier, Weight }: ResourceRecordSet, { id }: Zone): string {
  const notes = [
    `${name} ${required(Type, `Type for a record of hosted zone ${id}`)} in hosted zone ${id}`,
    ...(SetIdentifier === undefined ? [] : [`record set ${SetIdentifier}`]),
    ...(Weight === 0 ? ['weight 0'] : []),
  ];
  return notes.join(', ');
}

/** Addresses, and names of the form `<name>.elb.<region>.<domain of the partition>`, with or without `dualstack.`. */
function ofRegion(hosts: readonly string[], region: string): readonly string[] {
  return hosts.filter((host) => isAddress(host) || host.toLowerCase().includes(`.elb.${region}.`));
}
