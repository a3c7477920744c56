/**
 * The writing adapters against the account in a box, through real SDK clients: the life of a load balancer from its
 * mark to
 * its snapshot and its end, and what becomes of each step when AWS refuses.
 */
import { elbDeleter } from '../../../lambda/aws/deleter.ts';
import { elbLoadBalancers } from '../../../lambda/aws/load-balancers.ts';
import { elbDescriber } from '../../../lambda/aws/describer.ts';
import { s3Snapshots } from '../../../lambda/aws/s3-snapshots.ts';
import { snsNotifier } from '../../../lambda/aws/sns-notifier.ts';
import { elbTagWriter } from '../../../lambda/aws/tag-writer.ts';
import { webhookSecret } from '../../../lambda/aws/webhook-secret.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const START = new Date('2026-03-01T00:00:00Z');
const MADE = new Date('2026-01-10T09:30:00Z');

function world() {
  const clock = createClock(START);
  const account = new Account({ clock });
  const clients = createSandboxClients(account);
  const { elasticLoadBalancing: elb } = clients;
  return {
    clock,
    account,
    clients,
    tagWriter: elbTagWriter(elb),
    deleter: elbDeleter(elb),
    describer: elbDescriber(elb),
    loadBalancers: elbLoadBalancers(elb),
    notifier: snsNotifier(clients.sns, account.topic.arn),
    snapshots: s3Snapshots(clients.s3, { name: account.bucket.name, ownerAccount: account.accountId }),
    mutating: () => account.calls.filter((call) => call.mutating).map(({ command }) => command),
  };
}

function addOrphan(account: Account, options: { deletionProtection?: boolean; usedByService?: boolean } = {}) {
  const arn = account.addNetworkLoadBalancer({
    name: 'orphan',
    createdAt: MADE,
    tags: { 'kubernetes.io/cluster/prod': 'owned' },
    targetGroups: [{ name: 'tg', tags: { team: 'pay' }, targets: [{ id: 'i-1', state: 'unhealthy' }] }],
    ...options,
  });
  const [targetGroupArn = ''] = account.targetGroups.keys();
  return { arn, targetGroupArn };
}

describe('tags', () => {
  test('adds and removes its own, and leaves the others', async () => {
    const { account, tagWriter, mutating } = world();
    const { arn } = addOrphan(account);
    expect(await tagWriter.add(arn, { 'nlb-janitor/reason': 'service-gone' })).toEqual({ ok: true });
    expect(Object.fromEntries(account.tagsOf(arn))).toEqual({
      'kubernetes.io/cluster/prod': 'owned',
      'nlb-janitor/reason': 'service-gone',
    });
    expect(await tagWriter.remove(arn, ['nlb-janitor/reason', 'nlb-janitor/evidence'])).toEqual({ ok: true });
    expect(Object.fromEntries(account.tagsOf(arn))).toEqual({ 'kubernetes.io/cluster/prod': 'owned' });
    expect(mutating()).toEqual(['AddTags', 'RemoveTags']);
  });

  test('says what to do when 50 tags leave no room', async () => {
    const { account, tagWriter } = world();
    const { arn } = addOrphan(account);
    account.setTags(arn, Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`key-${index}`, 'v'])));
    const failure = await tagWriter.add(arn, { 'nlb-janitor/reason': 'service-gone' });
    expect(failure).toMatchObject({ ok: false, kind: 'other', why: expect.stringContaining('remove some') });
    account.removeTags(arn, 'key-0');
    expect(await tagWriter.add(arn, { 'nlb-janitor/reason': 'service-gone' })).toEqual({ ok: true });
  });

  test('answers gone when the load balancer went meanwhile', async () => {
    const { account, tagWriter } = world();
    const { arn } = addOrphan(account);
    account.removeLoadBalancer(arn);
    expect(await tagWriter.add(arn, { 'nlb-janitor/reason': 'x' })).toMatchObject({ ok: false, kind: 'gone' });
    expect(await tagWriter.remove(arn, ['nlb-janitor/reason'])).toMatchObject({ ok: false, kind: 'gone' });
  });

  test('survives throttling that ends before the retries do, and says so when it does not', async () => {
    const { account, tagWriter } = world();
    const { arn } = addOrphan(account);
    account.fail({ command: 'AddTags', with: 'throttled', times: 5 });
    expect(await tagWriter.add(arn, { 'nlb-janitor/reason': 'x' })).toEqual({ ok: true });
    account.fail({ command: 'AddTags', with: 'throttled', times: 6 });
    expect(await tagWriter.add(arn, { 'nlb-janitor/reason': 'x' })).toMatchObject({ ok: false, kind: 'other' });
  });
});

