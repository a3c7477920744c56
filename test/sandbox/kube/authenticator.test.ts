/** The sandbox's authenticator refuses what EKS refuses: each rule with a token that breaks only that rule. */
import { createTokenSource } from '../../../lambda/kube/token.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { refusal, type TokenRules } from '../../../sandbox/kube/authenticator.ts';
import { Sha256 } from '../../kube/cluster-fixture.ts';

const RULES: TokenRules = {
  clusterName: 'staging',
  region: 'eu-west-3',
  secretKeys: new Map([['SANDBOXACCESSKEYID', 'sandbox-secret']]),
  now: new Date('2026-03-01T00:00:00Z'),
};

async function goodToken(
  region = 'eu-west-3',
  accessKeyId = 'SANDBOXACCESSKEYID',
  sessionToken?: string,
): Promise<string> {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  const credentials = async (): Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }> => ({
    accessKeyId,
    secretAccessKey: 'sandbox-secret',
    ...(sessionToken !== undefined && { sessionToken }),
  });
  return createTokenSource({ credentials, region, sha256: Sha256, now: () => clock.now() })('staging');
}

function tokenOf(url: string): string {
  return `Bearer k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

async function goodUrl(): Promise<string> {
  return Buffer.from((await goodToken()).slice('k8s-aws-v1.'.length), 'base64url').toString();
}

describe('a good token', () => {
  test('is let through', async () => {
    expect(refusal(`Bearer ${await goodToken()}`, RULES)).toBeUndefined();
  });

  test('is let through with a session token full of signs that need encoding', async () => {
    const token = await goodToken('eu-west-3', 'SANDBOXACCESSKEYID', "a/b+c=d'(e)*!~");
    expect(refusal(`Bearer ${token}`, RULES)).toBeUndefined();
  });

  test('is let through in China', async () => {
    const token = await goodToken('cn-north-1');
    expect(refusal(`Bearer ${token}`, { ...RULES, region: 'cn-north-1' })).toBeUndefined();
  });

  test('holds for 15 minutes of the movable clock and not longer', async () => {
    const authorization = `Bearer ${await goodToken()}`;
    expect(refusal(authorization, { ...RULES, now: new Date('2026-03-01T00:14:59Z') })).toBeUndefined();
    expect(refusal(authorization, { ...RULES, now: new Date('2026-03-01T00:15:00Z') })).toBe('the token has expired');
  });
});

describe('a token is refused', () => {
  test('when it is for another cluster', async () => {
    const why = refusal(`Bearer ${await goodToken()}`, { ...RULES, clusterName: 'prod' });
    expect(why).toBe('the signature is not right (another secret, or another cluster)');
  });

  test('when its access key is not known', async () => {
    const token = await goodToken('eu-west-3', 'SOMEBODYELSE');
    expect(refusal(`Bearer ${token}`, RULES)).toBe('the access key is not known');
  });

  test('when it was signed with another secret', async () => {
    const secretKeys = new Map([['SANDBOXACCESSKEYID', 'another']]);
    expect(refusal(`Bearer ${await goodToken()}`, { ...RULES, secretKeys })).toContain('the signature is not right');
  });

  test('when it is from the future', async () => {
    const now = new Date('2026-02-28T23:59:59Z');
    expect(refusal(`Bearer ${await goodToken()}`, { ...RULES, now })).toBe('the token is from the future');
  });

  test('when it names the STS host of another region', async () => {
    const token = await goodToken('us-east-1');
    expect(refusal(`Bearer ${token}`, RULES)).toBe('the STS host is of another region');
  });

  test.each([
    [undefined, 'no bearer token'],
    ['Basic abc', 'no bearer token'],
    [`Bearer k8s-aws-v1.${'a'.repeat(4096)}`, 'the token is too long'],
    ['Bearer abc', 'the token has not the prefix k8s-aws-v1.'],
    ['Bearer k8s-aws-v1.YQ==', 'the token is not base64url without padding'],
    ['Bearer k8s-aws-v1.YQ', 'the token holds no URL'],
  ])('when it is no token of this kind: %s', (authorization, why) => {
    expect(refusal(authorization, RULES)).toBe(why);
  });

  test.each([
    ['https:', 'http:', 'the URL is not https'],
    ['sts.eu-west-3.amazonaws.com', 'sts.eu-west-3.example.com', 'the host is not an STS host'],
    ['amazonaws.com/?', 'amazonaws.com/path?', 'the path is not /'],
    ['Action=GetCallerIdentity', 'Action=GetSessionToken', 'the action is not GetCallerIdentity'],
    ['Version=2011-06-15', 'Version=2011-06-16', 'the version is not 2011-06-15'],
    ['X-Amz-Expires=60', 'X-Amz-Expires=901', 'X-Amz-Expires is not between 1 and 900'],
    ['X-Amz-Expires=60', 'X-Amz-Expires=60&Foo=1', 'the parameter Foo is not allowed'],
    ['X-Amz-Expires=60', 'X-Amz-Expires=60&action=x', 'the parameter action is there twice'],
    ['X-Amz-Date=20260301T000000Z', 'X-Amz-Date=today', 'X-Amz-Date is not a date'],
    ['host%3Bx-k8s-aws-id', 'host', 'x-k8s-aws-id is not a signed header'],
    ['X-Amz-Expires=60', 'X-Amz-Expires=61', 'the signature is not right (another secret, or another cluster)'],
  ])('when %s becomes %s', async (good, bad, why) => {
    const url = await goodUrl();
    expect(url).toContain(good);
    expect(refusal(tokenOf(url.replace(good, bad)), RULES)).toBe(why);
  });
});
