/** Global Accelerator: every endpoint of every page, attachments for other accounts, and nothing missing taken for none. */
import {
  GlobalAcceleratorClient,
  GlobalAcceleratorServiceException,
  ListAcceleratorsCommand,
  ListCrossAccountAttachmentsCommand,
  ListEndpointGroupsCommand,
  ListListenersCommand,
} from '@aws-sdk/client-global-accelerator';
import { mockClient } from 'aws-sdk-client-mock';

import type { ClientMaker } from '../../../lambda/aws/clients.ts';
import { globalAccelerator } from '../../../lambda/aws/users/global-accelerator.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const PLACE = { account: '123456789012', region: 'eu-west-3' };
const NLB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/edge/0123456789abcdef';
const ACCELERATOR = 'arn:aws:globalaccelerator::123456789012:accelerator/1234abcd-0000';
const client = new GlobalAcceleratorClient({ region: 'us-west-2' });
const mock = mockClient(client);
const mocked: ClientMaker = { of: () => client as never };

const read = (region = PLACE.region) => globalAccelerator(mocked, { ...PLACE, region });

beforeEach(() => {
  mock.reset();
  mock.onAnyCommand().rejects(new Error('unexpected command'));
});

/** One accelerator with one listener, one group and one endpoint, and one attachment. */
function oneOfEach(): void {
  mock
    .on(ListAcceleratorsCommand)
    .resolves({ Accelerators: [{ AcceleratorArn: ACCELERATOR, Name: 'shop', Enabled: true }] })
    .on(ListListenersCommand)
    .resolves({
      Listeners: [{ ListenerArn: `${ACCELERATOR}/listener/1`, PortRanges: [{ FromPort: 443, ToPort: 443 }] }],
    })
    .on(ListEndpointGroupsCommand)
    .resolves({ EndpointGroups: [{ EndpointDescriptions: [{ EndpointId: NLB }] }] })
    .on(ListCrossAccountAttachmentsCommand)
    .resolves({
      CrossAccountAttachments: [
        {
          AttachmentArn: 'arn:aws:globalaccelerator::123456789012:attachment/9',
          Name: 'partners',
          Principals: ['111122223333'],
          Resources: [{ EndpointId: NLB }],
        },
      ],
    });
}

test('names the accelerator with its listener, and the attachment with those it is shared with', async () => {
  oneOfEach();
  expect(await read()).toEqual({
    ok: true,
    value: [
      { who: 'Global Accelerator shop (1234abcd-0000, listener ports 443)', to: NLB },
      { who: 'Global Accelerator cross-account attachment partners (shared with 111122223333)', to: NLB },
    ],
  });
});

test('reads both of two pages of each list', async () => {
  oneOfEach();
  const listener = (name: string) => ({ ListenerArn: name, PortRanges: [{ FromPort: 8000, ToPort: 8080 }] });
  const group = (EndpointId: string) => ({ EndpointDescriptions: [{ EndpointId }] });
  const attachment = (EndpointId: string) => ({ Name: EndpointId, Resources: [{ EndpointId }] });
  const MaxResults = 100;
  mock
    .on(ListAcceleratorsCommand, { MaxResults })
    .resolves({ Accelerators: [{ AcceleratorArn: 'a/1', Name: 'one' }], NextToken: 't' })
    .on(ListAcceleratorsCommand, { MaxResults, NextToken: 't' })
    .resolves({ Accelerators: [{ AcceleratorArn: 'a/2', Name: 'two', Enabled: false }] })
    .on(ListListenersCommand, { AcceleratorArn: 'a/1', MaxResults })
    .resolves({ Listeners: [listener('l1')], NextToken: 't' })
    .on(ListListenersCommand, { AcceleratorArn: 'a/1', MaxResults, NextToken: 't' })
    .resolves({ Listeners: [listener('l2')] })
    .on(ListListenersCommand, { AcceleratorArn: 'a/2', MaxResults })
    .resolves({ Listeners: [listener('l3')] })
    .on(ListEndpointGroupsCommand, { ListenerArn: 'l2', MaxResults })
    .resolves({ EndpointGroups: [group('e2')], NextToken: 't' })
    .on(ListEndpointGroupsCommand, { ListenerArn: 'l2', MaxResults, NextToken: 't' })
    .resolves({ EndpointGroups: [group('e3')] })
    .on(ListCrossAccountAttachmentsCommand, { MaxResults })
    .resolves({ CrossAccountAttachments: [attachment('e4')], NextToken: 't' })
    .on(ListCrossAccountAttachmentsCommand, { MaxResults, NextToken: 't' })
    .resolves({ CrossAccountAttachments: [attachment('e5')] });
  const answer = await read();
  expect(answer.ok && answer.value.map(({ to }) => to)).toEqual([NLB, 'e2', 'e3', NLB, 'e4', 'e5']);
  expect(answer.ok && answer.value[3]?.who).toBe('Global Accelerator two (2, listener ports 8000-8080) (disabled)');
});

