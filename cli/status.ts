/**
 * `nlb-janitor status`: what is pending, read off the tags, the kill switch and the records of the bucket. Judges nothing and
 * writes nothing.
 */
import { callerIdentity } from '../lambda/aws/identity.ts';
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { ssmPauseSwitch } from '../lambda/aws/pause-switch.ts';
import { s3SnapshotReader } from '../lambda/aws/s3-snapshot-reader.ts';
import { takenPlaces } from '../lambda/core/plan/breaker.ts';
import { isComplete, statusOf, type BucketFacts, type Status } from '../lambda/core/report/status.ts';
import { dayOf } from '../lambda/core/time.ts';
import type { Reading } from '../lambda/model/reading.ts';
import type { SnapshotReader } from '../lambda/ports/write.ts';
import { isRecent, parseState, STATE_KEY } from '../lambda/records/state.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { callerOf, clientsFor, type Caller } from './clients.ts';
import { readHistory } from './deletion-records.ts';
import { CouldNotError, EXIT } from './errors.ts';
import { failureIn } from './known-regions.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { neverSilent } from './patience.ts';
import { regionsOf } from './regions.ts';
import { renderStatusJson, type RegionStatus } from './render/status-json.ts';
import { renderStatusMarkdown } from './render/status-markdown.ts';
import { renderStatusTable } from './render/status-table.ts';
import { bucketOfSettings, bucketOfStack, namedBucket, refuseSeveral, type StackBucket } from './snapshot-bucket.ts';

interface StatusOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly bucket?: string;
  readonly settings?: string;
  readonly output: 'table' | 'json' | 'markdown';
  readonly quiet?: boolean;
}

/** How far back deletions are shown, from today, UTC. */
const DAYS = 7;

/** Regions one after the other; one that fails never hides the others, and always fails the command. */
export async function status(options: StatusOptions, output: Output): Promise<number> {
  const given = operatorSettings(options.settings);
  const regions = await regionsOf(options.region, options.profile, given.regions);
  const named = namedBucket(options.bucket);
  if (named !== undefined) refuseSeveral(named, regions);
  const caller = callerOf(options, output);
  if (given.regions.length === 0)
    caller.say?.('No settings here: taken for the defaults. Name those of the stack with --settings.');

  const results: RegionStatus[] = [];
  for (const region of regions) {
    try {
      const bucket = named ?? bucketOfSettings(given, region);
      const reading = (): Promise<Status> => statusIn(region, caller, given.settings, bucket);
      results.push({ region, status: await neverSilent(`reading ${region}`, caller.say, reading) });
    } catch (error) {
      if (!(error instanceof CouldNotError)) throw error;
      results.push({ region, failure: error.message });
    }
  }

  const found = results.flatMap((result) => ('status' in result ? [result.status] : []));
  if (options.output === 'json') output.result(renderStatusJson(results));
  else if (found.length > 0) {
    output.result(options.output === 'table' ? renderStatusTable(found, output.paint) : renderStatusMarkdown(found));
  }
  for (const result of results) if ('failure' in result) output.say(`Could not look: ${result.failure}`);
  return found.length === results.length && found.every(isComplete) ? EXIT.judged : EXIT.couldNot;
}

/** @throws CouldNotError when AWS does not say who we are, or does not list the load balancers */
async function statusIn(
  region: string,
  caller: Caller,
  settings: Settings,
  bucket: string | undefined,
): Promise<Status> {
  const clients = clientsFor(region, caller);
  const identity = await callerIdentity(clients.sts);
  if (!identity.ok) throw new CouldNotError(failureIn(region, identity.why));
  const { account } = identity.value;
  const reader = elbLoadBalancers(clients.elasticLoadBalancing);
  const loadBalancers = await reader.list();
  if (!loadBalancers.ok) throw new CouldNotError(failureIn(region, loadBalancers.why));
  const network = loadBalancers.value.filter(({ type }) => type === 'network');
  const [pause, tags] = await Promise.all([
    ssmPauseSwitch(clients.ssm).state(),
    reader.tags(network.map(({ arn }) => arn)),
  ]);
  // Tags lie in the future of a clock that was asked before them.
  const now = new Date();
  const factsIn = (name: string): Promise<Reading<BucketFacts>> =>
    bucketFacts(s3SnapshotReader(clients.s3, { name, ownerAccount: account }), now);
  const stored =
    bucket === undefined
      ? await ofStack(await bucketOfStack(clients, region), factsIn, caller.say)
      : await factsIn(bucket);
  const facts = { account, region, now, pause, loadBalancers: loadBalancers.value, tags, bucket: stored, days: DAYS };
  return statusOf(facts, settings);
}

/** Of the bucket that the stack made; undefined where there is none, or it cannot be read: nobody asked for it. */
async function ofStack(
  bucket: StackBucket,
  factsIn: (bucket: string) => Promise<Reading<BucketFacts>>,
  say: Caller['say'],
): Promise<Reading<BucketFacts> | undefined> {
  if (bucket.is === 'unclear') say?.(bucket.why);
  if (bucket.is !== 'found') return undefined;
  const read = await factsIn(bucket.name);
  if (read.ok) return read;
  say?.(`The bucket of the stack could not be read: ${read.why}`);
  return undefined;
}

async function bucketFacts(store: SnapshotReader, now: Date): Promise<Reading<BucketFacts>> {
  try {
    const records = await readHistory(store, now, DAYS);
    const today = await store.keysOfDay(dayOf(now));
    if (!today.ok) return today;
    const stored = await store.get(STATE_KEY);
    const state = stored.ok && stored.value.is === 'stored' ? parseState(stored.value.text) : undefined;
    const fleet = state !== undefined && isRecent(state, now) ? state.fleet : undefined;
    return { ok: true, value: { records, fleet, takenToday: takenPlaces(today.value).size } };
  } catch (error) {
    if (!(error instanceof CouldNotError)) throw error;
    return { ok: false, cause: 'incomplete', why: error.message };
  }
}