describe('deletes', () => {
  test('deletes a load balancer, then its target group once AWS lets go of it', async () => {
    const { account, clock, deleter } = world();
    const { arn, targetGroupArn } = addOrphan(account);
    expect(await deleter.deleteTargetGroup(targetGroupArn)).toMatchObject({ ok: false, kind: 'in-use' });
    expect(await deleter.deleteLoadBalancer(arn)).toEqual({ ok: true });
    expect(account.loadBalancers.size).toBe(0);
    expect(await deleter.deleteTargetGroup(targetGroupArn)).toMatchObject({ ok: false, kind: 'in-use' });
    clock.advance({ seconds: 11 });
    expect(await deleter.deleteTargetGroup(targetGroupArn)).toEqual({ ok: true });
    expect(account.targetGroups.size).toBe(0);
  });

  test('counts what is gone already as deleted', async () => {
    const { account, deleter, clock } = world();
    const { arn, targetGroupArn } = addOrphan(account);
    for (let time = 0; time < 2; time += 1) {
      expect(await deleter.deleteLoadBalancer(arn)).toEqual({ ok: true });
      clock.advance({ minutes: 1 });
      expect(await deleter.deleteTargetGroup(targetGroupArn)).toEqual({ ok: true });
    }
  });

  test.each([
    ['protected', { deletionProtection: true }],
    ['in-use', { usedByService: true }],
  ])('answers %s, and leaves it', async (kind, options) => {
    const { account, deleter, mutating } = world();
    const { arn } = addOrphan(account, options);
    expect(await deleter.deleteLoadBalancer(arn)).toMatchObject({ ok: false, kind });
    expect(account.loadBalancers.has(arn)).toBe(true);
    expect(mutating()).toEqual(['DeleteLoadBalancer']);
  });

  test('answers denied without the right, and leaves it', async () => {
    const { account, deleter } = world();
    const { arn } = addOrphan(account);
    account.fail({ command: 'DeleteLoadBalancer', with: 'denied' });
    expect(await deleter.deleteLoadBalancer(arn)).toMatchObject({
      ok: false,
      kind: 'denied',
      why: expect.stringContaining('add elasticloadbalancing:DeleteLoadBalancer to the role'),
    });
    expect(account.loadBalancers.has(arn)).toBe(true);
  });
});

