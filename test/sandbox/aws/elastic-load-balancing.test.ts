/**
 * The sandbox's ELBv2 keeps AWS's rules: each one fires here, through a real SDK client, and has a twin in which it
 * does not.
 */
import {
  AddTagsCommand,
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  LoadBalancerNotFoundException,
  OperationNotPermittedException,
  RemoveTagsCommand,
  ResourceInUseException,
  TargetGroupNotFoundException,
  TooManyTagsException,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const MISSING = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/missing/0123456789abcdef';

function world() {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  const account = new Account({ clock });
  const { elasticLoadBalancing: elb } = createSandboxClients(account);
  return { clock, account, elb };
}

function addMany(account: Account, count: number): string[] {
  return Array.from({ length: count }, (_, index) => account.addNetworkLoadBalancer({ name: `nlb-${index}` }));
}

describe('names', () => {
  test('ARNs and DNS names have the form of their type', async () => {
    const { account, elb } = world();
    account.addNetworkLoadBalancer({ name: 'n' });
    account.addLoadBalancer('application', { name: 'a' });
    account.addLoadBalancer('gateway', { name: 'g' });
    const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({}));
    const prefix = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer';
    expect(LoadBalancers).toMatchObject([
      {
        LoadBalancerArn: `${prefix}/net/n/0000000000000001`,
        DNSName: 'n-0000000000000001.elb.eu-west-3.amazonaws.com',
      },
      {
        LoadBalancerArn: `${prefix}/app/a/0000000000000002`,
        DNSName: 'a-0000000000000002.eu-west-3.elb.amazonaws.com',
      },
      { LoadBalancerArn: `${prefix}/gwy/g/0000000000000003` },
    ]);
    expect(LoadBalancers?.[2]).not.toHaveProperty('DNSName');
  });

  test('a name is taken once', () => {
    const { account } = world();
    account.addNetworkLoadBalancer({ name: 'n' });
    expect(() => account.addNetworkLoadBalancer({ name: 'n' })).toThrow('already');
  });
});

describe('pages', () => {
  test('a page holds 400 at most, a larger one is refused', async () => {
    const { account, elb } = world();
    addMany(account, 401);
    const first = await elb.send(new DescribeLoadBalancersCommand({ PageSize: 400 }));
    expect(first.LoadBalancers).toHaveLength(400);
    const { LoadBalancers, NextMarker } = await elb.send(
      new DescribeLoadBalancersCommand({ Marker: first.NextMarker }),
    );
    expect(LoadBalancers).toHaveLength(1);
    expect(NextMarker).toBeUndefined();
    await expect(elb.send(new DescribeLoadBalancersCommand({ PageSize: 401 }))).rejects.toThrow('between 1 and 400');
  });

  test('a full last page has no marker, and an invented marker is refused', async () => {
    const { account, elb } = world();
    addMany(account, 2);
    expect((await elb.send(new DescribeLoadBalancersCommand({ PageSize: 2 }))).NextMarker).toBeUndefined();
    await expect(elb.send(new DescribeLoadBalancersCommand({ Marker: 'mine' }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  test('20 load balancers can be asked for by ARN, 21 cannot', async () => {
    const { account, elb } = world();
    const arns = addMany(account, 21);
    const some = await elb.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: arns.slice(1) }));
    expect(some.LoadBalancers).toHaveLength(20);
    await expect(elb.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: arns }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  test('one ARN that is missing fails the look-up of all', async () => {
    const { account, elb } = world();
    const [arn = ''] = addMany(account, 1);
    const error: unknown = await elb
      .send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn, MISSING] }))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LoadBalancerNotFoundException);
    expect(error).toMatchObject({ name: 'LoadBalancerNotFoundException', Code: 'LoadBalancerNotFound' });
  });
});

