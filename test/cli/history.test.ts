/** `history` as a command, against an account in a box over HTTP: what was deleted, and from which bucket. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readHistory } from '../../cli/deletion-records.ts';
import { renderHistory } from '../../cli/history.ts';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { reap } from '../../lambda/reap.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { sweep } from '../../lambda/sweep.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree } from '../../sandbox/made-by-controllers.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';

const SETTINGS = parseSettings({ regions: ['eu-west-3'] }, 'test');
const EVERYTHING = { is: 'everything' } as const;
/** Before the tests are in folders of their own. */
const PERMISSIONS = readFileSync('docs/permissions.md', 'utf8');
const NOTHING = 'Nothing was deleted in the last 30 days.\n';

let box: Box;
let endpoint: HttpEndpoint;
let bucket: string;

inFolderOfItsOwn();
withOwnVariables();

beforeEach(async () => {
  box = new Box({ startAt: new Date(Date.now() - 10 * 86_400_000), region: 'eu-west-3' });
  bucket = box.account.bucket.name;
  endpoint = await pointAt([box.account], 'eu-west-3');
});

afterEach(async () => {
  await endpoint.close();
  await box.close();
});

async function run(...options: string[]) {
  const said: string[] = [];
  const before = box.account.calls.length;
  const say = (text: string) => void said.push(text);
  const status = await main(['history', ...options], { version: '0', output: { result: say, say, paint: plain } });
  const calls = box.account.calls.slice(before);
  expect(calls.filter(({ mutating }) => mutating)).toEqual([]);
  const commands = calls.map(({ command }) => command);
  return { status, said: said.join('\n'), commands, asksStack: commands.includes(ASKS_STACK) };
}

const ASKS_STACK = 'DescribeStackResources';

function deploy(...buckets: string[]): void {
  box.account.stackResources.push(
    { stackName: 'mine', type: 'AWS::Lambda::Function', id: 'nlb-janitor-sweep' },
    ...buckets.map((id) => ({ stackName: 'mine', type: 'AWS::S3::Bucket', id })),
  );
}

const settingsOf = (settings: object): void => writeFileSync('nlb-janitor.json', JSON.stringify(settings));

describe('what was deleted', () => {
  async function deleteOne(): Promise<string> {
    await box.addCluster({ name: 'prod', vpcId: 'vpc-0prod', createdAt: new Date('2025-06-01T08:00:00Z') });
    const orphan = inTree(box, 'prod', 'checkout/legacy', { target: 'unhealthy' }, 'gone');
    box.account.subscribe({ protocol: 'email', endpoint: 'a@example.com', confirmed: true });
    await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
    box.account.setTags(orphan.arn, { 'nlb-janitor/approval': 'approved' });
    box.clock.advance({ days: 8 });
    await reap(EVERYTHING, box.reapWorld(), SETTINGS);
    return orphan.name;
  }

  it('is shown with its target groups, from the outcomes', async () => {
    const name = await deleteOne();
    const shown = renderHistory(await readHistory(box.reapWorld().write.snapshots, box.clock.now(), 3), 3);
    expect(shown).toContain(name);
    expect(shown).toMatch(/target group \S+: deleted/);
    expect(shown).toContain('1 load balancer deleted in the last 3 days: about USD 26.62 a month saved.');
  });

  it('is found without a word of where, with the rights that docs/permissions.md lists', async () => {
    const name = await deleteOne();
    deploy(bucket);
    const filler = { stackName: 'mine', type: 'AWS::IAM::Policy', id: 'policy' };
    box.account.stackResources.push(...Array.from({ length: 100 }, () => filler));
    const { status, said, commands } = await run();
    expect([status, said]).toEqual([0, expect.stringContaining(name)]);
    const rights: Record<string, string | undefined> = {
      // Takes no right.
      GetCallerIdentity: undefined,
      DescribeStackResources: 'cloudformation:DescribeStackResources',
      ListStackResources: 'cloudformation:ListStackResources',
      ListObjectsV2: 's3:ListBucket',
      GetObject: 's3:GetObject',
    };
    const takes = new Set(commands.map((command) => (command in rights ? rights[command] : command)));
    const [, about = ''] = /\n`history` needs ([^]*?)\n\n/.exec(PERMISSIONS) ?? [];
    const listed = [...about.matchAll(/`(\w+:\w+)`/g)].map(([, right = '']) => right);
    expect(listed.toSorted()).toEqual([...takes].filter((right) => right !== undefined).toSorted());
  });

  it('is nothing where nothing was', async () => {
    expect(renderHistory(await readHistory(box.reapWorld().write.snapshots, box.clock.now(), 30), 30)).toBe(NOTHING);
  });
});

