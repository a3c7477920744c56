/** Which regions a command is about, and what goes before what. */
import { onlyRegion, regionsOf } from '../../cli/regions.ts';

const before = { ...process.env };

beforeEach(() => {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) delete process.env[name];
  Object.assign(process.env, { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' });
});

afterEach(() => {
  process.env = { ...before };
});

const SETTINGS = ['eu-west-3', 'eu-west-1'];

it('are those asked for, each once, whatever else names some', async () => {
  process.env['AWS_REGION'] = 'us-east-1';
  expect(await regionsOf(['eu-north-1', 'eu-north-1'], undefined, SETTINGS)).toEqual(['eu-north-1']);
});

it('are those of the settings, whatever the environment names', async () => {
  process.env['AWS_REGION'] = 'us-east-1';
  expect(await regionsOf([], undefined, SETTINGS)).toEqual(SETTINGS);
});

it.each([
  [{ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-2' }, 'us-east-1'],
  [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-2' }, 'us-east-2'],
  [{ AWS_DEFAULT_REGION: 'us-east-2' }, 'us-east-2'],
])('is the one of %j', async (variables, region) => {
  Object.assign(process.env, variables);
  expect(await regionsOf([], undefined)).toEqual([region]);
});

it.each(['eu west', 'Paris', 'eu-west-3a'])('is refused where the environment names %j', async (region) => {
  process.env['AWS_REGION'] = region;
  await expect(regionsOf([], undefined)).rejects.toThrow(
    `the region of your environment or profile is "${region}": set AWS_REGION to one such as eu-west-3`,
  );
  expect(await regionsOf(['us-east-1'], undefined)).toEqual(['us-east-1']);
});

it('are asked for where nothing names one', async () => {
  await expect(regionsOf([], undefined)).rejects.toThrow('no region: give --region, or set AWS_REGION');
});

it('are refused where they are none', async () => {
  await expect(regionsOf(['Paris'], undefined, SETTINGS)).rejects.toThrow('--region Paris: give an AWS region');
  await expect(regionsOf(['eu-west3'], undefined)).rejects.toThrow(
    '--region eu-west3: give an AWS region such as eu-west-3; did you mean "eu-west-3"?',
  );
});

it('are one where a command takes no more, and refused with the reason where they are two', () => {
  expect(onlyRegion(['eu-west-3'], 'a cluster is of one region')).toBe('eu-west-3');
  expect(() => onlyRegion(['eu-west-3', 'eu-west-1'], 'a cluster is of one region')).toThrow(
    'a cluster is of one region: give one --region',
  );
});
