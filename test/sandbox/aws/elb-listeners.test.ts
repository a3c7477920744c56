/** Listeners, their certificates and target-group attributes of the sandbox's ELBv2, through a real SDK client. */
import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeTargetGroupAttributesCommand,
  ListenerNotFoundException,
  LoadBalancerNotFoundException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const { elasticLoadBalancing: elb } = createSandboxClients(account);
  const loadBalancerArn = account.addNetworkLoadBalancer({ name: 'n' });
  const targetGroupArn = account.addTargetGroup({ name: 'tg' });
  const listeners = async () =>
    (await elb.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn }))).Listeners;
  const certificates = async (ListenerArn: string) =>
    (await elb.send(new DescribeListenerCertificatesCommand({ ListenerArn }))).Certificates;
  return { account, elb, loadBalancerArn, targetGroupArn, listeners, certificates };
}

test('a listener shows its default certificate, and only the other call shows them all', async () => {
  const { account, loadBalancerArn, targetGroupArn, listeners, certificates } = world();
  const certificateArns = ['arn:cert/default', 'arn:cert/other'];
  const arn = account.attach(loadBalancerArn, targetGroupArn, { protocol: 'TLS', port: 443, certificateArns });
  expect(await listeners()).toMatchObject([
    { ListenerArn: arn, Protocol: 'TLS', Port: 443, Certificates: [{ CertificateArn: 'arn:cert/default' }] },
  ]);
  expect(await certificates(arn)).toEqual([
    { CertificateArn: 'arn:cert/default', IsDefault: true },
    { CertificateArn: 'arn:cert/other', IsDefault: false },
  ]);
});

test('a TCP listener has no certificates, and may not be asked for them', async () => {
  const { account, loadBalancerArn, targetGroupArn, listeners, certificates } = world();
  const arn = account.attach(loadBalancerArn, targetGroupArn);
  const [listener] = (await listeners()) ?? [];
  expect(listener).toMatchObject({ Protocol: 'TCP', Port: 80 });
  expect(listener).not.toHaveProperty('Certificates');
  await expect(certificates(arn)).rejects.toMatchObject({ name: 'ValidationError' });
});

test('what does not exist is not found', async () => {
  const { account, elb, loadBalancerArn, targetGroupArn, listeners, certificates } = world();
  await expect(certificates('arn:missing')).rejects.toBeInstanceOf(ListenerNotFoundException);
  const attributes = () => elb.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: targetGroupArn }));
  expect((await attributes()).Attributes).toContainEqual({
    Key: 'deregistration_delay.timeout_seconds',
    Value: '300',
  });
  account.targetGroups.delete(targetGroupArn);
  await expect(attributes()).rejects.toBeInstanceOf(TargetGroupNotFoundException);
  account.removeLoadBalancer(loadBalancerArn);
  await expect(listeners()).rejects.toBeInstanceOf(LoadBalancerNotFoundException);
});
