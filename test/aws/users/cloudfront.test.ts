/** CloudFront: VPC origins and origins by name, joined; nothing that is missing is taken for none. */
import {
  CloudFrontClient,
  CloudFrontServiceException,
  ListDistributionsCommand,
  ListVpcOriginsCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-cloudfront';
import type { DistributionSummary, Origin, VpcOriginSummary } from '@aws-sdk/client-cloudfront';
import { mockClient } from 'aws-sdk-client-mock';

import type { ClientMaker } from '../../../lambda/aws/clients.ts';
import { cloudFront } from '../../../lambda/aws/users/cloudfront.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const PLACE = { account: '123456789012', region: 'eu-west-3' };
const NLB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/edge/0123456789abcdef';
const DNS_NAME = 'edge-0123456789abcdef.elb.eu-west-3.amazonaws.com';
const client = new CloudFrontClient({ region: 'eu-west-3' });
const mock = mockClient(client);
const mocked: ClientMaker = { of: () => client as never };

const read = (region = PLACE.region) => cloudFront(mocked, { ...PLACE, region });

beforeEach(() => {
  mock.reset();
  mock.onAnyCommand().rejects(new Error('unexpected command'));
});

/** As AWS sends it: no Items in an empty list. */
function page<T>(items: readonly T[], more: object = {}) {
  const list = { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: items.length, ...more };
  return items.length === 0 ? list : { ...list, Items: [...items] };
}

const distribution = (id: string, origins: readonly Partial<Origin>[], more: object = {}) =>
  ({
    Id: id,
    DomainName: `${id.toLowerCase()}.cloudfront.net`,
    Aliases: { Quantity: 1, Items: ['www.example.com'] },
    Enabled: true,
    Origins: { Quantity: origins.length, Items: origins },
    ...more,
  }) as DistributionSummary;

const vpcOrigin = (Id: string) => ({ Id, Name: 'payments', OriginEndpointArn: NLB }) as VpcOriginSummary;

function world(distributions: readonly DistributionSummary[], vpcOrigins: readonly VpcOriginSummary[] = []): void {
  mock.on(ListDistributionsCommand).resolves({ DistributionList: page(distributions) });
  mock.on(ListVpcOriginsCommand).resolves({ VpcOriginList: page(vpcOrigins) });
}

describe('who points at what', () => {
  test('an origin by its name', async () => {
    world([distribution('E1', [{ Id: 'api', DomainName: DNS_NAME }])]);
    expect(await read()).toEqual({
      ok: true,
      value: [{ who: 'CloudFront distribution E1 (www.example.com), origin api', to: DNS_NAME }],
    });
  });

  test('a disabled distribution without aliases, all the same', async () => {
    const more = { Aliases: { Quantity: 0 }, Enabled: false };
    world([distribution('E1', [{ Id: 'api', DomainName: DNS_NAME }], more)]);
    expect(await read()).toMatchObject({
      value: [{ who: 'CloudFront distribution E1 (e1.cloudfront.net, disabled), origin api', to: DNS_NAME }],
    });
  });

  test.each([
    ['that of its endpoint', DNS_NAME],
    ['that of its endpoint in one zone', `eu-west-3a.${DNS_NAME}`],
  ])('a VPC origin with the distribution that uses it, once though the name is %s', async (_, DomainName) => {
    const origin = { Id: 'api', DomainName, VpcOriginConfig: { VpcOriginId: 'vo_1' } };
    world([distribution('E1', [origin])], [vpcOrigin('vo_1')]);
    expect(await read()).toEqual({
      ok: true,
      value: [
        { who: 'CloudFront distribution E1 (www.example.com), origin api by VPC origin payments (vo_1)', to: NLB },
      ],
    });
  });

  test('a VPC origin and the name beside it, where that is another', async () => {
    const DomainName = 'other-1.elb.eu-west-3.amazonaws.com';
    world(
      [distribution('E1', [{ Id: 'api', DomainName, VpcOriginConfig: { VpcOriginId: 'vo_1' } }])],
      [vpcOrigin('vo_1')],
    );
    const answer = await read();
    expect(answer.ok && answer.value.map(({ to }) => to)).toEqual([NLB, DomainName]);
  });

  test('a VPC origin that no distribution uses', async () => {
    world([distribution('E1', [{ Id: 'api', DomainName: 'www.example.net' }])], [vpcOrigin('vo_1')]);
    expect(await read()).toMatchObject({
      ok: true,
      value: [
        { to: 'www.example.net' },
        { who: 'CloudFront VPC origin payments (vo_1) (used by no distribution)', to: NLB },
      ],
    });
  });

  test('a name that tenants complete, as it stands', async () => {
    const DomainName = '{{lb}}.elb.eu-west-3.amazonaws.com';
    world([distribution('E1', [{ Id: 'api', DomainName }], { ConnectionMode: 'tenant-only' })]);
    const who = expect.stringMatching(/origin api \(\{\{lb\}\}\..*, by a parameter of its tenants\)$/);
    expect(await read()).toMatchObject({ value: [{ who, to: DomainName }] });
  });

  test('nothing, in an account that has none', async () => {
    world([]);
    expect(await read()).toEqual({ ok: true, value: [] });
  });
});

test('reads all pages of both lists, in an account in a box', async () => {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  for (let nth = 0; nth < 105; nth += 1) {
    const vpcOriginId = account.cloudFront.addVpcOrigin({ name: `vpc-${nth}`, endpointArn: `${NLB}${nth}` });
    account.cloudFront.addDistribution({ origins: [{ domainName: `${nth}.example.com`, vpcOriginId }] });
  }
  const answer = await cloudFront(createSandboxClients(account), PLACE);
  expect(answer.ok && answer.value.filter(({ to }) => to.startsWith('arn:'))).toHaveLength(105);
  expect(answer.ok && answer.value.map(({ to }) => to)).toContain('104.example.com');
  const commands = account.calls.map(({ command }) => command);
  expect(commands).toEqual(['ListDistributions', 'ListDistributions', 'ListVpcOrigins', 'ListVpcOrigins']);
});

const failing = (name: string) =>
  new CloudFrontServiceException({ name, $fault: 'client', $metadata: {}, message: 'no' });

describe.each([
  ['ListDistributions', ListDistributionsCommand, 'DistributionList'],
  ['ListVpcOrigins', ListVpcOriginsCommand, 'VpcOriginList'],
] as const)('%s', (action, Command, list) => {
  const on = () => mock.on(Command);

  test('denied makes all of it unreadable, and says which right is missing', async () => {
    world([]);
    on().rejects(failing('AccessDenied'));
    const why = expect.stringContaining(`add cloudfront:${action} to the role`);
    expect(await read()).toMatchObject({ ok: false, cause: 'denied', why });
  });

  test('so does throttling, and a failure on the second page', async () => {
    world([]);
    on().rejects(failing('Throttling'));
    expect(await read()).toMatchObject({ ok: false, cause: 'unreachable' });
    on()
      .resolvesOnce({ [list]: page([], { IsTruncated: true, NextMarker: 'm' }) })
      .rejectsOnce(failing('AccessDenied'));
    expect(await read()).toMatchObject({ ok: false, cause: 'denied' });
  });

  test.each<[string, object]>([
    ['no list', {}],
    ['no Quantity', { [list]: page([], { Quantity: undefined }) }],
    ['no IsTruncated', { [list]: page([], { IsTruncated: undefined }) }],
    ['more announced than sent', { [list]: page([], { Quantity: 1 }) }],
    ['no way on', { [list]: page([], { IsTruncated: true }) }],
    ['an empty way on', { [list]: page([], { IsTruncated: true, NextMarker: '' }) }],
    ['the way back', { [list]: page([], { IsTruncated: true, NextMarker: 'm' }) }],
    ['an item without anything', { [list]: page([{}]) }],
  ])('an answer with %s is incomplete, never empty', async (_what, answer) => {
    world([]);
    on().resolves(answer);
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('a VPC origin that is not in the list', () => {
  const using = (VpcOriginConfig: object) =>
    distribution('E1', [{ Id: 'api', DomainName: DNS_NAME, VpcOriginConfig } as Partial<Origin>]);

  test.each<[string, object]>([
    ['without an owner', { VpcOriginId: 'vo_1' }],
    ['of this account', { VpcOriginId: 'vo_1', OwnerAccountId: PLACE.account }],
    ['without an ID', { OwnerAccountId: '111122223333' }],
  ])('makes all of it unreadable: %s', async (_what, config) => {
    world([using(config)]);
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('is for the other account that shares it to know, and leaves its name', async () => {
    world([using({ VpcOriginId: 'vo_1', OwnerAccountId: '111122223333' })]);
    expect(await read()).toMatchObject({ ok: true, value: [{ to: DNS_NAME }] });
  });
});

test.each<[string, DistributionSummary]>([
  ['a distribution has no origins', distribution('E1', [], { Origins: undefined })],
  ['an origin has no name', distribution('E1', [{ Id: 'api' }])],
])('is unreadable when %s', async (_what, broken) => {
  world([broken]);
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});

describe('where it is offered', () => {
  test.each([
    ['us-gov-west-1', 0],
    ['eu-west-3', 2],
    ['cn-north-1', 2],
    ['eusc-de-east-1', 2],
    ['us-iso-east-1', 2],
  ])('%s: asks with %d calls', async (region, calls) => {
    world([]);
    expect(await read(region)).toEqual({ ok: true, value: [] });
    expect(mock.calls()).toHaveLength(calls);
  });

  const unsupported = new UnsupportedOperation({ message: 'no', $metadata: {} });

  test('China may be without VPC origins, and says so by that very error', async () => {
    world([distribution('E1', [{ Id: 'api', DomainName: DNS_NAME }])]);
    mock.on(ListVpcOriginsCommand).rejects(unsupported);
    expect(await read('cn-north-1')).toMatchObject({ ok: true, value: [{ to: DNS_NAME }] });
  });

  test.each([
    ['the same error elsewhere', 'eu-west-3', unsupported],
    ['another error in China', 'cn-north-1', failing('Throttling')],
  ])('%s makes all of it unreadable', async (_what, region, error) => {
    world([]);
    mock.on(ListVpcOriginsCommand).rejects(error);
    expect(await read(region)).toMatchObject({ ok: false });
  });
});
