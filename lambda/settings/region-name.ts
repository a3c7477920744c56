/** What the name of an AWS region looks like. Says nothing about whether it exists: AWS knows, and has new ones every year. */

/** `eu-west-3`, `us-gov-west-1`, `eusc-de-east-1`, `ap-southeast-10`; as part of a longer expression. */
export const REGION_PATTERN = String.raw`[a-z]{2,4}(?:-[a-z]+){1,2}-[1-9]\d?`;

const REGION = new RegExp(`^${REGION_PATTERN}$`);

/** Whether the text may be the name of a region; that of a zone, such as `eu-west-3a`, is none. */
export function isRegionName(text: string): boolean {
  return REGION.test(text);
}
