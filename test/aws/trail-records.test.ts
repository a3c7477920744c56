/** One event by its id: CloudTrail's own words, or nothing, or unreadable. */
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';

import { trailRecords } from '../../lambda/aws/trail-records.ts';

const client = new CloudTrailClient({ region: 'eu-west-3' });
const cloudTrail = mockClient(client);
const ASKED = { LookupAttributes: [{ AttributeKey: 'EventId' as const, AttributeValue: 'e1' }] };

beforeEach(() => {
  cloudTrail.reset();
  cloudTrail.onAnyCommand().rejects(new Error('unexpected command'));
});

it.each([
  ['listed', [{ EventId: 'e1', CloudTrailEvent: '{"eventID":"e1"}' }], { eventID: 'e1' }],
  [
    'among others',
    [
      { EventId: 'e0', CloudTrailEvent: '{}' },
      { EventId: 'e1', CloudTrailEvent: '1' },
    ],
    1,
  ],
  ['not listed', [], undefined],
  ['another one', [{ EventId: 'e0', CloudTrailEvent: '{"eventID":"e0"}' }], undefined],
  ['without a record', [{ EventId: 'e1' }], undefined],
  ['no JSON', [{ EventId: 'e1', CloudTrailEvent: 'x' }], undefined],
])('%s', async (_what, Events, value) => {
  cloudTrail.on(LookupEventsCommand, ASKED).resolves({ Events });
  expect(await trailRecords(client).byId('e1')).toEqual({ ok: true, value });
});

it('is unreadable where CloudTrail refuses, and where the answer has no list', async () => {
  cloudTrail.on(LookupEventsCommand).rejects(new Error('no'));
  expect(await trailRecords(client).byId('e1')).toMatchObject({ ok: false });
  cloudTrail.on(LookupEventsCommand).resolves({});
  expect(await trailRecords(client).byId('e1')).toMatchObject({ ok: false });
});
