/** Snapshots in the S3 bucket, for whoever writes them. A snapshot is never overwritten. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';

import type { ReportStore, SnapshotStore } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { s3SnapshotReader, type SnapshotBucket } from './s3-snapshot-reader.ts';
import { isNamed, writeFailure, writing } from './writing.ts';

const PUT: AwsCall = { service: 's3', action: 'PutObject' };
const JSON_TYPE = 'application/json';

export function s3Snapshots(client: S3Client, place: SnapshotBucket): SnapshotStore & ReportStore {
  const { name, ownerAccount } = place;
  const bucket = { Bucket: name, ExpectedBucketOwner: ownerAccount };

  async function send(key: string, text: string, how: Pick<PutObjectCommandInput, 'ContentType' | 'IfNoneMatch'>) {
    const input = { ...bucket, Key: key, Body: text, ...how };
    const answer = await client.send(new PutObjectCommand(input));
    // SAFETY: a proxy's 200 stores nothing, and deleting may follow.
    required(answer.ETag, 'ETag');
  }

  return {
    ...s3SnapshotReader(client, place),

    async putOnce(key, json) {
      try {
        await send(key, json, { ContentType: JSON_TYPE, IfNoneMatch: '*' });
        return { ok: true, is: 'stored' };
      } catch (error) {
        return isNamed(error, 'PreconditionFailed') ? { ok: true, is: 'existed' } : writeFailure(PUT, error);
      }
    },

    put: (key, json) => writing(PUT, () => send(key, json, { ContentType: JSON_TYPE })),

    putPage: (key, html) => writing(PUT, () => send(key, html, { ContentType: 'text/html; charset=utf-8' })),
  };
}
