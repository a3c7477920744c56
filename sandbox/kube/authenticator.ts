/**
 * Checks bearer tokens by the rules of the EKS authenticator (aws-iam-authenticator, pkg/token/token.go) and, in place of
 * STS, recomputes the signature with node:crypto alone. It shares no code with the signer it checks.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface TokenRules {
  readonly clusterName: string;
  readonly region: string;
  /** Secret access keys by access key id: whoever STS would know. */
  readonly secretKeys: ReadonlyMap<string, string>;
  readonly now: Date;
}

const TOKEN_PREFIX = 'k8s-aws-v1.';
const MAX_TOKEN_BYTES = 4096;
const TOKEN_LIFE_MS = 15 * 60_000;
const MAX_EXPIRES_SECONDS = 900;
const STS_HOST = /^sts\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const ALLOWED_PARAMETERS: ReadonlySet<string> = new Set([
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/** Why a token is refused, or undefined when it is good. */
export function refusal(authorization: string | undefined, rules: TokenRules): string | undefined {
  if (authorization === undefined || !authorization.startsWith('Bearer ')) return 'no bearer token';
  const token = authorization.slice('Bearer '.length);
  if (Buffer.byteLength(token) > MAX_TOKEN_BYTES) return 'the token is too long';
  if (!token.startsWith(TOKEN_PREFIX)) return 'the token has not the prefix k8s-aws-v1.';
  const encoded = token.slice(TOKEN_PREFIX.length);
  if (!/^[\w-]+$/.test(encoded)) return 'the token is not base64url without padding';
  const decoded = Buffer.from(encoded, 'base64url').toString();
  return URL.canParse(decoded) ? urlRefusal(new URL(decoded), rules) : 'the token holds no URL';
}

function urlRefusal(url: URL, rules: TokenRules): string | undefined {
  if (url.protocol !== 'https:') return 'the URL is not https';
  if (!STS_HOST.test(url.host)) return 'the host is not an STS host';
  if (url.host.split('.')[1] !== rules.region) return 'the STS host is of another region';
  if (url.pathname !== '/') return 'the path is not /';
  const parameters = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    const key = name.toLowerCase();
    if (!ALLOWED_PARAMETERS.has(key)) return `the parameter ${name} is not allowed`;
    if (parameters.has(key)) return `the parameter ${name} is there twice`;
    parameters.set(key, value);
  }
  if (parameters.get('action') !== 'GetCallerIdentity') return 'the action is not GetCallerIdentity';
  if (parameters.get('version') !== '2011-06-15') return 'the version is not 2011-06-15';
  const expires = Number(parameters.get('x-amz-expires'));
  if (!(expires >= 1 && expires <= MAX_EXPIRES_SECONDS)) return 'X-Amz-Expires is not between 1 and 900';
  return ageRefusal(parameters, rules.now) ?? signatureRefusal(url, parameters, rules);
}

function ageRefusal(parameters: ReadonlyMap<string, string>, now: Date): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(parameters.get('x-amz-date') ?? '');
  if (parts === null) return 'X-Amz-Date is not a date';
  const [, year, month, day, hour, minute, second] = parts;
  const ageMs = now.getTime() - Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // X-Amz-Date has whole seconds: a token of this second may look up to 999 ms older, never younger.
  if (!(ageMs >= 0)) return 'the token is from the future';
  return ageMs < TOKEN_LIFE_MS ? undefined : 'the token has expired';
}

function signatureRefusal(
  url: URL,
  parameters: ReadonlyMap<string, string>,
  { clusterName, secretKeys }: TokenRules,
): string | undefined {
  const signedHeaders = (parameters.get('x-amz-signedheaders') ?? '').split(';');
  if (!signedHeaders.includes('x-k8s-aws-id')) return 'x-k8s-aws-id is not a signed header';
  const [accessKeyId = '', day = '', region = '', ...scopeEnd] = (parameters.get('x-amz-credential') ?? '').split('/');
  if (region !== url.host.split('.')[1] || scopeEnd.join('/') !== 'sts/aws4_request') return 'the scope is not STS';
  const secret = secretKeys.get(accessKeyId);
  if (secret === undefined) return 'the access key is not known';
  // The value of x-k8s-aws-id is not in the URL: as in real life, the checker puts its own cluster's name there.
  const headers = new Map([
    ['host', url.host],
    ['x-k8s-aws-id', clusterName],
  ]);
  if (signedHeaders.some((name) => !headers.has(name))) return 'a signed header is not known';
  const canonicalRequest = [
    'GET',
    '/',
    canonicalQuery(url),
    ...signedHeaders.map((name) => `${name}:${headers.get(name)}`),
    '',
    signedHeaders.join(';'),
    sha256(''),
  ].join('\n');
  const scope = [day, region, 'sts', 'aws4_request'];
  const stringToSign = ['AWS4-HMAC-SHA256', parameters.get('x-amz-date'), scope.join('/'), sha256(canonicalRequest)];
  const key = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  const expected = hmac(key, stringToSign.join('\n'));
  const given = Buffer.from(parameters.get('x-amz-signature') ?? '', 'hex');
  const same = given.length === expected.length && timingSafeEqual(given, expected);
  return same ? undefined : 'the signature is not right (another secret, or another cluster)';
}

/** Signature Version 4: every parameter but the signature, percent-encoded, sorted by name. */
function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${awsEncode(name)}=${awsEncode(value)}`)
    .sort()
    .join('&');
}

function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
