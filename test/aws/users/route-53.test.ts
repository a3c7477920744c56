/** DNS records of the account: every zone and page, what may point at a load balancer, and who it is in words. */
import {
  GetTrafficPolicyCommand,
  GetTrafficPolicyInstanceCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  NoSuchHostedZone,
  Route53Client,
  Route53ServiceException,
} from '@aws-sdk/client-route-53';
import type {
  HostedZone,
  ListHostedZonesResponse,
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { route53 } from '../../../lambda/aws/users/route-53.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const region = 'eu-west-3';
const place = { account: '123456789012', region };
const clients = createAwsClients({ region, rateLimits: 'off', overrides: { credentials: SANDBOX_CREDENTIALS } });
const api = mockClient(clients.of(Route53Client, { limit: { calls: 2, perMilliseconds: 1000 } }));
const NLB = 'edge-0a1b.elb.eu-west-3.amazonaws.com';

beforeEach(() => {
  api.reset();
  api.onAnyCommand().rejects(new Error('unexpected command'));
});

/** It has a test of its own. */
const ID = expect.any(String) as string;
const LAST = { IsTruncated: false, MaxItems: 100, Marker: '' };

function zone(id: string, part: Partial<HostedZone> = {}): HostedZone {
  return { Id: `/hostedzone/${id}`, Name: 'example.com.', CallerReference: id, ResourceRecordSetCount: 3, ...part };
}

function record(part: Partial<ResourceRecordSet> = {}): ResourceRecordSet {
  const AliasTarget = { HostedZoneId: 'Z0', DNSName: `${NLB}.`, EvaluateTargetHealth: false };
  const isPlain = part.ResourceRecords !== undefined;
  return { Name: 'api.example.com.', Type: 'A', ...(isPlain ? {} : { AliasTarget }), ...part };
}

function values(Type: ResourceRecordSet['Type'], ...all: string[]): ResourceRecordSet {
  return record({ Type, ResourceRecords: all.map((Value) => ({ Value })) });
}

/** One zone with these records. */
function read(...records: ResourceRecordSet[]) {
  return readIn(zone('Z1'), ...records);
}

function readIn(one: HostedZone, ...records: ResourceRecordSet[]) {
  api.on(ListHostedZonesCommand).resolves({ ...LAST, HostedZones: [one] });
  api.on(ListResourceRecordSetsCommand).resolves({ ...LAST, ResourceRecordSets: records });
  return route53(clients, place);
}

function fault(name: string) {
  return new Route53ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: 400 }, message: 'no' });
}