describe('tags', () => {
  const tags = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({ Key: `key-${from + index}`, Value: 'v' }));

  test('20 resources can be asked for, 21 cannot', async () => {
    const { account, elb } = world();
    const arns = addMany(account, 21);
    const { TagDescriptions } = await elb.send(new DescribeTagsCommand({ ResourceArns: arns.slice(1) }));
    expect(TagDescriptions).toHaveLength(20);
    await expect(elb.send(new DescribeTagsCommand({ ResourceArns: arns }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  test('one resource that is gone fails the whole batch', async () => {
    const { account, elb } = world();
    const arns = addMany(account, 2);
    const targetGroup = account.addTargetGroup({ name: 'tg' });
    await expect(elb.send(new DescribeTagsCommand({ ResourceArns: [...arns, MISSING] }))).rejects.toBeInstanceOf(
      LoadBalancerNotFoundException,
    );
    await expect(
      elb.send(new DescribeTagsCommand({ ResourceArns: [targetGroup, `${targetGroup}0`] })),
    ).rejects.toBeInstanceOf(TargetGroupNotFoundException);
  });

  test('are added to those that are there, or take their place', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', tags: { team: 'a', keep: 'yes' } });
    await elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: [{ Key: 'team', Value: 'b' }, { Key: 'new' }] }));
    expect(Object.fromEntries(account.tagsOf(arn))).toEqual({ team: 'b', keep: 'yes', new: '' });
  });

  test('removing one that is not there succeeds, and removes nothing else', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', tags: { team: 'a', keep: 'yes' } });
    await elb.send(new RemoveTagsCommand({ ResourceArns: [arn], TagKeys: ['team', 'absent'] }));
    expect(Object.fromEntries(account.tagsOf(arn))).toEqual({ keep: 'yes' });
  });

  test('50 fit on a resource, not 51; one that is overwritten needs no room, nor do those of AWS', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', tags: { 'aws:cloudformation:stack-name': 's' } });
    await elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: tags(50) }));
    await elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: tags(1) }));
    await expect(elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: tags(1, 50) }))).rejects.toBeInstanceOf(
      TooManyTagsException,
    );
    expect(account.tagsOf(arn).size).toBe(51);
  });

  test.each([
    ['an empty key', { Key: '', Value: 'v' }],
    ['a key of 129 characters', { Key: 'k'.repeat(129), Value: 'v' }],
    ['a value of 257 characters', { Key: 'k', Value: 'v'.repeat(257) }],
    ['JSON for a value', { Key: 'k', Value: '{"a":1}' }],
    ['a comma in the key', { Key: 'a,b', Value: 'v' }],
    ['the prefix of AWS', { Key: 'aws:mine', Value: 'v' }],
  ])('a tag with %s is refused', async (_title, tag) => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n' });
    await expect(elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: [tag] }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
    expect(account.tagsOf(arn).size).toBe(0);
  });

  test('the longest tag, an instant and letters of any language are accepted', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n' });
    const Tags = [
      { Key: 'k'.repeat(128), Value: 'v'.repeat(256) },
      { Key: 'nlb-janitor/quarantined-at', Value: '2026-03-01T00:00:00.000Z' },
      { Key: 'équipe', Value: 'réseau + données = a@b' },
    ];
    await elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags }));
    expect(account.tagsOf(arn).size).toBe(3);
  });

  test('a key given twice is refused', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n' });
    const Tags = [
      { Key: 'k', Value: '1' },
      { Key: 'k', Value: '2' },
    ];
    await expect(elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags }))).rejects.toMatchObject({
      name: 'DuplicateTagKeysException',
    });
  });
});

