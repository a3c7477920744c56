/**
 * What both versions of API Gateway's API have in common: APIs, each with texts that say where its integrations lead, and
 * stages that may fill in a part of these.
 */
import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import { wholeReading } from '../reading.ts';
import { targetsIn, type StageVariables } from './integration-targets.ts';

export interface KnownApi {
  readonly id: string;
  readonly who: string;
}

/** Readers of one version of the API. */
export interface ApiReaders {
  readonly apis: () => Promise<Reading<readonly KnownApi[]>>;
  /** URIs and targets of all integrations of an API. */
  readonly texts: (apiId: string) => Promise<Reading<readonly string[]>>;
  /** Asked only where a stage says what a text names. */
  readonly stages: (apiId: string) => Promise<Reading<readonly StageVariables[]>>;
}

/** Every reference of every API; unreadable when one of them is. */
export function integrationsOf({ apis, texts, stages }: ApiReaders): Promise<Reading<readonly Reference[]>> {
  return wholeReading(async (part) => {
    const found: Reference[] = [];
    for (const { id, who } of part(await apis())) {
      const targets = await targetsIn(part(await texts(id)), async () => part(await stages(id)));
      for (const to of targets) found.push({ who, to });
    }
    return found;
  });
}

/** `API Gateway REST API shop (a1b2c3)` */
export function apiInWords(kind: string, id: string, name: string | undefined): string {
  return `API Gateway ${kind} ${name === undefined ? id : `${name} (${id})`}`;
}