test('needs a sensible number of days', async () => {
  expect((await run('--bucket', 'b', '--days', '0')).said).toContain('whole number from 1');
});

describe('a bucket that is named', () => {
  it.each<[string, () => readonly string[]]>([
    ['by the option', () => ['--bucket', bucket]],
    [
      'in the environment',
      () => {
        process.env['NLB_JANITOR_BUCKET'] = bucket;
        return [];
      },
    ],
  ])('%s, is read, and no stack is asked for', async (_, naming) => {
    deploy('another');
    expect(await run(...naming())).toMatchObject({ status: 0, said: NOTHING, asksStack: false });
  });

  it('goes before that of the environment and that of the settings', async () => {
    process.env['NLB_JANITOR_BUCKET'] = 'another';
    settingsOf({ regions: ['eu-west-3'], snapshotBucket: 'another' });
    expect(await run('--bucket', bucket)).toMatchObject({ status: 0, said: NOTHING });
  });

  it('needs no settings: a fault in them is not in the way', async () => {
    settingsOf({ regions: ['eu-west-3'], approvall: 'required' });
    expect(await run('--bucket', bucket)).toMatchObject({ status: 0, said: NOTHING });
    // The twins: without it, or with a file that is named, they count.
    const ofSettings = { status: 2, commands: [], said: expect.stringContaining('approvall') };
    expect(await run()).toMatchObject(ofSettings);
    expect(await run('--bucket', bucket, '--settings', 'nlb-janitor.json')).toMatchObject(ofSettings);
  });

  it('is not blank', async () => {
    expect(await run('--bucket', '')).toMatchObject({
      status: 2,
      commands: [],
      said: expect.stringContaining('is blank'),
    });
  });

  it('is of one region: several are refused, not read in part', async () => {
    const named = ['--bucket', bucket, '-r', 'eu-west-3'];
    const { status, said, commands } = await run(...named, '-r', 'eu-west-1', '-r', 'us-east-1');
    expect([status, commands]).toEqual([2, []]);
    expect(said).toContain('give one --region, and run it again with the bucket of eu-west-1 and us-east-1');
    expect(await run(...named, '-r', 'eu-west-3')).toMatchObject({ status: 0, said: NOTHING });
  });
});

describe('a bucket that nobody named', () => {
  it('is that of the stack', async () => {
    deploy(bucket);
    expect(await run()).toMatchObject({ status: 0, said: NOTHING, asksStack: true });
  });

  it('is that of the settings, before the stack is asked for', async () => {
    deploy('another');
    settingsOf({ regions: ['eu-west-3'], snapshotBucket: bucket });
    expect(await run()).toMatchObject({ status: 0, said: NOTHING, asksStack: false });
  });

  it('is never that of settings for another region', async () => {
    settingsOf({ regions: ['eu-west-1'], snapshotBucket: bucket });
    expect(await run('--region', 'eu-west-3')).toMatchObject({ status: 1, asksStack: true });
  });

  it.each<[string, () => unknown, readonly string[]]>([
    ['no stack is here', () => undefined, ['nlb-janitor is not deployed in eu-west-3', 'uninstall --region eu-west-3']],
    ['the stack made none', () => deploy(), ['stack mine in eu-west-3 made none', '--settings']],
    [
      'the stack cannot be read',
      () => {
        deploy(bucket);
        box.account.fail({ command: ASKS_STACK, with: 'denied' });
      },
      ['The stack in eu-west-3 could not be read', 'AccessDenied', 'SnapshotBucket'],
    ],
    ['the stack has two', () => deploy('db-snapshots', bucket), [`may be it: db-snapshots and `]],
  ])('fails, and says how to name it, where %s', async (_, change, says) => {
    change();
    const { status, said } = await run();
    expect(status).toBe(1);
    for (const words of [...says, '--bucket']) expect(said).toContain(words);
    // The twin: it is named.
    expect(await run('--bucket', bucket)).toMatchObject({ status: 0, said: NOTHING });
  });

  it('is of one region too', async () => {
    deploy(bucket);
    const several = await run('-r', 'eu-west-3', '-r', 'eu-west-1');
    expect(several).toMatchObject({ status: 2, commands: [] });
    expect(several.said).toContain('each region has a bucket of its own: give one --region');
  });
});
