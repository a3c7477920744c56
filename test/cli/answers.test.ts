/** approve, reject, keep and release as commands, against an account in a box over HTTP. */
import { writeFileSync } from 'node:fs';
import { answer } from '../../cli/flips.ts';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { sweep } from '../../lambda/sweep.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { Account } from '../../sandbox/account.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree, ofController } from '../../sandbox/made-by-controllers.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';

const SETTINGS = parseSettings({ regions: ['eu-west-3'] }, 'test');
const EVERYTHING = { is: 'everything' } as const;

let box: Box;
let endpoint: HttpEndpoint;
let orphan: { arn: string; name: string; dnsName: string };

inFolderOfItsOwn();
withOwnVariables();

beforeEach(async () => {
  // Without a cdk.json, so that settings are the defaults.
  box = new Box({ startAt: new Date('2026-03-01T00:00:00Z'), region: 'eu-west-3' });
  await box.addCluster({ name: 'prod', vpcId: 'vpc-0prod', createdAt: new Date('2025-06-01T08:00:00Z') });
  orphan = inTree(box, 'prod', 'checkout/legacy', { target: 'unhealthy' }, 'gone');
  box.account.subscribe({ protocol: 'email', endpoint: 'a@example.com', confirmed: true });
  endpoint = await pointAt([box.account], 'eu-west-3');
});

afterEach(async () => {
  await endpoint.close();
  await box.close();
});

async function run(...args: string[]): Promise<{ status: number; said: string; wrote: string[] }> {
  const said: string[] = [];
  const calls = box.account.calls.length;
  const output = {
    result: (text: string) => void said.push(text),
    say: (text: string) => void said.push(text),
    paint: plain,
  };
  const status = await main(args, { version: '0.0.0', output });
  const wrote = box.account.calls
    .slice(calls)
    .filter((call) => call.mutating)
    .map((call) => call.command);
  return { status, said: said.join('\n'), wrote };
}

const approval = () => box.account.tagsOf(orphan.arn).get('nlb-janitor/approval');

describe('an answer that AWS takes and does not show', () => {
  const quiet = { result: () => {}, say: () => {}, paint: plain };
  const keep = () =>
    answer([orphan.arn], { is: 'keep', until: undefined }, { region: [] }, quiet, async () => undefined);

  it('fails, and says so', async () => {
    box.account.onAnswer = ({ command }) => {
      if (command === 'AddTags') box.account.removeTags(orphan.arn, 'nlb-janitor/keep');
    };
    await expect(keep()).rejects.toThrow('the answer was sent, but its tags do not show it');
  });

  it('and its twin is given', async () => {
    expect(await keep()).toBe(0);
  });
});

describe('approve', () => {
  it('refuses what is not quarantined, with the reason, and writes nothing', async () => {
    const { status, said, wrote } = await run('approve', orphan.name);
    expect([status, wrote]).toEqual([1, []]);
    expect(said).toContain('is not quarantined: there is nothing to approve');
  });

  it('flips the tag of one that was noticed, once', async () => {
    await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
    const first = await run('approve', orphan.arn);
    expect([first.status, first.wrote, approval()]).toEqual([0, ['AddTags'], 'approved']);
    expect(first.said).toContain('approved: deleted after ');
    const second = await run('approve', orphan.name);
    expect([second.status, second.wrote]).toEqual([0, []]);
    expect(second.said).toContain(`${orphan.name}: unchanged: approved already: deleted after `);
    const third = await run('approve', orphan.name, '--again');
    expect([third.status, third.wrote, approval()]).toEqual([0, ['AddTags'], 'approved']);
  });

  it('refuses one that nobody was told of', async () => {
    box.account.fail({ command: 'Publish', with: 'denied' });
    await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
    const { status, said, wrote } = await run('approve', orphan.name);
    expect([status, wrote, approval()]).toEqual([1, [], 'pending']);
    expect(said).toContain('nobody has been told of it yet');
  });

  it('refuses one that was rejected or is kept', async () => {
    await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
    await run('reject', orphan.name);
    expect((await run('approve', orphan.name)).said).toContain('was rejected');
    await run('keep', orphan.name);
    expect((await run('approve', orphan.name)).said).toContain('is kept by tag nlb-janitor/keep');
    expect(approval()).toBe('rejected');
  });
});

