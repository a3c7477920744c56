/** Global Accelerator in the sandbox: its four lists of what may have a load balancer as endpoint, as in its API reference. */
import {
  AcceleratorNotFoundException,
  GlobalAcceleratorServiceException,
  InvalidArgumentException,
  InvalidNextTokenException,
  ListenerNotFoundException,
} from '@aws-sdk/client-global-accelerator';
import type {
  ListAcceleratorsRequest,
  ListAcceleratorsResponse,
  ListCrossAccountAttachmentsRequest,
  ListCrossAccountAttachmentsResponse,
  ListEndpointGroupsRequest,
  ListEndpointGroupsResponse,
  ListListenersRequest,
  ListListenersResponse,
} from '@aws-sdk/client-global-accelerator';

import type { Account } from '../account.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;

export const globalAccelerator: SandboxService = {
  name: 'globalaccelerator',
  clientName: 'GlobalAcceleratorClient',
  ServiceException: GlobalAcceleratorServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: {
    ListAccelerators: listAccelerators,
    ListCrossAccountAttachments: listCrossAccountAttachments,
    ListEndpointGroups: listEndpointGroups,
    ListListeners: listListeners,
  },
};

function listAccelerators(account: Account, input: ListAcceleratorsRequest): ListAcceleratorsResponse {
  const page = pageFor(account.globalAccelerator.accelerators.values(), input);
  return {
    Accelerators: page.items.map(({ arn, name, enabled }) => ({
      AcceleratorArn: arn,
      Name: name,
      IpAddressType: 'IPV4',
      Enabled: enabled,
      Status: 'DEPLOYED',
      CreatedTime: account.clock.now(),
      LastModifiedTime: account.clock.now(),
    })),
    ...page.more,
  };
}

function listListeners(account: Account, input: ListListenersRequest): ListListenersResponse {
  const { accelerators, listeners } = account.globalAccelerator;
  if (!accelerators.has(input.AcceleratorArn ?? '')) {
    throw new AcceleratorNotFoundException({ message: 'The accelerator was not found.', ...BAD_REQUEST });
  }
  const own = [...listeners.values()].filter(({ acceleratorArn }) => acceleratorArn === input.AcceleratorArn);
  const page = pageFor(own, input);
  return {
    Listeners: page.items.map(({ arn, ports }) => ({
      ListenerArn: arn,
      PortRanges: ports.map((port) => ({ FromPort: port, ToPort: port })),
      Protocol: 'TCP',
      ClientAffinity: 'NONE',
    })),
    ...page.more,
  };
}

function listEndpointGroups(account: Account, input: ListEndpointGroupsRequest): ListEndpointGroupsResponse {
  const { listeners, endpointGroups } = account.globalAccelerator;
  if (!listeners.has(input.ListenerArn ?? '')) {
    throw new ListenerNotFoundException({ message: 'The listener was not found.', ...BAD_REQUEST });
  }
  const own = [...endpointGroups.values()].filter(({ listenerArn }) => listenerArn === input.ListenerArn);
  const page = pageFor(own, input);
  return {
    EndpointGroups: page.items.map(({ arn, region, endpoints }) => ({
      EndpointGroupArn: arn,
      EndpointGroupRegion: region,
      EndpointDescriptions: endpoints.map((EndpointId) => ({ EndpointId, Weight: 128, HealthState: 'HEALTHY' })),
      TrafficDialPercentage: 100,
    })),
    ...page.more,
  };
}

function listCrossAccountAttachments(
  account: Account,
  input: ListCrossAccountAttachmentsRequest,
): ListCrossAccountAttachmentsResponse {
  const page = pageFor(account.globalAccelerator.attachments.values(), input);
  return {
    CrossAccountAttachments: page.items.map(({ arn, name, principals = [], resources }) => ({
      AttachmentArn: arn,
      Name: name,
      Principals: [...principals],
      Resources: resources.map((text) => (/^[0-9.]+\/\d+$/.test(text) ? { Cidr: text } : { EndpointId: text })),
      CreatedTime: account.clock.now(),
      LastModifiedTime: account.clock.now(),
    })),
    ...page.more,
  };
}

const BAD_REQUEST = { $metadata: { httpStatusCode: 400 } };

interface Paging {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

function pageFor<T extends { readonly sequence: number }>(all: Iterable<T>, { MaxResults, NextToken }: Paging) {
  const size = MaxResults ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw new InvalidArgumentException({ message: `MaxResults must be 1 to ${MAX_PAGE_SIZE}`, ...BAD_REQUEST });
  }
  const page = pageOf(all, NextToken, size);
  if (page === undefined) throw new InvalidNextTokenException({ message: 'The token is not valid.', ...BAD_REQUEST });
  return { items: page.items, more: page.next === undefined ? {} : { NextToken: page.next } };
}