describe('descriptions', () => {
  test('describes everything that is needed to build it again, as JSON', async () => {
    const { account, describer } = world();
    const { arn, targetGroupArn } = addOrphan(account);
    const certificateArns = ['arn:cert/1', 'arn:cert/2'];
    account.attach(arn, targetGroupArn, { protocol: 'TLS', port: 443, certificateArns });
    const description = await describer.describe(arn);
    expect(description).toMatchObject({
      ok: true,
      value: {
        loadBalancer: { LoadBalancerArn: arn, CreatedTime: '2026-01-10T09:30:00.000Z', Type: 'network' },
        attributes: expect.arrayContaining([{ Key: 'deletion_protection.enabled', Value: 'false' }]),
        tags: { 'kubernetes.io/cluster/prod': 'owned' },
        listeners: [
          { Port: 80, Protocol: 'TCP', DefaultActions: [{ TargetGroupArn: targetGroupArn }] },
          {
            Port: 443,
            Protocol: 'TLS',
            Certificates: [
              { CertificateArn: 'arn:cert/1', IsDefault: true },
              { CertificateArn: 'arn:cert/2', IsDefault: false },
            ],
          },
        ],
        targetGroups: [
          {
            arn: targetGroupArn,
            name: 'tg',
            targetGroup: { TargetGroupName: 'tg', LoadBalancerArns: [arn] },
            attributes: expect.arrayContaining([{ Key: 'stickiness.enabled', Value: 'false' }]),
            health: [{ Target: { Id: 'i-1' }, TargetHealth: { State: 'unhealthy' } }],
            tags: { team: 'pay' },
          },
        ],
      },
    });
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    expect(account.calls.filter(({ command }) => command === 'DescribeListenerCertificates')).toHaveLength(1);
    expect(account.calls.some((call) => call.mutating)).toBe(false);
  });

  test('reads more listeners and certificates than fit on a page', async () => {
    const { account, describer } = world();
    const { arn, targetGroupArn } = addOrphan(account);
    const certificateArns = Array.from({ length: 401 }, (_, index) => `arn:cert/${index}`);
    account.attach(arn, targetGroupArn, { protocol: 'TLS', port: 443, certificateArns });
    for (let port = 1000; port < 1400; port += 1) account.attach(arn, targetGroupArn, { port });
    const description = await describer.describe(arn);
    expect(description.ok && description.value.listeners).toHaveLength(402);
    expect(description.ok && description.value.listeners[1]).toHaveProperty('Certificates.length', 401);
  });

  test.each([
    'DescribeLoadBalancers',
    'DescribeLoadBalancerAttributes',
    'DescribeTags',
    'DescribeListeners',
    'DescribeListenerCertificates',
    'DescribeTargetGroups',
    'DescribeTargetGroupAttributes',
    'DescribeTargetHealth',
  ])('is unreadable when %s fails, and readable again when it does not', async (command) => {
    const { account, describer } = world();
    const { arn, targetGroupArn } = addOrphan(account);
    account.attach(arn, targetGroupArn, { protocol: 'TLS', port: 443, certificateArns: ['arn:cert/1'] });
    const end = account.fail({ command, with: 'denied' });
    const why = expect.stringContaining(`elasticloadbalancing ${command}: AccessDenied`);
    expect(await describer.describe(arn)).toMatchObject({ ok: false, cause: 'denied', why });
    end();
    expect(await describer.describe(arn)).toMatchObject({ ok: true });
  });

  test('is unreadable once the load balancer is gone', async () => {
    const { account, describer } = world();
    const { arn } = addOrphan(account);
    account.removeLoadBalancer(arn);
    expect(await describer.describe(arn)).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(await describer.targetGroupsOf(arn)).toMatchObject({ ok: false });
  });

  test('knows the target groups of a load balancer now, and each of them until it is gone', async () => {
    const { account, describer, loadBalancers } = world();
    const { arn, targetGroupArn } = addOrphan(account);
    account.addTargetGroup({ name: 'of-nobody' });
    const targetGroup = {
      arn: targetGroupArn,
      name: 'tg',
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      protocol: 'TCP',
      loadBalancerArns: [arn],
    };
    expect(await describer.targetGroupsOf(arn)).toEqual({ ok: true, value: [targetGroup] });
    expect(await describer.targetGroup(targetGroupArn)).toEqual({ ok: true, value: { is: 'present', targetGroup } });
    expect(await loadBalancers.tagsOf(targetGroupArn)).toEqual({
      ok: true,
      value: { is: 'present', tags: new Map([['team', 'pay']]) },
    });
    account.removeLoadBalancer(arn);
    account.targetGroups.delete(targetGroupArn);
    expect(await describer.targetGroup(targetGroupArn)).toEqual({ ok: true, value: { is: 'gone' } });
    expect(await loadBalancers.tagsOf(targetGroupArn)).toEqual({ ok: true, value: { is: 'gone' } });
  });

  test('a load balancer without target groups has none', async () => {
    const { account, describer } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'bare' });
    expect(await describer.targetGroupsOf(arn)).toEqual({ ok: true, value: [] });
    expect(await describer.describe(arn)).toMatchObject({ ok: true, value: { targetGroups: [], listeners: [] } });
  });
});

