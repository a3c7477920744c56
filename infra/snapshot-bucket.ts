/**
 * The bucket of the snapshots: what was deleted, and what is needed to build it again.
 * It outlives the stack in every mode; `snapshotBucket` in the settings takes it back into a later one.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** What the rest of the stack needs of it, be it made here or found. */
export type SnapshotBucket = Pick<Bucket, 'bucketName' | 'bucketArn'>;

/** A first deploy that fails takes them back: nothing is in the bucket yet, and the next one would make another. */
const STAYS = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** @param existing name of a bucket that an earlier stack left behind; it is used as it is */
export function snapshotBucket(scope: Construct, existing: string | undefined): SnapshotBucket {
  if (existing !== undefined) return Bucket.fromBucketName(scope, 'Snapshots', existing);
  const bucket = new Bucket(scope, 'Snapshots', {
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    // Each full sweep writes them anew, in a bucket that keeps what was written over: never of the snapshots.
    lifecycleRules: [{ prefix: 'report/', noncurrentVersionExpiration: Duration.days(30) }],
    removalPolicy: STAYS,
  });
  // The bucket stays TLS only after `cdk destroy`.
  bucket.policy?.applyRemovalPolicy(STAYS);
  return bucket;
}
