/**
 * The only file that builds SDK clients: one per service, on first use, with patience and pace set for a janitor that
 * shares its account's API budget with the controllers it cleans up after. What the SDK finds by itself (credentials,
 * profile, AWS_ENDPOINT_URL…) must stay the SDK's business: nothing is set here unless the caller asked for it, or the
 * environment names a proxy, which the SDK does not look for.
 */
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { STSClientConfig } from '@aws-sdk/client-sts';

import { refusePages } from './foreign-answers.ts';
import { limitRate, oneCallAtATime } from './pace.ts';
import type { RateLimit } from './pace.ts';
import { limitPatience } from './hanging.ts';
import type { CuttableClient, Patience } from './hanging.ts';
import { proxyAgents } from './proxy.ts';

/** For a client of which only few runs have need: the reader that loads its package brings the class. */
export interface ClientMaker {
  /**
   * One client for each class and region.
   *
   * @throws when its readers do not ask for the same limit: the second one's would be ignored
   */
  of<C extends CuttableClient>(Client: new (config: ClientConfig) => C, options?: OwnClientOptions): C;
}

interface OwnClientOptions {
  /** Of its calls, where AWS has a low one. */
  readonly limit?: RateLimit;
  /** Where the service answers, when it does so in one region only. */
  readonly region?: string;
}

