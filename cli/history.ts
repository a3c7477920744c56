/** `nlb-janitor history`: what was deleted, read from the snapshot bucket. Writes nothing. */
import { createAwsClients } from '../lambda/aws/clients.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { s3Snapshots } from '../lambda/aws/s3-snapshots.ts';
import { sumUsd } from '../lambda/core/prices.ts';
import { DAY_MS } from '../lambda/core/tags.ts';
import { count, dateTime } from '../lambda/core/words.ts';
import type { Deletion } from '../lambda/model.ts';
import type { SnapshotStore } from '../lambda/ports.ts';
import { dayOf, OUTCOME_FILE, outcomeJson, parseOutcome } from '../lambda/snapshot.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import type { Output } from './output.ts';
import { regionsOf } from './regions.ts';
import { spread, usd, wrap } from './render/layout.ts';

export interface HistoryOptions {
  readonly bucket?: string;
  readonly days: string;
  readonly region: readonly string[];
  readonly profile?: string;
  readonly output: 'table' | 'json';
}

const MOST_DAYS = 400;

export async function history(options: HistoryOptions, output: Output): Promise<number> {
  const bucket = options.bucket ?? process.env['NLB_JANITOR_BUCKET'];
  if (bucket === undefined || bucket === '') {
    throw new UsageError('no bucket: give --bucket with the name that `cdk deploy` printed as SnapshotBucket');
  }
  const days = /^[1-9]\d*$/.test(options.days) ? Number(options.days) : Number.NaN;
  if (!(days <= MOST_DAYS)) throw new UsageError(`--days ${options.days}: give a whole number from 1 to ${MOST_DAYS}`);
  const [region = ''] = await regionsOf(options.region, options.profile);
  const clients = createAwsClients({ region, ...(options.profile === undefined ? {} : { profile: options.profile }) });
  const identity = await callerIdentity(clients.sts);
  if (!identity.ok) throw new CouldNotError(identity.why);

  const store = s3Snapshots(clients.s3, { name: bucket, ownerAccount: identity.value.account });
  const deletions = await readHistory(store, new Date(), days);
  output.result(options.output === 'json' ? renderHistoryJson(deletions) : renderHistory(deletions, days));
  return EXIT.judged;
}

/** Outcomes of the last days, oldest first. @throws CouldNotError naming what could not be read */
export async function readHistory(store: SnapshotStore, now: Date, days: number): Promise<readonly Deletion[]> {
  const deletions: Deletion[] = [];
  for (let back = days - 1; back >= 0; back -= 1) {
    const keys = await store.keysOfDay(dayOf(new Date(now.getTime() - back * DAY_MS)));
    if (!keys.ok) {
      const advice = keys.why.includes('NoSuchBucket')
        ? ': take the name that `cdk deploy` printed as SnapshotBucket'
        : '';
      throw new CouldNotError(keys.why + advice);
    }
    for (const key of keys.value.filter((one) => one.endsWith(`/${OUTCOME_FILE}`))) {
      const stored = await store.get(key);
      if (stored.ok === false) throw new CouldNotError(stored.why);
      const deletion = stored.ok === true ? parseOutcome(stored.value) : undefined;
      if (deletion === undefined) throw new CouldNotError(`${key}: is not an outcome that this janitor wrote`);
      deletions.push(deletion);
    }
  }
  return deletions;
}

export function renderHistory(deletions: readonly Deletion[], days: number): string {
  if (deletions.length === 0) return `Nothing was deleted in the last ${count(days, 'day')}.\n`;
  const gone = deletions.filter((deletion) => deletion.spared === undefined);
  const blocks = deletions.map((deletion) =>
    [
      spread(deletion.name, deletion.spared === undefined ? usd(deletion.monthlyCostUsd) : 'spared'),
      wrap(
        `${dateTime(deletion.deletedAt)}, ${deletion.reason}, Service ${deletion.service ?? 'unknown'} in cluster ${deletion.cluster ?? 'unknown'}`,
        2,
      ),
      ...(deletion.spared === undefined ? [] : [wrap(`Not deleted: ${deletion.spared}`, 2)]),
      ...deletion.companions.map(({ name, did, why }) =>
        wrap(`target group ${name}: ${did}${why === undefined ? '' : `, ${why}`}`, 2),
      ),
      `  ${deletion.snapshotKey}`,
    ].join('\n'),
  );
  const saved = usd(sumUsd(gone.map((deletion) => deletion.monthlyCostUsd)));
  return `${blocks.join('\n\n')}\n\n${count(gone.length, 'load balancer')} deleted in the last ${count(days, 'day')}: about USD ${saved} a month saved.\n`;
}

function renderHistoryJson(deletions: readonly Deletion[]): string {
  return `[${deletions.map((deletion) => outcomeJson(deletion)).join(',\n')}]\n`;
}
