/**
 * EKS bearer tokens: a presigned STS GetCallerIdentity in base64url. Makes no network call and needs no STS right.
 * It must never sign for an endpoint that the environment names: EKS accepts only the STS hosts that AWS owns.
 */
import { partition } from '@aws-sdk/util-endpoints';
import { formatUrl } from '@aws-sdk/util-format-url';
import { SignatureV4 } from '@smithy/signature-v4';

type SignerInit = ConstructorParameters<typeof SignatureV4>[0];

/** AWS credentials as the SDK resolves them; `expiration` is the instant at which temporary ones end. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

export interface TokenInputs {
  readonly credentials: () => Promise<Credentials>;
  /** Region of the clusters; it names the STS host and the signing scope. */
  readonly region: string;
  /** `config.sha256` of any AWS SDK client. */
  readonly sha256: SignerInit['sha256'];
  readonly now: () => Date;
}

/** Gives the bearer token for one cluster. Rejects only when the credentials cannot be resolved. */
export type TokenSource = (clusterName: string) => Promise<string>;

const TOKEN_PREFIX = 'k8s-aws-v1.';

/** What the AWS command line sends as well. EKS does not go by it: a token holds 15 minutes from its signing date. */
const EXPIRES_SECONDS = 60;

/** One minute under the 15 that EKS allows, as aws-iam-authenticator does (pkg/token/token.go), for clocks that differ. */
const REUSE_MS = 14 * 60_000;

interface MadeToken {
  readonly token: string;
  readonly madeAtMs: number;
  readonly reuseUntilMs: number;
}

/**
 * A token source that signs once per cluster and gives the same token until it is 14 minutes old, or until the
 * credentials it was signed with end, whichever comes first.
 */
export function createTokenSource(inputs: TokenInputs): TokenSource {
  const made = new Map<string, MadeToken>();
  return async (clusterName) => {
    const known = made.get(clusterName);
    const nowMs = inputs.now().getTime();
    // A clock that went back makes a token from the future, which the server refuses: sign again.
    if (known !== undefined && nowMs >= known.madeAtMs && nowMs < known.reuseUntilMs) return known.token;
    const credentials = await inputs.credentials();
    const token = await signToken(inputs, credentials, clusterName, new Date(nowMs));
    const reuseUntilMs = Math.min(nowMs + REUSE_MS, credentials.expiration?.getTime() ?? Infinity);
    made.set(clusterName, { token, madeAtMs: nowMs, reuseUntilMs });
    return token;
  };
}

/** STS host of a region in its partition, e.g. `sts.cn-north-1.amazonaws.com.cn`. */
export function stsHost(region: string): string {
  return `sts.${region}.${partition(region).dnsSuffix}`;
}

async function signToken(
  { region, sha256 }: TokenInputs,
  credentials: Credentials,
  clusterName: string,
  signingDate: Date,
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    region,
    service: 'sts',
    sha256,
  });
  const host = stsHost(region);
  const presigned = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host, 'x-k8s-aws-id': clusterName },
    },
    { expiresIn: EXPIRES_SECONDS, signingDate },
  );
  return TOKEN_PREFIX + Buffer.from(formatUrl(presigned)).toString('base64url');
}