test('is empty for an account that has none, and asks in us-west-2 whatever the region', async () => {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const regions: unknown[] = [];
  const clients = createSandboxClients(account);
  const of: ClientMaker['of'] = (Client, options) => {
    regions.push(options?.region);
    return clients.of(Client, options);
  };
  expect(await globalAccelerator({ of }, PLACE)).toEqual({ ok: true, value: [] });
  expect(account.calls.map(({ command }) => command)).toEqual(['ListAccelerators', 'ListCrossAccountAttachments']);
  expect(regions).toEqual(['us-west-2']);
});

test('reads an account in a box: a disabled accelerator refers too, a range of addresses does not', async () => {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  for (let nth = 0; nth < 120; nth += 1) account.globalAccelerator.addAccelerator({ name: `empty-${nth}` });
  account.globalAccelerator.addAccelerator({
    name: 'shop',
    enabled: false,
    listeners: [{ ports: [80, 443], endpointGroups: [{ region: 'us-east-1' }, { endpoints: [NLB] }] }],
  });
  account.globalAccelerator.addAttachment({ name: 'range', resources: ['203.0.113.0/24'] });
  const answer = await globalAccelerator(createSandboxClients(account), PLACE);
  expect(answer).toEqual({
    ok: true,
    value: [
      { who: expect.stringMatching(/^Global Accelerator shop \(.*, listener ports 80, 443\) \(disabled\)$/), to: NLB },
    ],
  });
});

const COMMANDS = [
  ['ListAccelerators', ListAcceleratorsCommand],
  ['ListListeners', ListListenersCommand],
  ['ListEndpointGroups', ListEndpointGroupsCommand],
  ['ListCrossAccountAttachments', ListCrossAccountAttachmentsCommand],
] as const;

describe.each(COMMANDS)('%s', (action, Command) => {
  const on = () => mock.on(Command as typeof ListAcceleratorsCommand);
  const failing = (name: string) =>
    new GlobalAcceleratorServiceException({ name, $fault: 'client', $metadata: {}, message: 'no' });

  test('denied makes all of it unreadable, and says which right is missing', async () => {
    oneOfEach();
    on().rejects(failing('AccessDeniedException'));
    expect(await read()).toMatchObject({
      ok: false,
      cause: 'denied',
      why: expect.stringContaining(`add globalaccelerator:${action} to the role`),
    });
  });

  test.each(['ThrottlingException', 'OptInRequired', 'AcceleratorNotFoundException'])(
    '%s makes all of it unreadable',
    async (name) => {
      oneOfEach();
      on().rejects(failing(name));
      expect(await read()).toMatchObject({ ok: false, why: expect.stringContaining(`${action}: ${name}`) });
    },
  );

  test('an answer without its list is incomplete, never empty', async () => {
    oneOfEach();
    on().resolves({});
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete', why: expect.stringContaining(action) });
  });
});

test.each<[string, () => unknown]>([
  ['an accelerator has no ARN', () => mock.on(ListAcceleratorsCommand).resolves({ Accelerators: [{ Name: 'shop' }] })],
  ['a listener has no ARN', () => mock.on(ListListenersCommand).resolves({ Listeners: [{}] })],
  ['a group has no endpoints', () => mock.on(ListEndpointGroupsCommand).resolves({ EndpointGroups: [{}] })],
  [
    'an endpoint has no ID',
    () => mock.on(ListEndpointGroupsCommand).resolves({ EndpointGroups: [{ EndpointDescriptions: [{}] }] }),
  ],
  [
    'an attachment has no resources',
    () => mock.on(ListCrossAccountAttachmentsCommand).resolves({ CrossAccountAttachments: [{}] }),
  ],
  [
    'a resource is neither endpoint nor range',
    () => mock.on(ListCrossAccountAttachmentsCommand).resolves({ CrossAccountAttachments: [{ Resources: [{}] }] }),
  ],
])('is unreadable when %s', async (_what, change) => {
  oneOfEach();
  change();
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});

test.each([
  ['cn-north-1', 0],
  ['us-gov-west-1', 0],
  ['eusc-de-east-1', 0],
  ['eu-west-3', 4],
  // A region that the SDK does not know yet is asked.
  ['xx-new-1', 4],
])('%s: asks with %d calls', async (region, calls) => {
  oneOfEach();
  expect((await read(region)).ok).toBe(true);
  expect(mock.calls()).toHaveLength(calls);
});
