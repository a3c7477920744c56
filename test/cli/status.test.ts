/** `status` as a command against an account in a box over HTTP: few calls, no writing, a pause first. */
import { writeFileSync } from 'node:fs';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { reap } from '../../lambda/reap.ts';
import { sweep } from '../../lambda/sweep.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree } from '../../sandbox/made-by-controllers.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';

const SETTINGS = parseSettings({ regions: ['eu-west-3'] }, 'test');
const EVERYTHING = { is: 'everything' } as const;

let box: Box;
let endpoint: HttpEndpoint;
let orphan: { arn: string; name: string };

inFolderOfItsOwn();
withOwnVariables();

beforeEach(async () => {
  const tenDaysAgo = new Date(Date.now() - 10 * 86_400_000);
  box = new Box({ startAt: tenDaysAgo, region: 'eu-west-3' });
  await box.addCluster({ name: 'prod', vpcId: 'vpc-0prod', createdAt: new Date('2025-06-01T08:00:00Z') });
  orphan = inTree(box, 'prod', 'checkout/legacy', { target: 'unhealthy' }, 'gone');
  box.account.subscribe({ protocol: 'email', endpoint: 'a@example.com', confirmed: true });
  endpoint = await pointAt([box.account], 'eu-west-3');
});

afterEach(async () => {
  await endpoint.close();
  await box.close();
});

async function run(...args: string[]) {
  const shown: string[] = [];
  const said: string[] = [];
  const before = box.account.calls.length;
  const output = {
    result: (text: string) => void shown.push(text),
    say: (text: string) => void said.push(text),
    paint: plain,
  };
  const status = await main(args, { version: '0', output });
  const calls = box.account.calls.slice(before);
  return {
    status,
    shown: shown.join('\n'),
    said: said.join('\n'),
    commands: calls.map(({ command }) => command).toSorted(),
    wrote: calls.filter(({ mutating }) => mutating).length,
  };
}

const words = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('says what was looked at where nothing is pending, with five calls', async () => {
  const { status, shown, commands, wrote } = await run('status');
  expect([status, wrote]).toEqual([0, 0]);
  expect(commands).toEqual([
    'DescribeLoadBalancers',
    'DescribeStackResources',
    'DescribeTags',
    'GetCallerIdentity',
    'GetParameter',
  ]);
  expect(words(shown)).toContain('1 Network Load Balancer looked at, none of them quarantined. Mode delete,');
  expect(words(shown)).toContain('Not looked at: name the bucket with --bucket');
  expect(shown).not.toContain('PAUSED');
});

test('shows the answer, the day and the pause, which comes first', async () => {
  await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
  const first = words((await run('status')).shown);
  expect(first).toContain('Answer: nobody answered Not before');
  expect(first).toContain('its Service is gone (service-gone)');
  box.account.setTags(orphan.arn, { 'nlb-janitor/approval': 'approved' });
  expect((await run('status')).shown).toMatch(/: checkout\/legacy may be deleted \(approved\)/);
  await run('pause');
  const { status, shown, wrote } = await run('status');
  expect([status, wrote]).toEqual([0, 0]);
  expect(words(shown)).toMatch(
    /UTC PAUSED: nothing is tagged, released or deleted\. It is paused since \d{4}-\d\d-\d\d \d\d:\d\d UTC by /,
  );
  expect(words(shown)).toContain('Nothing while it is paused. Once it runs again:');
});

test('shows what was deleted, from the bucket that is named', async () => {
  await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
  box.account.setTags(orphan.arn, { 'nlb-janitor/approval': 'approved' });
  box.clock.advance({ days: 8 });
  await reap(EVERYTHING, box.reapWorld(), SETTINGS);
  const { status, shown, wrote } = await run('status', '--bucket', box.account.bucket.name);
  expect([status, wrote]).toEqual([0, 0]);
  expect(words(shown)).toContain('1 load balancer deleted in the last 7 days: about USD 26.62 a month saved.');
  expect(shown).toContain('checkout/legacy: deleted at ');
});

