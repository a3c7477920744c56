/** Listeners and their certificates in the sandbox. */
import type {
  DescribeListenerCertificatesInput,
  DescribeListenerCertificatesOutput,
  DescribeListenersInput,
  DescribeListenersOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Account } from '../account.ts';
import { elbPage } from './elb-paging.ts';
import { elbValidationError, listenerNotFound, loadBalancerNotFound } from './errors.ts';
import type { StoredListener } from './resources.ts';

export function describeListeners(account: Account, input: DescribeListenersInput): DescribeListenersOutput {
  const { LoadBalancerArn: arn, ListenerArns: arns } = input;
  const missing = arns?.filter((wanted) => !account.listeners.has(wanted));
  if (missing !== undefined && missing.length > 0) throw listenerNotFound(missing);
  if (arn === undefined && arns === undefined) {
    throw elbValidationError('You must specify either listener ARNs or a load balancer ARN');
  }
  if (arn !== undefined && !account.loadBalancers.has(arn)) throw loadBalancerNotFound([arn]);
  const listeners = arn === undefined ? [...account.listeners.values()] : account.listenersOf(arn);
  const { items, next } = elbPage(
    listeners.filter((listener) => arns === undefined || arns.includes(listener.arn)),
    input,
  );
  return { Listeners: items.map(shown), ...(next === undefined ? {} : { NextMarker: next }) };
}

/** The default certificate and all others, which DescribeListeners does not show. */
export function describeListenerCertificates(
  account: Account,
  input: DescribeListenerCertificatesInput,
): DescribeListenerCertificatesOutput {
  const { ListenerArn: arn = '' } = input;
  const listener = account.listeners.get(arn);
  if (listener === undefined) throw listenerNotFound([arn]);
  if (listener.protocol !== 'TLS') {
    throw elbValidationError(`A listener with protocol ${listener.protocol} has no certificates`);
  }
  const certificates = listener.certificateArns.map((certificate, index) => ({ certificate, sequence: index + 1 }));
  const { items, next } = elbPage(certificates, input);
  return {
    Certificates: items.map(({ certificate, sequence }) => ({
      CertificateArn: certificate,
      IsDefault: sequence === 1,
    })),
    ...(next === undefined ? {} : { NextMarker: next }),
  };
}

function shown({ arn, loadBalancerArn, targetGroupArn, protocol, port, certificateArns }: StoredListener): Listener {
  const [defaultCertificate] = certificateArns;
  return {
    ListenerArn: arn,
    LoadBalancerArn: loadBalancerArn,
    Port: port,
    Protocol: protocol,
    ...(protocol === 'TLS' ? { SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' } : {}),
    ...(defaultCertificate === undefined ? {} : { Certificates: [{ CertificateArn: defaultCertificate }] }),
    DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
  };
}
