/** Which regions a command is about: those asked for, those of the settings, or the one that the environment names. */
import { defaultRegion } from '../lambda/aws/clients.ts';
import { isRegionName } from '../lambda/settings/region-name.ts';
import { UsageError } from './errors.ts';
import { regionHint } from './known-regions.ts';

/**
 * @param asked by `--region`
 * @param ofSettings of the settings file in the folder; they come before the environment, since a file beside the person
 * says more about what they mean than a variable of their shell
 * @throws UsageError for what is no region, and where none is named anywhere
 */
export async function regionsOf(
  asked: readonly string[],
  profile: string | undefined,
  ofSettings: readonly string[] = [],
): Promise<readonly [string, ...string[]]> {
  requireRegionNames(asked);
  const [first, ...more] = new Set(asked.length > 0 ? asked : ofSettings);
  if (first !== undefined) return [first, ...more];
  const region = await regionOfEnvironment(profile);
  if (region === undefined) {
    throw new UsageError(
      'no region: give --region, or set AWS_REGION, or name one in nlb-janitor.json or in your AWS profile',
    );
  }
  return [region];
}

/**
 * The one region of a command that takes no more.
 *
 * @param why it takes one: `a cluster is of one region`
 * @throws UsageError where there are several
 */
export function onlyRegion(regions: readonly [string, ...string[]], why: string): string {
  const [region, ...more] = regions;
  if (more.length > 0) throw new UsageError(`${why}: give one --region`);
  return region;
}

/** @throws UsageError for what is no region */
export function requireRegionNames(asked: readonly string[]): void {
  const wrong = asked.find((region) => !isRegionName(region));
  if (wrong === undefined) return;
  const shown = wrong.trim() === '' ? '(blank)' : wrong;
  throw new UsageError(`--region ${shown}: give an AWS region such as eu-west-3${regionHint(wrong)}`);
}

/**
 * The region that the environment or the profile names; undefined where none does.
 * @throws UsageError for what is no region
 */
export async function regionOfEnvironment(profile: string | undefined): Promise<string | undefined> {
  const region = await defaultRegion(profile);
  if (region === undefined || isRegionName(region)) return region;
  throw new UsageError(
    `the region of your environment or profile is ${JSON.stringify(region)}: set AWS_REGION to one such as eu-west-3, or give --region${regionHint(region)}`,
  );
}