describe('a bucket that nobody named', () => {
  const deploy = (bucket: string): void => {
    box.account.stackResources.push(
      { stackName: 'mine', type: 'AWS::Lambda::Function', id: 'nlb-janitor-sweep' },
      { stackName: 'mine', type: 'AWS::S3::Bucket', id: bucket },
    );
  };
  const NOT_LOOKED = 'Not looked at: name the bucket with --bucket';

  test('is that of the stack', async () => {
    deploy(box.account.bucket.name);
    const { status, shown, said } = await run('status');
    expect([status, said.includes('bucket')]).toEqual([0, false]);
    expect(words(shown)).toContain('Nothing was deleted in the last 7 days');
  });

  test('is not asked for where one is named', async () => {
    deploy('another');
    const { status, commands } = await run('status', '--bucket', box.account.bucket.name);
    expect([status, commands.includes('DescribeStackResources')]).toEqual([0, false]);
  });

  test('is that of the settings, before the stack is asked for', async () => {
    deploy('another');
    const snapshotBucket = box.account.bucket.name;
    writeFileSync('nlb-janitor.json', JSON.stringify({ regions: ['eu-west-3'], snapshotBucket }));
    const { status, shown, commands } = await run('status');
    expect([status, commands.includes('DescribeStackResources')]).toEqual([0, false]);
    expect(words(shown)).toContain('Nothing was deleted in the last 7 days');
  });

  test('is not that of settings for another region', async () => {
    const snapshotBucket = box.account.bucket.name;
    writeFileSync('nlb-janitor.json', JSON.stringify({ regions: ['eu-west-1'], snapshotBucket }));
    const { status, shown, commands } = await run('status', '--region', 'eu-west-3');
    expect([status, commands.includes('DescribeStackResources')]).toEqual([0, true]);
    expect(words(shown)).toContain(NOT_LOOKED);
  });

  test.each<[string, () => unknown, string]>([
    [
      'the stack cannot be read',
      () => box.account.fail({ command: 'DescribeStackResources', with: 'denied' }),
      'stack',
    ],
    ['its bucket cannot be read', () => deploy('another'), 'The bucket of the stack could not be read'],
    [
      'the stack has two that may be it',
      () => {
        deploy('db-snapshots');
        box.account.stackResources.push({ stackName: 'mine', type: 'AWS::S3::Bucket', id: box.account.bucket.name });
      },
      'several buckets that may be it: db-snapshots and',
    ],
  ])('costs nothing where %s', async (_, change, says) => {
    change();
    const { status, shown, said } = await run('status');
    expect([status, words(shown).includes(NOT_LOOKED)]).toEqual([0, true]);
    expect(said).toContain(says);
  });
});

test('fails visibly, and still shows the rest, where the bucket or the tags cannot be read', async () => {
  const bucket = await run('status', '--bucket', 'another');
  expect(bucket.status).toBe(1);
  expect(words(bucket.shown)).toContain('The records could not be read:');
  box.account.fail({ command: 'DescribeTags', with: 'denied' });
  const tags = await run('status', '--output', 'json');
  expect([tags.status, JSON.parse(tags.shown).reports[0].unreadable]).toEqual([
    1,
    [expect.objectContaining({ source: `tags of ${orphan.name}` })],
  ]);
});

test('has a bucket of one region only', async () => {
  const { status, said, commands } = await run('status', '-r', 'eu-west-3', '-r', 'eu-west-1', '--bucket', 'b');
  expect([status, commands]).toEqual([2, []]);
  expect(said).toContain('bucket b is of one region');
});

test('a region that cannot be listed has a failure, and no list that could be taken for an empty one', async () => {
  box.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
  const { status, shown } = await run('status', '--output', 'json');
  expect([status, Object.keys(JSON.parse(shown).reports[0])]).toEqual([1, ['region', 'failure']]);
});

describe('an answer', () => {
  beforeEach(() => sweep(EVERYTHING, box.sweepWorld(), SETTINGS));

  test('to approve says where cautions are shown, and that it is paused', async () => {
    const running = await run('approve', orphan.arn);
    expect([running.status, running.said]).toEqual([
      0,
      expect.stringContaining('`npx nlb-janitor scan` or `explain` shows'),
    ]);
    expect(running.said).not.toContain('paused');
    await run('pause');
    expect((await run('approve', orphan.arn)).said).toContain('the janitor is paused since ');
  });

  test.each(['keep', 'reject', 'release'])('to %s says that it is paused, and is silent otherwise', async (verb) => {
    expect((await run(verb, orphan.arn)).said).toBe('');
    await run('pause');
    expect((await run(verb, orphan.arn)).said).toMatch(/^eu-west-3: the janitor is paused since /);
  });

  test('is given although the switch cannot be read', async () => {
    box.account.fail({ command: 'GetParameter', with: 'denied' });
    const { status, said } = await run('approve', orphan.arn);
    expect([status, said]).toEqual([0, expect.stringContaining('whether the janitor is paused is not known')]);
  });
});
