/**
 * The command line as people run it: a process of its own with nothing but an environment, against accounts in a box over
 * real HTTP and TLS. It must never make a call that could change an account.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { Account } from '../../sandbox/account.ts';
import { endpointEnvironment, startHttpEndpoint, type HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree, showHostname } from '../../sandbox/made-by-controllers.ts';

const CLI = resolve('cli/nlb-janitor.js');
const START = new Date('2026-03-01T00:00:00Z');
const VPC = 'vpc-0prod';

/** The region with a cluster, one with a single foreign NLB, and one in which nothing may be listed. */
const [HERE, ELSEWHERE, DENIED] = ['eu-west-3', 'eu-west-1', 'eu-central-1'];

interface World {
  readonly box: Box;
  readonly accounts: readonly Account[];
  readonly endpoint: HttpEndpoint;
  /** Without a cdk.json, so that settings are the defaults. */
  readonly folder: string;
  readonly orphan: { readonly arn: string; readonly name: string; readonly dnsName: string };
  readonly alb: string;
}

let world: World;

beforeAll(async () => {
  const box = new Box({ startAt: START, region: HERE });
  await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
  const live = inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'healthy', newFlows: 900 });
  showHostname(box, 'prod', 'payments/api', live.dnsName);
  const orphan = inTree(box, 'prod', 'checkout/legacy', { vpcId: VPC, target: 'unhealthy' }, 'gone');
  inTree(box, 'prod', 'audit/export', { vpcId: VPC, tags: { 'nlb-janitor/keep': 'forever' } }, 'gone');
  const createdAt = new Date('2025-09-01T08:00:00Z');
  box.account.addNetworkLoadBalancer({ name: 'vpn-gateway', createdAt, tags: { team: 'network' } });
  const alb = box.account.addLoadBalancer('application', { name: 'shop-alb', createdAt });

  const elsewhere = new Account({ clock: box.clock, region: ELSEWHERE });
  elsewhere.addNetworkLoadBalancer({ name: 'bastion', createdAt });
  const denied = new Account({ clock: box.clock, region: DENIED });
  denied.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
  // The command line has no other clock.
  box.clock.followRealTime();
  const accounts = [box.account, elsewhere, denied];
  const endpoint = await startHttpEndpoint(accounts);
  const folder = await mkdtemp(join(tmpdir(), 'nlb-janitor-'));
  world = { box, accounts, endpoint, folder, orphan, alb };
});

afterAll(async () => {
  await rm(world.folder, { recursive: true });
  await world.endpoint.close();
  await world.box.close();
});

afterEach(() => {
  const changing = world.accounts.flatMap(({ calls }) => calls).filter(({ mutating }) => mutating);
  if (changing.length > 0) throw new Error(`calls that change something: ${JSON.stringify(changing)}`);
});

function environment(): Record<string, string> {
  // No configuration file of the machine may have a say.
  const files = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  // Parsed modules are kept from one process to the next: most of a run is loading code.
  return { ...endpointEnvironment(world.endpoint, HERE), ...files, NODE_COMPILE_CACHE: join(world.folder, 'compiled') };
}

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  args: readonly string[],
  env: Record<string, string> = environment(),
  cwd: string = world.folder,
): Promise<Run> {
  const { promise, resolve: done } = Promise.withResolvers<Run>();
  execFile(process.execPath, [CLI, ...args], { env, cwd }, (error, stdout, stderr) => {
    done({ status: error === null ? 0 : Number(error.code), stdout, stderr });
  });
  return promise;
}