describe('notices', () => {
  test('reach every confirmed subscriber in the form for it, and no other', async () => {
    const { account, notifier, mutating } = world();
    account.subscribe({ protocol: 'email', endpoint: 'team@example.com', confirmed: true });
    account.subscribe({ protocol: 'email', endpoint: 'late@example.com', confirmed: false });
    account.subscribe({ protocol: 'lambda', endpoint: 'arn:aws:lambda:slack', confirmed: true });
    account.subscribe({ protocol: 'sqs', endpoint: 'arn:aws:sqs:queue', confirmed: true });
    account.subscribe({ protocol: 'https', endpoint: 'https://example.com/hook', confirmed: true });
    expect(await notifier.subscriptions()).toEqual({
      ok: true,
      value: ['email', 'lambda', 'sqs', 'https'].map((protocol) => ({ protocol, gets: 'all' })),
    });
    expect(
      await notifier.publish({ subject: 'One orphan', text: 'an orphan', json: '{"n":1}', attributes: {} }),
    ).toEqual({ ok: true });
    expect(account.messages.map(({ subject, at }) => [subject, at])).toEqual([['One orphan', START]]);
    expect(account.messages[0]?.deliveries.map(({ endpoint, body }) => [endpoint, body])).toEqual([
      ['team@example.com', 'an orphan'],
      ['arn:aws:lambda:slack', '{"n":1}'],
      ['arn:aws:sqs:queue', '{"n":1}'],
      ['https://example.com/hook', '{"n":1}'],
    ]);
    expect(mutating()).toEqual(['Publish']);
  });

  test('counts nobody until somebody confirms', async () => {
    const { account, notifier } = world();
    const team = { protocol: 'email', endpoint: 'team@example.com' } as const;
    expect(await notifier.subscriptions()).toEqual({ ok: true, value: [] });
    account.subscribe({ ...team, confirmed: false });
    expect(await notifier.subscriptions()).toEqual({ ok: true, value: [] });
    account.subscribe({ ...team, confirmed: true });
    expect(await notifier.subscriptions()).toEqual({ ok: true, value: [{ protocol: 'email', gets: 'all' }] });
  });

  test('know who filters, who took the filter away, and who belongs to another account', async () => {
    const { account, notifier } = world();
    const subscribe = (endpoint: string, more: object) =>
      account.subscribe({ protocol: 'email', endpoint, confirmed: true, ...more });
    subscribe('a@example.com', { filterPolicy: '{"kind":["alarm"]}' });
    subscribe('b@example.com', { filterPolicy: '{}' });
    subscribe('c@example.com', { owner: '210987654321' });
    const gets = ['some', 'all', 'unknown'];
    const value = gets.map((each) => ({ protocol: 'email', gets: each }));
    expect(await notifier.subscriptions()).toEqual({ ok: true, value });
  });

  test('are listed to the last page', async () => {
    const { account, notifier } = world();
    for (let index = 0; index < 101; index++) {
      account.subscribe({ protocol: 'email', endpoint: `${index}@example.com`, confirmed: index === 100 });
    }
    expect(await notifier.subscriptions()).toEqual({ ok: true, value: [{ protocol: 'email', gets: 'all' }] });
  });

  test('a subject that SNS would refuse arrives in plain letters', async () => {
    const { account, notifier } = world();
    const subject = ` Löschung fällig — “${'x'.repeat(120)}”\r\nBcc: all`;
    expect(await notifier.publish({ subject, text: 't', json: '{}', attributes: {} })).toEqual({ ok: true });
    expect(account.messages[0]?.subject).toBe(`Loschung fallig - "${'x'.repeat(80)}`);
  });

  test.each(['denied', 'throttled', 'server-error'] as const)('is not sent when SNS answers %s', async (fault) => {
    const { account, notifier } = world();
    account.fail({ command: 'Publish', with: fault });
    account.fail({ command: 'ListSubscriptionsByTopic', with: fault });
    const kind = fault === 'denied' ? 'denied' : 'other';
    const cause = fault === 'denied' ? 'denied' : 'unreachable';
    expect(await notifier.publish({ subject: 's', text: 't', json: '{}', attributes: {} })).toMatchObject({
      ok: false,
      kind,
    });
    expect(await notifier.subscriptions()).toMatchObject({ ok: false, cause });
    expect(account.messages).toEqual([]);
  });

  test('is not sent to a topic that does not exist', async () => {
    const { clients } = world();
    const notifier = snsNotifier(clients.sns, 'arn:aws:sns:eu-west-3:123456789012:another');
    expect(await notifier.publish({ subject: 's', text: 't', json: '{}', attributes: {} })).toMatchObject({
      ok: false,
    });
    expect(await notifier.subscriptions()).toMatchObject({ ok: false });
  });
});

