/** Deleting: one attempt, what is gone is a success, and every refusal of AWS is a stop. */
import {
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
  LoadBalancerNotFoundException,
  OperationNotPermittedException,
  ResourceInUseException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';

import { elbDeleter } from '../../lambda/aws/deleter.ts';
import { Account } from '../../sandbox/account.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import { createClock } from '../../sandbox/clock.ts';

const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-3' });
const elb = mockClient(client);
const deleter = elbDeleter(client);

const $metadata = { httpStatusCode: 400 };
const OF_AWS = { $metadata: { httpStatusCode: 200, requestId: 'r' } };
const loadBalancerNotFound = () => new LoadBalancerNotFoundException({ message: 'no', $metadata });
const targetGroupNotFound = () => new TargetGroupNotFoundException({ message: 'no', $metadata });
const unnamed = (name: string, httpStatusCode: number) =>
  new ElasticLoadBalancingV2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: 'no' });

beforeEach(() => {
  elb.reset();
  elb.onAnyCommand().rejects(new Error('unexpected command'));
});

test('deletes what it is told to, with one call', async () => {
  elb.on(DeleteLoadBalancerCommand).resolves(OF_AWS).on(DeleteTargetGroupCommand).resolves(OF_AWS);
  expect(await deleter.deleteLoadBalancer('lb')).toEqual({ ok: true });
  expect(await deleter.deleteTargetGroup('tg')).toEqual({ ok: true });
  expect(elb.calls().map(({ args: [command] }) => command.input)).toEqual([
    { LoadBalancerArn: 'lb' },
    { TargetGroupArn: 'tg' },
  ]);
});

test('takes no 200 for a deletion that does not carry the request ID of AWS', async () => {
  const foreign = { $metadata: { httpStatusCode: 200 } };
  elb.on(DeleteLoadBalancerCommand).resolves(foreign).on(DeleteTargetGroupCommand).resolves(foreign);
  const why = expect.stringContaining('the answer has no request ID') as string;
  expect(await deleter.deleteLoadBalancer('lb')).toEqual({ ok: false, kind: 'other', why });
  expect(await deleter.deleteTargetGroup('tg')).toEqual({ ok: false, kind: 'other', why });
  expect(elb.calls()).toHaveLength(2);
});

test('counts what is gone already as deleted', async () => {
  elb.on(DeleteLoadBalancerCommand).rejects(loadBalancerNotFound());
  elb.on(DeleteTargetGroupCommand).rejects(targetGroupNotFound());
  expect(await deleter.deleteLoadBalancer('lb')).toEqual({ ok: true });
  expect(await deleter.deleteTargetGroup('tg')).toEqual({ ok: true });
});

test('counts nothing else as deleted', async () => {
  elb.on(DeleteLoadBalancerCommand).rejects(targetGroupNotFound());
  elb.on(DeleteTargetGroupCommand).rejects(loadBalancerNotFound());
  expect(await deleter.deleteLoadBalancer('lb')).toMatchObject({ ok: false, kind: 'gone' });
  expect(await deleter.deleteTargetGroup('tg')).toMatchObject({ ok: false, kind: 'gone' });
});

test.each([
  ['protected', new OperationNotPermittedException({ message: 'deletion protection is enabled', $metadata })],
  ['in-use', new ResourceInUseException({ message: 'associated with another service', $metadata })],
  ['denied', unnamed('AccessDenied', 403)],
  ['denied', unnamed('ExpiredToken', 403)],
  ['other', unnamed('ThrottlingException', 400)],
  ['other', unnamed('ServiceUnavailable', 503)],
  ['other', unnamed('NotFound', 404)],
  ['other', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
])('answers %s for %s, and sends nothing more', async (kind, error) => {
  elb.on(DeleteLoadBalancerCommand).rejects(error).on(DeleteTargetGroupCommand).rejects(error);
  expect(await deleter.deleteLoadBalancer('lb')).toMatchObject({ ok: false, kind });
  expect(await deleter.deleteTargetGroup('tg')).toMatchObject({ ok: false, kind });
  expect(elb.calls()).toHaveLength(2);
});

test('names the call and the reason', async () => {
  elb.on(DeleteLoadBalancerCommand).rejects(new OperationNotPermittedException({ message: 'protected', $metadata }));
  expect(await deleter.deleteLoadBalancer('lb')).toEqual({
    ok: false,
    kind: 'protected',
    why: 'elasticloadbalancing DeleteLoadBalancer: OperationNotPermittedException: protected',
  });
});

test.each(['throttled', 'server-error', 'denied'] as const)(
  'makes one attempt: what AWS answers with %s is not sent again behind the caller',
  async (fault) => {
    const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
    const arn = account.addNetworkLoadBalancer({ name: 'one' });
    const real = elbDeleter(createSandboxClients(account).elasticLoadBalancing);
    account.fail({ command: 'DeleteLoadBalancer', with: fault, times: 1 });
    expect((await real.deleteLoadBalancer(arn)).ok).toBe(false);
    expect([account.calls.length, account.loadBalancers.has(arn)]).toEqual([1, true]);
    expect(await real.deleteLoadBalancer(arn)).toEqual({ ok: true });
    expect(account.loadBalancers.has(arn)).toBe(false);
  },
);