describe('scan', () => {
  test('prints a table of plain text in 80 columns, progress aside', async () => {
    const { status, stdout, stderr } = await run(['scan']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Account 123456789012, eu-west-3, \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\nORPHANS 1 /);
    expect(stdout).toContain('  service-gone · cluster prod · Service checkout/legacy · in-tree\n');
    expect(stdout).toContain('\n4 Network Load Balancers\n');
    expect(stdout).toContain('\nDeleting the 1 orphan would save about USD ');
    expect(stdout).not.toContain('\u001B');
    // A single longer word, such as an ARN or a hostname, cannot be broken.
    const tooLong = stdout.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
    expect(tooLong).toEqual([]);
    expect(stderr).toMatch(/^Reading eu-west-3\n {2}Found 5 load balancers, 4 of them Network Load Balancers\n/);
  });

  test('prints the JSON of the contract, key by key, and nothing else on stdout', async () => {
    const before = Math.floor(world.box.clock.now().getTime() / 1000);
    const { status, stdout, stderr } = await run(['scan', '--output', 'json']);
    expect([status, stderr.startsWith('Reading eu-west-3\n')]).toEqual([0, true]);
    const { version, reports } = JSON.parse(stdout);
    expect([version, reports.length]).toEqual([1, 1]);
    const [report] = reports;
    expect(Object.keys(report)).toEqual(['account', 'region', 'at', 'loadBalancers', 'unreadable']);
    expect(report).toMatchObject({ account: '123456789012', region: HERE, unreadable: [] });
    expect(report.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Date.parse(report.at) / 1000).toBeGreaterThanOrEqual(before);
    expect(Date.parse(report.at)).toBeLessThanOrEqual(world.box.clock.now().getTime());
    for (const loadBalancer of report.loadBalancers) expect(Object.keys(loadBalancer)).toEqual(KEYS);
    expect(report.loadBalancers.map(verdictOf).toSorted()).toEqual([
      'in-use serves-service payments/api',
      'leave-alone kept audit/export',
      'leave-alone not-kubernetes null',
      'orphan service-gone checkout/legacy',
    ]);
    expect(report.loadBalancers.find(({ verdict }: Listed) => verdict === 'orphan')).toEqual({
      ...world.orphan,
      createdAt: '2025-09-01T08:00:00Z',
      controller: 'in-tree',
      cluster: 'prod',
      service: 'checkout/legacy',
      verdict: 'orphan',
      reason: 'service-gone',
      explanation: expect.stringContaining('Service checkout/legacy is not in cluster prod'),
      evidence: expect.arrayContaining([expect.any(String)]),
      cautions: [],
      quarantine: null,
      monthlyCostUsd: 26.62,
    });
  });

  test('prints Markdown, a section for each region, and nothing on stderr when it is to be quiet', async () => {
    const { status, stdout, stderr } = await run(['scan', '-q', '-o', 'markdown', '-r', HERE, '-r', ELSEWHERE]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.match(/^## .*$/gm)).toEqual([
      `## Network Load Balancers of account 123456789012 in ${HERE}`,
      `## Network Load Balancers of account 123456789012 in ${ELSEWHERE}`,
    ]);
    expect(stdout).toContain(`| \`${world.orphan.name}\` | prod, checkout/legacy | service-gone |`);
  });

  test('prints one page of all regions, and of one that cannot be listed', async () => {
    const { status, stdout } = await run(['scan', '-q', '-o', 'html', '-r', HERE, '-r', DENIED]);
    expect(status).toBe(1);
    expect(stdout.match(/<!doctype html>/g)).toHaveLength(1);
    expect(stdout).toContain('checkout/legacy');
    expect(stdout).toContain('DescribeLoadBalancers: AccessDenied');
    const alone = await run(['scan', '-q', '-o', 'html', '-r', DENIED]);
    expect(alone).toMatchObject({ status: 1, stdout: expect.stringContaining('No region could be judged') });
  });

  test.each([
    ['says whose a load balancer is, where a settings file names the tag', { ownerTagKeys: ['team'] }, true],
    ['does not where it names none', {}, false],
  ])('as a page %s', async (_what, given, isSaid) => {
    const file = join(world.folder, 'owners.json');
    await writeFile(file, JSON.stringify({ context: { 'nlb-janitor': { regions: [HERE], ...given } } }));
    const { status, stdout } = await run(['scan', '-q', '-o', 'html', '--settings', file]);
    expect(status).toBe(0);
    expect(stdout).toContain('vpn-gateway');
    expect(stdout.includes('network (tag team)')).toBe(isSaid);
  });

  test('prints the other regions, fails, and says why, when one region cannot be listed', async () => {
    const regions = [DENIED, HERE, ELSEWHERE].flatMap((region) => ['--region', region]);
    const { status, stdout, stderr } = await run(['scan', '--output', 'json', ...regions]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      reports: [
        { region: DENIED, failure: expect.stringContaining('DescribeLoadBalancers: AccessDenied') },
        { region: HERE, loadBalancers: { length: 4 } },
        { region: ELSEWHERE, loadBalancers: [{ name: 'bastion', verdict: 'leave-alone', cluster: null }] },
      ],
    });
    expect(JSON.parse(stdout).reports[0]).not.toHaveProperty('loadBalancers');
    expect(stderr).toContain(
      `Could not judge ${DENIED}: elasticloadbalancing DescribeLoadBalancers: AccessDenied: User:`,
    );
    expect(stderr).toContain('add elasticloadbalancing:DescribeLoadBalancers to the role');
  });

  test('prints an empty stdout and fails when the only region cannot be listed', async () => {
    const { status, stdout, stderr } = await run(['scan', '--region', DENIED]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Could not judge ${DENIED}: `);
  });

  test('says one cause once, with all the regions that it fails', async () => {
    const env = { ...environment(), AWS_ACCESS_KEY_ID: 'AKIASOMEBODYELSES000' };
    const { status, stderr } = await run(['scan', '-q', '-r', HERE, '-r', ELSEWHERE], env);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Could not judge eu-west-3, eu-west-1: sts GetCallerIdentity: InvalidClientTokenId/);
    expect(stderr.match(/GetCallerIdentity/g)).toHaveLength(1);
  });

  test.each([
    [['orphan'], 3],
    [['unknown'], 0],
    [['unknown', 'orphan'], 3],
  ])('with --fail-on %j exits with %i, and prints all the same', async (verdicts, expected) => {
    const { status, stdout } = await run(['scan', '-q', '--fail-on', ...verdicts]);
    expect([status, stdout.includes('ORPHANS 1')]).toEqual([expected, true]);
  });

  test('exits with 1 where a region could not be judged, also when --fail-on found something in another', async () => {
    const { status } = await run(['scan', '-q', '--fail-on', 'orphan', '-r', HERE, '-r', DENIED]);
    expect(status).toBe(1);
  });

  test('refuses a verdict that --fail-on does not know', async () => {
    const { status, stderr } = await run(['scan', '--fail-on', 'in-use']);
    expect(status).toBe(2);
    expect(stderr).toContain('Allowed choices are unknown, orphan');
  });

  test('takes the regions of a settings file in the folder, before that of the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nlb-janitor-'));
    await writeFile(join(folder, 'nlb-janitor.json'), JSON.stringify({ regions: [ELSEWHERE] }));
    const { status, stdout } = await run(['scan', '-q'], environment(), folder);
    await rm(folder, { recursive: true });
    expect(status).toBe(0);
    expect(stdout).toContain(`Account 123456789012, ${ELSEWHERE}, `);
  });

  test('takes the region of AWS_DEFAULT_REGION', async () => {
    const { AWS_REGION: _none, ...env } = environment();
    const { status, stdout } = await run(['scan', '-q'], { ...env, AWS_DEFAULT_REGION: ELSEWHERE });
    expect([status, stdout.startsWith(`Account 123456789012, ${ELSEWHERE}, `)]).toEqual([0, true]);
  });

  test('says of a profile that is missing that it is missing', async () => {
    const env = { ...environment(), AWS_PROFILE: 'prodution' };
    const message = 'there is no profile "prodution" in /dev/null or /dev/null';
    expect(await run(['scan'], env)).toEqual({
      status: 2,
      stdout: '',
      stderr: `nlb-janitor: AWS_PROFILE: ${message}\n`,
    });
    expect((await run(['scan', '--profile', 'prodution'])).stderr).toBe(`nlb-janitor: --profile: ${message}\n`);
  });

  test('fails cleanly when the result cannot be written', async () => {
    const shell = ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, CLI, 'scan', '-q'];
    const child = spawn('/bin/sh', shell, { env: environment(), cwd: world.folder });
    const [[status], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
    expect(status).toBe(1);
    expect(stderr).toBe('nlb-janitor: the result could not be written: ENOSPC: no space left on device, write\n');
  });

  test('fails when AWS does not accept the credentials, and never shows the key', async () => {
    const env = { ...environment(), AWS_ACCESS_KEY_ID: 'AKIASOMEBODYELSES000' };
    const { status, stdout, stderr } = await run(['scan'], env);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('sts GetCallerIdentity: InvalidClientTokenId');
    expect(stderr).toContain('AWS does not accept the credentials');
    expect(stderr).not.toContain('AKIASOMEBODYELSES000');
  });

  test('takes a pipe that closes early for no error', async () => {
    const child = spawn(process.execPath, [CLI, 'scan', '-q'], { env: environment(), cwd: world.folder });
    child.stdout.destroy();
    const [[status], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('explain', () => {
  test('shows every signal for a name', async () => {
    const { status, stdout } = await run(['explain', '-q', world.orphan.name]);
    expect(status).toBe(0);
    expect(stdout).toContain('\nVerdict: orphan (service-gone)\n');
    expect(stdout).toContain('\nSignals, and what each speaks for\n');
    expect(stdout).toContain('\nTags (2)\n  kubernetes.io/cluster/prod = owned\n');
    expect(stdout).not.toContain('\u001B');
  });

  test.each([
    ['its Service', () => 'checkout/legacy'],
    ['its DNS name', () => world.orphan.dnsName],
    ['its ARN', () => world.orphan.arn],
  ])('finds it by %s', async (_what, which) => {
    const { status, stdout } = await run(['explain', '-q', which()]);
    expect([status, stdout.split('\n')[0]]).toEqual([0, world.orphan.name]);
  });

  test('finds an ARN in its own region, whatever region the environment names', async () => {
    const [bastion = ''] = world.accounts[1]?.loadBalancers.keys() ?? [];
    const { status, stdout } = await run(['explain', '-q', bastion]);
    expect(status).toBe(0);
    expect(stdout).toContain('\nVerdict: leave-alone (not-kubernetes)\n');
    expect(stdout).toContain(`Account 123456789012, ${ELSEWHERE}, `);
  });

  test('says of an Application Load Balancer that it is none of its business', async () => {
    const { status, stdout } = await run(['explain', '-q', world.alb]);
    expect(status).toBe(0);
    expect(stdout).toContain('\nVerdict: leave-alone (not-network)\n');
  });

  test('says of a Classic Load Balancer that those are never judged', async () => {
    const arn = `arn:aws:elasticloadbalancing:${HERE}:123456789012:loadbalancer/old-web`;
    expect(await run(['explain', arn])).toEqual({
      status: 2,
      stdout: '',
      stderr: `nlb-janitor: ${arn}: is a Classic Load Balancer; those are never judged\n`,
    });
  });

  test('fails for a name that is not there', async () => {
    const { status, stdout, stderr } = await run(['explain', '-q', 'nobody']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `nlb-janitor: nobody: no such load balancer in ${HERE}; see \`npx nlb-janitor scan\` for those that are there\n`,
    );
  });
});

