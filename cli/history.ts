/** `nlb-janitor history`: what was deleted, read from the snapshot bucket. Writes nothing. */
import type { AwsClients } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { s3SnapshotReader } from '../lambda/aws/s3-snapshot-reader.ts';
import { plainJson, plainly } from '../lambda/core/report/plain-text.ts';
import { costInWords, sumUsd } from '../lambda/core/report/prices.ts';
import { count, dateTime } from '../lambda/core/words.ts';
import type { DeletionRecord } from '../lambda/model/record.ts';
import { outcomeJson } from '../lambda/records/outcome.ts';
import { clientsFor } from './clients.ts';
import { readHistory } from './deletion-records.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { neverSilent } from './patience.ts';
import { onlyRegion, regionsOf } from './regions.ts';
import { spread, usd, wrap } from './render/layout.ts';
import { bucketOfSettings, bucketOfStack, namedBucket, refuseSeveral } from './snapshot-bucket.ts';

interface HistoryOptions {
  readonly bucket?: string;
  readonly days: string;
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  readonly output: 'table' | 'json';
}

const MOST_DAYS = 400;

export async function history(options: HistoryOptions, output: Output): Promise<number> {
  const named = namedBucket(options.bucket);
  const days = /^[1-9]\d*$/.test(options.days) ? Number(options.days) : Number.NaN;
  if (!(days <= MOST_DAYS)) throw new UsageError(`--days ${options.days}: give a whole number from 1 to ${MOST_DAYS}`);
  // Who names the bucket, and no file, needs none: several regions or a fault in it must not be in the way.
  const given = named !== undefined && options.settings === undefined ? undefined : operatorSettings(options.settings);
  const regions = await regionsOf(options.region, options.profile, given?.regions);
  if (named !== undefined) refuseSeveral(named, regions);
  const region = onlyRegion(regions, 'each region has a bucket of its own');
  const say = (text: string): void => output.say(text);
  const clients = clientsFor(region, { profile: options.profile, say });
  const identity = await callerIdentity(clients.sts);
  if (!identity.ok) throw new CouldNotError(identity.why);

  const bucket = named ?? (given && bucketOfSettings(given, region)) ?? (await nameOfStacks(clients, region));
  const store = s3SnapshotReader(clients.s3, { name: bucket, ownerAccount: identity.value.account });
  const records = await neverSilent(`reading bucket ${bucket}`, say, () => readHistory(store, new Date(), days));
  output.result(options.output === 'json' ? renderHistoryJson(records) : renderHistory(records, days));
  return EXIT.judged;
}

/** @throws CouldNotError that says how to name it */
async function nameOfStacks(clients: AwsClients, region: string): Promise<string> {
  const bucket = await bucketOfStack(clients, region);
  if (bucket.is !== 'found') throw new CouldNotError(bucket.why);
  return bucket.name;
}

export function renderHistory(stored: readonly DeletionRecord[], days: number): string {
  const records = plainly(stored);
  if (records.length === 0) return `Nothing was deleted in the last ${count(days, 'day')}.\n`;
  const gone = records.filter((record) => record.is === 'deleted');
  const saved = costInWords(sumUsd(gone.map(({ monthlyCostUsd }) => monthlyCostUsd)));
  return `${records.map(blockOf).join('\n\n')}\n\n${count(gone.length, 'load balancer')} deleted in the last ${count(days, 'day')}: ${saved} saved.\n`;
}

function blockOf(record: DeletionRecord): string {
  const { at, figure, details } = partsOf(record);
  const approver = approverIn(record);
  const about = `${dateTime(at)}, ${record.reason}, Service ${record.service ?? 'unknown'} in cluster ${record.cluster ?? 'unknown'}`;
  return [
    spread(record.name, figure),
    wrap(about, 2),
    ...[...approver, ...details].map((detail) => wrap(detail, 2)),
    `  ${record.snapshotKey}`,
  ].join('\n');
}

/** Nothing where it was automatic, and where nobody knows. */
function approverIn({ approvedBy }: DeletionRecord): readonly string[] {
  if (approvedBy === undefined) return [];
  const { principal, chatUser, at } = approvedBy;
  return [`approved by ${principal}${chatUser === undefined ? '' : ` (${chatUser})`} at ${dateTime(at)}`];
}

function partsOf(record: DeletionRecord): { at: Date; figure: string; details: readonly string[] } {
  switch (record.is) {
    case 'begun':
      return { at: record.begunAt, figure: 'begun', details: ['Not known yet: the next run of reap finds out.'] };
    case 'spared':
      return { at: record.sparedAt, figure: 'spared', details: [`Not deleted: ${record.why}`] };
    case 'deleted': {
      const details = record.companions.map(
        ({ name, did, why }) => `target group ${name}: ${did}${why === undefined ? '' : `, ${why}`}`,
      );
      return { at: record.deletedAt, figure: usd(record.monthlyCostUsd), details };
    }
  }
}

export function renderHistoryJson(records: readonly DeletionRecord[]): string {
  return `[${records.map((record) => plainJson(outcomeJson(record))).join(',\n')}]\n`;
}
