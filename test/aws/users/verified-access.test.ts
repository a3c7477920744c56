/** Verified Access endpoints: those of load balancers, where the service exists and where it does not. */
import { DescribeVerifiedAccessEndpointsCommand } from '@aws-sdk/client-ec2';
import type { VerifiedAccessEndpoint, VerifiedAccessEndpointStatusCode } from '@aws-sdk/client-ec2';

import { verifiedAccess } from '../../../lambda/aws/users/verified-access.ts';
import { ec2, ec2Clients, ec2Error, EC2_FAILURES, expectNothing } from '../../support/ec2-mock.ts';

const NLB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/a/0';

const read = (region = 'eu-west-3') => verifiedAccess(ec2Clients, { account: '123456789012', region });
const endpoint = (id: string, more: Partial<VerifiedAccessEndpoint> = {}): VerifiedAccessEndpoint => ({
  VerifiedAccessEndpointId: id,
  EndpointType: 'load-balancer',
  LoadBalancerOptions: { LoadBalancerArn: NLB },
  Status: { Code: 'active' },
  ...more,
});

function endpointsAre(...VerifiedAccessEndpoints: VerifiedAccessEndpoint[]) {
  ec2.on(DescribeVerifiedAccessEndpointsCommand).resolves({ VerifiedAccessEndpoints });
}

beforeEach(expectNothing);

test('reads both of two pages', async () => {
  ec2
    .on(DescribeVerifiedAccessEndpointsCommand, { MaxResults: 1000 })
    .resolves({
      VerifiedAccessEndpoints: [endpoint('vae-1', { ApplicationDomain: 'pay.example.com' })],
      NextToken: 't',
    })
    .on(DescribeVerifiedAccessEndpointsCommand, { MaxResults: 1000, NextToken: 't' })
    .resolves({ VerifiedAccessEndpoints: [endpoint('vae-2')] });
  expect(await read()).toEqual({
    ok: true,
    value: [
      { who: 'Verified Access endpoint vae-1 (pay.example.com)', to: NLB },
      { who: 'Verified Access endpoint vae-2', to: NLB },
    ],
  });
});

test('may find none', async () => {
  endpointsAre();
  expect(await read()).toEqual({ ok: true, value: [] });
});

test.each<[VerifiedAccessEndpointStatusCode | undefined, number]>([
  ['deleted', 0],
  ['deleting', 1],
  ['pending', 1],
  ['updating', 1],
  [undefined, 1],
])('of status %s counts: %i', async (Code, counted) => {
  endpointsAre(endpoint('vae-1', { Status: Code === undefined ? undefined : { Code } }));
  expect(await read()).toMatchObject({ ok: true, value: { length: counted } });
});

test.each(['network-interface', 'rds', 'cidr'] as const)('of type %s names no load balancer', async (EndpointType) => {
  endpointsAre(endpoint('vae-1', { EndpointType, LoadBalancerOptions: undefined }));
  expect(await read()).toEqual({ ok: true, value: [] });
});

test.each(EC2_FAILURES)('is unreadable when %s, also on the second page', async (_, error, cause) => {
  ec2.on(DescribeVerifiedAccessEndpointsCommand).rejects(error);
  expect(await read()).toMatchObject({ ok: false, cause });
  ec2
    .on(DescribeVerifiedAccessEndpointsCommand)
    .resolvesOnce({ VerifiedAccessEndpoints: [], NextToken: 't' })
    .rejectsOnce(error);
  expect(await read()).toMatchObject({ ok: false, cause });
});

test.each<[string, VerifiedAccessEndpoint[] | undefined]>([
  ['there is no list', undefined],
  ['an endpoint has no id', [{ ...endpoint(''), VerifiedAccessEndpointId: undefined }]],
  ['an endpoint has no type', [endpoint('vae-1', { EndpointType: undefined })]],
  ['one of a load balancer names none', [endpoint('vae-1', { LoadBalancerOptions: {} })]],
  [
    'one of an unknown type names none',
    [{ ...endpoint('vae-1'), EndpointType: 'x' as never, LoadBalancerOptions: {} }],
  ],
])('is unreadable when %s', async (_, VerifiedAccessEndpoints) => {
  ec2.on(DescribeVerifiedAccessEndpointsCommand).resolves({ VerifiedAccessEndpoints });
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});

describe('where AWS does not offer it', () => {
  test.each(['ap-east-1', 'cn-north-1', 'us-iso-east-1'])(
    '%s has none, as EC2 does not know the call',
    async (region) => {
      ec2.on(DescribeVerifiedAccessEndpointsCommand).rejects(ec2Error('InvalidAction'));
      expect(await read(region)).toEqual({ ok: true, value: [] });
    },
  );

  test('the same answer anywhere else is unreadable', async () => {
    ec2.on(DescribeVerifiedAccessEndpointsCommand).rejects(ec2Error('InvalidAction'));
    for (const region of ['eu-west-3', 'us-gov-west-1']) {
      expect(await read(region)).toMatchObject({ ok: false, why: expect.stringContaining('InvalidAction') });
    }
  });

  test.each(EC2_FAILURES)('another failure there is unreadable: %s', async (_, error, cause) => {
    ec2.on(DescribeVerifiedAccessEndpointsCommand).rejects(error);
    expect(await read('ap-east-1')).toMatchObject({ ok: false, cause });
  });

  test('an endpoint there counts, since the list ages', async () => {
    endpointsAre(endpoint('vae-1'));
    expect(await read('ap-east-1')).toMatchObject({ ok: true, value: [{ to: NLB }] });
  });
});
