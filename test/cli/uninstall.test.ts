/** What is left of a janitor, and how its tags come off, against an account in a box over HTTP. */
import { writeFileSync } from 'node:fs';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { uninstall } from '../../cli/uninstall.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { importGraph, writingFaults } from '../support/read-only.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';
import { sourceFile } from '../support/source-code.ts';

const GRAPH = importGraph(['cli/leftovers.ts', 'cli/leftovers-text.ts'], sourceFile);
const STACK = 'nlb-janitor-eu-west-3';
const SWEEP = `arn:aws:iam::123456789012:role/nlb-janitor-sweep-eu-west-3`;
const QUARANTINE = { 'nlb-janitor/quarantined-at': '2026-03-01T00:00:00Z', 'nlb-janitor/approval': 'approved' };
const MARK = { 'nlb-janitor/companion-of': 'a1/50dc6c495c0c9188' };
let box: Box;
let endpoint: HttpEndpoint;

withOwnVariables();
inFolderOfItsOwn();

beforeEach(async () => {
  box = new Box({ startAt: new Date('2026-03-01T00:00:00Z') });
  endpoint = await pointAt([box.account], box.account.region);
});

afterEach(async () => {
  await endpoint.close();
  await box.close();
});

function outputInto(results: string[], said: string[]) {
  return {
    result: (text: string) => void results.push(text),
    say: (text: string) => void said.push(text),
    paint: plain,
  };
}

async function run(...args: string[]): Promise<{ status: number; result: string; said: string }> {
  const results: string[] = [];
  const said: string[] = [];
  const status = await main(['uninstall', ...args], { version: '0', output: outputInto(results, said) });
  return { status, result: results.join(''), said: said.join('\n') };
}

function deploy(stackName = STACK): void {
  box.account.stackResources.push(
    { stackName, type: 'AWS::Lambda::Function', id: 'nlb-janitor-sweep' },
    { stackName, type: 'AWS::S3::Bucket', id: 'renamed' },
  );
}

const mutating = () =>
  box.account.calls.filter((call) => call.mutating).map(({ command, input }) => ({ command, input }));

/** One of each: quarantined, kept, rejected, foreign, and a marked target group. */
function world() {
  const tag = (name: string, tags: Readonly<Record<string, string>>) =>
    box.account.addNetworkLoadBalancer({ name, tags: { team: 'x', ...tags } });
  return {
    quarantined: box.account.addNetworkLoadBalancer({
      name: 'a1',
      tags: { team: 'x', ...QUARANTINE },
      targetGroups: [{ name: 't1', tags: { team: 'x', ...MARK } }],
    }),
    kept: tag('a2', { ...QUARANTINE, 'nlb-janitor/keep': 'forever' }),
    rejected: tag('a3', { 'nlb-janitor/approval': 'rejected' }),
    foreign: tag('a4', {}),
  };
}

const tagsOf = (arn: string): string[] => [...(box.account.loadBalancers.get(arn)?.tags.keys() ?? [])];

it('loads nothing that writes to look', () => {
  expect(writingFaults(GRAPH)).toEqual([]);
  expect(GRAPH.map(({ path }) => path)).toContain('lambda/aws/load-balancers.ts');
});

it('lists everything that is left, each with its command, and writes nothing', async () => {
  world();
  box.account.otherBuckets.push('nlb-janitor-eu-west-3-nlbjanitorsnapshots1a2b-x', 'mine');
  box.account.secrets.setParameter('/nlb-janitor/paused', 'since', 'String');
  box.account.addCluster({ name: 'prod' });
  box.account.addCluster({ name: 'dev', authenticationMode: 'CONFIG_MAP' });
  box.account.addCluster({ name: 'far', registeredOnly: true });
  for (const arn of [SWEEP, 'arn:aws:iam::123456789012:role/ops']) {
    box.account.clusters.get('prod')?.accessEntries.set(arn, { groups: [], policyArns: [] });
  }
  const webhookArn = 'arn:aws:ssm:eu-west-3:123456789012:parameter/nlb-janitor/slack';
  writeFileSync('nlb-janitor.json', JSON.stringify({ regions: ['eu-west-3'], slack: { webhookArn } }));

  const { status, result } = await run();
  expect(status).toBe(0);
  expect(result.split('\n')).toEqual(
    expect.arrayContaining([
      'The stack: gone.',
      'Tags nlb-janitor/* on 2 load balancers: a1, a2',
      '  npx nlb-janitor uninstall --region eu-west-3 --remove-tags',
      '2 answers of people (keep, rejected) stay, which protect these should the janitor come back: a2, a3. To remove them too:',
      '  npx nlb-janitor uninstall --region eu-west-3 --remove-tags --all-answers',
      'Marks nlb-janitor/companion-of on 1 target group: t1',
      'EKS access entries of its roles: 1.',
      `  aws eks delete-access-entry --region eu-west-3 --cluster-name prod --principal-arn ${SWEEP}`,
      'Lines of its roles in aws-auth cannot be seen from here. In dev:',
      '  aws ssm delete-parameter --region eu-west-3 --name /nlb-janitor/paused',
      '  npx nlb-janitor history --region eu-west-3 --bucket nlb-janitor-eu-west-3-nlbjanitorsnapshots1a2b-x --days 400',
      "  aws ssm delete-parameter --region eu-west-3 --name '/nlb-janitor/slack'",
    ]),
  );
  expect(result).not.toContain('mine');
  expect(mutating()).toEqual([]);
});

it('says that there is nothing, where there is nothing', async () => {
  const { result } = await run();
  for (const line of [
    'Tags nlb-janitor/*: none to remove.',
    'EKS access entries of its roles: none.',
    'The pause: none.',
  ]) {
    expect(result).toContain(`${line}\n`);
  }
});

