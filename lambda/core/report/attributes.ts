/**
 * What subscriptions may filter a message by, without reading it. A message about several NLBs carries the values of all
 * of them. Pure. Whatever others wrote is plain, so that SNS takes it.
 */
import type { Digest } from './entries.ts';
import { plainText } from './plain-text.ts';
import type { Summary } from './summary-form.ts';

/** Each a list without doubles, none of them empty. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

/** What Unicode keeps free for programs, and XML forbids. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

export function attributesOf({ account, accountName, region, entries }: Digest): Attributes {
  const about = entries.flatMap((entry) => (entry.kind === 'refused' ? [] : [entry]));
  const lists = {
    kind: entries.map(({ kind }) => kind),
    account: [account, accountName],
    region: [region],
    cluster: about.map(({ cluster }) => cluster),
    namespace: about.map(({ service }) => service?.split('/')[0] ?? null),
    service: about.map(({ service }) => service),
    owner: about.flatMap(({ owners }) => owners.map(({ value }) => value)),
  };
  return filled(lists);
}

export function attributesOfSummary({ account, accountName, region }: Summary): Attributes {
  return filled({ kind: ['summary'], account: [account, accountName], region: [region] });
}

function filled(lists: Readonly<Record<string, readonly (string | null)[]>>): Attributes {
  return Object.fromEntries(
    Object.entries(lists)
      .map(([name, values]) => [name, [...new Set(values.flatMap(plainValue))]] as const)
      .filter(([, values]) => values.length > 0),
  );
}

function plainValue(value: string | null): readonly string[] {
  const plain = value === null ? '' : plainText(value).replaceAll(NO_CHARACTER, '').trim();
  return plain === '' ? [] : [plain];
}
