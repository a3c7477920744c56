/** Snapshots: stored once, listed whole, and absent only when S3 says so. */
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchBucket,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';

import { s3Snapshots } from '../../lambda/aws/s3-snapshots.ts';

const client = new S3Client({ region: 'eu-west-3' });
const s3 = mockClient(client);
const snapshots = s3Snapshots(client, { name: 'bucket', ownerAccount: '123456789012' });

const named = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: 'no' });
const bucket = { Bucket: 'bucket', ExpectedBucketOwner: '123456789012' };
const page = (...keys: (string | undefined)[]) => ({
  KeyCount: keys.length,
  IsTruncated: false,
  Contents: keys.map((Key) => (Key === undefined ? {} : { Key })),
});

beforeEach(() => {
  s3.reset();
  s3.onAnyCommand().rejects(new Error('unexpected command'));
});

describe('storing', () => {
  test('puts a snapshot only where there is none, an outcome in any case', async () => {
    s3.on(PutObjectCommand).resolves({ ETag: '"1"' });
    expect(await snapshots.putOnce('2026-03-01/a/snapshot.json', '{"é":1}')).toEqual({ ok: true, is: 'stored' });
    expect(await snapshots.put('2026-03-01/a/outcome.json', '{}')).toEqual({ ok: true });
    const ContentType = 'application/json';
    expect(s3.calls().map(({ args: [command] }) => command.input)).toEqual([
      { ...bucket, Key: '2026-03-01/a/snapshot.json', Body: '{"é":1}', ContentType, IfNoneMatch: '*' },
      { ...bucket, Key: '2026-03-01/a/outcome.json', Body: '{}', ContentType },
    ]);
  });

  test('puts a page as one for browsers', async () => {
    s3.on(PutObjectCommand).resolves({ ETag: '"1"' });
    expect(await snapshots.putPage('report/latest.html', '<p>é')).toEqual({ ok: true });
    const ContentType = 'text/html; charset=utf-8';
    expect(s3.calls().map(({ args: [command] }) => command.input)).toEqual([
      { ...bucket, Key: 'report/latest.html', Body: '<p>é', ContentType },
    ]);
  });

  test('a page that is denied is not stored', async () => {
    s3.on(PutObjectCommand).rejects(named('AccessDenied', 403));
    expect(await snapshots.putPage('report/latest.html', '<p>')).toMatchObject({ ok: false, kind: 'denied' });
  });

  test('answers existed when the condition did not hold, and other when it could not be decided', async () => {
    s3.on(PutObjectCommand).rejects(named('PreconditionFailed', 412));
    expect(await snapshots.putOnce('k', '{}')).toEqual({ ok: true, is: 'existed' });
    s3.on(PutObjectCommand).rejects(named('ConditionalRequestConflict', 409));
    expect(await snapshots.putOnce('k', '{}')).toMatchObject({ ok: false, kind: 'other' });
    // A 412 that S3 did not name may come from a proxy.
    s3.on(PutObjectCommand).rejects(named('UnknownError', 412));
    expect(await snapshots.putOnce('k', '{}')).toMatchObject({ ok: false, kind: 'other' });
  });

  test.each([
    ['denied', named('AccessDenied', 403)],
    ['other', named('SlowDown', 503)],
    ['other', named('NoSuchBucket', 404)],
    ['other', named('InternalError', 500)],
  ])('answers %s for %s', async (kind, error) => {
    s3.on(PutObjectCommand).rejects(error);
    expect(await snapshots.putOnce('k', '{}')).toMatchObject({ ok: false, kind });
    expect(await snapshots.put('k', '{}')).toMatchObject({ ok: false, kind });
  });

  test('a condition that failed is no success for an outcome', async () => {
    s3.on(PutObjectCommand).rejects(named('PreconditionFailed', 412));
    expect(await snapshots.put('k', '{}')).toMatchObject({ ok: false, kind: 'other' });
  });

  test('an answer without an ETag has stored nothing', async () => {
    s3.on(PutObjectCommand).resolves({});
    expect(await snapshots.putOnce('k', '{}')).toMatchObject({ ok: false, kind: 'other' });
    expect(await snapshots.put('k', '{}')).toMatchObject({ ok: false, kind: 'other' });
  });
});