describe('deleting a load balancer', () => {
  test('removes it with its listeners and tags, and leaves its target groups', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', targetGroups: [{ name: 'tg' }] });
    const { Listeners } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn: arn }));
    expect(Listeners).toHaveLength(1);
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    expect((await elb.send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toEqual([]);
    await expect(elb.send(new DescribeTagsCommand({ ResourceArns: [arn] }))).rejects.toBeInstanceOf(
      LoadBalancerNotFoundException,
    );
    await expect(
      elb.send(new DescribeListenersCommand({ ListenerArns: [Listeners?.[0]?.ListenerArn ?? ''] })),
    ).rejects.toMatchObject({ name: 'ListenerNotFoundException' });
    expect((await elb.send(new DescribeTargetGroupsCommand({}))).TargetGroups).toHaveLength(1);
  });

  test('succeeds a second time, and for one that never was', async () => {
    const { account, elb } = world();
    const [arn] = addMany(account, 1);
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: MISSING }));
    expect(account.loadBalancers.size).toBe(0);
  });

  test('is refused by deletion protection, in AWS words', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', deletionProtection: true });
    const { Attributes } = await elb.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }));
    expect(Attributes).toContainEqual({ Key: 'deletion_protection.enabled', Value: 'true' });
    const refused = elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    await expect(refused).rejects.toBeInstanceOf(OperationNotPermittedException);
    await expect(refused).rejects.toThrow(
      `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
    );
    expect(account.loadBalancers.has(arn)).toBe(true);
  });

  test('is refused while another service uses it', async () => {
    const { account, elb } = world();
    const arn = account.addNetworkLoadBalancer({ name: 'n', usedByService: true });
    await expect(elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }))).rejects.toBeInstanceOf(
      ResourceInUseException,
    );
    account.loadBalancer(arn).usedByService = false;
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    expect(account.loadBalancers.has(arn)).toBe(false);
  });
});

describe('target groups', () => {
  function nlbWithGroup() {
    const { account, elb, clock } = world();
    const arn = account.addNetworkLoadBalancer({
      name: 'n',
      targetGroups: [{ name: 'tg', targets: [{ id: 'i-1', state: 'healthy' }] }],
    });
    const [targetGroup = ''] = account.targetGroups.keys();
    const describe = async () => (await elb.send(new DescribeTargetGroupsCommand({}))).TargetGroups;
    return { account, elb, clock, arn, targetGroup, describe };
  }

  test('stay in use for ten seconds after their load balancer was deleted', async () => {
    const { elb, clock, arn, targetGroup, describe } = nlbWithGroup();
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    clock.advance({ seconds: 9 });
    expect(await describe()).toMatchObject([{ LoadBalancerArns: [arn] }]);
    await expect(elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: targetGroup }))).rejects.toThrow(
      'is currently in use by a listener or a rule',
    );
    clock.advance({ seconds: 1 });
    expect(await describe()).toMatchObject([{ LoadBalancerArns: [] }]);
    await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: targetGroup }));
    expect(await describe()).toEqual([]);
  });

  test('are free at once when the load balancer has been gone for long', async () => {
    const { account, elb, arn, targetGroup, describe } = nlbWithGroup();
    account.removeLoadBalancer(arn);
    expect(await describe()).toMatchObject([{ LoadBalancerArns: [] }]);
    await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: targetGroup }));
    await elb.send(new DeleteTargetGroupCommand({ TargetGroupArn: targetGroup }));
    expect(await describe()).toEqual([]);
  });

  test('name every load balancer that forwards to them, and are found by each', async () => {
    const { account, elb, arn, targetGroup, describe } = nlbWithGroup();
    const other = account.addNetworkLoadBalancer({ name: 'other' });
    account.attach(other, targetGroup);
    expect(await describe()).toMatchObject([{ LoadBalancerArns: [arn, other] }]);
    const found = await elb.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: other }));
    expect(found.TargetGroups).toMatchObject([{ TargetGroupArn: targetGroup }]);
    await expect(elb.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: MISSING }))).rejects.toBeInstanceOf(
      LoadBalancerNotFoundException,
    );
    await expect(elb.send(new DescribeTargetGroupsCommand({ Names: ['absent'] }))).rejects.toBeInstanceOf(
      TargetGroupNotFoundException,
    );
  });

  test('say how their targets are, and that nobody uses them once nobody does', async () => {
    const { account, elb, arn, targetGroup } = nlbWithGroup();
    const health = async () =>
      (await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup }))).TargetHealthDescriptions;
    expect(await health()).toMatchObject([{ Target: { Id: 'i-1' }, TargetHealth: { State: 'healthy' } }]);
    account.setHealth(targetGroup, 'unhealthy');
    expect(await health()).toMatchObject([{ TargetHealth: { State: 'unhealthy' } }]);
    account.removeLoadBalancer(arn);
    expect(await health()).toMatchObject([{ TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } }]);
    await expect(
      elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: `${targetGroup}0` })),
    ).rejects.toBeInstanceOf(TargetGroupNotFoundException);
  });
});

describe('throttling', () => {
  const reads = (count: number) => Array.from({ length: count }, () => new DescribeLoadBalancersCommand({}));

  test('is off until it is switched on', async () => {
    const { account, elb } = world();
    for (const read of reads(100)) await elb.send(read);
    expect(account.calls).toHaveLength(100);
  });

  test('lets 40 calls through at once, and ten more per second', async () => {
    const { account, elb, clock } = world();
    account.throttling.switchOn();
    for (const read of reads(40)) await elb.send(read);
    await expect(elb.send(new DescribeLoadBalancersCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException' });
    clock.advance({ seconds: 1 });
    for (const read of reads(10)) await elb.send(read);
    await expect(elb.send(new DescribeLoadBalancersCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  test('lets 20 changes through at once, and three more per second, reads apart', async () => {
    const { account, elb, clock } = world();
    account.throttling.switchOn();
    const change = () => elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: MISSING }));
    for (let index = 0; index < 20; index += 1) await change();
    await expect(change()).rejects.toMatchObject({ name: 'ThrottlingException' });
    for (const read of reads(20)) await elb.send(read);
    clock.advance({ seconds: 1 });
    for (let index = 0; index < 3; index += 1) await change();
    await expect(change()).rejects.toMatchObject({ name: 'ThrottlingException' });
  });
});

describe('tags of what is made', () => {
  const made = (tags: Record<string, string>) => {
    const { account } = world();
    return [
      () => account.addNetworkLoadBalancer({ name: 'tagged', tags }),
      () => account.addTargetGroup({ name: 'tagged', tags }),
    ];
  };

  it.each([
    { team: 'a\u001b[31m' },
    { team: 'a\nb' },
    { team: 'a\u202eb' },
    { 'a,b': '' },
    { '': 'a' },
    { a: 'x'.repeat(257) },
  ])('hold only what ELB takes: %j', (tags) => {
    for (const make of made(tags)) expect(make).toThrow('allowed characters');
  });

  it.each([{ 'team/é': 'a b_.:/=+-@' }, { separators: 'a\u2028b' }, { 'aws:cloudformation:stack-name': 'x' }, {}])(
    'hold what it takes, and what AWS sets itself: %j',
    (tags) => {
      for (const make of made(tags)) expect(make).not.toThrow();
    },
  );
});