describe('the other answers', () => {
  it('reject, keep through a day, keep forever, release: each says what it did', async () => {
    expect((await run('reject', orphan.name)).said).toContain('rejected: it is never quarantined again');
    expect((await run('keep', orphan.name, '--until', '2999-12-31')).said).toContain('kept through 2999-12-31, UTC');
    expect(box.account.tagsOf(orphan.arn).get('nlb-janitor/keep')).toBe('until=2999-12-31');
    expect((await run('keep', orphan.name)).said).toContain('kept forever');
    const { said, wrote } = await run('release', orphan.name);
    expect(wrote).toEqual(['RemoveTags']);
    expect(said).toContain('released (nlb-janitor/approval, nlb-janitor/keep)');
    expect(await run('release', orphan.name)).toEqual({
      status: 0,
      said: `${orphan.name}: unchanged: it has no tag of the janitor\n`,
      wrote: [],
    });
    expect(box.account.tagsOf(orphan.arn).get('kubernetes.io/service-name')).toBe('checkout/legacy');
  });

  it.each(['soon', '2026-02-30', '2020-01-01'])('keep --until %s is refused and writes nothing', async (day) => {
    const { status, wrote } = await run('keep', orphan.name, '--until', day);
    expect([status, wrote]).toEqual([2, []]);
  });

  it('are refused for what is not there, and for other types', async () => {
    const alb = box.account.addLoadBalancer('application', { name: 'web' });
    expect((await run('reject', 'nobody')).said).toContain('no such load balancer');
    expect((await run('keep', alb)).said).toContain('only Network Load Balancers are judged');
    expect((await run('reject', 'a name with spaces')).status).toBe(2);
  });
});

describe('a second time', () => {
  it.each([['reject'], ['keep'], ['keep', '--until', '2999-12-31'], ['release']])(
    '%s %s writes nothing',
    async (...args) => {
      const [verb = '', ...options] = args;
      await run(verb, orphan.name, ...options);
      const { status, said, wrote } = await run(verb, orphan.name, ...options);
      expect([status, wrote]).toEqual([0, []]);
      expect(said).toContain(`${orphan.name}: unchanged: `);
    },
  );
});

describe('several at once', () => {
  let other: { arn: string; name: string; dnsName: string };
  const tag = (arn: string) => box.account.tagsOf(arn).get('nlb-janitor/approval');

  beforeEach(() => {
    other = ofController(box, 'prod', 'shop/preview', { target: 'none' }, 'gone');
  });

  it.each([
    ['ARN', () => other.arn],
    ['name', () => other.name],
    ['DNS name', () => `${other.dnsName.toUpperCase()}.`],
    ['name in a zone', () => `eu-west-3a.${other.dnsName}`],
    ['namespace/service', () => 'shop/preview'],
  ])('are found by %s as well', async (_what, named) => {
    const { status, said, wrote } = await run('reject', 'checkout/legacy', named());
    expect([status, wrote]).toEqual([0, ['AddTags', 'AddTags']]);
    expect([tag(orphan.arn), tag(other.arn)]).toEqual(['rejected', 'rejected']);
    expect(said.match(/rejected: /g)).toHaveLength(2);
  });

  it('are answered once each, however often they are named', async () => {
    const { wrote } = await run('reject', orphan.arn, orphan.name, 'checkout/legacy');
    expect(wrote).toEqual(['AddTags']);
  });

  it('are none at all when one of them is not there', async () => {
    const { status, said, wrote } = await run('reject', orphan.name, 'nobody', 'no/body');
    expect([status, wrote]).toEqual([1, []]);
    expect(said).toContain('nobody: no such load balancer in eu-west-3\nno/body: no such load balancer in eu-west-3\n');
    expect(said).toContain('No tag was written.');
  });

  it('are the others too when one of them is refused', async () => {
    await sweep(EVERYTHING, box.sweepWorld(), SETTINGS);
    await run('reject', orphan.name);
    const { status, said } = await run('approve', orphan.name, other.name);
    expect([status, tag(orphan.arn), tag(other.arn)]).toEqual([1, 'rejected', 'approved']);
    expect(said).toContain(`${orphan.name}: was rejected`);
  });

  describe('a Service that two may be of', () => {
    const AT = '2026-02-28T12:00:00Z';
    const QUARANTINE = {
      'nlb-janitor/quarantined-at': AT,
      'nlb-janitor/reason': 'service-gone',
      'nlb-janitor/evidence': '0123456789abcdef',
    };
    let twin: { arn: string; name: string };

    beforeEach(() => {
      twin = inTree(box, 'prod', 'shop/preview', { target: 'none' }, 'gone');
    });

    it('is refused, never guessed at, with what tells them apart', async () => {
      const { status, said, wrote } = await run('keep', 'shop/preview');
      expect([status, wrote]).toEqual([1, []]);
      expect(said).toContain('shop/preview: may mean several load balancers; give the ARN of the one');
      for (const { arn, name } of [other, twin]) {
        expect(said).toContain(`\n  ${arn}\n    ${name}, cluster prod, not quarantined\n`);
      }
      expect(said).not.toContain('Only ');
    });

    it('is refused too when one of them is quarantined, and that one is named', async () => {
      box.account.setTags(twin.arn, { ...QUARANTINE, 'nlb-janitor/approval': 'approved' });
      const { status, said, wrote } = await run('approve', 'shop/preview');
      expect([status, wrote]).toEqual([1, []]);
      expect(said).toContain(`${twin.name}, cluster prod, quarantined since 2026-02-28 12:00 UTC, approved\n`);
      expect(said).toContain(`\nOnly ${twin.name} is quarantined; if you mean that one: ${twin.arn}\n`);
    });

    it.each<[string, () => void, string]>([
      ['both are', () => box.account.setTags(other.arn, QUARANTINE), 'quarantined since 2026-02-28 12:00 UTC\n'],
      [
        'the quarantine of the other is not valid',
        () => box.account.setTags(other.arn, { ...QUARANTINE, 'nlb-janitor/reason': 'mood' }),
        'its quarantine is not valid (nlb-janitor/reason is not a reason code)',
      ],
    ])('names neither where %s', async (_what, change, words) => {
      box.account.setTags(twin.arn, QUARANTINE);
      change();
      const { said } = await run('approve', 'shop/preview');
      expect(said).toContain(`${other.name}, cluster prod, ${words}`);
      expect(said).not.toContain('Only ');
    });
  });

  it('are none by Service while tags could not be read: another might be the one', async () => {
    box.account.fail({ command: 'DescribeTags', with: 'denied' });
    const { status, said, wrote } = await run('keep', 'shop/preview');
    expect([status, wrote]).toEqual([1, []]);
    expect(said).toMatch(/tags of \S+: .*AccessDenied.*; give an ARN or a name/);
  });
});

