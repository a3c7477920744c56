/** EKS tokens against Signature Version 4 worked out by hand with node:crypto. */
import { createHash, createHmac } from 'node:crypto';
import { createTokenSource, stsHost, type Credentials, type TokenInputs } from '../../lambda/kube/token.ts';
import { createClock, type Clock } from '../../sandbox/clock.ts';
import { Sha256 } from './cluster-fixture.ts';

const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'session/token+with=signs',
};

function inputs(clock: Clock, changes: Partial<TokenInputs> = {}): TokenInputs {
  return {
    credentials: async () => CREDENTIALS,
    region: 'eu-west-3',
    sha256: Sha256,
    now: () => clock.now(),
    ...changes,
  };
}

function urlOf(token: string): string {
  return Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString();
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, step by step. */
function signedByHand(host: string, region: string, clusterName: string): string {
  const scope = `20260301/${region}/sts/aws4_request`;
  const query = [
    'Action=GetCallerIdentity',
    'Version=2011-06-15',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=AKIDEXAMPLE%2F${scope.replaceAll('/', '%2F')}`,
    'X-Amz-Date=20260301T000000Z',
    'X-Amz-Expires=60',
    'X-Amz-Security-Token=session%2Ftoken%2Bwith%3Dsigns',
    'X-Amz-SignedHeaders=host%3Bx-k8s-aws-id',
  ].join('&');
  const emptyBody = createHash('sha256').update('').digest('hex');
  const request = `GET\n/\n${query}\nhost:${host}\nx-k8s-aws-id:${clusterName}\n\nhost;x-k8s-aws-id\n${emptyBody}`;
  const requestHash = createHash('sha256').update(request).digest('hex');
  const dayKey = hmac(`AWS4${CREDENTIALS.secretAccessKey}`, '20260301');
  const key = hmac(hmac(hmac(dayKey, region), 'sts'), 'aws4_request');
  return hmac(key, `AWS4-HMAC-SHA256\n20260301T000000Z\n${scope}\n${requestHash}`).toString('hex');
}

describe('the token', () => {
  test.each([
    ['eu-west-3', 'sts.eu-west-3.amazonaws.com'],
    ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
    ['eusc-de-east-1', 'sts.eusc-de-east-1.amazonaws.eu'],
  ])('is the presigned GetCallerIdentity that Signature Version 4 asks for in %s', async (region, host) => {
    const token = createTokenSource(inputs(createClock(new Date('2026-03-01T00:00:00Z')), { region }));
    const url = new URL(urlOf(await token('staging')));
    expect(url.origin + url.pathname).toBe(`https://${host}/`);
    expect(url.searchParams.get('X-Amz-Signature')).toBe(signedByHand(host, region, 'staging'));
  });

  test('is base64url without padding under the prefix that EKS expects', async () => {
    const token = await createTokenSource(inputs(createClock(new Date('2026-03-01T00:00:00Z'))))('staging');
    expect(token).toMatch(/^k8s-aws-v1\.[\w-]+$/);
  });

  test('has no parameter but those that the EKS authenticator allows', async () => {
    const token = await createTokenSource(inputs(createClock(new Date('2026-03-01T00:00:00Z'))))('staging');
    expect([...new URL(urlOf(token)).searchParams.keys()].sort()).toEqual([
      'Action',
      'Version',
      'X-Amz-Algorithm',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Expires',
      'X-Amz-Security-Token',
      'X-Amz-Signature',
      'X-Amz-SignedHeaders',
    ]);
  });

  test('leaves the session token out when there is none', async () => {
    const clock = createClock(new Date('2026-03-01T00:00:00Z'));
    const longLived = async (): Promise<Credentials> => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' });
    const token = await createTokenSource(inputs(clock, { credentials: longLived }))('staging');
    expect(urlOf(token)).not.toContain('X-Amz-Security-Token');
  });

  test('names the STS host of AWS whatever the environment says', async () => {
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    process.env['AWS_ENDPOINT_URL_STS'] = 'http://127.0.0.1:2';
    try {
      const token = await createTokenSource(inputs(createClock(new Date('2026-03-01T00:00:00Z'))))('staging');
      expect(urlOf(token)).toMatch(/^https:\/\/sts\.eu-west-3\.amazonaws\.com\/\?/);
    } finally {
      delete process.env['AWS_ENDPOINT_URL'];
      delete process.env['AWS_ENDPOINT_URL_STS'];
    }
  });

  test('differs between clusters', async () => {
    const token = createTokenSource(inputs(createClock(new Date('2026-03-01T00:00:00Z'))));
    expect(await token('staging')).not.toBe(await token('prod'));
  });
});

describe('one token source', () => {
  test('gives the same token until just before it is 14 minutes old', async () => {
    const clock = createClock(new Date('2026-03-01T00:00:00Z'));
    const token = createTokenSource(inputs(clock));
    const first = await token('staging');
    clock.set(new Date('2026-03-01T00:13:59.999Z'));
    expect(await token('staging')).toBe(first);
  });

  test('signs again when the token is 14 minutes old', async () => {
    const clock = createClock(new Date('2026-03-01T00:00:00Z'));
    const token = createTokenSource(inputs(clock));
    const first = await token('staging');
    clock.set(new Date('2026-03-01T00:14:00Z'));
    const second = await token('staging');
    expect(second).not.toBe(first);
    expect(urlOf(second)).toContain('X-Amz-Date=20260301T001400Z');
  });

  test('signs again when the credentials have ended', async () => {
    const clock = createClock(new Date('2026-03-01T00:00:00Z'));
    const expiration = new Date('2026-03-01T00:05:00Z');
    const token = createTokenSource(inputs(clock, { credentials: async () => ({ ...CREDENTIALS, expiration }) }));
    const first = await token('staging');
    clock.set(new Date('2026-03-01T00:04:59Z'));
    expect(await token('staging')).toBe(first);
    clock.set(new Date('2026-03-01T00:05:00Z'));
    expect(await token('staging')).not.toBe(first);
  });

  test('signs again when the clock went back', async () => {
    const clock = createClock(new Date('2026-03-01T00:05:00Z'));
    const token = createTokenSource(inputs(clock));
    await token('staging');
    clock.set(new Date('2026-03-01T00:00:00Z'));
    expect(urlOf(await token('staging'))).toContain('X-Amz-Date=20260301T000000Z');
  });
});

test('the STS host follows the partition of the region', () => {
  expect(stsHost('cn-northwest-1')).toBe('sts.cn-northwest-1.amazonaws.com.cn');
});
