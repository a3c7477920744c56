/** The rights to read, of both functions that judge. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LIST_CLUSTERS, READS } from '../lambda/core/doctor/needed-rights.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { CLUSTERS, PAUSE_SWITCH } from './resource-arns.ts';
import { userStatements } from './user-permissions.ts';

/** What only the description in a snapshot takes. */
export const SNAPSHOT_READS = [
  'elasticloadbalancing:DescribeListenerCertificates',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
];

/** Reads: of these DescribeCluster and the parameter alone can be narrowed to a resource. */
export function readStatements(
  settings: Pick<Settings, 'usersOfNlb'>,
  more: readonly string[] = [],
): PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'Read', actions: [...READS, ...more], resources: ['*'] }),
    new PolicyStatement({ sid: 'ListClusters', actions: [LIST_CLUSTERS], resources: ['*'] }),
    new PolicyStatement({ sid: 'ReadPause', actions: ['ssm:GetParameter'], resources: [PAUSE_SWITCH] }),
    new PolicyStatement({ sid: 'ReadClusters', actions: ['eks:DescribeCluster'], resources: [CLUSTERS] }),
    ...userStatements(settings),
  ];
}
