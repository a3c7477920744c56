/** The sandbox's S3 keeps AWS's rules for conditions, pages and missing things, through a real SDK client. */
import { GetObjectCommand, ListObjectsV2Command, NoSuchBucket, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const START = new Date('2026-03-01T00:00:00Z');

function world() {
  const account = new Account({ clock: createClock(START) });
  const { s3 } = createSandboxClients(account);
  const Bucket = account.bucket.name;
  const put = (Key: string, Body: string | Uint8Array, IfNoneMatch?: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ...(IfNoneMatch === undefined ? {} : { IfNoneMatch }) }));
  const list = (input: { Prefix?: string; MaxKeys?: number; ContinuationToken?: string; Delimiter?: string } = {}) =>
    s3.send(new ListObjectsV2Command({ Bucket, ...input }));
  const get = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString('utf-8');
  return { account, s3, put, list, get };
}

test('gives back what was put, newest version first, and keeps the history', async () => {
  const { account, put, get } = world();
  await put('k', 'one é');
  await put('k', new TextEncoder().encode('two é'));
  expect(await get('k')).toBe('two é');
  expect(account.objects.size).toBe(1);
  expect(account.bucket.history.map(({ text }) => text)).toEqual(['one é', 'two é']);
});

test('a put with If-None-Match succeeds once, and the same put without it always', async () => {
  const { account, put, get } = world();
  await put('k', 'one', '*');
  await expect(put('k', 'two', '*')).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  expect(await get('k')).toBe('one');
  await put('k', 'three');
  expect(await get('k')).toBe('three');
  expect(account.calls.filter(({ mutating }) => mutating)).toHaveLength(3);
});

test('knows no other condition than that there is nothing', async () => {
  const { put } = world();
  await expect(put('k', 'x', '"etag"')).rejects.toMatchObject({ name: 'NotImplemented' });
});

test('says NoSuchKey for a missing key and NoSuchBucket for another bucket', async () => {
  const { s3, get } = world();
  await expect(get('missing')).rejects.toBeInstanceOf(NoSuchKey);
  const Bucket = 'another-bucket';
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toBeInstanceOf(NoSuchBucket);
  await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toBeInstanceOf(NoSuchBucket);
  await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toBeInstanceOf(NoSuchBucket);
});

test('denies who expects another owner, and serves who expects this one', async () => {
  const { account, s3 } = world();
  const Bucket = account.bucket.name;
  const list = (ExpectedBucketOwner: string) => s3.send(new ListObjectsV2Command({ Bucket, ExpectedBucketOwner }));
  await expect(list('999999999999')).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(await list(account.accountId)).toMatchObject({ KeyCount: 0 });
});

test('lists by prefix in the order of the bytes, and leaves Contents out of an empty page', async () => {
  const { put, list } = world();
  for (const key of ['b/2', 'a/2', 'a/10', 'a/1']) await put(key, 'x');
  const { Contents, IsTruncated } = await list({ Prefix: 'a/' });
  expect(Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/10', 'a/2']);
  expect(IsTruncated).toBe(false);
  const empty = await list({ Prefix: 'c/' });
  expect(empty).toMatchObject({ KeyCount: 0, IsTruncated: false });
  expect(empty).not.toHaveProperty('Contents');
});

test('goes on after the last key, whatever comes or goes between two pages', async () => {
  const { put, list } = world();
  for (const key of ['a', 'c', 'e']) await put(key, 'x');
  const first = await list({ MaxKeys: 2 });
  expect(first).toMatchObject({ KeyCount: 2, IsTruncated: true });
  await put('b', 'x');
  await put('d', 'x');
  const second = await list({ ContinuationToken: first.NextContinuationToken ?? '' });
  expect(second.Contents?.map(({ Key }) => Key)).toEqual(['d', 'e']);
  await expect(list({ ContinuationToken: 'mine' })).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('a page has 1,000 keys, also when more are asked for', async () => {
  const { account, list } = world();
  for (let index = 0; index < 1001; index += 1) {
    account.bucket.put({ key: `k/${index}`, text: '', contentType: undefined, storedAt: START });
  }
  expect(await list({ MaxKeys: 5000 })).toMatchObject({ KeyCount: 1000, MaxKeys: 1000, IsTruncated: true });
  expect(await list({ MaxKeys: 999 })).toMatchObject({ KeyCount: 999, IsTruncated: true });
});

test('is loud about what it does not know', async () => {
  const { list } = world();
  await expect(list({ Delimiter: '/' })).rejects.toThrow('sandbox:');
});
