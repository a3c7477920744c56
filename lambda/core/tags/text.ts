/** What a tag value may hold. Pure. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html */

/** A tag value holds at most 256 characters. */
export const MOST_TAG_CHARACTERS = 256;

/** The text with a blank for everything else. */
export function tagText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').replaceAll(/\s+/g, ' ');
}