it.each([
  ['DescribeStackResources', 'The stack: could not be read: cloudformation'],
  ['DescribeTags', 'Tags of load balancers: could not be read: elasticloadbalancing'],
  ['GetParameter', 'The pause: could not be read: ssm'],
  ['ListBuckets', 'Snapshot buckets: could not be read: s3'],
  ['ListClusters', 'Access to clusters: could not be read: eks'],
])('says what %s could not read, shows the rest, and fails', async (command, words) => {
  world();
  box.account.fail({ command, with: 'denied' });
  const { status, result } = await run();
  expect(status).toBe(1);
  expect(result).toContain(words);
  expect(result).toContain('Log groups');
});

it('says that the stack goes first, in an app of its own too, with the bucket that it made', async () => {
  deploy();
  expect((await run()).result).toContain(`  npx cdk destroy ${STACK}\n`);
  box.account.stackResources.length = 0;
  deploy('shop');
  const { result } = await run();
  expect(result).toContain('The stack shop: still there, an app of your own.');
  expect(result).not.toContain('cdk destroy');
  expect(result).toContain('Snapshot bucket renamed:');
});

describe('--remove-tags', () => {
  it('takes tags and marks off, and leaves what people said and what is not the janitor’s', async () => {
    const { quarantined, kept, rejected, foreign } = world();
    const { status, result } = await run('--remove-tags', '--yes');
    expect(status).toBe(0);
    expect([quarantined, kept, rejected, foreign].map(tagsOf)).toEqual([
      ['team'],
      ['team', 'nlb-janitor/keep'],
      ['team', 'nlb-janitor/approval'],
      ['team'],
    ]);
    expect(mutating()).toEqual([
      { command: 'RemoveTags', input: { ResourceArns: [quarantined], TagKeys: Object.keys(QUARANTINE) } },
      { command: 'RemoveTags', input: { ResourceArns: [kept], TagKeys: Object.keys(QUARANTINE) } },
      {
        command: 'RemoveTags',
        input: { ResourceArns: [expect.stringContaining('targetgroup/t1/')], TagKeys: Object.keys(MARK) },
      },
    ]);
    expect(result).toContain('t1: removed nlb-janitor/companion-of\n');
  });

  it('takes the answers too when all are asked for', async () => {
    const all = Object.values(world());
    expect((await run('--remove-tags', '--all-answers', '--yes')).status).toBe(0);
    expect(all.map(tagsOf)).toEqual([['team'], ['team'], ['team'], ['team']]);
  });

  it('refuses while the stack is there, and while nobody knows', async () => {
    world();
    const allow = box.account.fail({ command: 'DescribeStackResources', with: 'denied' });
    expect(await run('--remove-tags', '--yes')).toMatchObject({
      status: 1,
      said: expect.stringContaining('could not be read'),
    });
    allow();
    deploy();
    expect(await run('--remove-tags', '--yes')).toMatchObject({
      status: 1,
      said: expect.stringContaining('is still deployed'),
    });
    expect(mutating()).toEqual([]);
  });

  it('goes on after one that fails, and fails', async () => {
    const { quarantined, kept } = world();
    const once = box.account.fail({ command: 'RemoveTags', with: 'denied' });
    box.account.onAnswer = undefined;
    box.account.onCall = ({ command, input }) => {
      if (command === 'RemoveTags' && JSON.stringify(input).includes(kept)) once();
    };
    const { status, said } = await run('--remove-tags', '--yes');
    expect([status, tagsOf(quarantined).length, tagsOf(kept)]).toEqual([1, 3, ['team', 'nlb-janitor/keep']]);
    expect(said).toContain('a1: elasticloadbalancing RemoveTags: AccessDenied');
  });

  it('leaves a no that came after the list was read', async () => {
    const { quarantined } = world();
    let reads = 0;
    box.account.onCall = ({ command, input }) => {
      if (command !== 'DescribeTags' || !JSON.stringify(input).includes(quarantined)) return;
      reads += 1;
      if (reads === 2) box.account.loadBalancers.get(quarantined)?.tags.set('nlb-janitor/approval', 'rejected');
    };
    expect((await run('--remove-tags', '--yes')).status).toBe(0);
    expect(tagsOf(quarantined)).toEqual(['team', 'nlb-janitor/approval']);
  });

  const asked = async (answer: () => boolean): Promise<number> =>
    uninstall({ region: [], removeTags: true }, outputInto([], []), async () => answer());

  it('asks before, and removes nothing after a no', async () => {
    const { quarantined } = world();
    expect(await asked(() => false)).toBe(1);
    expect(mutating()).toEqual([]);
    expect(await asked(() => true)).toBe(0);
    expect(tagsOf(quarantined)).toEqual(['team']);
  });

  it('looks again after the answer: somebody may have deployed it meanwhile', async () => {
    world();
    const answer = (): boolean => {
      deploy();
      return true;
    };
    await expect(asked(answer)).rejects.toThrow('is still deployed');
    expect(mutating()).toEqual([]);
  });

  it('asks nothing where there is nothing to remove', async () => {
    expect(await asked(() => false)).toBe(0);
  });
});

it.each([
  ['to remove without a terminal to ask on', ['--remove-tags'], 'say yes to that with --yes'],
  ['a yes to nothing', ['--yes'], 'go with --remove-tags'],
  ['all answers of nothing', ['--all-answers'], 'go with --remove-tags'],
  ['two regions', ['-r', 'eu-west-3', '-r', 'eu-west-1'], 'give one --region'],
])('refuses %s before any call', async (_what, args, words) => {
  expect(await run(...args)).toEqual({ status: 2, result: '', said: expect.stringContaining(words) });
  expect(box.account.calls).toEqual([]);
});