describe('keys of a day', () => {
  test('are all of them, page after page', async () => {
    const more = { IsTruncated: true, NextContinuationToken: 'more' };
    s3.on(ListObjectsV2Command).resolves({ ...page('2026-03-01/a', '2026-03-01/b'), ...more });
    s3.on(ListObjectsV2Command, { ContinuationToken: 'more' }).resolves(page('2026-03-01/c'));
    expect(await snapshots.keysOfDay('2026-03-01')).toEqual({
      ok: true,
      value: ['2026-03-01/a', '2026-03-01/b', '2026-03-01/c'],
    });
    expect(s3.commandCalls(ListObjectsV2Command)[0]?.args[0].input).toMatchObject({ ...bucket, Prefix: '2026-03-01/' });
  });

  test('are none when S3 counts none', async () => {
    s3.on(ListObjectsV2Command).resolves({ KeyCount: 0, IsTruncated: false });
    expect(await snapshots.keysOfDay('2026-03-01')).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['the answer is empty', {}],
    ['nothing is counted', { IsTruncated: false }],
    ['keys were counted and none came', { KeyCount: 2, IsTruncated: false }],
    ['a key was counted and did not come', { ...page('2026-03-01/a'), KeyCount: 2 }],
    ['it does not say whether more follow', { KeyCount: 0 }],
    ['more follow, with no way to get them', { ...page('2026-03-01/a'), IsTruncated: true }],
    ['an object has no key', page('2026-03-01/a', undefined)],
    ['a key is of another day', page('2026-03-01/a', '2026-03-02/a')],
  ])('is unreadable when %s', async (_title, answer) => {
    s3.on(ListObjectsV2Command).resolves(answer);
    expect(await snapshots.keysOfDay('2026-03-01')).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('is unreadable when the second page fails', async () => {
    const more = { IsTruncated: true, NextContinuationToken: 'more' };
    s3.on(ListObjectsV2Command).resolves({ ...page('2026-03-01/a'), ...more });
    s3.on(ListObjectsV2Command, { ContinuationToken: 'more' }).rejects(named('AccessDenied', 403));
    expect(await snapshots.keysOfDay('2026-03-01')).toEqual({
      ok: false,
      cause: 'denied',
      why: 's3 ListBucket: AccessDenied: no: add s3:ListBucket to the role',
    });
  });

  test.each(['', '2026-3-1', '2026-03-01/', '2026-03-01T00:00:00Z', 'Invalid Date'])(
    'a day that is not YYYY-MM-DD is unreadable, and nothing is asked: "%s"',
    async (day) => {
      expect(await snapshots.keysOfDay(day)).toMatchObject({ ok: false, cause: 'incomplete' });
      expect(s3.calls()).toHaveLength(0);
    },
  );
});

describe('getting', () => {
  const body = (text: string) => ({ transformToString: async () => text }) as never;

  test('gives the text', async () => {
    s3.on(GetObjectCommand, { ...bucket, Key: 'k' }).resolves({ Body: body('{"a":1}') });
    expect(await snapshots.get('k')).toEqual({ ok: true, value: { is: 'stored', text: '{"a":1}' } });
  });

  test.each([
    [{ ok: true, value: { is: 'absent' } }, new NoSuchKey({ message: 'no', $metadata: { httpStatusCode: 404 } })],
    [{ ok: false }, new NoSuchBucket({ message: 'no', $metadata: { httpStatusCode: 404 } })],
    [{ ok: false }, named('NotFound', 404)],
    [{ ok: false }, named('AccessDenied', 403)],
    [{ ok: false }, named('SlowDown', 503)],
  ])('answers absent on NoSuchKey only: %j for %s', async (answer, error) => {
    s3.on(GetObjectCommand).rejects(error);
    expect(await snapshots.get('k')).toMatchObject(answer);
  });

  test('is unreadable without a body, or when the body breaks off', async () => {
    s3.on(GetObjectCommand).resolves({});
    expect(await snapshots.get('k')).toMatchObject({ ok: false, cause: 'incomplete' });
    const broken = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    s3.on(GetObjectCommand).resolves({ Body: { transformToString: () => Promise.reject(broken) } as never });
    expect(await snapshots.get('k')).toMatchObject({ ok: false, cause: 'unreachable' });
  });
});
