/** Which trails hand write events of the rules' services to EventBridge. */
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { AdvancedFieldSelector, GetEventSelectorsResponse, Trail } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';

import { trailsOf } from '../../../lambda/aws/doctor/trails.ts';

const client = new CloudTrailClient({ region: 'eu-west-3' });
const trail = mockClient(client);
const HERE: Trail = { Name: 'org', TrailARN: 'arn:org', HomeRegion: 'us-east-1', IsMultiRegionTrail: true };

beforeEach(() => {
  trail.reset();
  trail.onAnyCommand().rejects(new Error('unexpected command'));
  trail.on(DescribeTrailsCommand, { includeShadowTrails: true }, true).resolves({ trailList: [HERE] });
  trail.on(GetTrailStatusCommand, { Name: 'arn:org' }, true).resolves({ IsLogging: true, LatestDeliveryError: '' });
  selects({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] });
});

function selects(response: GetEventSelectorsResponse): void {
  trail.on(GetEventSelectorsCommand, { TrailName: 'arn:org' }, true).resolves(response);
}

const advanced = (...FieldSelectors: AdvancedFieldSelector[]): GetEventSelectorsResponse => ({
  AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...FieldSelectors] }],
});

async function logsWrites(): Promise<unknown> {
  const read = await trailsOf(client, 'eu-west-3');
  const [first] = read.ok ? read.value : [];
  return first?.logsWrites.ok === true ? first.logsWrites.value : first?.logsWrites;
}

it.each<[string, GetEventSelectorsResponse, boolean]>([
  ['all of management', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }, true],
  ['writes of management', { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }, true],
  ['reads of management', { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }, false],
  ['data alone', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] }, false],
  ['nothing', {}, false],
  ['all of management, chosen by field', advanced(), true],
  ['writes, chosen by field', advanced({ Field: 'readOnly', Equals: ['false'] }), true],
  ['reads, chosen by field', advanced({ Field: 'readOnly', Equals: ['true'] }), false],
  ['all but KMS', advanced({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }), true],
  ['all but EKS', advanced({ Field: 'eventSource', NotEquals: ['eks.amazonaws.com'] }), false],
  ['EKS alone', advanced({ Field: 'eventSource', Equals: ['eks.amazonaws.com'] }), false],
  ['some names of sources', advanced({ Field: 'eventSource', StartsWith: ['e'] }), false],
  ['some events', advanced({ Field: 'eventName', Equals: ['AddTags'] }), false],
  [
    'data, chosen by field',
    { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] },
    false,
  ],
])('%s: logs what the rules wait for?', async (_, response, expected) => {
  selects(response);
  expect(await logsWrites()).toBe(expected);
});

it('takes a trail of this region, and none of another', async () => {
  trail.on(DescribeTrailsCommand).resolves({ trailList: [{ ...HERE, IsMultiRegionTrail: false }] });
  expect(await trailsOf(client, 'eu-west-3')).toEqual({ ok: true, value: [] });
  expect(await trailsOf(client, 'us-east-1')).toMatchObject({ ok: true, value: [{ name: 'org' }] });
});

it('says what one trail does not tell, and keeps the rest', async () => {
  trail.on(GetTrailStatusCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  const read = await trailsOf(client, 'eu-west-3');
  expect(read).toMatchObject({
    ok: true,
    value: [{ logging: { ok: false, cause: 'denied' }, logsWrites: { ok: true } }],
  });
});

it('tells a delivery that failed', async () => {
  trail.on(GetTrailStatusCommand).resolves({ IsLogging: true, LatestDeliveryError: 'NoSuchBucket' });
  const read = await trailsOf(client, 'eu-west-3');
  expect(read).toMatchObject({ value: [{ logging: { value: { isLogging: true, deliveryError: 'NoSuchBucket' } } }] });
});

it('takes an answer without a list for no empty list', async () => {
  trail.on(DescribeTrailsCommand).resolves({});
  expect(await trailsOf(client, 'eu-west-3')).toMatchObject({ ok: false, cause: 'incomplete' });
});
