/** What the permissions point at, by the names that AWS and the code give it. */
import { Aws } from 'aws-cdk-lib';
import { PAUSE_PARAMETER } from '../lambda/model/pause.ts';

/** Of this account and region only. The pseudo parameters keep the statements equal in every stack. */
const arnOf = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
export const NETWORK_LOAD_BALANCERS = arnOf('elasticloadbalancing', 'loadbalancer/net/*/*');
/** The same in every region. */
export const LOAD_BALANCERS_OF_ACCOUNT = `arn:${Aws.PARTITION}:elasticloadbalancing:*:${Aws.ACCOUNT_ID}:loadbalancer/net/*/*`;
export const TARGET_GROUPS = arnOf('elasticloadbalancing', 'targetgroup/*/*');
export const CLUSTERS = arnOf('eks', 'cluster/*');
/** Where programs hear what happened. */
export const DEFAULT_BUS = arnOf('events', 'event-bus/default');
/**
 * What is read of API Gateway, each of both versions of its API: links, and what the integrations of its APIs point at. Its
 * ARNs name no account, and `*` stands for any API (Service Authorization Reference, "Amazon API Gateway Management" and
 * "… V2").
 */
export const API_GATEWAY_READS = [
  '/vpclinks',
  '/apis',
  '/apis/*/integrations',
  '/apis/*/stages',
  '/restapis',
  '/restapis/*/resources',
  '/restapis/*/stages',
].map((path) => `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}::${path}`);
/** Read only: no function may make or delete it. */
export const PAUSE_SWITCH = arnOf('ssm', `parameter${PAUSE_PARAMETER}`);
/** The kinds of keys in the bucket, by the names that lambda/records/keys.ts gives them. */
export const snapshotsIn = (bucketArn: string): string => `${bucketArn}/*/snapshot.json`;
export const reportsIn = (bucketArn: string): string => `${bucketArn}/report/*`;
export const outcomesIn = (bucketArn: string): string => `${bucketArn}/*/outcome.json`;
