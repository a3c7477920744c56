/** The whole way of one message, from its sender to what was done, and what becomes of it when something fails. */
import { someOf } from '../lambda/core/scope.ts';
import { clusterDeletion, scheduled, stripping, tagFlip } from './support/events.ts';
import { deeds, Life } from './support/life.ts';
import { lifeOf, QueueFed } from './support/queue-fed.ts';

const EVERYTHING = { is: 'everything' } as const;

describe('an approval after the window is over', () => {
  it('wakes sweep, which wakes reap for this NLB, which deletes it', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = '', other = ''] = arns;
    life.flip(arn, 'approval', 'approved');
    fed.send('sweep', tagFlip(arn, 'approval', 'approved', 1));
    const runs = await fed.settle();
    expect(runs.map(({ of, scope }) => [of, scope])).toMatchObject([
      ['sweep', someOf({ arns: [arn] })],
      ['reap', someOf({ arns: [arn] })],
    ]);
    expect([...life.account.loadBalancers.keys()]).toEqual([other]);
  });

  it('is deleted at the next schedule when its event never came', async () => {
    const { life, fed, arns } = await lifeOf(1);
    life.flip(arns[0] ?? '', 'approval', 'approved');
    fed.send('sweep', scheduled('2026-03-09T11:00:00Z'));
    expect((await fed.settle()).map(({ of, scope }) => [of, scope])).toEqual([
      ['sweep', EVERYTHING],
      ['reap', EVERYTHING],
    ]);
    expect(life.account.loadBalancers.size).toBe(0);
  });

  it('is deleted by the schedule of reap when sweep could not wake it, which fails the run', async () => {
    const { life, fed, arns } = await lifeOf(1);
    life.flip(arns[0] ?? '', 'approval', 'approved');
    life.account.fail({ command: 'SendMessage', with: 'denied' });
    fed.send('sweep', scheduled('2026-03-09T11:00:00Z'));
    const [sweep, ...more] = await fed.settle();
    expect(sweep?.result.failures).toEqual([expect.stringMatching(/^reap was not woken: .*sqs:SendMessage/)]);
    expect(more).toEqual([]);
    fed.send('reap', scheduled('2026-03-09T12:00:00Z'));
    await fed.settle();
    expect(life.account.loadBalancers.size).toBe(0);
  });

  it('is deleted although sweep failed in part', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = '', other = ''] = arns;
    life.flip(arn, 'approval', 'approved');
    // To be released, and that fails.
    life.flip(other, 'keep', 'true');
    life.account.fail({ command: 'RemoveTags', with: 'denied' });
    fed.send('sweep', scheduled('2026-03-09T11:00:00Z'));
    const [sweep, reap] = await fed.settle();
    expect(sweep?.result.failures).toHaveLength(1);
    expect(reap === undefined ? [] : deeds(life, reap.result)).toEqual(['deleted shop/web-0']);
  });
});

describe('a crash', () => {
  it('leaves the messages for a later run, and holds up what came after for twenty minutes', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = '', other = ''] = arns;
    for (const one of arns) life.flip(one, 'keep', 'true');
    fed.crashNext();
    fed.send('sweep', tagFlip(arn, 'keep', 'true', 1));
    await fed.settle();
    fed.send('sweep', tagFlip(other, 'keep', 'true', 2));
    expect(await fed.settle()).toEqual([]);
    life.box.clock.advance({ minutes: 20 });
    expect((await fed.settle()).map(({ messages }) => messages)).toEqual([2]);
    expect([life.marks(arn), life.marks(other)]).toEqual([{ keep: 'true' }, { keep: 'true' }]);
  });
});

describe('what cannot be read', () => {
  it('makes no run, holds up nobody and makes no scope wider', async () => {
    const { life, fed, arns } = await lifeOf(2);
    const [arn = ''] = arns;
    for (const body of ['{"source":', 'null', '{"source":"nlb-janitor.sweep"}']) {
      life.account.queues.sweep.send({ body, groupId: 'runs' });
    }
    expect(await fed.settle()).toEqual([]);
    expect(life.account.queues.sweep.bodies).toEqual([]);
    life.account.queues.sweep.send({ body: 'again', groupId: 'runs' });
    fed.send('sweep', tagFlip(arn, 'keep', 'true', 1));
    expect((await fed.settle()).map(({ scope }) => scope)).toMatchObject([someOf({ arns: [arn] })]);
  });
});

it('a deleted cluster comes with its proof, also beside the schedule', async () => {
  const { fed } = await lifeOf(1);
  fed.send('sweep', clusterDeletion('prod'), scheduled('2026-03-09T11:00:00Z'));
  expect((await fed.settle())[0]?.scope).toEqual({
    is: 'everything',
    deletions: [expect.objectContaining({ cluster: 'prod', vpcId: 'vpc-0prod' })],
  });
});

describe('a controller that takes the tags off at once', () => {
  it.each([
    ['elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/1.36.3', 1],
    ['terraform/1.9', 3],
  ])('is known by its event, before CloudTrail lists it: by %s, %i told after two strips', async (userAgent, told) => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { controller: 'aws-load-balancer-controller' });
    const fed = new QueueFed(life);
    await life.sweep();
    for (const nth of [1, 2]) {
      life.box.clock.advance({ minutes: 3 });
      const keys = Object.keys(life.marks(arn)).map((key) => `nlb-janitor/${key}`);
      life.account.removeTags(arn, ...keys);
      const event = stripping(arn, ['nlb-janitor/quarantined-at'], life.box.clock.now(), nth);
      fed.send('sweep', { ...event, detail: { ...(event['detail'] as object), userAgent } });
      const [run] = await fed.settle();
      expect(run?.result.failures).toEqual([]);
    }
    expect(life.told).toEqual(Array.from({ length: told }, () => 'orphan payments/api'));
  });

  it('stays unknown while CloudTrail cannot be read: nothing is told of either', async () => {
    const life = new Life();
    const arn = life.anOrphan('payments/api', { controller: 'aws-load-balancer-controller' });
    const fed = new QueueFed(life);
    life.account.fail({ command: 'LookupEvents', with: 'denied' });
    fed.send('sweep', stripping(arn, ['nlb-janitor/quarantined-at'], life.box.clock.now()));
    await fed.settle();
    expect(life.told).toEqual([]);
  });
});
