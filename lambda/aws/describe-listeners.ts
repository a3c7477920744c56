/**
 * The listeners of one load balancer as AWS describes them, for the snapshot: with every certificate, not only the
 * default one that DescribeListeners shows. It must never hand out a listener without its certificates.
 */
import {
  paginateDescribeListenerCertificates,
  paginateDescribeListeners,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Certificate, ElasticLoadBalancingV2Client, Listener } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Reading } from '../model/reading.ts';
import { reading, required, wholeReading } from './reading.ts';

const PAGE_SIZE = 400;

/**
 * All listeners, all pages. `Certificates` of a TLS listener is the answer of DescribeListenerCertificates: the default
 * one has `IsDefault: true`, and appears twice when it is in the certificate list as well.
 */
export function describeListeners(
  client: ElasticLoadBalancingV2Client,
  loadBalancerArn: string,
): Promise<Reading<readonly Listener[]>> {
  return wholeReading(async (part) => {
    const described: Listener[] = [];
    for (const listener of part(await listenersOf(client, loadBalancerArn))) {
      if (listener.Protocol !== 'TLS') described.push(listener);
      else described.push({ ...listener, Certificates: part(await certificatesOf(client, listener)) });
    }
    return described;
  });
}

function listenersOf(client: ElasticLoadBalancingV2Client, loadBalancerArn: string): Promise<Reading<Listener[]>> {
  return reading({ service: 'elasticloadbalancing', action: 'DescribeListeners' }, async () => {
    const found: Listener[] = [];
    const input = { LoadBalancerArn: loadBalancerArn, PageSize: PAGE_SIZE };
    for await (const page of paginateDescribeListeners({ client }, input)) {
      found.push(...required(page?.Listeners, 'Listeners'));
    }
    return found;
  });
}

function certificatesOf(
  client: ElasticLoadBalancingV2Client,
  { ListenerArn }: Listener,
): Promise<Reading<Certificate[]>> {
  return reading({ service: 'elasticloadbalancing', action: 'DescribeListenerCertificates' }, async () => {
    const found: Certificate[] = [];
    const input = { ListenerArn: required(ListenerArn, 'ListenerArn for one listener'), PageSize: PAGE_SIZE };
    for await (const page of paginateDescribeListenerCertificates({ client }, input)) {
      found.push(...required(page?.Certificates, 'Certificates'));
    }
    return found;
  });
}
