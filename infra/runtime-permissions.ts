/**
 * What Lambda itself needs of a function's role: to write its log, to take messages from its queue, and to reach into a
 * VPC. Narrower than AWS's own
 * policies
 * (AWSLambdaBasicExecutionRole, AWSLambdaVPCAccessExecutionRole), which allow both everywhere.
 */
import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Network } from '../lambda/settings/settings.ts';

const ec2 = (resource: string, account: string = Aws.ACCOUNT_ID): string =>
  `arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${account}:${resource}`;
/** Lambda refuses a role that may delete only some interfaces: Lambda guide, "Giving Lambda functions access to a VPC". */
export const ALL_EC2_RESOURCES = ec2('*/*');
export const NETWORK_INTERFACES = ec2('network-interface/*');

/** Of any account: the subnets and security groups of a shared VPC are their owner's. The ID alone names them. */
export function sharedNetworkArns({ subnetIds, securityGroupIds }: Network): readonly string[] {
  return [
    ...subnetIds.map((id) => ec2(`subnet/${id}`, '*')),
    ...securityGroupIds.map((id) => ec2(`security-group/${id}`, '*')),
  ];
}

const ATTACHING = ['ec2:CreateNetworkInterface'];
const DETACHING = ['ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'];

/** @param logGroupArn with the `:*` that stands for its streams */
export function logStatement(logGroupArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroupArn],
  });
}

/** What Lambda asks of the role to poll a queue: Lambda guide, "Using Lambda with Amazon SQS". */
export function receiveStatement(queueArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReceiveMessages',
    actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    resources: [queueArn],
  });
}

/** Lambda may manage the function's network interfaces; the function's own code may not. */
export function networkStatements(network: Network, functionName: string): PolicyStatement[] {
  const { PARTITION, REGION, ACCOUNT_ID } = Aws;
  return [
    new PolicyStatement({
      sid: 'AttachToNetwork',
      actions: ATTACHING,
      resources: [NETWORK_INTERFACES, ...sharedNetworkArns(network)],
    }),
    new PolicyStatement({
      sid: 'DetachFromNetwork',
      actions: DETACHING,
      resources: [ALL_EC2_RESOURCES],
    }),
    new PolicyStatement({
      sid: 'ReadNetwork',
      actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
      resources: ['*'],
    }),
    new PolicyStatement({
      // SAFETY: an interface of somebody else's must be beyond the code.
      sid: 'NotFromCode',
      effect: Effect.DENY,
      actions: [...ATTACHING, ...DETACHING],
      resources: ['*'],
      conditions: {
        ArnEquals: {
          'lambda:SourceFunctionArn': `arn:${PARTITION}:lambda:${REGION}:${ACCOUNT_ID}:function:${functionName}`,
        },
      },
    }),
  ];
}
