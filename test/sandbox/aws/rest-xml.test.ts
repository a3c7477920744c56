/** S3 over HTTP: unmodified SDK clients put, list and read through REST-XML what the bucket of the account holds. */
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { s3Snapshots } from '../../../lambda/aws/s3-snapshots.ts';
import { Account } from '../../../sandbox/account.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const KEY = '2026-03-01/50dc6c495c0c9188/2026-02-20T00:00:00Z/snapshot.json';

let account: Account;
let endpoint: HttpEndpoint;
let s3: S3Client;

beforeEach(async () => {
  account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  endpoint = await startHttpEndpoint([account]);
  const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() };
  ({ s3 } = createAwsClients({ region: 'eu-west-3', rateLimits: 'off', overrides }));
});

afterEach(() => endpoint.close());

const put = (Key: string, Body: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket: account.bucket.name, Key, Body, ...more }));

test('carries an object in and out, with its type and a key of special characters', async () => {
  const { ETag } = await put(KEY, '{"é": "<&>"}', { ContentType: 'application/json' });
  expect(account.objects.get(KEY)).toMatchObject({ text: '{"é": "<&>"}', contentType: 'application/json', etag: ETag });
  const answer = await s3.send(new GetObjectCommand({ Bucket: account.bucket.name, Key: KEY }));
  expect([answer.ContentType, answer.LastModified?.toISOString()]).toEqual([
    'application/json',
    '2026-03-01T00:00:00.000Z',
  ]);
  expect(await answer.Body?.transformToString()).toBe('{"é": "<&>"}');
});

test('lists by prefix in pages', async () => {
  for (const key of ['a/1', 'a/2 & 3', 'b/1']) await put(key, 'x');
  const input = { Bucket: account.bucket.name, Prefix: 'a/', MaxKeys: 1 };
  const first = await s3.send(new ListObjectsV2Command(input));
  expect(first).toMatchObject({ KeyCount: 1, IsTruncated: true, Contents: [{ Key: 'a/1', Size: 1 }] });
  const { NextContinuationToken: ContinuationToken } = first;
  const second = await s3.send(new ListObjectsV2Command({ ...input, ContinuationToken }));
  expect(second).toMatchObject({ KeyCount: 1, IsTruncated: false, Contents: [{ Key: 'a/2 & 3' }] });
});

test('answers a list without keys with their number, and no contents', async () => {
  const answer = await s3.send(new ListObjectsV2Command({ Bucket: account.bucket.name, Prefix: 'none/' }));
  expect([answer.KeyCount, answer.IsTruncated, answer.Contents]).toEqual([0, false, undefined]);
});

test('refuses a conditional put over an object, and says by class which key is not there', async () => {
  await put(KEY, 'first', { IfNoneMatch: '*' });
  await expect(put(KEY, 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  expect(account.objects.get(KEY)?.text).toBe('first');
  const missing = s3.send(new GetObjectCommand({ Bucket: account.bucket.name, Key: 'none' }));
  await expect(missing).rejects.toThrow(NoSuchKey);
});

test('is all that the store of snapshots needs', async () => {
  const store = s3Snapshots(s3, { name: account.bucket.name, ownerAccount: account.accountId });
  expect(await store.putOnce(KEY, '1')).toEqual({ ok: true, is: 'stored' });
  expect(await store.putOnce(KEY, '2')).toEqual({ ok: true, is: 'existed' });
  expect(await store.put(KEY.replace('snapshot', 'outcome'), '3')).toEqual({ ok: true });
  expect(await store.keysOfDay('2026-03-01')).toEqual({ ok: true, value: [KEY.replace('snapshot', 'outcome'), KEY] });
  expect(await store.get(KEY)).toEqual({ ok: true, value: { is: 'stored', text: '1' } });
  expect(await store.get('none')).toEqual({ ok: true, value: { is: 'absent' } });
  const stranger = s3Snapshots(s3, { name: account.bucket.name, ownerAccount: '210987654321' });
  expect(await stranger.get(KEY)).toMatchObject({ ok: false, why: expect.stringContaining('AccessDenied') });
});
