/** Route 53 of the sandbox: its order, pages and refusals, and the reader over middleware and over HTTP. */
import { ListHostedZonesCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import type { ListResourceRecordSetsRequest } from '@aws-sdk/client-route-53';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { route53 } from '../../../lambda/aws/users/route-53.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const NLB = 'edge-0a1b.elb.eu-west-3.amazonaws.com';

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const client = createSandboxClients(account).of(Route53Client);
  return { account, client };
}

test('lists zones in pages', async () => {
  const { account, client } = world();
  for (const name of ['a.example', 'b.example', 'c.example']) account.route53.addZone(name);
  const first = await client.send(new ListHostedZonesCommand({ MaxItems: 2 }));
  expect(first).toMatchObject({
    IsTruncated: true,
    HostedZones: [{ Name: 'a.example.' }, { ResourceRecordSetCount: 2 }],
  });
  const { NextMarker: Marker } = first;
  const second = await client.send(new ListHostedZonesCommand({ MaxItems: 2, Marker }));
  expect(second).toMatchObject({ IsTruncated: false, HostedZones: [{ Name: 'c.example.' }] });
});

test('lists records by their reversed names, types and sets, and goes on where the page before says', async () => {
  const { account, client } = world();
  const zone = account.route53.addZone('example.com');
  account.route53.add(
    zone,
    { name: 'www.example.com', setIdentifier: 'green', values: ['192.0.2.2'] },
    { name: 'www.example.com', setIdentifier: 'blue', values: ['192.0.2.1'] },
    { name: '*.example.com', type: 'CNAME', values: [NLB] },
    { name: 'a.b.example.com', aliasOf: NLB },
  );
  const found: (string | undefined)[][] = [];
  let start: Partial<ListResourceRecordSetsRequest> = {};
  for (let more = true; more;) {
    const page = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone, MaxItems: 1, ...start }));
    found.push(...(page.ResourceRecordSets ?? []).map(({ Name, Type, SetIdentifier }) => [Name, Type, SetIdentifier]));
    more = page.IsTruncated === true;
    start = {
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    };
  }
  expect(found).toEqual([
    ['example.com.', 'NS', undefined],
    ['example.com.', 'SOA', undefined],
    ['\\052.example.com.', 'CNAME', undefined],
    ['a.b.example.com.', 'A', undefined],
    ['www.example.com.', 'A', 'blue'],
    ['www.example.com.', 'A', 'green'],
  ]);
});

test('refuses what Route 53 refuses', async () => {
  const { account, client } = world();
  const HostedZoneId = account.route53.addZone('example.com');
  const ask = (input: ListResourceRecordSetsRequest) => client.send(new ListResourceRecordSetsCommand(input));
  await expect(ask({ HostedZoneId: 'Z9' })).rejects.toMatchObject({ name: 'NoSuchHostedZone' });
  await expect(ask({ HostedZoneId, StartRecordType: 'A' })).rejects.toMatchObject({ name: 'InvalidInput' });
});

test('says over HTTP, to the reader, what it says through the middleware', async () => {
  const { account } = world();
  const { account: name, region } = { account: account.accountId, region: account.region };
  account.route53.add(
    account.route53.addZone('example.com'),
    { name: 'api.example.com', aliasOf: `dualstack.${NLB}` },
    { name: '*.example.com', type: 'CNAME', values: [NLB] },
    { name: 'example.com', type: 'TXT', values: ['"a <b> & c"'] },
  );
  account.route53.add(
    account.route53.addZone('internal', { isPrivate: true }),
    ...Array.from({ length: 301 }, (_, index) => ({
      name: `host-${index}.internal`,
      values: [`10.0.0.${index % 250}`],
    })),
    { name: 'db.internal', setIdentifier: 'blue', values: ['10.1.0.1'] },
  );
  account.route53.addTrafficPolicy([...account.route53.zones.keys()][0] ?? '', 'www.example.com', [NLB]);
  const place = { account: name, region };
  const direct = await route53(createSandboxClients(account), place);
  expect(direct.ok && direct.value).toHaveLength(305);
  expect(direct).toMatchObject({
    value: expect.arrayContaining([
      expect.objectContaining({ who: '*.example.com', to: NLB }),
      expect.objectContaining({ who: 'www.example.com', to: NLB }),
      expect.objectContaining({ who: 'api.example.com', to: `dualstack.${NLB}.` }),
      expect.objectContaining({ who: 'db.internal (private zone, record set blue)', to: '10.1.0.1' }),
    ]),
  });
  const endpoint = await startHttpEndpoint([account]);
  const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() };
  const http = createAwsClients({ region, rateLimits: 'off', overrides });
  try {
    expect(await route53(http, place)).toEqual(direct);
    account.fail({ command: 'ListHostedZones', with: 'denied' });
    expect(await route53(http, place)).toMatchObject({ ok: false, cause: 'denied' });
  } finally {
    await endpoint.close();
  }
});
