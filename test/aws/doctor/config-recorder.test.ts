/** Whether AWS Config records clusters, by each way to choose resources. */
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import type { RecordingGroup } from '@aws-sdk/client-config-service';
import { mockClient } from 'aws-sdk-client-mock';

import { configRecording } from '../../../lambda/aws/doctor/config-recorder.ts';
import { onlyClient } from '../../support/only-client.ts';

const client = new ConfigServiceClient({ region: 'eu-west-3' });
const config = mockClient(client);

beforeEach(() => {
  config.reset();
  config.onAnyCommand().rejects(new Error('unexpected command'));
  config
    .on(DescribeConfigurationRecorderStatusCommand)
    .resolves({ ConfigurationRecordersStatus: [{ recording: true }] });
});

const excluding = (...resourceTypes: string[]): RecordingGroup => ({
  exclusionByResourceTypes: { resourceTypes } as RecordingGroup['exclusionByResourceTypes'],
  recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
});

it.each<[string, RecordingGroup | undefined, boolean]>([
  ['everything, as a recorder does by default', undefined, true],
  ['everything', { allSupported: true }, true],
  ['clusters', { resourceTypes: ['AWS::EKS::Cluster'] }, true],
  ['instances', { resourceTypes: ['AWS::EC2::Instance'] }, false],
  ['all but instances', excluding('AWS::EC2::Instance'), true],
  ['all but clusters', excluding('AWS::EKS::Cluster'), false],
])('%s: are clusters recorded?', async (_, recordingGroup, recordsClusters) => {
  const recorder = recordingGroup === undefined ? {} : { recordingGroup };
  config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [recorder] });
  expect(await configRecording(onlyClient(client))).toEqual({
    ok: true,
    value: { isRecording: true, recordsClusters },
  });
});

it('is off without a recorder, and with one that stands still', async () => {
  config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [] });
  config
    .on(DescribeConfigurationRecorderStatusCommand)
    .resolves({ ConfigurationRecordersStatus: [{ recording: false }] });
  expect(await configRecording(onlyClient(client))).toMatchObject({ value: { isRecording: false } });
});

it('is unreadable when one of the calls is denied', async () => {
  config
    .on(DescribeConfigurationRecordersCommand)
    .rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect(await configRecording(onlyClient(client))).toMatchObject({ ok: false, cause: 'denied' });
});
