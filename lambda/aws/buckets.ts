/** Names of the account's buckets in one region. Reads only. */
import { paginateListBuckets } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import type { Reading } from '../model/reading.ts';
import { reading, required } from './reading.ts';

const CALL = { service: 's3', action: 'ListAllMyBuckets' } as const;
/** API_ListBuckets: pages are given only where a size is asked for. */
const PAGE_SIZE = 1000;

export function bucketNames(client: S3Client, region: string): Promise<Reading<readonly string[]>> {
  return reading(CALL, async () => {
    const names: string[] = [];
    const input = { BucketRegion: region, MaxBuckets: PAGE_SIZE };
    for await (const page of paginateListBuckets({ client }, input)) {
      names.push(...required(page.Buckets, 'Buckets').map(({ Name }) => required(Name, 'Name')));
    }
    return names;
  });
}
