/** What AWS writes down about the account: a CloudTrail trail, and AWS Config's history of clusters. */
import type { ConfigRecording, Trail } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { listed } from '../words.ts';
import { checksOfReading, notChecked, ok, warning, type Check } from './check.ts';

const TRAIL = { id: 'trail', title: 'CloudTrail trail' };
const CONFIG = { id: 'config', title: 'AWS Config' };

const WITHOUT_TRAIL =
  'without one EventBridge gets no events, and an answer or a deleted cluster is seen only by the next scheduled run, an answer to a test card in the chat never';
const MAKE_TRAIL =
  'make a trail of all regions that logs the write events of management (the first one costs its bucket only), in the ' +
  'CloudTrail console: docs/settings.md#tag-flips-need-a-trail';

export function trailChecks(trails: Reading<readonly Trail[]>): readonly Check[] {
  return checksOfReading(TRAIL, trails, (all) => [trailCheck(all)]);
}

function trailCheck(trails: readonly Trail[]): Check {
  const good = trails.find(({ logging, logsWrites }) => isTrue(logging, (one) => one.isLogging) && isTrue(logsWrites));
  if (good !== undefined) {
    const error = good.logging.ok ? good.logging.value.deliveryError : undefined;
    if (error === undefined) return ok(TRAIL, `${good.name} logs write events`);
    return warning(
      TRAIL,
      `${good.name} logs write events, but could not deliver them to its bucket: ${error}`,
      'mend the bucket of the trail, or its policy',
    );
  }
  const unread = trails.flatMap(({ logging, logsWrites }) => [logging, logsWrites]).find((reading) => !reading.ok);
  if (unread?.ok === false)
    return notChecked(TRAIL, unread.why, 'ask whoever owns the trail whether it logs write events');
  if (trails.length === 0) return warning(TRAIL, `there is none in this region; ${WITHOUT_TRAIL}`, MAKE_TRAIL);
  const faults = trails.map((trail) => `${trail.name} ${faultOf(trail)}`);
  return warning(
    TRAIL,
    `${listed(faults)}; ${WITHOUT_TRAIL}`,
    `switch it on, let it log write events, or ${MAKE_TRAIL}`,
  );
}

function faultOf({ logging }: Trail): string {
  return isTrue(logging, (one) => one.isLogging) ? 'logs no write events of management' : 'is switched off';
}

function isTrue<T>(reading: Reading<T>, is: (value: T) => boolean = Boolean): boolean {
  return reading.ok && is(reading.value);
}

const WITHOUT_CONFIG =
  'that a cluster was deleted can be proved for 90 days only, as long as CloudTrail remembers; after that it takes the word of a person';

export function configChecks(recording: Reading<ConfigRecording>): readonly Check[] {
  return checksOfReading(CONFIG, recording, ({ isRecording, recordsClusters }) => {
    if (isRecording && recordsClusters) return [ok(CONFIG, 'it records EKS clusters: proof beyond 90 days')];
    const fault = isRecording ? 'it does not record AWS::EKS::Cluster' : 'no recorder is running';
    return [
      warning(CONFIG, `${fault}: ${WITHOUT_CONFIG}`, 'record AWS::EKS::Cluster in AWS Config, if you delete clusters'),
    ];
  });
}