describe('a settings file in the folder', () => {
  const write = (content: unknown) => writeFileSync('nlb-janitor.json', JSON.stringify(content));

  it('names the regions in which an answer looks', async () => {
    write({ regions: ['eu-west-3'] });
    process.env['AWS_REGION'] = 'us-east-1';
    expect((await run('keep', orphan.name)).wrote).toEqual(['AddTags']);
  });

  it('with a fault does not keep a veto from an NLB whose region is known otherwise', async () => {
    write({ regions: [] });
    expect((await run('keep', orphan.name)).status).toBe(2);
    expect((await run('keep', orphan.arn)).wrote).toEqual(['AddTags']);
    expect((await run('reject', orphan.name, '--region', 'eu-west-3')).wrote).toEqual(['AddTags']);
  });
});

describe('in several regions, of which one cannot be looked in', () => {
  const BOTH = ['--region', 'eu-west-3', '--region', 'eu-central-1'];
  let both: HttpEndpoint;
  let frankfurt: Account;

  beforeEach(async () => {
    frankfurt = new Account({ clock: box.clock, region: 'eu-central-1' });
    both = await pointAt([box.account, frankfurt], 'eu-west-3');
  });
  afterEach(() => both.close());

  const fail = () => frankfurt.fail({ command: 'DescribeLoadBalancers', with: 'denied' });

  it.each(['name', 'namespace/service'])('a %s is refused: there may be another', async (what) => {
    fail();
    const named = what === 'name' ? orphan.name : 'checkout/legacy';
    const { status, said, wrote } = await run('reject', named, ...BOTH);
    expect([status, wrote]).toEqual([1, []]);
    expect(said).toContain(
      `${named}: is in eu-west-3, but another may be in eu-central-1, which could not be looked in\n` +
        '  eu-central-1: elasticloadbalancing DescribeLoadBalancers: AccessDenied: ',
    );
    expect(said).toMatch(/\nUse --region eu-west-3 to look in one region only\.\nNo tag was written\.$/);
    // The twin: as it advises.
    expect((await run('reject', named, '--region', 'eu-west-3')).wrote).toEqual(['AddTags']);
  });

  it('a name is answered where all of them can be', async () => {
    expect((await run('reject', orphan.name, ...BOTH)).wrote).toEqual(['AddTags']);
  });

  it('an ARN or a DNS name, which tells its region, is answered all the same', async () => {
    fail();
    expect((await run('reject', orphan.arn, ...BOTH)).wrote).toEqual(['AddTags']);
    expect((await run('release', orphan.dnsName, ...BOTH)).wrote).toEqual(['RemoveTags']);
    expect(frankfurt.calls.map(({ command }) => command)).not.toContain('DescribeLoadBalancers');
  });

  it('one that is not there may be in that one', async () => {
    fail();
    const { status, said } = await run('reject', 'nobody', 'nobody-else', ...BOTH);
    expect(status).toBe(1);
    expect(said).toContain('nobody: no such load balancer in eu-west-3; it may be in eu-central-1, which could not be');
    // The reason once, for both of them.
    expect(said.match(/AccessDenied/g)).toHaveLength(1);
  });

  it('is not found in a region that cannot be looked in at all', async () => {
    fail();
    const { status, said } = await run('reject', 'nobody', '--region', 'eu-central-1');
    expect(status).toBe(1);
    expect(said).toMatch(/nobody: could not be looked for\n {2}eu-central-1: .*AccessDenied.*\nNo tag was written\.$/);
  });

  it('explain shows what it found, says what it could not look at, and fails', async () => {
    fail();
    const { status, said } = await run('explain', '-q', orphan.name, ...BOTH);
    expect(status).toBe(1);
    expect(said).toContain('\nVerdict: ');
    expect(said).toContain('another may be in eu-central-1, which could not be looked in\n  eu-central-1: ');
    expect(said).not.toContain('No tag was written');
    // The twin: by its ARN.
    expect((await run('explain', '-q', orphan.arn, ...BOTH)).status).toBe(0);
  });
});
