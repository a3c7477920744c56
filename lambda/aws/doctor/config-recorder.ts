/** Whether AWS Config records the EKS clusters of this region. */
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import type { RecordingGroup } from '@aws-sdk/client-config-service';

import type { ConfigRecording } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { reading, required, wholeReading } from '../reading.ts';

const RECORDERS = { service: 'config', action: 'DescribeConfigurationRecorders' } as const;
const STATUS = { service: 'config', action: 'DescribeConfigurationRecorderStatus' } as const;
const EKS_CLUSTER = 'AWS::EKS::Cluster';
/** As lambda/aws/config-cluster-deletions.ts asks for: one client serves both. */
const RATE = { calls: 5, perMilliseconds: 1000 };

/** Never rejects. */
export function configRecording(clients: ClientMaker): Promise<Reading<ConfigRecording>> {
  const client = clients.of(ConfigServiceClient, { limit: RATE });
  return wholeReading(async (part) => {
    const recorders = part(
      await reading(RECORDERS, async () => {
        const answer = await client.send(new DescribeConfigurationRecordersCommand({}));
        return required(answer.ConfigurationRecorders, 'ConfigurationRecorders');
      }),
    );
    const statuses = part(
      await reading(STATUS, async () => {
        const answer = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
        return required(answer.ConfigurationRecordersStatus, 'ConfigurationRecordersStatus');
      }),
    );
    return {
      isRecording: statuses.some(({ recording }) => recording === true),
      recordsClusters: recorders.some(({ recordingGroup }) => includesClusters(recordingGroup)),
    };
  });
}

/** Without a group a recorder records everything. */
function includesClusters(group: RecordingGroup | undefined): boolean {
  if (group === undefined || group.allSupported === true) return true;
  const excluded = group.exclusionByResourceTypes?.resourceTypes ?? [];
  if (group.recordingStrategy?.useOnly === 'EXCLUSION_BY_RESOURCE_TYPES') return !excluded.some(isCluster);
  return (group.resourceTypes ?? []).some(isCluster);
}

function isCluster(type: string): boolean {
  return type === EKS_CLUSTER;
}
