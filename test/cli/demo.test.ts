/** The demo, run in this process: what it shows, and that nothing beyond this machine can notice it. */
import { Socket } from 'node:net';
import { demo } from '../../cli/demo.ts';
import type { Output } from '../../cli/output.ts';
import { plain } from '../../cli/render/layout.ts';
import type { OrphanReason } from '../../lambda/model.ts';
import { CallLog, type SandboxCall } from '../../sandbox/aws/call-log.ts';

const ORPHAN_REASONS: Readonly<Record<OrphanReason, true>> = {
  'service-gone': true,
  'service-not-load-balancer': true,
  superseded: true,
  'previous-cluster': true,
  'cluster-gone': true,
};

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

interface Run {
  readonly status: number;
  readonly text: string;
  readonly said: readonly string[];
  readonly hosts: ReadonlySet<string>;
  readonly calls: readonly Pick<SandboxCall, 'command' | 'mutating'>[];
}

async function run(): Promise<Run> {
  const results: string[] = [];
  const said: string[] = [];
  const hosts = new Set<string>();
  const calls: Run['calls'][number][] = [];
  const output: Output = {
    result: (text) => void results.push(text),
    say: (text) => void said.push(text),
    paint: plain,
  };

  const { connect } = Socket.prototype;
  jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: never[]) {
    hosts.add(hostOf(args));
    return connect.apply(this, args);
  });
  const { record } = CallLog.prototype;
  jest.spyOn(CallLog.prototype, 'record').mockImplementation(function (this: CallLog, call) {
    calls.push(call);
    return record.call(this, call);
  });
  const status = await demo(output);
  return { status, text: results.join(''), said, hosts, calls };
}

/** Node passes its own normalised arguments: an array whose first item holds the options. */
function hostOf(args: readonly unknown[]): string {
  const [first] = args.flat();
  const options: object = typeof first === 'object' && first !== null ? first : {};
  return 'host' in options ? String(options.host) : JSON.stringify(first);
}

describe('the demo', () => {
  const before = { ...process.env };
  let shown: Run;

  beforeAll(async () => {
    Object.assign(process.env, ENVIRONMENT);
    shown = await run();
    jest.restoreAllMocks();
    process.env = before;
  });

  it('ends well and says nothing on stderr', () => {
    expect(shown.status).toBe(0);
    expect(shown.said).toEqual([]);
  });

  it.each(Object.keys(ORPHAN_REASONS))('shows an orphan of the reason %s', (reason) => {
    expect(shown.text).toMatch(new RegExp(`^ +${reason} · cluster \\S+`, 'm'));
  });

  it('shows what is spared as well as what is condemned', () => {
    expect(shown.text).toMatch(/^UNKNOWN 1, so kept$/m);
    expect(shown.text).toMatch(/^ +kept · /m);
    expect(shown.text).toMatch(/^ +deletion-protected · /m);
    expect(shown.text).toMatch(/^In use \d+: .*serving-traffic 1/m);
    expect(shown.text).toContain('Caution: ');
    expect(shown.text).toMatch(/^Signals$/m);
  });

  it('fits 80 columns, but for ARNs and hostnames', () => {
    const long = shown.text.split('\n').filter((line) => line.length > 80);
    expect(long.filter((line) => !/arn:aws:|\.amazonaws\.com/.test(line))).toEqual([]);
  });

  it('opens no connection beyond this machine, whatever the environment holds', () => {
    expect([...shown.hosts]).toEqual(['127.0.0.1']);
  });

  it('changes nothing in its account', () => {
    expect(shown.calls.map(({ command }) => command)).toContain('DescribeLoadBalancers');
    expect(shown.calls.filter(({ mutating }) => mutating)).toEqual([]);
  });
});

it('shows the same in every run', async () => {
  const steady = ({ text }: Run) => text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1').replaceAll(/\s+/g, ' ');
  const first = await run();
  jest.restoreAllMocks();
  const second = await run();
  jest.restoreAllMocks();
  expect(steady(second)).toBe(steady(first));
});
