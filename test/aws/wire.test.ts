/**
 * What the real SDK clients make of answers on the wire: the adapters tell AWS's own words from those of a proxy, which
 * mocks of a client cannot show.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createAwsClients } from '../../lambda/aws/clients.ts';
import type { AwsClients } from '../../lambda/aws/clients.ts';
import { elbDeleter } from '../../lambda/aws/deleter.ts';
import { elbDescriber } from '../../lambda/aws/describer.ts';
import { pauseJanitor, resumeJanitor } from '../../lambda/aws/pause-flip.ts';
import { readSwitch } from '../../lambda/aws/pause-switch.ts';
import { s3Snapshots } from '../../lambda/aws/s3-snapshots.ts';
import { snsNotifier } from '../../lambda/aws/sns-notifier.ts';
import { elbTagWriter } from '../../lambda/aws/tag-writer.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Request {
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const environment = { ...process.env };
beforeEach(() => {
  process.env['AWS_MAX_ATTEMPTS'] = '1';
});
afterEach(() => {
  process.env = { ...environment };
});

/** Answers every request alike; gives clients that reach it and what they sent to the body of the test. */
async function answering(
  { status, body, headers = {} }: Answer,
  test: (clients: AwsClients, requests: Request[]) => Promise<void>,
) {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = `${request.method} ${request.url}`;
      requests.push({ line, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, { 'content-type': 'text/xml', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
    await test(createAwsClients({ region: 'eu-west-3', overrides: { credentials, endpoint } }), requests);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const PROXY_PAGE = '<html><body>Please sign in</body></html>';
const s3Error = (code: string) => `<Error><Code>${code}</Code><Message>no</Message><RequestId>r</RequestId></Error>`;
const queryError = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
const store = ({ s3 }: AwsClients) => s3Snapshots(s3, { name: 'bucket', ownerAccount: '123456789012' });

describe('S3', () => {
  test('a snapshot is sent with the condition, the owner and the type', async () => {
    await answering({ status: 200, body: '', headers: { etag: '"1"' } }, async (clients, requests) => {
      expect(await store(clients).putOnce('2026-03-01/a', '{"é":1}')).toEqual({ ok: true, is: 'stored' });
      expect(requests[0]?.line).toMatch(/^PUT \/bucket\/2026-03-01\/a\b/);
      expect(requests[0]?.headers).toMatchObject({
        'if-none-match': '*',
        'content-type': 'application/json',
        'x-amz-expected-bucket-owner': '123456789012',
      });
      expect(requests[0]?.body).toContain('{"é":1}');
    });
  });

  test.each([
    ['S3', s3Error('PreconditionFailed'), { ok: true, is: 'existed' }],
    ['a proxy', PROXY_PAGE, { ok: false, kind: 'other' }],
    ['nobody in particular', '', { ok: false, kind: 'other' }],
  ])('a status of 412 from %s', async (_who, body, result) => {
    await answering({ status: 412, body }, async (clients) => {
      expect(await store(clients).putOnce('k', '{}')).toMatchObject(result);
    });
  });

  test.each([
    ['S3', s3Error('NoSuchKey'), { ok: true, value: { is: 'absent' } }],
    ['S3, about the bucket', s3Error('NoSuchBucket'), { ok: false }],
    ['a proxy', PROXY_PAGE, { ok: false }],
    ['nobody in particular', '', { ok: false }],
  ])('a status of 404 from %s', async (_who, body, result) => {
    await answering({ status: 404, body }, async (clients) => {
      expect(await store(clients).get('k')).toMatchObject(result);
    });
  });

  test.each([
    [
      'keys',
      '<KeyCount>1</KeyCount><Contents><Key>2026-03-01/a</Key></Contents>',
      { ok: true, value: ['2026-03-01/a'] },
    ],
    ['no keys', '<KeyCount>0</KeyCount>', { ok: true, value: [] }],
    ['fewer keys than it counts', '<KeyCount>1</KeyCount>', { ok: false, cause: 'incomplete' }],
  ])('a list with %s', async (_what, content, result) => {
    const body = `<ListBucketResult><IsTruncated>false</IsTruncated>${content}</ListBucketResult>`;
    await answering({ status: 200, body }, async (clients, requests) => {
      expect(await store(clients).keysOfDay('2026-03-01')).toEqual(expect.objectContaining(result));
      expect(requests[0]?.line).toContain('prefix=2026-03-01%2F');
    });
  });

  test.each([
    ['an empty body', ''],
    ['the page of a proxy', PROXY_PAGE],
  ])('a status of 200 with %s is neither a list nor a stored snapshot', async (_what, body) => {
    await answering({ status: 200, body }, async (clients) => {
      expect(await store(clients).keysOfDay('2026-03-01')).toMatchObject({ ok: false });
      expect(await store(clients).putOnce('k', '{}')).toMatchObject({ ok: false });
    });
  });
});

describe('SNS', () => {
  const published = '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';

  test.each([
    ['SNS', published, { ok: true }],
    ['a proxy', PROXY_PAGE, { ok: false }],
    ['nobody in particular', '', { ok: false }],
  ])('a status of 200 from %s', async (_who, body, result) => {
    await answering({ status: 200, body }, async ({ sns }) => {
      const notifier = snsNotifier(sns, 'arn:aws:sns:eu-west-3:123456789012:t');
      expect(await notifier.publish({ subject: 's', text: 't', json: '{}', attributes: {} })).toMatchObject(result);
      expect(await notifier.subscriptions()).toMatchObject({ ok: false, cause: 'incomplete' });
    });
  });

  test('says denied in its own way', async () => {
    await answering({ status: 403, body: queryError('AuthorizationError') }, async ({ sns }) => {
      const notifier = snsNotifier(sns, 'arn:aws:sns:eu-west-3:123456789012:t');
      const message = { subject: 's', text: 't', json: '{}', attributes: {} };
      expect(await notifier.publish(message)).toMatchObject({ ok: false, kind: 'denied' });
    });
  });
});

describe('SSM', () => {
  test.each<[string, Answer]>([
    ['an empty 200', { status: 200, body: '' }],
    ['a 204', { status: 204, body: '' }],
    ['an empty object', { status: 200, body: '{}', headers: { 'content-type': 'application/json' } }],
    ['an object of somebody else', { status: 200, body: '{"status":"ok"}' }],
  ])('%s neither pauses nor resumes, and shows no switch', async (_what, answer) => {
    await answering(answer, async ({ ssm }) => {
      expect(await pauseJanitor(ssm, new Date(0), 'me')).toMatchObject({ ok: false });
      expect(await resumeJanitor(ssm)).toMatchObject({ ok: false });
      expect(await readSwitch(ssm)).toMatchObject({ ok: false });
    });
  });

  test('the answers of AWS do', async () => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r' };
    const body = '{"Version":1,"Tier":"Standard","Parameter":{"Value":"x"}}';
    await answering({ status: 200, body, headers }, async ({ ssm }) => {
      expect(await pauseJanitor(ssm, new Date(0), 'me')).toEqual({ ok: true, did: 'flipped' });
      expect(await resumeJanitor(ssm)).toEqual({ ok: true, did: 'flipped' });
      expect(await readSwitch(ssm)).toEqual({ ok: true, value: { is: 'set', text: 'x' } });
    });
  });
});

describe('ELBv2', () => {
  test.each([
    ['OperationNotPermitted', 400, 'protected'],
    ['ResourceInUse', 400, 'in-use'],
    ['AccessDenied', 403, 'denied'],
    ['ServiceUnavailable', 503, 'other'],
  ])('%s stops a delete', async (code, status, kind) => {
    await answering({ status, body: queryError(code) }, async ({ elasticLoadBalancing }) => {
      const deleter = elbDeleter(elasticLoadBalancing);
      expect(await deleter.deleteLoadBalancer('lb')).toMatchObject({ ok: false, kind });
      expect(await deleter.deleteTargetGroup('tg')).toMatchObject({ ok: false, kind });
    });
  });

  const AWS = { 'x-amzn-requestid': 'r' };
  const added = '<AddTagsResponse><AddTagsResult/></AddTagsResponse>';
  test.each<[string, Answer, boolean]>([
    ['AWS', { status: 200, body: added, headers: AWS }, true],
    ['nobody in particular', { status: 200, body: '' }, false],
    ['nobody, without content', { status: 204, body: '' }, false],
    ['a JSON API', { status: 200, body: '{}', headers: { 'content-type': 'application/json' } }, false],
  ])('what succeeds writes and deletes only when it comes from AWS: %s', async (_who, answer, ok) => {
    await answering(answer, async ({ elasticLoadBalancing }) => {
      const deleter = elbDeleter(elasticLoadBalancing);
      const writer = elbTagWriter(elasticLoadBalancing);
      expect(await deleter.deleteLoadBalancer('lb')).toMatchObject({ ok });
      expect(await deleter.deleteTargetGroup('tg')).toMatchObject({ ok });
      expect(await writer.add('lb', { 'nlb-janitor/keep': 'true' })).toMatchObject({ ok });
      expect(await writer.remove('lb', ['nlb-janitor/keep'])).toMatchObject({ ok });
    });
  });

  test('TooManyTags comes with advice', async () => {
    await answering({ status: 400, body: queryError('TooManyTags') }, async ({ elasticLoadBalancing }) => {
      const failure = await elbTagWriter(elasticLoadBalancing).add('lb', { 'nlb-janitor/reason': 'x' });
      expect(failure).toMatchObject({ ok: false, kind: 'other', why: expect.stringContaining('remove some') });
    });
  });

  test.each([
    ['AWS', queryError('TargetGroupNotFound'), 400, { ok: true, value: { is: 'gone' } }],
    ['a proxy', PROXY_PAGE, 404, { ok: false }],
    ['nobody in particular', '', 404, { ok: false }],
  ])('a target group is gone when %s says so: status %#', async (_who, body, status, answer) => {
    await answering({ status, body }, async ({ elasticLoadBalancing }) => {
      expect(await elbDescriber(elasticLoadBalancing).targetGroup('tg')).toMatchObject(answer);
    });
  });
});