describe('pages', () => {
  test('are read to the last one, of the zones and of the records of each', async () => {
    api
      .on(ListHostedZonesCommand, { MaxItems: 100 })
      .resolves({ ...LAST, HostedZones: [zone('Z1')], IsTruncated: true, NextMarker: 'Z2' })
      .on(ListHostedZonesCommand, { MaxItems: 100, Marker: 'Z2' })
      .resolves({ ...LAST, HostedZones: [zone('Z2')] });
    api
      .on(ListResourceRecordSetsCommand, { HostedZoneId: 'Z1', MaxItems: 300 })
      .resolves({
        ...LAST,
        ResourceRecordSets: [record()],
        IsTruncated: true,
        NextRecordName: 'b.',
        NextRecordType: 'A',
        NextRecordIdentifier: 'blue',
      })
      .on(ListResourceRecordSetsCommand, {
        HostedZoneId: 'Z1',
        StartRecordName: 'b.',
        StartRecordType: 'A',
        StartRecordIdentifier: 'blue',
      })
      .resolves({ ...LAST, ResourceRecordSets: [record({ Name: 'b.' })] })
      .on(ListResourceRecordSetsCommand, { HostedZoneId: 'Z2', MaxItems: 300 })
      .resolves({ ...LAST, ResourceRecordSets: [record({ Name: 'c.' })] });
    expect(await route53(clients, place)).toEqual({
      ok: true,
      value: ['api.example.com', 'b', 'c'].map((who) => ({ who, id: ID, to: `${NLB}.` })),
    });
  });

  test('may be none: an account without zones has no records', async () => {
    api.on(ListHostedZonesCommand).resolves({ ...LAST, HostedZones: [] });
    expect(await route53(clients, place)).toEqual({ ok: true, value: [] });
  });

  test.each<[string, Partial<ListHostedZonesResponse>, Partial<ListResourceRecordSetsResponse>]>([
    ['zones without their list', { ...LAST, HostedZones: undefined }, {}],
    ['zones that do not say whether they are all', { ...LAST, HostedZones: [], IsTruncated: undefined }, {}],
    ['zones that go on, and not where', { ...LAST, HostedZones: [], IsTruncated: true }, {}],
    ['a zone without its id', { ...LAST, HostedZones: [zone('Z1', { Id: undefined })] }, {}],
    ['a zone without its name', { ...LAST, HostedZones: [zone('Z1', { Name: undefined })] }, {}],
    ['records without their list', {}, { ...LAST }],
    ['records that do not say whether they are all', {}, { ResourceRecordSets: [], IsTruncated: undefined }],
    ['records that go on, and not where', {}, { ResourceRecordSets: [], IsTruncated: true, NextRecordType: 'A' }],
    ['records that go on from no type', {}, { ResourceRecordSets: [], IsTruncated: true, NextRecordName: 'b.' }],
    ['a record without a name', {}, { ...LAST, ResourceRecordSets: [record({ Name: undefined })] }],
    ['a record without a type', {}, { ...LAST, ResourceRecordSets: [record({ Type: undefined })] }],
    ['a record that points nowhere', {}, { ...LAST, ResourceRecordSets: [{ Name: 'a.', Type: 'A' }] }],
  ])('make all of it unreadable: %s', async (_what, zones, records) => {
    api.on(ListHostedZonesCommand).resolves({ ...LAST, HostedZones: [zone('Z1')], ...zones });
    api.on(ListResourceRecordSetsCommand).resolves(records);
    expect(await route53(clients, place)).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('errors', () => {
  test.each([
    ['AccessDenied', 'denied', 'add route53:ListHostedZones to the role'],
    ['Throttling', 'unreachable', 'route53 ListHostedZones: Throttling'],
  ])('of the zones make it unreadable: %s', async (name, cause, why) => {
    api.on(ListHostedZonesCommand).rejects(fault(name));
    expect(await route53(clients, place)).toMatchObject({ ok: false, cause, why: expect.stringContaining(why) });
  });

  test.each([
    ['AccessDenied', 'denied'],
    ['Throttling', 'unreachable'],
    ['PriorRequestNotComplete', 'unreachable'],
    ['InvalidInput', 'unreachable'],
    // Delegation sets and the like; only the zone's own word means that it is gone.
    ['HostedZoneNotFound', 'unreachable'],
  ])('of the records of one zone do so too: %s', async (name, cause) => {
    api.on(ListHostedZonesCommand).resolves({ ...LAST, HostedZones: [zone('Z1'), zone('Z2')] });
    api
      .on(ListResourceRecordSetsCommand, { HostedZoneId: 'Z1' })
      .resolves({ ...LAST, ResourceRecordSets: [record()] })
      .on(ListResourceRecordSetsCommand, { HostedZoneId: 'Z2' })
      .rejects(fault(name));
    expect(await route53(clients, place)).toMatchObject({
      ok: false,
      cause,
      why: expect.stringContaining(`route53 ListResourceRecordSets: ${name}`),
    });
  });

  test('but a zone that went since it was listed has no records', async () => {
    api.on(ListHostedZonesCommand).resolves({ ...LAST, HostedZones: [zone('Z1'), zone('Z2')] });
    api
      .on(ListResourceRecordSetsCommand, { HostedZoneId: 'Z1' })
      .rejects(new NoSuchHostedZone({ message: 'No hosted zone found with ID: Z1', $metadata: {} }))
      .on(ListResourceRecordSetsCommand, { HostedZoneId: 'Z2' })
      .resolves({ ...LAST, ResourceRecordSets: [record()] });
    expect(await route53(clients, place)).toMatchObject({ ok: true, value: [{ who: 'api.example.com' }] });
  });
});

describe('time', () => {
  const zones = (ResourceRecordSetCount: number) =>
    Array.from({ length: 90 }, () => zone('Z1', { ResourceRecordSetCount }));
  const page = (next: string | undefined, count: number) => ({
    ...LAST,
    HostedZones: zones(count),
    IsTruncated: next !== undefined,
    NextMarker: next,
  });

  test('is enough for 450 zones of one page each', async () => {
    const all = api.on(ListHostedZonesCommand);
    for (const marker of ['2', '3', '4', '5', undefined]) all.resolvesOnce(page(marker, 300));
    api.on(ListResourceRecordSetsCommand).resolves({ ...LAST, ResourceRecordSets: [] });
    expect(await route53(clients, place)).toEqual({ ok: true, value: [] });
    expect(api.commandCalls(ListResourceRecordSetsCommand)).toHaveLength(450);
  });

  test('is not enough for as many with a record more in each: says so before it reads one', async () => {
    const all = api.on(ListHostedZonesCommand);
    for (const marker of ['2', '3', '4', '5', undefined]) all.resolvesOnce(page(marker, 301));
    expect(await route53(clients, place)).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: 'route53 ListResourceRecordSets: to read all of it takes 900 calls or more, and a run has time for 480',
    });
    expect(api.commandCalls(ListResourceRecordSetsCommand)).toHaveLength(0);
  });

  test('ends what would not end', async () => {
    api.on(ListHostedZonesCommand).resolves({ ...LAST, HostedZones: [zone('Z1')] });
    api.on(ListResourceRecordSetsCommand).resolves({
      ResourceRecordSets: [],
      IsTruncated: true,
      NextRecordName: 'a.',
      NextRecordType: 'A',
      MaxItems: 300,
    });
    expect(await route53(clients, place)).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('what points at a load balancer', () => {
  test.each([
    ['an alias', record(), [`${NLB}.`]],
    ['an alias of both kinds', record({ AliasTarget: alias(`dualstack.${NLB}.`) }), [`dualstack.${NLB}.`]],
    ['a CNAME, in any case', values('CNAME', NLB.toUpperCase()), [NLB.toUpperCase()]],
    ['one in China', values('CNAME', 'a-1.elb.eu-west-3.amazonaws.com.cn'), ['a-1.elb.eu-west-3.amazonaws.com.cn']],
    ['addresses', values('A', '192.0.2.1', '192.0.2.2'), ['192.0.2.1', '192.0.2.2']],
    ['an address of version 6', values('AAAA', '2001:db8:0:0:0:0:0:1'), ['2001:db8:0:0:0:0:0:1']],
    ['a mail server', values('MX', `10 ${NLB}.`), [`${NLB}.`]],
    ['a service', values('SRV', `1 10 5269 ${NLB}.`), [`${NLB}.`]],
    ['a hint of HTTPS', values('HTTPS', '1 . alpn="h2" ipv4hint=192.0.2.1,192.0.2.2'), ['192.0.2.1', '192.0.2.2']],
    ['another record', record({ AliasTarget: alias('other.example.com.') }), []],
    ['one of another region', values('CNAME', 'a-1.elb.eu-west-1.amazonaws.com'), []],
    ['an Application Load Balancer', values('CNAME', 'a-1.eu-west-3.elb.amazonaws.com'), []],
    ['a text, which nobody follows', values('TXT', `"${NLB}"`), []],
  ])('%s', async (_what, given, to) => {
    expect(await read(given)).toEqual({
      ok: true,
      value: to.map((one) => ({ who: 'api.example.com', id: ID, to: one })),
    });
  });

  function alias(DNSName: string) {
    return { HostedZoneId: 'Z0', DNSName, EvaluateTargetHealth: false };
  }
});

describe('a traffic policy behind a name', () => {
  const POLICY = { TrafficPolicyId: 'p-1', TrafficPolicyVersion: 3 };
  const behind = (document: string | undefined, instance: object = POLICY) => {
    api.on(GetTrafficPolicyInstanceCommand, { Id: 'i-1' }).resolves({ TrafficPolicyInstance: instance as never });
    api
      .on(GetTrafficPolicyCommand, { Id: 'p-1', Version: 3 })
      .resolves({ TrafficPolicy: { Document: document } as never });
    return read({ Name: 'www.example.com.', Type: 'A', TrafficPolicyInstanceId: 'i-1' });
  };

  test('points at every end point of it', async () => {
    const Endpoints = {
      nlb: { Type: 'network-load-balancer', Value: NLB },
      fixed: { Type: 'value', Value: '192.0.2.1' },
      other: { Type: 'cloudfront', Value: 'd1.cloudfront.net' },
    };
    expect(await behind(JSON.stringify({ AWSPolicyFormatVersion: '2023-05-09', Endpoints }))).toEqual({
      ok: true,
      value: [NLB, '192.0.2.1'].map((to) => ({ who: 'www.example.com', id: ID, to })),
    });
  });

  test.each([
    ['has no document', undefined, POLICY],
    ['has a document that is no JSON', '<html>', POLICY],
    ['has no end points', '{}', POLICY],
    ['has an end point without a value', '{"Endpoints":{"a":{"Type":"value"}}}', POLICY],
    ['is not named', '{"Endpoints":{}}', { TrafficPolicyVersion: 3 }],
    ['has no version', '{"Endpoints":{}}', { TrafficPolicyId: 'p-1' }],
  ])('that %s makes it unreadable', async (_what, text, instance) => {
    expect(await behind(text, instance)).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('is none when the instance went, and unreadable when only the policy is not found', async () => {
    api.on(GetTrafficPolicyInstanceCommand).rejects(fault('NoSuchTrafficPolicyInstance'));
    const gone = await read({ Name: 'www.example.com.', Type: 'A', TrafficPolicyInstanceId: 'i-1' });
    expect(gone).toEqual({ ok: true, value: [] });
    api.on(GetTrafficPolicyInstanceCommand).rejects(fault('NoSuchTrafficPolicy'));
    const other = await read({ Name: 'www.example.com.', Type: 'A', TrafficPolicyInstanceId: 'i-1' });
    expect(other).toMatchObject({ ok: false, why: expect.stringContaining('route53 GetTrafficPolicyInstance') });
    api.on(GetTrafficPolicyInstanceCommand).resolves({ TrafficPolicyInstance: POLICY as never });
    api.on(GetTrafficPolicyCommand).rejects(fault('NoSuchTrafficPolicy'));
    const lost = await read({ Name: 'www.example.com.', Type: 'A', TrafficPolicyInstanceId: 'i-1' });
    expect(lost).toMatchObject({
      ok: false,
      why: expect.stringContaining('route53 GetTrafficPolicy: NoSuchTrafficPolicy'),
    });
  });
});

describe('who', () => {
  test.each([
    ['the name', zone('Z1'), {}, 'api.example.com'],
    ['a wildcard', zone('Z1'), { Name: '\\052.example.com.' }, '*.example.com'],
    ['a name with what does not print', zone('Z1'), { Name: 'a\\033b.example.com.' }, 'a\\033b.example.com'],
    ['one of a set', zone('Z1'), { SetIdentifier: 'blue' }, 'api.example.com (record set blue)'],
    ['one in a private zone', zone('Z1', { Config: { PrivateZone: true } }), {}, 'api.example.com (private zone)'],
    ['one in a public zone', zone('Z1', { Config: { PrivateZone: false } }), {}, 'api.example.com'],
    [
      'one of a set in a private zone',
      zone('Z1', { Config: { PrivateZone: true } }),
      { SetIdentifier: 'blue' },
      'api.example.com (private zone, record set blue)',
    ],
  ])('is %s', async (_what, given, part, who) => {
    expect(await readIn(given, record(part))).toMatchObject({ ok: true, value: [{ who }] });
  });

  test.each([
    ['the type and the zone', {}, 'api.example.com A in hosted zone Z1'],
    ['the set', { SetIdentifier: 'blue', Weight: 1 }, 'api.example.com A in hosted zone Z1, record set blue'],
    [
      'that nobody is sent',
      { SetIdentifier: 'blue', Weight: 0 },
      'api.example.com A in hosted zone Z1, record set blue, weight 0',
    ],
  ])('is told from others of that name by %s', async (_what, part, id) => {
    expect(await read(record(part))).toMatchObject({ ok: true, value: [{ id }] });
  });

  test('is said once of a record that is there twice, and of each of another type or name', async () => {
    const reading = await read(record(), record(), record({ Type: 'AAAA' }), record({ Name: 'b.' }));
    expect(reading).toMatchObject({
      ok: true,
      value: [{ who: 'api.example.com' }, { who: 'api.example.com' }, { who: 'b' }],
    });
  });
});

describe('a record that leads to another one', () => {
  const leading = (Name: string, Value: string) => record({ Name, Type: 'CNAME', ResourceRecords: [{ Value }] });
  const names = async (...records: ResourceRecordSet[]) => {
    const reading = await read(...records);
    return reading.ok ? reading.value.map(({ who, to }) => `${who} -> ${to}`) : reading.why;
  };

  test.each([
    ['over one name', [leading('www.example.com.', 'API.example.com.')], ['www.example.com']],
    [
      'over two',
      [leading('a.example.com.', 'www.example.com'), leading('www.example.com.', 'api.example.com')],
      ['www.example.com', 'a.example.com'],
    ],
    ['in a circle', [leading('www.example.com.', 'a.example.com'), leading('a.example.com.', 'www.example.com')], []],
    ['elsewhere', [leading('www.example.com.', 'other.example.com')], []],
    ['of a name that is no zone of this account', [leading('www.example.com.', 'api.example.org')], []],
  ])('points where that one does: %s', async (_what, others, found) => {
    expect(await names(record(), ...others)).toEqual(['api.example.com', ...found].map((one) => `${one} -> ${NLB}.`));
  });

  test('points there through a wildcard, and not past it', async () => {
    const records = [
      record({ Name: '\\052.apps.example.com.' }),
      leading('www.example.com.', 'shop.apps.example.com'),
      leading('x.example.com.', 'apps.example.com'),
    ];
    expect(await names(...records)).toEqual([`*.apps.example.com -> ${NLB}.`, `www.example.com -> ${NLB}.`]);
  });
});
