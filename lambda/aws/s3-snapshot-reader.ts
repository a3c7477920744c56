/**
 * Reads the snapshot bucket: what was deleted, and the only count of today's deletes. A list that was cut short is
 * unreadable, and only S3 itself, by NoSuchKey, can say that there is none. Apart from the writing half, so that a reading
 * command loads nothing that writes.
 */
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';

import type { SnapshotReader } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { IncompleteAnswerError, incomplete, unreadable } from './errors.ts';

import { reading, required } from './reading.ts';
import { isNamed } from './writing.ts';

// By IAM action, which is what a person has to grant: ListObjectsV2 needs s3:ListBucket.
const LIST: AwsCall = { service: 's3', action: 'ListBucket' };
const GET: AwsCall = { service: 's3', action: 'GetObject' };

export interface SnapshotBucket {
  readonly name: string;
  /** Twelve digits: S3 refuses every call when the bucket of that name belongs to another account. */
  readonly ownerAccount: string;
}

export function s3SnapshotReader(client: S3Client, { name, ownerAccount }: SnapshotBucket): SnapshotReader {
  const bucket = { Bucket: name, ExpectedBucketOwner: ownerAccount };
  return {
    async keysOfDay(day) {
      // SAFETY: a day in any other form has no keys, which would count as no deletes.
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return incomplete(LIST, `${JSON.stringify(day)} is not a day`);
      const prefix = `${day}/`;
      return reading(LIST, async () => {
        const keys = [];
        for await (const page of paginateListObjectsV2({ client }, { ...bucket, Prefix: prefix })) {
          keys.push(...keysOf(page, prefix));
        }
        return keys;
      });
    },

    async get(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ ...bucket, Key: key }));
        const text = await required(Body, 'Body').transformToString('utf-8');
        return { ok: true, value: { is: 'stored', text } };
      } catch (error) {
        return isNamed(error, 'NoSuchKey') ? { ok: true, value: { is: 'absent' } } : unreadable(GET, error);
      }
    },
  };
}

/** S3 leaves `Contents` out of a page without keys; only `KeyCount`, which it always sends, makes that an empty page. */
function keysOf(page: ListObjectsV2CommandOutput, prefix: string): string[] {
  const count = required(page.KeyCount, 'KeyCount');
  const found = page.Contents === undefined ? 0 : page.Contents.length;
  // SAFETY: a key too few is a delete too many.
  if (found !== count) throw new IncompleteAnswerError(`${found} keys came of ${count}`);
  if (required(page.IsTruncated, 'IsTruncated')) required(page.NextContinuationToken, 'NextContinuationToken');
  if (page.Contents === undefined) return [];
  return page.Contents.map(({ Key }) => {
    const key = required(Key, 'Key for one object');
    if (!key.startsWith(prefix)) throw new IncompleteAnswerError(`the key ${key} is not of ${prefix}`);
    return key;
  });
}
