/** S3 in the sandbox: one versioned bucket and names of others, conditional puts, lists by prefix in pages, and reads (S3 API reference). */
import { Readable } from 'node:stream';

import { NoSuchBucket, NoSuchKey, S3ServiceException } from '@aws-sdk/client-s3';
import type {
  GetObjectRequest,
  ListBucketsOutput,
  ListBucketsRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
  PutObjectOutput,
} from '@aws-sdk/client-s3';

import type { Account } from '../account.ts';
import type { Bucket } from './bucket.ts';
import { unmodelled } from './errors.ts';
import type { SandboxService } from './service.ts';

const MAX_KEYS = 1000;

export const s3: SandboxService = {
  name: 's3',
  clientName: 'S3Client',
  ServiceException: S3ServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { GetObject: getObject, ListBuckets: listBuckets, ListObjectsV2: listObjects, PutObject: putObject },
  finish: (output) => ('Body' in output && typeof output.Body === 'string' ? streaming(output, output.Body) : output),
};

interface PutRequest extends BucketRequest {
  readonly Key?: string;
  readonly Body?: unknown;
  readonly ContentType?: string;
  readonly IfNoneMatch?: string;
}

interface BucketRequest {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

function putObject(account: Account, request: PutRequest): PutObjectOutput {
  const { Key: key = '', Body: body, ContentType: contentType, IfNoneMatch: ifNoneMatch } = request;
  const bucket = existing(account, request);
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw refusal('NotImplemented', 501, 'A header you provided implies functionality that is not implemented');
  }
  if (ifNoneMatch === '*' && bucket.objects.has(key)) {
    throw refusal('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
  }
  const storedAt = account.clock.now();
  return { ETag: bucket.put({ key, text: textOf(body), contentType, storedAt }).etag };
}

/** Those of the account, in this region. */
function listBuckets(account: Account, { Prefix = '' }: ListBucketsRequest): ListBucketsOutput {
  const names = [account.bucket.name, ...account.otherBuckets].filter((name) => name.startsWith(Prefix));
  return { Buckets: names.toSorted().map((Name) => ({ Name, BucketRegion: account.region })) };
}

/** More than 1,000 keys to a page can be asked for, and are not given. */
function listObjects(account: Account, request: ListObjectsV2Request): ListObjectsV2Output {
  const { Prefix = '', ContinuationToken: token, MaxKeys = MAX_KEYS } = request;
  const bucket = existing(account, request);
  if (request.Delimiter !== undefined || request.StartAfter !== undefined) {
    throw new Error('sandbox: lists know neither Delimiter nor StartAfter');
  }
  const after = token === undefined ? undefined : keyOfToken(token);
  const rest = [...bucket.objects.values()].filter(
    ({ key }) => key.startsWith(Prefix) && (after === undefined || Buffer.compare(Buffer.from(key), after) > 0),
  );
  const page = rest.slice(0, Math.min(MaxKeys, MAX_KEYS));
  const last = page.at(-1);
  const isTruncated = page.length < rest.length;
  return {
    Name: bucket.name,
    Prefix,
    KeyCount: page.length,
    MaxKeys: Math.min(MaxKeys, MAX_KEYS),
    IsTruncated: isTruncated,
    // As S3 does: a page without keys has no Contents at all.
    ...(page.length === 0 ? {} : { Contents: page.map(shown) }),
    ...(isTruncated && last !== undefined ? { NextContinuationToken: tokenAfter(last.key) } : {}),
  };
}

/** The text as the body; `finish` makes the stream of it, which could not be copied. */
function getObject(account: Account, request: GetObjectRequest): object {
  const found = existing(account, request).objects.get(request.Key ?? '');
  if (found === undefined) {
    throw new NoSuchKey({ message: 'The specified key does not exist.', $metadata: { httpStatusCode: 404 } });
  }
  const { text, etag, contentType, storedAt } = found;
  return { Body: text, ETag: etag, ContentType: contentType, LastModified: storedAt };
}

function existing(account: Account, { Bucket, ExpectedBucketOwner: owner }: BucketRequest): Bucket {
  if (Bucket !== account.bucket.name) {
    throw new NoSuchBucket({ message: 'The specified bucket does not exist', $metadata: { httpStatusCode: 404 } });
  }
  if (owner !== undefined && owner !== account.accountId) throw refusal('AccessDenied', 403, 'Access Denied');
  return account.bucket;
}

function shown({ key, etag, text, storedAt }: { key: string; etag: string; text: string; storedAt: Date }) {
  return { Key: key, ETag: etag, Size: Buffer.byteLength(text, 'utf8'), LastModified: storedAt };
}

function tokenAfter(key: string): string {
  return Buffer.from(`after:${key}`).toString('base64');
}

function keyOfToken(token: string): Buffer {
  const [, key] = /^after:(.*)$/s.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (key === undefined) throw refusal('InvalidArgument', 400, 'The continuation token provided is incorrect');
  return Buffer.from(key);
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  throw new Error('sandbox: objects are stored from strings and bytes only');
}

function streaming(output: object, text: string): object {
  const stream = Readable.from([Buffer.from(text)]);
  return { ...output, Body: Object.assign(stream, { transformToString: async () => text }) };
}

function refusal(name: string, status: number, message: string): Error {
  return unmodelled(S3ServiceException, name, status, message);
}
