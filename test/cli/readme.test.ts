/** The commands of the README, copied as they stand there, against the sandbox that it offers. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { endpointEnvironment, startHttpEndpoint, type HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { buildDemoWorld } from '../../sandbox/demo-world.ts';
import { ROOT } from '../support/source-code.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const COMMANDS = [...README.matchAll(/^npx nlb-janitor ((?:scan|explain) .*)$/gm)]
  .map(([, line = '']) => line.replace(/ +#.*$/, '').replace(/ > \S+$/, ''))
  // The sandbox has one region.
  .filter((line) => !line.includes('eu-west-1'));

const before = { ...process.env };
const home = process.cwd();
let folder: string;
let box: Box;
let endpoint: HttpEndpoint;
let runs: ReadonlyMap<string, { status: number; result: string }>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nlb-janitor-'));
  process.chdir(folder);
  box = new Box({ startAt: new Date() });
  await buildDemoWorld(box, new Date());
  box.clock.followRealTime();
  endpoint = await startHttpEndpoint([box.account]);
  Object.assign(process.env, endpointEnvironment(endpoint, box.account.region), {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  // All at once: each waits some seconds for the cluster that does not answer.
  runs = new Map(await Promise.all(COMMANDS.map(async (line) => [line, await run(line)] as const)));
}, 60_000);

afterAll(async () => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
  process.env = { ...before };
  await endpoint.close();
  await box.close();
});

async function run(line: string): Promise<{ status: number; result: string }> {
  const results: string[] = [];
  const output = { result: (text: string) => void results.push(text), say: () => undefined, paint: plain };
  const status = await main(line.split(' '), { version: '0.0.0', output });
  return { status, result: results.join('') };
}

it('are found, those that scan and one that explains', () => {
  expect(COMMANDS.map((line) => line.split(' ')[0])).toEqual(['scan', 'scan', 'scan', 'explain']);
});

function shownBy(line: string): string {
  if (line.startsWith('explain')) return 'Verdict: in-use (used-by-aws-service)';
  return line.includes('--output html') ? '<h1>8 orphans cost about USD 212.96 a month</h1>' : 'ORPHANS ';
}

it.each(COMMANDS)('nlb-janitor %s', (line) => {
  expect(runs.get(line)).toEqual({
    status: line.includes('--fail-on orphan') ? 3 : 0,
    result: expect.stringContaining(shownBy(line)) as string,
  });
});

it('nlb-janitor confirm-gone, as README and the scan have it', async () => {
  const [, command = 'none'] = /^npx nlb-janitor (confirm-gone .*)$/m.exec(README) ?? [];
  const scan = runs.get(COMMANDS[0] ?? '')?.result;
  expect(scan).toContain('CLUSTERS THAT EKS DOES NOT KNOW 1: say whether they are gone');
  expect(scan).toContain(`If it is gone: nlb-janitor ${command}\n`);
  const asked = box.account.calls.filter(({ command: called }) => called === 'DescribeInstances').length;
  // No terminal to be asked on.
  const said = await run(`${command} --yes`);
  expect(said).toEqual({ status: 0, result: expect.stringMatching(/(\S+: said to be gone.*\n){2}$/) as string });
  expect(box.account.calls.filter(({ command: called }) => called === 'DescribeInstances')).toHaveLength(asked + 1);
  const words = [...box.account.loadBalancers.values()].flatMap(
    ({ tags }) => tags.get('nlb-janitor/cluster-gone') ?? [],
  );
  expect(words).toEqual([expect.stringMatching(/^attic /), expect.stringMatching(/^attic /)]);
}, 60_000);
