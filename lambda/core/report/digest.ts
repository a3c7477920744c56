/**
 * Entries → one digest: what people are told about a run. Pure. Its JSON form is what programs and the `slack` function
 * read.
 */
import type { News } from '../../model/outcome.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import { writeInstant } from '../time.ts';
import type { Digest, Entry } from './entries.ts';
import { pageUrlOf } from './page-link.ts';

export interface DigestFrame {
  readonly account: string;
  readonly accountName: string | undefined;
  readonly region: string;
  readonly at: Date;
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
  readonly reminderHours: number;
  readonly helpUrl: string | undefined;
  readonly ownerTagKeys: readonly string[];
  /** Name of the snapshot bucket; undefined in a stack that has none. */
  readonly bucket: string | undefined;
}

export function digestOf(entries: readonly Entry[], frame: DigestFrame): Digest {
  const { account, region, mode, approval } = frame;
  return {
    version: 1,
    account,
    accountName: frame.accountName ?? null,
    region,
    at: writeInstant(frame.at),
    mode,
    approval,
    reminderHours: mode === 'delete' && approval === 'automatic' ? frame.reminderHours : null,
    helpUrl: frame.helpUrl ?? null,
    pageUrl: pageUrlOf(frame.bucket, region) ?? null,
    entries,
  };
}

/**
 * The news that are worth a message. The breaker has an alarm of its own: alone, a refusal would be told again by every
 * run.
 */
export function worthTelling(news: readonly News[]): readonly News[] {
  return news.every(({ is }) => is === 'breaker-refused') ? [] : news;
}
