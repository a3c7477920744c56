/**
 * Which AWS service speaks which protocol, and the shapes of its operations: those of the SDK's own service models, so
 * that an operation added to a service file of the sandbox is answered over HTTP without a line here.
 */
import * as apiGateway from '@aws-sdk/client-api-gateway';
import * as apiGatewayV2 from '@aws-sdk/client-apigatewayv2';
import * as autoScaling from '@aws-sdk/client-auto-scaling';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as cloudFront from '@aws-sdk/client-cloudfront';
import * as cloudTrail from '@aws-sdk/client-cloudtrail';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as eks from '@aws-sdk/client-eks';
import * as classicElb from '@aws-sdk/client-elastic-load-balancing';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as globalAccelerator from '@aws-sdk/client-global-accelerator';
import * as route53 from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';

import { SERVICES } from './answer.ts';
import { ec2Xml } from './ec2-xml.ts';
import { awsJson, restJson } from './json.ts';
import { queryXml } from './query-xml.ts';
import { pathXml } from './path-xml.ts';
import { restXml } from './rest-xml.ts';
import type { Operation, Protocol, WireRequest } from './wire.ts';

export interface WireService {
  readonly clientName: string;
  readonly protocol: Protocol;
  /** Those that the sandbox can answer. */
  readonly operations: readonly Operation[];
}

type Speaking = readonly [clientName: string, protocol: Protocol, model: object];

/** By the service's name in the signature's scope: the one thing that every signed request says about its service. */
const SPEAKING: Readonly<Record<string, Speaking>> = {
  apigateway: ['APIGatewayClient', restJson(), apiGateway],
  'apigateway v2': ['ApiGatewayV2Client', restJson(), apiGatewayV2],
  autoscaling: ['AutoScalingClient', queryXml('http://autoscaling.amazonaws.com/doc/2011-01-01/'), autoScaling],
  cloudformation: [
    'CloudFormationClient',
    queryXml('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
    cloudFormation,
  ],
  cloudfront: ['CloudFrontClient', pathXml('http://cloudfront.amazonaws.com/doc/2020-05-31/'), cloudFront],
  cloudtrail: ['CloudTrailClient', awsJson('1.1'), cloudTrail],
  config: ['ConfigServiceClient', awsJson('1.1'), config],
  ec2: ['EC2Client', ec2Xml('http://ec2.amazonaws.com/doc/2016-11-15/'), ec2],
  ecs: ['ECSClient', awsJson('1.1'), ecs],
  eks: ['EKSClient', restJson(), eks],
  elasticloadbalancing: [
    'ElasticLoadBalancingV2Client',
    queryXml('http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/'),
    elb,
  ],
  globalaccelerator: ['GlobalAcceleratorClient', awsJson('1.1'), globalAccelerator],
  // Both versions of its API sign for one service: what is asked for by version goes before.
  'elasticloadbalancing 2012-06-01': [
    'ElasticLoadBalancingClient',
    queryXml('http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/'),
    classicElb,
  ],
  monitoring: ['CloudWatchClient', awsJson('1.0', { queryCompatible: true }), cloudWatch],
  route53: ['Route53Client', pathXml('https://route53.amazonaws.com/doc/2013-04-01/'), route53],
  s3: ['S3Client', restXml(), s3],
  secretsmanager: ['SecretsManagerClient', awsJson('1.1'), secretsManager],
  sns: ['SNSClient', queryXml('http://sns.amazonaws.com/doc/2010-03-31/'), sns],
  sqs: ['SQSClient', awsJson('1.0', { queryCompatible: true }), sqs],
  ssm: ['SSMClient', awsJson('1.1'), ssm],
  sts: ['STSClient', queryXml('https://sts.amazonaws.com/doc/2011-06-15/'), sts],
};

/** Those that are the same in all regions: a client signs for wherever their API is, or for its own region. */
export const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['cloudfront', 'globalaccelerator', 'route53']);

const known = new Map<string, WireService>();

/**
 * Services that sign alike: both versions of API Gateway's API, told apart by their paths, and both of Elastic Load
 * Balancing, by the version that a request names.
 */
function versionOf(signingName: string, { path, body }: WireRequest): string {
  if (signingName === 'apigateway' && path.startsWith('/v2/')) return 'apigateway v2';
  const versioned = `${signingName} ${new URLSearchParams(body).get('Version')}`;
  return Object.hasOwn(SPEAKING, versioned) ? versioned : signingName;
}

/** @returns undefined for a service that the sandbox does not know */
export function wireService(signingName: string, request: WireRequest): WireService | undefined {
  const name = versionOf(signingName, request);
  const speaking = Object.hasOwn(SPEAKING, name) ? SPEAKING[name] : undefined;
  if (speaking === undefined) return undefined;
  const [clientName, protocol, model] = speaking;
  const before = known.get(name);
  if (before !== undefined) return before;
  const commands = Object.keys(SERVICES.find((service) => service.clientName === clientName)?.commands ?? {});
  const made = { clientName, protocol, operations: commands.map((command) => operationOf(model, command)) };
  known.set(name, made);
  return made;
}

/** The SDK exports each operation's schema as `<Name>$`: kind, namespace, name, traits, input, output. */
function operationOf(model: object, name: string): Operation {
  const schema: unknown = Reflect.get(model, `${name}$`);
  if (!Array.isArray(schema)) throw new Error(`sandbox: the SDK's model has no operation ${name}`);
  const [, , , traits, input, output] = schema as unknown as OperationSchema;
  const http = typeof traits === 'object' ? traits.http : undefined;
  return {
    name,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    http: http === undefined ? undefined : [http[0], http[1]],
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type OperationSchema = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: number | { readonly http?: readonly [string, string, number] },
  input: SchemaRef,
  output: SchemaRef,
];
