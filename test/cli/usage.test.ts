/** What makes no sense is said before anything is asked of AWS, by every command. */
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { inFolderOfItsOwn } from '../support/shell.ts';

inFolderOfItsOwn();

async function run(...args: string[]): Promise<{ status: number; said: string }> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const status = await main(args, { version: '0', output: { result: say, say, paint: plain } });
  return { status, said: said.join('\n') };
}

const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/a1/50dc6c495c0c9188';

describe.each([
  ['scan'],
  ['doctor'],
  ['explain', ARN],
  ['access', 'prod'],
  ['status'],
  ['approve', ARN],
  ['reject', ARN],
  ['keep', ARN],
  ['release', ARN],
  ['confirm-gone', 'old'],
  ['uninstall'],
  ['pause'],
  ['resume'],
  ['history', '--bucket', 'b'],
])('%s', (...command) => {
  it('refuses a blank profile: the SDK would take another account', async () => {
    expect(await run(...command, '--profile', '')).toEqual({
      status: 2,
      said: 'nlb-janitor: --profile: is blank; name a profile, or leave it out',
    });
  });

  it('refuses a blank region', async () => {
    expect(await run(...command, '--region', '')).toEqual({
      status: 2,
      said: 'nlb-janitor: --region (blank): give an AWS region such as eu-west-3',
    });
  });
});

describe('preview-messages', () => {
  it('knows no account: it asks nothing of AWS', async () => {
    const { status, said } = await run('preview-messages', '--profile', 'production');
    expect(status).toBe(2);
    expect(said).toContain("unknown option '--profile'");
  });

  it('has its folder as its only option', async () => {
    const { status, said } = await run('preview-messages', '--help');
    expect(status).toBe(0);
    expect(said.match(/--[a-z]+/g)).toEqual(['--output', '--help']);
  });
});

describe('an option that is wrong', () => {
  it.each([
    [['scan', '--foo'], "error: nlb-janitor scan: unknown option '--foo'"],
    [['scan', '--fail-on', 'x'], "error: nlb-janitor scan: option '--fail-on <verdict...>' argument 'x' is invalid."],
    [
      ['approve', ARN, '--regoin', 'x'],
      "error: nlb-janitor approve: unknown option '--regoin'\n(Did you mean --region?)",
    ],
    [['explain'], "error: nlb-janitor explain: missing required argument 'which'"],
    [['demo', '--day'], "error: nlb-janitor demo: unknown option '--day'"],
  ])('%j: says to which command it was given, and how to see its options', async (args, error) => {
    const { status, said } = await run(...args);
    expect(status).toBe(2);
    expect(said).toContain(error);
    expect(said).toContain(`\n(npx nlb-janitor ${args[0]} --help lists its options)`);
  });

  it.each([
    [['--foo'], "error: unknown option '--foo'"],
    [['scna'], "error: unknown command 'scna'"],
  ])('%j: names no command where it was given to none', async (args, error) => {
    const { status, said } = await run(...args);
    expect(status).toBe(2);
    expect(said).toMatch(new RegExp(`^${error}`));
    expect(said).toContain('\n(npx nlb-janitor --help lists what there is)');
  });
});
