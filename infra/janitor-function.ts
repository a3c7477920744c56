/**
 * One Lambda function of the janitor with its role and its log group.
 * It starts with no rights but to write its own log: permissions.ts is the only source of others.
 */
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  type FunctionOptions,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogLevel, NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Network, Settings } from '../lambda/settings/settings.ts';
import { HANDLER_BUNDLING, handlerCode } from './handler-code.ts';
import { logStatement, networkStatements } from './runtime-permissions.ts';

export interface JanitorFunctionProps {
  /** Names the handler file, the function (`nlb-janitor-<name>`) and the role (`nlb-janitor-<name>-<region>`). */
  readonly name: 'sweep' | 'reap' | 'slack';
  readonly description: string;
  readonly settings: Settings;
  /** Directory of this package (handler-code.ts). */
  readonly root: string;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  /** Of a function that is invoked without a queue: how often Lambda tries again, and where it leaves what failed. */
  readonly onFailure?: { readonly retries: number; readonly queue: IQueue };
  /** `slack` needs neither a VPC nor a share of the account's concurrency. */
  readonly network?: Network | undefined;
  readonly reservedConcurrency?: number | undefined;
}

export class JanitorFunction extends Construct {
  readonly role: Role;
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: JanitorFunctionProps) {
    super(scope, id);
    const functionName = `nlb-janitor-${props.name}`;
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the settings allow its members only
      retention: props.settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A fixed name: an EKS access entry is for one role by name, and dies with it.
    this.role = new Role(this, 'Role', {
      roleName: `${functionName}-${Stack.of(this).region}`,
      description: props.description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.allow(logStatement(this.logGroup.logGroupArn));
    if (props.network !== undefined) this.allow(...networkStatements(props.network, functionName));

    this.lambda = this.functionOf(props, {
      functionName,
      description: props.description,
      architecture: Architecture.ARM_64,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      memorySize: props.memoryMegabytes,
      timeout: props.timeout,
      ...(props.onFailure === undefined
        ? {}
        : { retryAttempts: props.onFailure.retries, onFailure: new SqsDestination(props.onFailure.queue) }),
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(props.network === undefined ? {} : this.placeIn(props.network)),
    });
  }

  allow(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.role.addToPrincipalPolicy(statement);
  }

  private functionOf({ root, name }: JanitorFunctionProps, options: FunctionOptions): LambdaFunction {
    const runtime = Runtime.NODEJS_24_X;
    const code = handlerCode(root, name);
    switch (code.is) {
      case 'built':
        return new LambdaFunction(this, 'Function', {
          ...options,
          runtime,
          code: Code.fromAsset(code.folder),
          handler: 'index.handler',
        });
      case 'source':
        return new NodejsFunction(this, 'Function', {
          ...options,
          runtime,
          entry: code.entry,
          handler: 'handler',
          projectRoot: root,
          depsLockFilePath: code.lockFile,
          // The SDK goes in: the runtime's own is of an unknown version.
          bundling: { ...HANDLER_BUNDLING, bundleAwsSDK: true, logLevel: LogLevel.WARNING },
        });
    }
  }

  /** Imported by their IDs, so that synth asks AWS nothing; availability zones are never looked at. */
  private placeIn(network: Network): Pick<FunctionOptions, 'vpc' | 'vpcSubnets' | 'securityGroups'> {
    return {
      vpc: Vpc.fromVpcAttributes(this, 'Vpc', { vpcId: network.vpcId, availabilityZones: ['not-looked-at'] }),
      vpcSubnets: {
        subnets: network.subnetIds.map((subnetId) =>
          Subnet.fromSubnetAttributes(this, subnetId, {
            subnetId,
            availabilityZone: 'not-looked-at',
            routeTableId: 'not-looked-at',
          }),
        ),
      },
      securityGroups: network.securityGroupIds.map((id) =>
        SecurityGroup.fromSecurityGroupId(this, id, id, { mutable: false }),
      ),
    };
  }
}
