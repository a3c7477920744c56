/** pause and resume as commands, against accounts in a box over HTTP. */
import { writeFileSync } from 'node:fs';
import { main } from '../../cli/main.ts';
import { pause } from '../../cli/pause.ts';
import { plain } from '../../cli/render/layout.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';

const START = new Date('2026-03-01T00:00:00Z');
const PARAMETER = '/nlb-janitor/paused';
let paris: Box;
let dublin: Box;
let endpoint: HttpEndpoint;

withOwnVariables();

beforeEach(async () => {
  paris = new Box({ startAt: START, region: 'eu-west-3' });
  dublin = new Box({ startAt: START, region: 'eu-west-1' });
  endpoint = await pointAt([paris.account, dublin.account], 'eu-west-3');
});

afterEach(async () => {
  await endpoint.close();
  await Promise.all([paris.close(), dublin.close()]);
});

async function run(...args: string[]): Promise<{ status: number; said: string }> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const status = await main(args, { version: '0.0.0', output: { result: say, say, paint: plain } });
  return { status, said: said.join('\n') };
}

const isPaused = ({ account }: Box): boolean => account.secrets.parameter(PARAMETER) !== undefined;

it('pauses the region that the environment names, and says what that means', async () => {
  const { status, said } = await run('pause');
  expect([status, isPaused(paris), isPaused(dublin)]).toEqual([0, true, false]);
  expect(said).toMatch(/^eu-west-3: paused: nothing is deleted any more, also by a run that has begun/);
});

it('says who paused it when it is paused already, and changes nothing', async () => {
  await run('pause');
  const first = paris.account.secrets.parameter(PARAMETER)?.value;
  const { status, said } = await run('pause');
  expect([status, paris.account.secrets.parameter(PARAMETER)?.value]).toEqual([0, first]);
  expect(said).toMatch(
    /^eu-west-3: unchanged: paused since \d{4}-\d\d-\d\d \d\d:\d\d UTC by arn:aws:iam::123456789012:/,
  );
});

it('resumes, once', async () => {
  await run('pause');
  const first = await run('resume');
  expect([first.status, isPaused(paris)]).toEqual([0, false]);
  expect(first.said).toContain('eu-west-3: running again');
  const second = await run('resume');
  expect([second.status, second.said]).toEqual([0, 'eu-west-3: unchanged: it was not paused\n']);
});

it('pauses the other regions when one of them fails, and fails', async () => {
  paris.account.fail({ command: 'PutParameter', with: 'denied' });
  const { status, said } = await run('pause', '-r', 'eu-west-3', '-r', 'eu-west-1');
  expect([status, isPaused(paris), isPaused(dublin)]).toEqual([1, false, true]);
  expect(said).toContain('eu-west-3: ssm PutParameter: AccessDeniedException');
});

it('pauses also when nobody can tell who is asking', async () => {
  paris.account.fail({ command: 'GetCallerIdentity', with: 'denied' });
  expect((await run('pause')).status).toBe(0);
  expect(paris.account.secrets.parameter(PARAMETER)?.value).toMatch(/ by somebody$/);
});

it('does not wait for a name that does not come', async () => {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const options = { region: ['eu-west-3', 'eu-west-1'] };
  const gaveUp = () => AbortSignal.abort();
  expect(await pause(options, { result: say, say, paint: plain }, { nameSignal: gaveUp })).toBe(0);
  for (const { account } of [paris, dublin]) {
    expect(account.secrets.parameter(PARAMETER)?.value).toMatch(/ by somebody$/);
  }
});

it('fails where AWS does not show the pause, though it took it', async () => {
  paris.account.fail({ command: 'GetParameter', with: 'denied' });
  const { status, said } = await run('pause');
  expect([status, isPaused(paris)]).toEqual([1, true]);
  expect(said).toContain('eu-west-3: it was sent, but what came of it cannot be seen: ssm GetParameter: AccessDenied');
});

it('pauses regions side by side: one that hangs keeps none of the others running', async () => {
  const other = Promise.withResolvers<void>();
  paris.account.log.onCall = ({ command }) => (command === 'PutParameter' ? other.promise : undefined);
  dublin.account.log.onCall = ({ command }) => {
    if (command === 'PutParameter') other.resolve();
  };
  const { status } = await run('pause', '-r', 'eu-west-3', '-r', 'eu-west-1');
  expect([status, isPaused(paris), isPaused(dublin)]).toEqual([0, true, true]);
});

describe('a settings file in the folder', () => {
  inFolderOfItsOwn();

  it('names the regions that are paused: all of those that it deploys to', async () => {
    writeFileSync('nlb-janitor.json', JSON.stringify({ regions: ['eu-west-3', 'eu-west-1'] }));
    expect([(await run('pause')).status, isPaused(paris), isPaused(dublin)]).toEqual([0, true, true]);
  });

  describe('with a fault', () => {
    beforeEach(() => writeFileSync('nlb-janitor.json', JSON.stringify({ regions: [] })));

    it('pauses the region of the environment, says what is wrong and that it is this one alone, and fails', async () => {
      const { status, said } = await run('pause');
      expect([status, isPaused(paris), isPaused(dublin)]).toEqual([1, true, false]);
      expect(said).toMatch(/^nlb-janitor\.json: 1 fault\(s\)\n {2}- regions: /);
      expect(said).toContain('Only eu-west-3 is paused, the region of your environment: pause others with --region R.');
      expect(said).toContain('\neu-west-3: paused: ');
    });

    it('pauses nothing where no region is named anywhere, and says how to go on without it', async () => {
      delete process.env['AWS_REGION'];
      const { status, said } = await run('pause');
      expect([status, isPaused(paris)]).toEqual([2, false]);
      expect(said).toContain('Mend them, or name the region: --region R');
    });

    it('does not matter where the regions are named', async () => {
      expect([(await run('pause', '-r', 'eu-west-1')).status, isPaused(paris), isPaused(dublin)]).toEqual([
        0,
        false,
        true,
      ]);
    });

    it('resumes nothing unseen', async () => {
      await run('pause');
      expect([(await run('resume')).status, isPaused(paris)]).toEqual([2, true]);
      expect([(await run('resume', '-r', 'eu-west-3')).status, isPaused(paris)]).toEqual([0, false]);
    });
  });
});
