/**
 * Why a name is answered by nothing: no load balancer has it, several have it, or a region that may have another could not
 * be looked in. In words that tell the person how to go on. Reads only.
 */
import { approvalOf, keepOf } from '../lambda/core/tags/answers.ts';
import { ownerOf } from '../lambda/core/tags/ownership.ts';
import { quarantineAsTagged, type QuarantineReading } from '../lambda/core/tags/quarantine.ts';
import { plainText } from '../lambda/core/report/plain-text.ts';
import { dateTime } from '../lambda/core/words.ts';
import type { Tags } from '../lambda/model/reading.ts';
import type { Finder, Found, Search } from './find.ts';

/** Undefined where something was found. */
export function notFound(name: string, { found, looked, failed }: Search): string | undefined {
  if (found.length > 0) return undefined;
  if (looked.length === 0) return `${name}: could not be looked for`;
  const said = `${name}: no such load balancer in ${looked.join(', ')}`;
  return failed.length === 0 ? said : `${said}; it may be in ${regionsOf(failed)}, which could not be looked in`;
}

/** Found, while another that the name means too may be where nobody could look. Undefined where all was looked at. */
export function inDoubt(name: string, { found, failed }: Search): string | undefined {
  if (found.length === 0 || failed.length === 0) return undefined;
  return `${name}: is in ${regionsOf(found)}, but another may be in ${regionsOf(failed)}, which could not be looked in`;
}

/** Why regions could not be looked in, each once, and how to do without them. A line each. */
export function regionsNotLookedIn(searches: readonly Search[]): readonly string[] {
  const whys = new Set(searches.flatMap(({ failed }) => failed.map(({ why }) => `  ${why}`)));
  const where = searches.find(({ found, failed }) => found.length > 0 && failed.length > 0)?.found[0]?.region;
  return [...whys, ...(where === undefined ? [] : [`Use --region ${where} to look in one region only.`])];
}

function regionsOf(ofThem: readonly { readonly region: string }[]): string {
  return [...new Set(ofThem.map(({ region }) => region))].join(', ');
}

/** Undefined where it is not found more than once. Reads the tags of each, so that the person can choose. */
export async function ambiguous(name: string, { found }: Search, finder: Finder): Promise<string | undefined> {
  if (found.length < 2) return undefined;
  const seen: Standing[] = [];
  for (const one of found) seen.push(await standingOf(one, finder));
  const quarantined = seen.filter(({ quarantine }) => quarantine === 'valid');
  // One that could not be read may be quarantined too.
  const isClear = seen.every(({ quarantine }) => quarantine === 'valid' || quarantine === 'absent');
  const [only] = isClear && quarantined.length === 1 ? quarantined : [];
  return [
    `${name}: may mean several load balancers; give the ARN of the one`,
    ...seen.flatMap(({ arn, says }) => [`  ${arn}`, `    ${says}`]),
    ...(only === undefined ? [] : [`Only ${only.name} is quarantined; if you mean that one: ${only.arn}`]),
  ].join('\n');
}

interface Standing {
  readonly arn: string;
  readonly name: string;
  readonly quarantine: QuarantineReading['is'] | 'unread';
  readonly says: string;
}

async function standingOf(found: Found, finder: Finder): Promise<Standing> {
  const { arn, name } = found.loadBalancer;
  const reading = await finder.tagsOf(found);
  const standing = (quarantine: Standing['quarantine'], ...parts: readonly string[]): Standing => ({
    arn,
    name,
    quarantine,
    says: plainText([name, ...parts].join(', ')),
  });
  if (!reading.ok) return standing('unread', `its tags could not be read: ${reading.why}`);
  if (reading.value.is === 'gone') return standing('unread', 'gone meanwhile');
  const { tags } = reading.value;
  const now = new Date();
  const owner = ownerOf(found.loadBalancer, tags);
  const quarantine = quarantineAsTagged(tags, found.loadBalancer.createdAt, now);
  return standing(
    quarantine.is,
    owner.cluster === undefined ? 'no cluster named' : `cluster ${owner.cluster}`,
    inWords(quarantine),
    ...answersIn(tags, now),
  );
}

function inWords(quarantine: QuarantineReading): string {
  switch (quarantine.is) {
    case 'absent':
      return 'not quarantined';
    case 'malformed':
      return `its quarantine is not valid (${quarantine.why})`;
    case 'valid':
      return `quarantined since ${dateTime(quarantine.quarantinedAt)}`;
  }
}

function answersIn(tags: Tags, now: Date): readonly string[] {
  const approval = approvalOf(tags);
  return [
    ...(approval === 'approved' || approval === 'rejected' ? [approval] : []),
    ...(keepOf(tags, now).is === 'vetoes' ? ['kept'] : []),
  ];
}
