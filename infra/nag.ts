/**
 * The findings of cdk-nag (AwsSolutions) that stay, each with its reason. Exact ones only: a new wildcard is a new
 * finding.
 */
import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  API_GATEWAY_READS,
  CLUSTERS,
  LOAD_BALANCERS_OF_ACCOUNT,
  NETWORK_LOAD_BALANCERS,
  outcomesIn,
  reportsIn,
  snapshotsIn,
  TARGET_GROUPS,
} from './resource-arns.ts';
import type { Network } from '../lambda/settings/settings.ts';
import { ALL_EC2_RESOURCES, NETWORK_INTERFACES, sharedNetworkArns } from './runtime-permissions.ts';

interface Acknowledged {
  readonly bucketArn: string;
  /** Where the functions run in a VPC. */
  readonly network: Network | undefined;
  /** Whether the stack has the chat's channel, and so answers. */
  readonly ownsChat: boolean;
}

/** @param scope the construct that holds everything; findings outside of it stay findings */
export function acknowledgeFindings(scope: Construct, { bucketArn, network, ownsChat }: Acknowledged): void {
  const acknowledge = (id: string, reason: string): void => Validations.of(scope).acknowledge({ id, reason });
  const wildcard = (resource: string, reason: string): void =>
    acknowledge(`AwsSolutions-IAM5[Resource::${asFound(Stack.of(scope).resolve(resource))}]`, reason);

  wildcard('*', 'Describe and look-up calls, which AWS does not let anybody narrow to a resource.');
  wildcard(CLUSTERS, 'Which clusters exist is known only from the tags of the NLBs; DescribeCluster is a read.');
  for (const paths of API_GATEWAY_READS.filter((arn) => arn.includes('*'))) {
    wildcard(
      paths,
      'Which APIs there are is not known beforehand; GET on these paths is a read of what they point at.',
    );
  }
  wildcard(
    NETWORK_LOAD_BALANCERS,
    'Any NLB can be left behind; every write has a condition on its tag keys or its tags.',
  );
  wildcard(
    TARGET_GROUPS,
    'Any target group can be left behind; every write has a condition on its tag keys or its tags.',
  );
  if (ownsChat) {
    wildcard(
      LOAD_BALANCERS_OF_ACCOUNT,
      'Any NLB can be answered; every write has a condition on its tags and their values.',
    );
  }
  for (const records of [snapshotsIn(bucketArn), outcomesIn(bucketArn), reportsIn(bucketArn)]) {
    wildcard(records, 'Records are named after what was deleted, so their keys are not known beforehand.');
  }
  if (network !== undefined) {
    for (const arn of sharedNetworkArns(network)) {
      wildcard(arn, 'A shared VPC belongs to another account; the subnet or security group is named by its ID.');
    }
    wildcard(NETWORK_INTERFACES, 'Lambda makes the interfaces, so their IDs are not known beforehand.');
    wildcard(
      ALL_EC2_RESOURCES,
      'Lambda refuses a role that may detach only some interfaces; the code itself is denied the same.',
    );
  }
  acknowledge(
    'AwsSolutions-S1',
    'One small object for each delete, by one role; CloudTrail data events log it where wanted.',
  );
  acknowledge('AwsSolutions-SQS3', 'Those without one are dead-letter queues themselves, with an alarm each.');
}

/** cdk-nag's way of writing an ARN: `<LogicalId.Attribute>` for a reference, all parts in a row. */
function asFound(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const [[intrinsic, value] = []] = Object.entries(Object(resolved) as Record<string, unknown>);
  if (intrinsic === 'Ref') return `<${String(value)}>`;
  if (intrinsic === 'Fn::GetAtt' && Array.isArray(value)) return `<${value.join('.')}>`;
  if (intrinsic === 'Fn::Join' && Array.isArray(value) && Array.isArray(value[1]))
    return value[1].map(asFound).join('');
  throw new Error(`cannot tell how cdk-nag writes ${JSON.stringify(resolved)}`);
}
