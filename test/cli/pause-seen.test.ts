/** A flip of the kill switch counts once AWS shows it. */
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { switchShows } from '../../cli/pause-seen.ts';

const client = new SSMClient({ region: 'eu-west-3' });
const ssm = mockClient(client);
const NOT_THERE = new ParameterNotFound({ message: 'x', $metadata: { httpStatusCode: 400 } });
const THERE = { Parameter: { Value: 'since …' } };

let slept: number[];
const sleep = async (milliseconds: number): Promise<void> => void slept.push(milliseconds);

beforeEach(() => {
  ssm.reset();
  slept = [];
});

it('shows what was wanted, set or absent', async () => {
  ssm.on(GetParameterCommand).resolves(THERE);
  expect(await switchShows(client, 'set', sleep)).toEqual({ ok: true, value: { is: 'set', text: 'since …' } });
  ssm.on(GetParameterCommand).rejects(NOT_THERE);
  expect(await switchShows(client, 'absent', sleep)).toEqual({ ok: true, value: { is: 'absent' } });
  expect(slept).toEqual([]);
});

it('says so when it stays the other way', async () => {
  ssm.on(GetParameterCommand).rejects(NOT_THERE);
  const why = expect.stringContaining('AWS says that it is not paused: try again') as string;
  expect(await switchShows(client, 'set', sleep)).toEqual({ ok: false, why });
  expect(slept).toEqual([1000, 1000, 1000, 1000]);
  ssm.on(GetParameterCommand).resolves(THERE);
  expect(await switchShows(client, 'absent', sleep)).toMatchObject({
    why: expect.stringContaining('is still paused') as string,
  });
});

it('waits for AWS to show it', async () => {
  ssm.on(GetParameterCommand).rejectsOnce(NOT_THERE).resolves(THERE);
  expect((await switchShows(client, 'set', sleep)).ok).toBe(true);
  expect(slept).toEqual([1000]);
});

it('says so at once when it cannot be seen', async () => {
  ssm.on(GetParameterCommand).rejects(new Error('denied'));
  const why = expect.stringMatching(/^it was sent, but what came of it cannot be seen: ssm GetParameter: /) as string;
  expect(await switchShows(client, 'set', sleep)).toEqual({ ok: false, why });
  expect(slept).toEqual([]);
});
