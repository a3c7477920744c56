/** Which regions a command is about: those asked for, or the one that the environment or the profile names. */
import { defaultRegion } from '../lambda/aws/clients.ts';
import { isRegionName } from '../lambda/settings/region.ts';
import { UsageError } from './errors.ts';

/** @throws UsageError for what is no region, and where none is named anywhere */
export async function regionsOf(asked: readonly string[], profile: string | undefined): Promise<readonly string[]> {
  const wrong = asked.find((region) => !isRegionName(region));
  if (wrong !== undefined) throw new UsageError(`--region ${wrong}: give an AWS region such as eu-west-3`);
  if (asked.length > 0) return [...new Set(asked)];
  const region = await defaultRegion(profile);
  if (region === undefined) {
    throw new UsageError('no region: give --region, or set AWS_REGION, or name one in your AWS profile');
  }
  return [region];
}
