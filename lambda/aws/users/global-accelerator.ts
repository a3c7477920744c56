/**
 * Reads which load balancers AWS Global Accelerator sends clients to: the endpoints of standard accelerators, and what
 * cross-account attachments let the accelerators of other accounts use. Custom routing accelerators are not read: their
 * endpoints are subnets (API_CustomRoutingEndpointDescription). An endpoint that is an Elastic IP address is named by its
 * allocation ID, which an NLB may have (core/judge/users/references.ts).
 */
import {
  GlobalAcceleratorClient,
  paginateListAccelerators,
  paginateListCrossAccountAttachments,
  paginateListEndpointGroups,
  paginateListListeners,
} from '@aws-sdk/client-global-accelerator';
import type { Accelerator, Attachment, Listener } from '@aws-sdk/client-global-accelerator';
import pMap from 'p-map';

import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import type { RateLimit } from '../pace.ts';
import { reading, required, wholeReading } from '../reading.ts';
import { isOffered } from './availability.ts';
import type { UserReader } from './reader.ts';

/** "All Global Accelerator API operations must be run in us-west-2" (Developer Guide, "Quotas"), whatever the endpoints'. */
const API_REGION = 'us-west-2';
/** AWS publishes no rate for these calls, and the account shares it: slow enough for a console beside it. */
const LIMIT: RateLimit = { calls: 4, perMilliseconds: 1000 };
const ACCELERATORS_AT_ONCE = 2;
/** The most that the API takes (API_ListAccelerators, MaxResults). */
const PAGE_SIZE = 100;

/**
 * Where each list fits one page: 2 + accelerators × (1 + listeners) calls. The quotas are 20 accelerators and 10
 * listeners each, so at most 222 calls or a minute; mostly it is a handful.
 *
 * A disabled accelerator refers to its endpoints still: a person switches it on again without naming them. An account that
 * never used the service gets empty lists; its API knows no error for that (API_ListAccelerators, "Errors"), so every
 * error makes the reading unreadable.
 */
export const globalAccelerator: UserReader = async (clients, place) => {
  if (!isOffered('global-accelerator', place)) return { ok: true, value: [] };
  const client = clients.of(GlobalAcceleratorClient, { limit: LIMIT, region: API_REGION });
  return wholeReading(async (part) => {
    const accelerators = part(await listAccelerators(client));
    const ofAccelerators = await pMap(
      accelerators,
      async (accelerator) => {
        const listeners = part(await listListeners(client, accelerator));
        const references: Reference[] = [];
        for (const listener of listeners) references.push(...part(await endpointsOf(client, accelerator, listener)));
        return references;
      },
      { concurrency: ACCELERATORS_AT_ONCE },
    );
    const shared = part(await sharedWithOthers(client));
    return [...ofAccelerators.flat(), ...shared];
  });
};

function listAccelerators(client: GlobalAcceleratorClient): Promise<Reading<readonly Accelerator[]>> {
  return reading({ service: 'globalaccelerator', action: 'ListAccelerators' }, async () => {
    const found: Accelerator[] = [];
    for await (const page of paginateListAccelerators({ client, pageSize: PAGE_SIZE }, {})) {
      found.push(...required(page?.Accelerators, 'Accelerators'));
    }
    return found;
  });
}

function listListeners(
  client: GlobalAcceleratorClient,
  { AcceleratorArn: arn }: Accelerator,
): Promise<Reading<readonly Listener[]>> {
  return reading({ service: 'globalaccelerator', action: 'ListListeners' }, async () => {
    const found: Listener[] = [];
    const AcceleratorArn = required(arn, 'AcceleratorArn for one accelerator');
    for await (const page of paginateListListeners({ client, pageSize: PAGE_SIZE }, { AcceleratorArn })) {
      found.push(...required(page?.Listeners, 'Listeners'));
    }
    return found;
  });
}

/** Endpoints of all regions: those of another one name no NLB of this one. */
function endpointsOf(
  client: GlobalAcceleratorClient,
  accelerator: Accelerator,
  listener: Listener,
): Promise<Reading<readonly Reference[]>> {
  return reading({ service: 'globalaccelerator', action: 'ListEndpointGroups' }, async () => {
    const found: Reference[] = [];
    const ListenerArn = required(listener.ListenerArn, 'ListenerArn for one listener');
    for await (const page of paginateListEndpointGroups({ client, pageSize: PAGE_SIZE }, { ListenerArn })) {
      for (const group of required(page?.EndpointGroups, 'EndpointGroups')) {
        for (const endpoint of required(group.EndpointDescriptions, 'EndpointDescriptions for one endpoint group')) {
          found.push({ who: nameOf(accelerator, listener), to: required(endpoint.EndpointId, 'EndpointId') });
        }
      }
    }
    return found;
  });
}

/**
 * What another account's accelerators may have as endpoints. Whether they do is that account's to see, so sharing alone
 * refers.
 */
function sharedWithOthers(client: GlobalAcceleratorClient): Promise<Reading<readonly Reference[]>> {
  return reading({ service: 'globalaccelerator', action: 'ListCrossAccountAttachments' }, async () => {
    const found: Reference[] = [];
    for await (const page of paginateListCrossAccountAttachments({ client, pageSize: PAGE_SIZE }, {})) {
      for (const attachment of required(page?.CrossAccountAttachments, 'CrossAccountAttachments')) {
        for (const { EndpointId, Cidr } of required(attachment.Resources, 'Resources for one attachment')) {
          // A range of addresses is no load balancer.
          if (EndpointId === undefined && Cidr !== undefined) continue;
          found.push({ who: nameOfAttachment(attachment), to: required(EndpointId, 'EndpointId for one resource') });
        }
      }
    }
    return found;
  });
}

/** `Global Accelerator shop (1234abcd-…, listener ports 80, 8000-8080)` */
function nameOf({ AcceleratorArn, Name, Enabled }: Accelerator, { PortRanges = [] }: Listener): string {
  const ports = PortRanges.map(({ FromPort, ToPort }) =>
    FromPort === ToPort ? `${FromPort}` : `${FromPort}-${ToPort}`,
  );
  const listener = ports.length === 0 ? '' : `, listener ports ${ports.join(', ')}`;
  const disabled = Enabled === false ? ' (disabled)' : '';
  return `Global Accelerator ${Name ?? 'without a name'} (${lastPartOf(AcceleratorArn)}${listener})${disabled}`;
}

function nameOfAttachment({ AttachmentArn, Name, Principals = [] }: Attachment): string {
  const shared = Principals.length === 0 ? '' : ` (shared with ${Principals.join(', ')})`;
  return `Global Accelerator cross-account attachment ${Name ?? lastPartOf(AttachmentArn)}${shared}`;
}

function lastPartOf(arn: string | undefined): string {
  return arn?.split('/').at(-1) ?? 'no ARN';
}
