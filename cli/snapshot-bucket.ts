/** Which snapshot bucket a command reads: the one that was named, else that of the settings, else that of the stack. Reads only. */
import type { ClientMaker } from '../lambda/aws/clients.ts';
import { janitorStack } from '../lambda/aws/janitor-stack.ts';
import { listed } from '../lambda/core/words.ts';
import { UsageError } from './errors.ts';
import type { OperatorSettings } from './operator-settings.ts';

/**
 * The bucket that the caller named, by `--bucket` or in the environment; undefined where none is.
 * @throws UsageError for a blank name
 */
export function namedBucket(option: string | undefined): string | undefined {
  if (option === '') throw new UsageError('--bucket: is blank; name the snapshot bucket, or leave it out');
  return option ?? (process.env['NLB_JANITOR_BUCKET'] || undefined);
}

/**
 * Each region's stack has a bucket of its own: one of them for all would show one region's deletions as another's.
 * @throws UsageError where there are several regions
 */
export function refuseSeveral(bucket: string, [, ...more]: readonly string[]): void {
  if (more.length === 0) return;
  throw new UsageError(
    `bucket ${bucket} is of one region: give one --region, and run it again with the bucket of ${listed(more)}`,
  );
}

/** That of the setting `snapshotBucket`, which is refused with several regions and says nothing of another one. */
export function bucketOfSettings({ settings, regions }: OperatorSettings, region: string): string | undefined {
  return regions.length === 1 && regions[0] === region ? settings.snapshotBucket : undefined;
}

export type StackBucket =
  | { readonly is: 'found'; readonly name: string }
  /** No stack, or one that made none. */
  | { readonly is: 'none'; readonly why: string }
  /** Not read, or several that may be it. */
  | { readonly is: 'unclear'; readonly why: string };

/** The bucket that the stack made; `why` says what to do. */
export async function bucketOfStack(clients: ClientMaker, region: string): Promise<StackBucket> {
  const stack = await janitorStack(clients);
  if (!stack.ok) {
    const why = `The stack in ${region} could not be read, and so no bucket is known: ${stack.why}`;
    return { is: 'unclear', why: `${why}\nName it with --bucket: \`cdk deploy\` printed it as SnapshotBucket.` };
  }
  if (stack.value.is === 'absent') {
    const why = `No bucket is known: nlb-janitor is not deployed in ${region}.`;
    const how = `Name the one that a stack left behind with --bucket: \`npx nlb-janitor uninstall --region ${region}\` lists it.`;
    return { is: 'none', why: `${why} ${how}` };
  }
  const { name: stackName, snapshotBuckets } = stack.value;
  const [name, ...others] = snapshotBuckets;
  if (name === undefined) {
    const why = `No bucket is known: stack ${stackName} in ${region} made none, and uses that of its setting snapshotBucket.`;
    return { is: 'none', why: `${why} Name it with --bucket, or the settings with --settings.` };
  }
  if (others.length > 0) {
    // In an app of one's own another one may be called so: its days would look like days without a delete.
    const why = `Stack ${stackName} in ${region} has several buckets that may be it: ${listed([name, ...others])}.`;
    return { is: 'unclear', why: `${why} Name it with --bucket.` };
  }
  return { is: 'found', name };
}
