/** The demo, run in this process: what it shows, and that nothing beyond this machine can notice it. */
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { demo } from '../../cli/demo.ts';
import type { Output } from '../../cli/output.ts';
import { plain } from '../../cli/render/layout.ts';
import { ORPHAN_REASONS } from '../../lambda/model/verdict.ts';
import { CallLog, type SandboxCall } from '../../sandbox/aws/call-log.ts';

// Ten days, each with a sweep and a reap: seconds on an idle machine, more on a busy one.
jest.setTimeout(30_000);

/** What an environment may hold that must not matter. */
const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'AKIAREALACCOUNT',
  AWS_SECRET_ACCESS_KEY: 'real',
  AWS_PROFILE: 'production',
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'https://192.0.2.1',
  AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: 'https://192.0.2.2',
  HTTPS_PROXY: 'http://192.0.2.3:3128',
};

/** All that the life cycle may change. */
const CHANGES = [
  'AddTags',
  'RemoveTags',
  'PutObject',
  'SendMessage',
  'Publish',
  'PutEvents',
  'DeleteLoadBalancer',
  'DeleteTargetGroup',
];

interface Run {
  readonly status: number;
  readonly text: string;
  readonly said: readonly string[];
  readonly hosts: ReadonlySet<string>;
  readonly calls: readonly Pick<SandboxCall, 'command' | 'input' | 'mutating'>[];
}

async function run(options: { readonly days?: boolean }): Promise<Run> {
  const results: string[] = [];
  const said: string[] = [];
  const output: Output = {
    result: (text) => void results.push(text),
    say: (text) => void said.push(text),
    paint: plain,
  };

  const connect = jest.spyOn(Socket.prototype, 'connect');
  const record = jest.spyOn(CallLog.prototype, 'record');
  try {
    const status = await demo(options, output);
    return {
      status,
      text: results.join(''),
      said,
      hosts: new Set(connect.mock.calls.map(hostOf)),
      calls: record.mock.calls.map(([call]) => call),
    };
  } finally {
    jest.restoreAllMocks();
  }
}

/** Node passes its own normalised arguments: an array whose first item holds the options. */
function hostOf(args: readonly unknown[]): string {
  const [first] = args.flat();
  const options: object = typeof first === 'object' && first !== null ? first : {};
  return 'host' in options ? String(options.host) : JSON.stringify(first);
}

/** The same in every run: ports of this machine differ. */
const steady = ({ text }: Run): string =>
  text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replace(/nlb-janitor-demo-\w+/, 'nlb-janitor-demo-')
    .replaceAll(/\s+/g, ' ');

