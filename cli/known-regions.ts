/**
 * The regions that this version knows, for the hint at a typo alone: AWS has new ones every year, so one that
 * is not here is never refused.
 */
import leven from 'leven';

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, and those of the other partitions. */
const KNOWN: readonly string[] = [
  'af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2',
  'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6',
  'ap-southeast-7 ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1',
  'eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 eusc-de-east-1 il-central-1 me-central-1',
  'me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-1',
  'us-west-2',
].flatMap((line) => line.split(' '));

/** Letters that a typo gets wrong; what is further off is another word. */
const MOST_LETTERS = 3;

/** `; did you mean "eu-west-3"?` for a name that is like one of a region; empty for one that is known, or is like none. */
export function regionHint(name: string): string {
  if (KNOWN.includes(name)) return '';
  const nearest = KNOWN.toSorted((one, other) => leven(name, one) - leven(name, other))[0];
  return nearest !== undefined && leven(name, nearest) <= MOST_LETTERS ? `; did you mean "${nearest}"?` : '';
}

/** A failure of a region, which begins with its name; where nobody knows the name, with the one that may be meant. */
export function failureIn(region: string, why: string): string {
  const hint = regionHint(region);
  return `${region}: ${why}${hint === '' ? '' : ` (${region} is no region that this version knows${hint})`}`;
}