export interface AwsClients extends ClientMaker {
  readonly elasticLoadBalancing: ElasticLoadBalancingV2Client;
  readonly eks: EKSClient;
  readonly cloudTrail: CloudTrailClient;
  readonly cloudWatch: CloudWatchClient;
  readonly autoScaling: AutoScalingClient;
  readonly sts: STSClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/** SDK settings that the sandbox and tests replace; real runs leave them to the SDK. */
export type AwsClientOverrides = Pick<STSClientConfig, 'credentials' | 'endpoint' | 'requestHandler' | 'retryStrategy'>;

/** The part of the configuration that all clients share. */
export type ClientConfig = AwsClientOverrides &
  Pick<STSClientConfig, 'region' | 'profile' | 'maxAttempts' | 'retryMode'>;

interface AwsClientOptions {
  readonly region: string;
  readonly profile?: string;
  /** Called once with every client right after it was built, before its first call. */
  readonly extend?: (client: CuttableClient) => void;
  /** For a person who waits; without it a silent call is tried again for minutes. */
  readonly patience?: Patience;
  readonly overrides?: AwsClientOverrides;
  /** `off` only where no real account can answer: the sandbox. */
  readonly rateLimits?: RateLimits | 'off';
}

export interface RateLimits {
  readonly elasticLoadBalancing: RateLimit;
  /** Calls that change something wait for this one too. */
  readonly elasticLoadBalancingChanges: RateLimit;
  readonly cloudTrail: RateLimit;
}

/**
 * ELBv2: half of the account's 10 calls per second, and one change of its 3, so that the controllers keep the rest
 * (elasticloadbalancing/latest/userguide/elb-api-throttling.html). CloudTrail: LookupEvents allows two per second.
 */
export const RATE_LIMITS: RateLimits = {
  elasticLoadBalancing: { calls: 20, perMilliseconds: 4000 },
  elasticLoadBalancingChanges: { calls: 5, perMilliseconds: 5000 },
  cloudTrail: { calls: 2, perMilliseconds: 1000 },
};

const MAX_ATTEMPTS = 6;
const CONNECTION_TIMEOUT_MS = 3000;
const REQUEST_TIMEOUT_MS = 20_000;

/** The clients of one region; each is built when it is first asked for. */
export function createAwsClients(options: AwsClientOptions): AwsClients {
  const { extend, patience, rateLimits = RATE_LIMITS } = options;
  const config = clientConfig(options);

  function built<C extends CuttableClient>(client: C, limit?: RateLimit): C {
    if (limit !== undefined) limitRate(client, limit);
    if (patience !== undefined) limitPatience(client, patience);
    refusePages(client);
    extend?.(client);
    return client;
  }
  const trailLimit = rateLimits === 'off' ? undefined : rateLimits.cloudTrail;

  const made: {
    readonly client: CuttableClient;
    readonly region: string | undefined;
    readonly limit: RateLimit | undefined;
  }[] = [];
  const of: ClientMaker['of'] = (Client, { limit, region } = {}) => {
    for (const before of made) {
      if (!(before.client instanceof Client) || before.region !== region) continue;
      if (isSameLimit(before.limit, limit)) return before.client;
      throw new Error(`${Client.name} has another limit of calls already: all of its readers must ask for the same`);
    }
    const client = built(
      new Client(region === undefined ? config : { ...config, region }),
      rateLimits === 'off' ? undefined : limit,
    );
    made.push({ client, region, limit });
    return client;
  };
  return onFirstUse<AwsClients>({
    of: () => of,
    elasticLoadBalancing: () => {
      const client = new ElasticLoadBalancingV2Client(config);
      oneCallAtATime(client);
      if (rateLimits !== 'off') {
        limitRate(client, rateLimits.elasticLoadBalancingChanges, 'calls that change something');
        limitRate(client, rateLimits.elasticLoadBalancing);
      }
      return built(client);
    },
    eks: () => built(new EKSClient(config)),
    cloudTrail: () => built(new CloudTrailClient(config), trailLimit),
    cloudWatch: () => built(new CloudWatchClient(config)),
    autoScaling: () => built(new AutoScalingClient(config)),
    sts: () => built(new STSClient(config)),
    sns: () => built(new SNSClient(config)),
    // A queue's URL names a host of its own; where calls go is the SDK's and the operator's word, as for every service.
    sqs: () => built(new SQSClient({ ...config, useQueueUrlAsEndpoint: false })),
    s3: () => built(new S3Client(config)),
    secretsManager: () => built(new SecretsManagerClient(config)),
    ssm: () => built(new SSMClient(config)),
  });
}

function isSameLimit(one: RateLimit | undefined, other: RateLimit | undefined): boolean {
  return one?.calls === other?.calls && one?.perMilliseconds === other?.perMilliseconds;
}

/** An object whose properties are built when they are first asked for, and kept. */
function onFirstUse<T extends object>(builders: { readonly [K in keyof T]: () => T[K] }): T {
  const made = {} as T;
  for (const key of Object.keys(builders) as (keyof T)[]) {
    Object.defineProperty(made, key, {
      configurable: true,
      enumerable: true,
      get() {
        const value = builders[key]();
        Object.defineProperty(made, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return made;
}

function clientConfig({ region, profile, overrides }: AwsClientOptions): ClientConfig {
  return {
    region,
    ...(profile === undefined ? {} : { profile }),
    // AWS_MAX_ATTEMPTS and AWS_RETRY_MODE are the operator's word against our default.
    ...(process.env['AWS_MAX_ATTEMPTS'] === undefined ? { maxAttempts: MAX_ATTEMPTS } : {}),
    ...(process.env['AWS_RETRY_MODE'] === undefined ? { retryMode: 'adaptive' } : {}),
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      // Without it the SDK only logs a warning when the time is over, and waits on.
      throwOnRequestTimeout: true,
      ...proxyAgents(),
    },
    ...overrides,
  };
}

/** The region that the environment or the profile names; undefined where none does. Makes no call. */
export async function defaultRegion(profile: string | undefined): Promise<string | undefined> {
  // The AWS command line takes AWS_DEFAULT_REGION, and so many shells have it; the SDK knows only AWS_REGION.
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  if (AWS_REGION !== undefined && AWS_REGION !== '') return AWS_REGION;
  if (AWS_DEFAULT_REGION !== undefined && AWS_DEFAULT_REGION !== '') return AWS_DEFAULT_REGION;
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    // The SDK throws one plain Error, "Region is missing", for every way of not finding one.
    return undefined;
  }
}
