/** Global Accelerator and CloudFront of the sandbox, through real SDK clients: in memory, and unmodified over HTTP. */
import {
  CloudFrontClient,
  InvalidArgument,
  ListDistributionsCommand,
  ListVpcOriginsCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-cloudfront';
import {
  AcceleratorNotFoundException,
  GlobalAcceleratorClient,
  InvalidArgumentException,
  InvalidNextTokenException,
  ListAcceleratorsCommand,
  ListCrossAccountAttachmentsCommand,
  ListEndpointGroupsCommand,
  ListenerNotFoundException,
  ListListenersCommand,
} from '@aws-sdk/client-global-accelerator';

import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const START = new Date('2026-03-01T00:00:00Z');

let account: Account;
let endpoint: HttpEndpoint;
let clients: Readonly<Record<'middleware' | 'HTTP', AwsClients>>;
let nlb: string;
let accelerator: string;

beforeEach(async () => {
  account = new Account({ clock: createClock(START) });
  const elsewhere = new Account({ clock: createClock(START), region: 'us-west-2' });
  nlb = account.addNetworkLoadBalancer({ name: 'edge' });
  accelerator = account.globalAccelerator.addAccelerator({
    name: 'shop',
    enabled: false,
    listeners: [{ ports: [80, 443], endpointGroups: [{ endpoints: [nlb] }, { region: 'us-east-1' }] }],
  });
  account.globalAccelerator.addAttachment({
    name: 'partners',
    principals: ['111122223333'],
    resources: [nlb, '203.0.113.0/24'],
  });
  const vpcOriginId = account.cloudFront.addVpcOrigin({ name: 'payments', endpointArn: nlb });
  account.cloudFront.addDistribution({
    aliases: ['www.example.com'],
    origins: [
      { id: 'a & b', domainName: 'edge.example.com' },
      { domainName: 'vpc.example.com', vpcOriginId },
    ],
  });
  endpoint = await startHttpEndpoint([account, elsewhere]);
  const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() };
  clients = {
    middleware: createSandboxClients(account),
    HTTP: createAwsClients({ region: 'eu-west-3', rateLimits: 'off', overrides }),
  };
});

afterEach(() => endpoint.close());

const accelerators = (of: AwsClients) => of.of(GlobalAcceleratorClient, { region: 'us-west-2' });
const cloudFront = (of: AwsClients) => of.of(CloudFrontClient);
const listenerOf = () => [...account.globalAccelerator.listeners.keys()][0];

test.each<[string, (of: AwsClients) => Promise<object>]>([
  ['accelerators', (of) => accelerators(of).send(new ListAcceleratorsCommand({}))],
  ['listeners', (of) => accelerators(of).send(new ListListenersCommand({ AcceleratorArn: accelerator }))],
  ['endpoint groups', (of) => accelerators(of).send(new ListEndpointGroupsCommand({ ListenerArn: listenerOf() }))],
  ['attachments', (of) => accelerators(of).send(new ListCrossAccountAttachmentsCommand({ MaxResults: 100 }))],
  ['distributions', (of) => cloudFront(of).send(new ListDistributionsCommand({ MaxItems: 1 }))],
  ['VPC origins', (of) => cloudFront(of).send(new ListVpcOriginsCommand({}))],
])('answers the same over HTTP as through the middleware: %s', async (_what, ask) => {
  const overHttp = { ...(await ask(clients.HTTP)), $metadata: undefined };
  expect(plain(overHttp)).toEqual(plain({ ...(await ask(clients.middleware)), $metadata: undefined }));
  expect(JSON.stringify(overHttp)).toMatch(/"(Name|Id|ListenerArn|EndpointGroupArn)":"./);
  expect(plain(account.calls[0] ?? {})).toEqual(plain(account.calls[1] ?? {}));
});

function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

test.each(['middleware', 'HTTP'] as const)(
  'goes on page by page, and a list without items has none: %s',
  async (way) => {
    const client = cloudFront(clients[way]);
    account.cloudFront.addDistribution({ origins: [{ domainName: 'second.example.com' }] });
    const first = await client.send(new ListDistributionsCommand({ MaxItems: 1 }));
    expect(first.DistributionList).toMatchObject({ IsTruncated: true, Quantity: 1 });
    const Marker = first.DistributionList?.NextMarker;
    const { DistributionList: second } = await client.send(new ListDistributionsCommand({ MaxItems: 1, Marker }));
    expect(second).toMatchObject({
      IsTruncated: false,
      Items: [{ Origins: { Items: [{ Id: 'second.example.com' }] } }],
    });
    account.cloudFront.vpcOrigins.clear();
    const { VpcOriginList } = await client.send(new ListVpcOriginsCommand({}));
    expect([VpcOriginList?.Quantity, VpcOriginList?.Items, VpcOriginList?.NextMarker]).toEqual([
      0,
      undefined,
      undefined,
    ]);
  },
);

test.each(['middleware', 'HTTP'] as const)('refuses as AWS does: %s', async (way) => {
  const ga = accelerators(clients[way]);
  const refusals: [Promise<unknown>, new (...args: never[]) => Error][] = [
    [ga.send(new ListAcceleratorsCommand({ MaxResults: 101 })), InvalidArgumentException],
    [ga.send(new ListAcceleratorsCommand({ NextToken: 'mine' })), InvalidNextTokenException],
    [ga.send(new ListListenersCommand({ AcceleratorArn: `${accelerator}0` })), AcceleratorNotFoundException],
    [ga.send(new ListEndpointGroupsCommand({ ListenerArn: accelerator })), ListenerNotFoundException],
    [cloudFront(clients[way]).send(new ListDistributionsCommand({ Marker: 'mine' })), InvalidArgument],
    [cloudFront(clients[way]).send(new ListVpcOriginsCommand({ MaxItems: 101 })), InvalidArgument],
  ];
  for (const [call, expected] of refusals) await expect(call).rejects.toThrow(expected);
  account.cloudFront.lacksVpcOrigins = true;
  await expect(cloudFront(clients[way]).send(new ListVpcOriginsCommand({}))).rejects.toThrow(UnsupportedOperation);
});
