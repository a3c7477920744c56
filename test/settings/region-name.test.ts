/** Names of regions, the same for the setting and for the option of the command line. */
import { regionsOf } from '../../cli/regions.ts';
import { isRegionName } from '../../lambda/settings/region-name.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';

const NAMES = ['eu-west-3', 'us-gov-west-1', 'us-isob-east-1', 'eusc-de-east-1', 'ap-southeast-10', 'cn-northwest-1'];
const OTHERS = [
  '',
  'Paris',
  'eu-west',
  'eu-west-3a',
  'eu-west-0',
  'ap-southeast-100',
  'europe-west-1',
  '-west-1',
  'eu-west-3\n',
];

it.each(NAMES)('%s is taken by --region and by the setting', async (region) => {
  expect(isRegionName(region)).toBe(true);
  expect(await regionsOf([region], undefined)).toEqual([region]);
  expect(parseSettings({ regions: [region] }, 'test').regions).toEqual([region]);
});

it.each(OTHERS)('%j is taken by neither', async (region) => {
  expect(isRegionName(region)).toBe(false);
  await expect(regionsOf([region], undefined)).rejects.toThrow('give an AWS region');
  expect(() => parseSettings({ regions: [region] }, 'test')).toThrow('give an AWS region');
});
