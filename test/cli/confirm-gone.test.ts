/** confirm-gone as a command, against an account in a box over HTTP. */
import { writeFileSync } from 'node:fs';
import { confirmGone } from '../../cli/confirm-gone.ts';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree } from '../../sandbox/made-by-controllers.ts';
import { unreadable } from '../support/builders.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';

let box: Box;
let endpoint: HttpEndpoint;
let arns: string[];
const VPC = 'vpc-0old';

inFolderOfItsOwn();
withOwnVariables();

/** Only the clock stands still: calls go over real sockets. */
const NOW = new Date('2026-06-01T09:00:00Z');
const TIMERS = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
] as const;

beforeEach(async () => {
  jest.useFakeTimers({ now: NOW, doNotFake: [...TIMERS, 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] });
  box = new Box({ startAt: new Date(NOW.getTime() - 60_000), region: 'eu-west-3' });
  await box.addCluster({ name: 'old', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
  arns = ['mail/smtp', 'mail/imap'].map(
    (name) => inTree(box, 'old', name, { vpcId: VPC, target: 'unhealthy' }, 'gone').arn,
  );
  await box.cluster('old').stop();
  box.account.deleteCluster('old', { recorded: false });
  endpoint = await pointAt([box.account], 'eu-west-3');
});

afterEach(async () => {
  jest.useRealTimers();
  await endpoint.close();
  await box.close();
});

const NONE = async (): Promise<Reading<readonly string[]>> => ({ ok: true, value: [] });

interface Options {
  yes?: boolean;
  since?: string;
  answers?: boolean;
  instances?: typeof NONE;
  /** What happens while the question waits. */
  meanwhile?: () => void;
}

async function run(options: Options = {}) {
  const said: string[] = [];
  const output = {
    result: (text: string) => void said.push(text),
    say: (text: string) => void said.push(text),
    paint: plain,
  };
  const { answers, instances = NONE, meanwhile, ...flags } = options;
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    meanwhile?.();
    return answers === true;
  };
  try {
    const status = await confirmGone('old', { region: ['eu-west-3'], ...flags }, output, {
      instances,
      ask,
      sleep: async () => undefined,
    });
    return { status, said: said.join('\n'), asked };
  } catch (error) {
    return { status: (error as Error).name, said: (error as Error).message, asked };
  }
}

const words = () => arns.map((arn) => box.account.tagsOf(arn).get('nlb-janitor/cluster-gone'));

it('shows them, asks once, and writes on each', async () => {
  const { status, said, asked } = await run({ answers: true, since: '2026-02-01T00:00:00Z' });
  expect(asked).toEqual(['Write nlb-janitor/cluster-gone = "old 2026-02-01T00:00:00Z" on 2 load balancers?']);
  expect([status, words()]).toEqual([0, Array(2).fill('old 2026-02-01T00:00:00Z')]);
  expect(said).toContain('said to be gone');
  const again = await run({ answers: true });
  expect([again.status, again.asked, again.said]).toEqual([0, [], expect.stringContaining('unchanged') as string]);
});

it('shows of each whose it is, its targets and its traffic before it asks', async () => {
  const { said } = await run({ answers: false });
  const line = (service: string) =>
    new RegExp(
      `^  \\S+, Service mail/${service}, made 2025-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\n    0 of 1 target healthy · no client in 7 days$`,
      'm',
    );
  expect(said).toMatch(line('smtp'));
  expect(said).toMatch(line('imap'));
  const [first = ''] = arns;
  box.account.setHour(
    first,
    { newFlows: 3, bytes: 180, targetResets: 3 },
    new Date(box.clock.now().getTime() - 7_200_000),
  );
  expect((await run({ answers: false })).said).toMatch(/3 new flows in 7 days.*; last bytes in the hour of \d{4}-/);
});

it('without a terminal asks for --yes before anything is read', async () => {
  const output = { result: () => undefined, say: () => undefined, paint: plain };
  const without = confirmGone('old', { region: ['eu-west-3'] }, output);
  await expect(without).rejects.toThrow('there is no terminal to ask on before the tags are written');
  expect(box.account.calls).toEqual([]);
  expect((await run({ yes: true })).status).toBe(0);
});

it('writes nothing when the person says no, and without asking when told so', async () => {
  expect([(await run({ answers: false })).status, words()]).toEqual([1, [undefined, undefined]]);
  expect((await run({ yes: true })).asked).toEqual([]);
  expect(words().every((word) => word?.startsWith('old '))).toBe(true);
});

it('fails for one on which AWS does not show the word, and says which', async () => {
  const [first = ''] = arns;
  box.account.onAnswer = ({ command }) => {
    if (command === 'AddTags') box.account.removeTags(first, 'nlb-janitor/cluster-gone');
  };
  const { status, said } = await run({ yes: true });
  expect([status, said]).toEqual(['CouldNotError', expect.stringContaining('its tags do not show it')]);
  expect(said.split('\n')).toHaveLength(1);
});

describe('what changes while the question waits', () => {
  const nothing = () => undefined;
  const SINCE = '2026-02-01T00:00:00Z';
  const firstGroup = () => [...box.account.targetGroups.keys()][0] ?? '';

  it.each<[string, () => void, string]>([
    ['a target gets healthy', () => box.account.setHealth(firstGroup(), 'healthy'), '1 target is healthy'],
    ['EKS has it again', () => void box.account.addCluster({ name: 'old', vpcId: VPC }), 'EKS has it, ACTIVE'],
    [
      'another NLB names it',
      () => void inTree(box, 'old', 'mail/new', { vpcId: VPC, target: 'unhealthy' }, 'gone'),
      'names it too now.',
    ],
    [
      'somebody keeps one',
      () => box.account.setTags(arns[0] ?? '', { 'nlb-janitor/keep': 'true' }),
      'would not be written to any more: tag nlb-janitor/keep keeps it.',
    ],
    ['one is deleted', () => void box.account.loadBalancers.delete(arns[0] ?? ''), 'it changed, or is gone'],
  ])('is looked for before anything is written, and refuses all of them: %s', async (_, meanwhile, why) => {
    const { status, said, asked } = await run({ answers: true, since: SINCE, meanwhile });
    expect([status, asked.length]).toEqual(['CouldNotError', 1]);
    expect(said).toContain(why);
    expect(said).toMatch(/\nNo tag was written\.$/);
    expect(box.account.calls.filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('is looked for, and where there is nothing it is written', async () => {
    const { status, said } = await run({ answers: true, since: SINCE, meanwhile: nothing });
    expect([status, words()]).toEqual([0, Array(2).fill(`old ${SINCE}`)]);
    expect(said).toContain('Looking once more before it is written');
  });

  it('is not looked for where nobody was asked', async () => {
    expect((await run({ yes: true })).said).not.toContain('Looking once more');
  });

  it('also an instance that runs by then', async () => {
    const answers = [[], ['i-1']];
    const instances = async () => ({ ok: true, value: answers.shift() ?? [] }) as const;
    const { status, said } = await run({ answers: true, instances });
    expect([status, said, words()]).toEqual([
      'CouldNotError',
      expect.stringContaining('i-1') as string,
      [undefined, undefined],
    ]);
  });
});

it.each([
  ['nlb-janitor/keep', 'true', 'tag nlb-janitor/keep keeps it'],
  ['nlb-janitor/approval', 'rejected', 'it was rejected'],
])('leaves one with %s = %s as it is, and writes on the other', async (key, value, why) => {
  box.account.setTags(arns[0] ?? '', { [key]: value });
  const { status, said } = await run({ yes: true });
  expect([status, words()]).toEqual([0, [undefined, expect.stringMatching(/^old /) as string]]);
  expect(said).toContain(`: left as it is: ${why}\n`);
  expect(said.match(/said to be gone/g)).toHaveLength(1);
});

it.each<[string, () => void, Partial<Parameters<typeof run>[0]>, string]>([
  [
    'an NLB of it has a target that may be healthy',
    () => {
      const [group = ''] = [...box.account.targetGroups.keys()];
      box.account.setHealth(group, 'initial');
    },
    {},
    '1 target is healthy',
  ],
  [
    'an application load balancer of it has a healthy target',
    () => {
      const tags = { 'elbv2.k8s.aws/cluster': 'old' };
      const application = box.account.addLoadBalancer('application', { name: 'k8s-mail-web', vpcId: VPC, tags });
      const targets = [{ id: 'i-0a1b2c3d4e5f60718', port: 31_234, state: 'healthy' }] as const;
      box.account.attach(application, box.account.addTargetGroup({ name: 'k8s-mail-web', vpcId: VPC, targets }));
    },
    {},
    'k8s-mail-web names it, and may be serving: 1 target is healthy',
  ],
  ['EKS has it', () => void box.account.addCluster({ name: 'old', vpcId: VPC }), {}, 'EKS has it, ACTIVE'],
  ['an instance of it runs', () => undefined, { instances: async () => ({ ok: true, value: ['i-1'] }) }, 'i-1'],
  ['EC2 does not say', () => undefined, { instances: async () => unreadable('ec2: denied') }, 'ec2: denied'],
])('refuses the whole cluster when %s', async (_, change, options, said) => {
  change();
  const result = await run({ yes: true, ...options });
  expect([result.status, result.said]).toEqual(['CouldNotError', expect.stringContaining(said) as string]);
  expect(words()).toEqual([undefined, undefined]);
});

it.each([
  ['refuses while one runs that carries its tag', 'old', 'CouldNotError'],
  ['goes ahead when the one that runs is of another', 'older', 0],
])('asks EC2 for instances by itself, and %s', async (_, of, status) => {
  const id = box.account.ec2.addInstance({ tags: { [`kubernetes.io/cluster/${of}`]: 'owned' } });
  const said: string[] = [];
  const output = { result: (text: string) => void said.push(text), say: () => undefined, paint: plain };
  const done = await confirmGone('old', { region: ['eu-west-3'], yes: true }, output).catch((error: Error) => {
    said.push(error.message);
    return error.name;
  });
  expect([done, said.join('\n').includes(id)]).toEqual([status, status !== 0]);
  expect(words().filter((word) => word !== undefined)).toHaveLength(status === 0 ? 2 : 0);
});

it('says of a name that no load balancer carries that none does, and asks nobody about it', async () => {
  const output = { result: () => undefined, say: () => undefined, paint: plain };
  const instances = () => {
    throw new Error('unexpected call');
  };
  await expect(confirmGone('nosuch', { region: ['eu-west-3'], yes: true }, output, { instances })).rejects.toThrow(
    'no Network Load Balancer of eu-west-3 belongs to a Service of cluster nosuch',
  );
});

describe('a word that would prove nothing', () => {
  it('is refused while another cluster has the name elsewhere, until it names an end before that', async () => {
    box.account.addCluster({ name: 'old', vpcId: 'vpc-0new', createdAt: new Date('2026-03-01T00:00:00Z') });
    const { status, said } = await run({ yes: true });
    expect([status, words()]).toEqual(['CouldNotError', [undefined, undefined]]);
    expect(said).toContain('would prove nothing:');
    expect(said).toContain('and cluster old of vpc-0new at 2026-03-01 00:00 UTC');
    // As an earlier version wrote it, which called it unchanged ever after.
    for (const arn of arns) box.account.setTags(arn, { 'nlb-janitor/cluster-gone': 'old 2026-04-01T00:00:00Z' });
    const since = '2026-02-01T00:00:00Z';
    expect([(await run({ yes: true, since })).status, words()]).toEqual([0, Array(2).fill(`old ${since}`)]);
  });

  it('is written anew where it lies in the future', async () => {
    for (const arn of arns) box.account.setTags(arn, { 'nlb-janitor/cluster-gone': 'old 2099-01-01T00:00:00Z' });
    const since = '2026-02-01T00:00:00Z';
    expect([(await run({ yes: true, since })).status, words()]).toEqual([0, Array(2).fill(`old ${since}`)]);
  });

  it('is refused where one that names the cluster was made later, though it is kept', async () => {
    const [kept = ''] = arns;
    box.account.setTags(kept, { 'nlb-janitor/keep': 'true' });
    Object.assign(box.account.loadBalancer(kept), { createdAt: new Date('2026-02-10T00:00:00Z') });
    const { status, said } = await run({ yes: true, since: '2026-02-01T00:00:00Z' });
    expect([status, words()]).toEqual(['CouldNotError', [undefined, undefined]]);
    expect(said).toContain('made 2026-02-10T00:00:00.000Z');
    expect((await run({ yes: true, since: '2026-02-11T00:00:00Z' })).status).toBe(0);
  });
});

it.each(['tomorrow', '2099-01-01T00:00:00Z'])('refuses --since %s', async (since) => {
  expect((await run({ yes: true, since })).status).toBe('UsageError');
});

it.each([
  ['old prod', 'has a blank'],
  ['old$prod', 'is no name that a tag can hold'],
])('refuses the name %j before anything is read', async (name, why) => {
  const output = { result: () => undefined, say: () => undefined, paint: plain };
  await expect(confirmGone(name, { region: ['eu-west-3'] }, output)).rejects.toThrow(why);
  expect(box.account.calls).toEqual([]);
});

it('takes the command that a scan prints for a name that begins like an option', async () => {
  box.account.setTags(arns[0] ?? '', { 'kubernetes.io/cluster/--yes': 'owned' });
  box.account.removeTags(arns[0] ?? '', 'kubernetes.io/cluster/old');
  box.account.ec2.addInstance({ tags: { 'kubernetes.io/cluster/--yes': 'owned' } });
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const command = async (...args: string[]) => main(args, { version: '0', output: { result: say, say, paint: plain } });
  await command('scan', '--region', 'eu-west-3');
  expect(said.join('\n')).toContain("If it is gone: nlb-janitor confirm-gone --region eu-west-3 -- '--yes'");
  said.length = 0;
  expect(await command('confirm-gone', '--yes', '--region', 'eu-west-3', '--', '--yes')).toBe(1);
  expect(said.join('\n')).toContain('cluster --yes may be alive in eu-west-3');
});

describe('the setting deletedClusters says the same', () => {
  const scanned = async (region: string): Promise<string> => {
    const deletedClusters = [{ name: 'old', deletedAt: '2026-02-01T00:00:00Z' }];
    writeFileSync('nlb-janitor.json', JSON.stringify({ regions: [region], deletedClusters }));
    const said: string[] = [];
    const say = (text: string) => void said.push(text);
    await main(['scan', '-r', 'eu-west-3'], { version: '0', output: { result: say, say, paint: plain } });
    return said.join('\n');
  };

  it('of the one region that the settings are of', async () => {
    expect(await scanned('eu-west-3')).toMatch(/ORPHANS 2\b/);
  });

  it('and of no other that is scanned with them, which is told', async () => {
    const said = await scanned('eu-west-1');
    expect(said).toContain('CLUSTERS THAT EKS DOES NOT KNOW 1: say whether they are gone');
    expect(said).not.toContain('ORPHANS');
    expect(said).toContain(
      'deletedClusters: "old" says nothing about eu-west-3: the settings are not of eu-west-3 alone',
    );
  });
});

it('is what a scan advises, with what is known of the cluster', async () => {
  const said: string[] = [];
  const output = { result: (text: string) => void said.push(text), say: () => undefined, paint: plain };
  await main(['scan', '--region', 'eu-west-3'], { version: '0', output });
  const text = said.join('');
  expect(text).toContain('CLUSTERS THAT EKS DOES NOT KNOW 1: say whether they are gone');
  expect(text).toMatch(/2 load balancers, USD \S+ a month · no healthy target · no client in 7\s+days/);
  expect(text).toContain('If it is gone: nlb-janitor confirm-gone --region eu-west-3 old');
});