describe('usage', () => {
  test('shows its help and the commands', async () => {
    const { status, stdout, stderr } = await run(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: nlb-janitor /);
    for (const command of ['demo', 'scan', 'explain']) expect(stdout).toContain(`\n  ${command} `);
  });

  test('asks for a region when nothing names one', async () => {
    const { AWS_REGION: _none, ...env } = environment();
    const { status, stdout, stderr } = await run(['scan'], env);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'nlb-janitor: no region: give --region, or set AWS_REGION, or name one in nlb-janitor.json or in your AWS profile\n',
    );
  });

  test('refuses an option that it does not have', async () => {
    const { status, stdout, stderr } = await run(['scan', '--delete']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("error: nlb-janitor scan: unknown option '--delete'");
  });

  test('lists every fault of a settings file at once', async () => {
    const file = join(world.folder, 'settings.json');
    const settings = { regions: ['mars'], graceDayz: 3, maxDeletesPerDay: -1 };
    await writeFile(file, JSON.stringify({ context: { 'nlb-janitor': settings } }));
    const { status, stdout, stderr } = await run(['scan', '--settings', file]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('mars');
    expect(stderr).toContain('did you mean "graceDays"?');
    expect(stderr).toContain('maxDeletesPerDay');
  });
});

const KEYS = [
  'arn',
  'name',
  'dnsName',
  'createdAt',
  'controller',
  'cluster',
  'service',
  'verdict',
  'reason',
  'explanation',
  'evidence',
  'cautions',
  'quarantine',
  'monthlyCostUsd',
];

interface Listed {
  readonly verdict: string;
  readonly reason: string;
  readonly service: string | null;
}

function verdictOf({ verdict, reason, service }: Listed): string {
  return `${verdict} ${reason} ${service}`;
}