describe('snapshots', () => {
  const KEY = '2026-03-01/0123456789abcdef/2026-02-20T00:00:00Z/snapshot.json';

  test('stores a snapshot once, and says that it exists the second time', async () => {
    const { account, snapshots, mutating } = world();
    expect(await snapshots.get(KEY)).toEqual({ ok: true, value: { is: 'absent' } });
    expect(await snapshots.putOnce(KEY, '{"name":"é"}')).toEqual({ ok: true, is: 'stored' });
    expect(await snapshots.putOnce(KEY, '{}')).toEqual({ ok: true, is: 'existed' });
    expect(await snapshots.get(KEY)).toEqual({ ok: true, value: { is: 'stored', text: '{"name":"é"}' } });
    expect(account.objects.get(KEY)).toMatchObject({ contentType: 'application/json', storedAt: START });
    expect(account.bucket.history).toHaveLength(1);
    expect(mutating()).toEqual(['PutObject', 'PutObject']);
  });

  test('replaces an outcome', async () => {
    const { account, snapshots } = world();
    expect(await snapshots.put('2026-03-01/a/outcome.json', '1')).toEqual({ ok: true });
    expect(await snapshots.put('2026-03-01/a/outcome.json', '2')).toEqual({ ok: true });
    expect(await snapshots.get('2026-03-01/a/outcome.json')).toEqual({ ok: true, value: { is: 'stored', text: '2' } });
    expect(account.bucket.history.map(({ text }) => text)).toEqual(['1', '2']);
  });

  test('lists every key of the day over several pages, and of no other day', async () => {
    const { snapshots, account } = world();
    for (let index = 0; index < 2100; index += 1) {
      account.bucket.put({ key: `2026-03-01/${index}`, text: '', contentType: undefined, storedAt: START });
    }
    await snapshots.putOnce('2026-03-02/other', '{}');
    const keys = await snapshots.keysOfDay('2026-03-01');
    expect(keys.ok && new Set(keys.value).size).toBe(2100);
    expect(account.calls.filter(({ command }) => command === 'ListObjectsV2')).toHaveLength(3);
    expect(await snapshots.keysOfDay('2026-03-02')).toEqual({ ok: true, value: ['2026-03-02/other'] });
    expect(await snapshots.keysOfDay('2026-03-03')).toEqual({ ok: true, value: [] });
  });

  test('is unreadable when only the second page fails', async () => {
    const { snapshots, account } = world();
    for (let index = 0; index < 1001; index += 1) {
      account.bucket.put({ key: `2026-03-01/${index}`, text: '', contentType: undefined, storedAt: START });
    }
    account.fail({ command: 'ListObjectsV2', with: 'denied', when: (input) => 'ContinuationToken' in input });
    expect(await snapshots.keysOfDay('2026-03-01')).toMatchObject({ ok: false, cause: 'denied' });
  });

  test('touches nothing in a bucket that belongs to another account', async () => {
    const { account, clients } = world();
    const ownerAccount = '999999999999';
    const snapshots = s3Snapshots(clients.s3, { name: account.bucket.name, ownerAccount });
    expect(await snapshots.putOnce(KEY, '{}')).toMatchObject({ ok: false, kind: 'denied' });
    expect(await snapshots.get(KEY)).toMatchObject({ ok: false, cause: 'denied' });
    expect(await snapshots.keysOfDay('2026-03-01')).toMatchObject({ ok: false, cause: 'denied' });
    expect(account.objects.size).toBe(0);
  });

  test('a bucket that does not exist is unreadable, not empty', async () => {
    const { account, clients } = world();
    const snapshots = s3Snapshots(clients.s3, { name: 'another-bucket', ownerAccount: account.accountId });
    expect(await snapshots.get(KEY)).toMatchObject({ ok: false });
    expect(await snapshots.keysOfDay('2026-03-01')).toMatchObject({ ok: false });
    expect(await snapshots.putOnce(KEY, '{}')).toMatchObject({ ok: false, kind: 'other' });
  });
});

describe('the webhook', () => {
  const URL_TEXT = 'https://hooks.slack.example/services/T000/B000/secret';

  test('is read from a secret or from a secure parameter', async () => {
    const { account, clients, clock } = world();
    const now = () => clock.now();
    const secretArn = account.secrets.setSecret('nlb-janitor/slack', URL_TEXT);
    const parameterArn = account.secrets.setParameter('/nlb-janitor/slack', URL_TEXT);
    expect(await webhookSecret(clients, secretArn, now).url()).toEqual({ ok: true, value: URL_TEXT });
    expect(await webhookSecret(clients, parameterArn, now).url()).toEqual({ ok: true, value: URL_TEXT });
    expect(account.calls.map(({ command, mutating }) => [command, mutating])).toEqual([
      ['GetSecretValue', false],
      ['GetParameter', false],
    ]);
  });

  test('is unreadable while the secret is empty, missing or closed to us', async () => {
    const { account, clients, clock } = world();
    const arn = account.secrets.setSecret('nlb-janitor/slack', undefined);
    const webhook = webhookSecret(clients, arn, () => clock.now());
    expect(await webhook.url()).toMatchObject({ ok: false, why: expect.stringContaining('secret value') });
    account.secrets.setSecret('nlb-janitor/slack', URL_TEXT);
    const end = account.fail({ command: 'GetSecretValue', with: 'denied' });
    expect(await webhook.url()).toMatchObject({ ok: false, cause: 'denied' });
    end();
    expect(await webhook.url()).toEqual({ ok: true, value: URL_TEXT });
    const missing = webhookSecret(clients, `${arn}x`, () => clock.now());
    expect(await missing.url()).toMatchObject({ ok: false });
  });
});
