/**
 * Route 53 in the sandbox: zones by id and records in its own order, each page beginning where the one before says
 * (API_ListHostedZones, API_ListResourceRecordSets). Global: every region shows the zones of its own account.
 */
import {
  InvalidInput,
  NoSuchHostedZone,
  NoSuchTrafficPolicy,
  NoSuchTrafficPolicyInstance,
  Route53ServiceException,
} from '@aws-sdk/client-route-53';
import type {
  GetTrafficPolicyInstanceRequest,
  GetTrafficPolicyInstanceResponse,
  GetTrafficPolicyRequest,
  GetTrafficPolicyResponse,
  ListHostedZonesRequest,
  ListHostedZonesResponse,
  ListResourceRecordSetsRequest,
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
} from '@aws-sdk/client-route-53';

import type { Account } from '../account.ts';
import type { RecordSpec, StoredZone } from './hosted-zones.ts';
import type { SandboxService } from './service.ts';

/** More can be asked for, and is not given. */
const MOST_ZONES = 100;
const MOST_RECORDS = 300;
/** Hosted zone of every NLB of eu-west-3 (general/latest/gr/elb.html). */
const NLB_ZONE = 'Z1CMS0P5QUZ6D5';

export const route53: SandboxService = {
  name: 'route53',
  clientName: 'Route53Client',
  ServiceException: Route53ServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: {
    GetTrafficPolicy: getTrafficPolicy,
    GetTrafficPolicyInstance: getTrafficPolicyInstance,
    ListHostedZones: listHostedZones,
    ListResourceRecordSets: listResourceRecordSets,
  },
};

function listHostedZones(account: Account, { Marker, MaxItems }: ListHostedZonesRequest): ListHostedZonesResponse {
  const size = sizeOf(MaxItems, MOST_ZONES);
  const rest = [...account.route53.zones.values()].filter(({ id }) => Marker === undefined || id >= Marker);
  const next = rest[size];
  return {
    HostedZones: rest.slice(0, size).map(shownZone),
    Marker: Marker ?? '',
    MaxItems: size,
    IsTruncated: next !== undefined,
    ...(next === undefined ? {} : { NextMarker: next.id }),
  };
}

function shownZone({ id, name, isPrivate, records }: StoredZone) {
  return {
    Id: `/hostedzone/${id}`,
    Name: written(name),
    CallerReference: id,
    Config: { PrivateZone: isPrivate },
    ResourceRecordSetCount: records.length,
  };
}

function listResourceRecordSets(
  account: Account,
  input: ListResourceRecordSetsRequest,
): ListResourceRecordSetsResponse {
  const {
    HostedZoneId: id = '',
    StartRecordName: name,
    StartRecordType: type,
    StartRecordIdentifier,
    MaxItems,
  } = input;
  const zone = account.route53.zones.get(id.replace(/^\/hostedzone\//, ''));
  if (zone === undefined) {
    throw new NoSuchHostedZone({ message: `No hosted zone found with ID: ${id}`, $metadata: { httpStatusCode: 404 } });
  }
  if (name === undefined && type !== undefined) throw invalid('If you specify a type, you must specify a name');
  const size = sizeOf(MaxItems, MOST_RECORDS);
  const start = name === undefined ? [] : [reversed(name), type ?? '', StartRecordIdentifier ?? ''];
  const rest = zone.records
    .map(shownRecord)
    .filter((record) => compared(placeOf(record), start) >= 0)
    .toSorted((one, other) => compared(placeOf(one), placeOf(other)));
  const next = rest[size];
  return {
    ResourceRecordSets: rest.slice(0, size),
    IsTruncated: next !== undefined,
    MaxItems: size,
    ...(next === undefined
      ? {}
      : {
          NextRecordName: next.Name,
          NextRecordType: next.Type,
          ...(next.SetIdentifier === undefined ? {} : { NextRecordIdentifier: next.SetIdentifier }),
        }),
  };
}

function shownRecord({
  name,
  type = 'A',
  values,
  aliasOf,
  setIdentifier,
  policyInstanceId,
}: RecordSpec): ResourceRecordSet {
  if (policyInstanceId !== undefined) {
    return { Name: written(name), Type: type, TrafficPolicyInstanceId: policyInstanceId };
  }
  return {
    Name: written(name),
    Type: type,
    ...(setIdentifier === undefined ? {} : { SetIdentifier: setIdentifier, Weight: 1 }),
    ...(aliasOf === undefined
      ? { TTL: 300, ResourceRecords: (values ?? []).map((Value) => ({ Value })) }
      : { AliasTarget: { HostedZoneId: NLB_ZONE, DNSName: written(aliasOf), EvaluateTargetHealth: false } }),
  };
}

function getTrafficPolicyInstance(
  account: Account,
  { Id = '' }: GetTrafficPolicyInstanceRequest,
): GetTrafficPolicyInstanceResponse {
  const policy = account.route53.trafficPolicies.find(({ instanceId }) => instanceId === Id);
  const message = `No traffic policy instance found with id ${Id}`;
  if (policy === undefined) throw new NoSuchTrafficPolicyInstance({ message, $metadata: { httpStatusCode: 404 } });
  return {
    TrafficPolicyInstance: {
      Id,
      HostedZoneId: '',
      Name: written(policy.name),
      TTL: 60,
      State: 'Applied',
      Message: '',
      TrafficPolicyId: policy.id,
      TrafficPolicyVersion: 1,
      TrafficPolicyType: 'A',
    },
  };
}

function getTrafficPolicy(account: Account, { Id = '', Version }: GetTrafficPolicyRequest): GetTrafficPolicyResponse {
  const policy = account.route53.trafficPolicies.find(({ id }) => id === Id);
  const message = `No traffic policy found with id ${Id} and version ${Version}`;
  if (policy === undefined || Version !== 1) {
    throw new NoSuchTrafficPolicy({ message, $metadata: { httpStatusCode: 404 } });
  }
  return { TrafficPolicy: { Id, Version, Name: policy.name, Type: 'A', Document: policy.document } };
}

/** In lower case, escaped, with a dot at the end: DomainNameFormat.html. */
function written(name: string): string {
  const escaped = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return escaped.endsWith('.') ? escaped : `${escaped}.`;
}

function placeOf({ Name = '', Type = 'A', SetIdentifier = '' }: ResourceRecordSet): readonly string[] {
  return [reversed(Name), Type, SetIdentifier];
}

/** `www.example.com.` → `com.example.www.`: what the records are sorted by. */
function reversed(name: string): string {
  return `${name.replace(/\.$/, '').split('.').toReversed().join('.')}.`;
}

function compared(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of other.entries()) {
    const own = one[index] ?? '';
    if (own !== part) return own < part ? -1 : 1;
  }
  return 0;
}

function sizeOf(asked: number | undefined, most: number): number {
  if (asked !== undefined && asked < 1) throw invalid('MaxItems must be at least 1');
  return Math.min(asked ?? most, most);
}

function invalid(message: string): Error {
  return new InvalidInput({ message, $metadata: { httpStatusCode: 400 } });
}