describe('the demo in acts', () => {
  let shown: Run;
  let acts: readonly string[];

  beforeAll(async () => {
    shown = await run({});
    acts = shown.text.split(/^(?=== )/m).slice(1);
  });

  const actOf = (title: string): string =>
    acts.find((act) => act.startsWith(`== ${title} =`))?.replaceAll(/\s+/g, ' ') ?? '';

  it('ends well, with four acts and what comes next', () => {
    expect({ status: shown.status, said: shown.said }).toEqual({ status: 0, said: [] });
    expect(acts.map((act) => /^== (.*?) =/.exec(act)?.[1])).toEqual([
      'Act 1: Found',
      'Act 2: Told',
      'Act 3: Answered',
      'Act 4: Deleted',
      'What next',
    ]);
  });

  it('fits a screen each', () => {
    expect(acts.filter((act) => act.split('\n').length > 42)).toEqual([]);
    expect(shown.text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('finds orphans, with a caution for clients who have not moved, and says why two are none', () => {
    const act = actOf('Act 1: Found');
    expect(act).toContain('Orphans 8: ');
    expect(act).toMatch(/! login\/gateway superseded 26\.62/);
    expect(act).toContain('partners/ledger, used-by-aws-service: VPC endpoint service');
    expect(act).toContain('tenant-7/kube-apiserver, serving-traffic: ');
    expect(act).toContain('If nobody needs it, deregister its targets');
  });

  it('tells of one as the e-mail does, and of all as Slack does', () => {
    expect(actOf('Act 2: Told')).toContain('Then Nothing, unless somebody approves it. Once approved');
    expect(shown.text.match(/^ {2}\| • /gm)).toHaveLength(8);
  });

  it('acknowledges an approval with the name, and leaves alone what was rejected and kept', () => {
    const act = actOf('Act 3: Answered');
    expect(act).toContain('npx nlb-janitor approve checkout/legacy');
    expect(act).toContain('Answer approved by ada, 2026-03-03 09:00 UTC');
    expect(act).toContain('rejected: search/elastic is left alone.');
    expect(act).toContain('kept: jobs/intake is left alone.');
  });

  it('deletes what was approved, spares what came into use, and says what waits', () => {
    const act = actOf('Act 4: Deleted');
    expect(act.match(/\S+: deleted, with 1 target group/g)).toEqual([
      'checkout/legacy: deleted, with 1 target group',
      'ingress/nginx: deleted, with 1 target group',
      'shop/preview-377: deleted, with 1 target group',
    ]);
    expect(act).toContain('shop/preview-412: spared at the last moment: it is in-use now');
    expect(act).toContain('Approved by ada at');
    expect(act).toContain('3 load balancers deleted: about USD 79.86 a month saved.');
    expect(act).toContain('Still waits for an answer on 2026-03-13: login/gateway, ');
    expect(act).toContain(
      'That of 2026-03-09, before the deletions of that day, waits for an answer for login/gateway in cluster prod: ',
    );
    const deletes = shown.calls.filter(({ command }) => command === 'DeleteLoadBalancer');
    // One of them AWS refused.
    expect(deletes).toHaveLength(4);
  });

  it('shows what README shows of it', () => {
    const readme = readFileSync('README.md', 'utf8');
    const [, sample = ''] = /A few lines of `npm start`:\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
    const parts = sample.split('…\n');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.filter((part) => !shown.text.includes(part))).toEqual([]);
  });

  it('shows the same in every run', async () => {
    expect(steady(await run({}))).toBe(steady(shown));
  });

  it('writes the page of day 2, and says where', async () => {
    const [, file = ''] = /as a page, to be opened in a browser:\n {2}(\S+page\.html)\n$/.exec(shown.text) ?? [];
    const page = await readFile(file, 'utf8');
    expect(page).toContain('<h1>6 orphans cost about USD 159.72 a month</h1>');
    expect(page).toMatch(/judged\s+<time datetime="2026-03-04T/);
  });
});

describe('the demo in days', () => {
  const before = { ...process.env };
  let shown: Run;

  beforeAll(async () => {
    Object.assign(process.env, ENVIRONMENT);
    shown = await run({ days: true });
    process.env = before;
  });

  it('ends well and says nothing on stderr', () => {
    expect(shown.status).toBe(0);
    expect(shown.said).toEqual([]);
  });

  it.each(ORPHAN_REASONS)('shows an orphan of the reason %s', (reason) => {
    expect(shown.text).toMatch(new RegExp(`^ +${reason} · cluster \\S+`, 'm'));
  });

  it('shows what is spared as well as what is condemned', () => {
    expect(shown.text).toMatch(/^UNKNOWN 3, so kept$/m);
    expect(shown.text).toMatch(/^ +kept · /m);
    expect(shown.text).toMatch(/^ +deletion-protected · /m);
    expect(shown.text).toMatch(/^In use \d+: .*serving-traffic 1/m);
    expect(shown.text).toContain('Caution: ');
  });

  it('shows users outside Kubernetes, clients who have not moved and a cluster that nobody has seen', () => {
    const [scan = ''] = shown.text.split('== Day 0');
    expect(scan).toContain('used-by-aws-service 1');
    expect(scan).toContain('Caution: smtp.example.com still points here.');
    expect(scan).toMatch(/Caution: Clients here and at\s+k8s-login-gateway-\S+\s+by\s+day:/);
    expect(scan.replaceAll(/\s+/g, ' ')).toContain('2026-03-01: 4,100 flows here, 310 there');
    expect(scan).toMatch(
      /^CLUSTERS THAT EKS DOES NOT KNOW 1: say whether they are gone\n {2}attic\n {4}2 load balancers, USD \S+ a month · no healthy target/m,
    );
  });

  it('lets nothing happen to what AWS uses outside Kubernetes, nor to clients who have not moved', () => {
    const [, ...days] = shown.text.split('== Day ');
    expect(days.join('')).not.toContain('partners/ledger');
    expect(days.join('')).not.toMatch(/\(login\/gateway\)\s+(deleted|was not deleted)/);
    expect(days.join('')).toMatch(/\(login\/gateway\)\s+quarantined: superseded/);
  });

  it('fits 80 columns, but for ARNs, hostnames and quoted messages', () => {
    const long = shown.text.split('\n').filter((line) => line.length > 80 && !line.startsWith('  | '));
    expect(long.filter((line) => !/arn:aws:|\.amazonaws\.com/.test(line))).toEqual([]);
  });

  it('opens no connection beyond this machine, whatever the environment holds', () => {
    expect([...shown.hosts]).toEqual(['127.0.0.1']);
  });

  it('deletes only load balancers that a person approved and whose snapshot was stored, and tells of each', () => {
    const deletes = shown.calls.filter(({ command }) => command === 'DeleteLoadBalancer');
    const told = shown.text.match(/^ +\S+ \(\S+\)\s+(deleted, after|was not deleted)/gm);
    expect(shown.text).toMatch(/^ +\S+ \(shop\/preview-412\) spared: it is in-use now/m);
    expect(told).toHaveLength(deletes.length);
    for (const call of deletes) {
      const arn = 'LoadBalancerArn' in call.input ? String(call.input.LoadBalancerArn) : 'no ARN';
      const id = arn.split('/').at(-1) ?? 'no id';
      const earlier = shown.calls
        .slice(0, shown.calls.indexOf(call))
        .map((one) => [one.command, JSON.stringify(one.input)]);
      const did = (command: string, ...words: readonly string[]) =>
        earlier.some(([name, input]) => name === command && words.every((word) => input?.includes(word)));
      expect(did('AddTags', arn, '"Value":"approved"')).toBe(true);
      expect(did('PutObject', `/${id}/`, 'snapshot.json')).toBe(true);
    }
  });

  it('changes nothing but tags, and what it deletes, stores and tells, and wakes reap', () => {
    const changing = shown.calls.filter(({ mutating }) => mutating).map(({ command }) => command);
    expect([...new Set(changing)].filter((command) => !CHANGES.includes(command))).toEqual([]);
    expect(changing).toContain('AddTags');
  });

  it('shows the same in every run', async () => {
    expect(steady(await run({ days: true }))).toBe(steady(shown));
  });
});
