/** Whether AWS refused calls of the account for their number: the janitor shares its rates with the controllers. */
import type { Throttling } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { count, listed } from '../words.ts';
import { checksOfReading, notChecked, ok, warning, type Check } from './check.ts';

const ABOUT = { id: 'throttling', title: 'Throttling' };

export function throttlingChecks(throttling: Reading<Throttling>): readonly Check[] {
  return checksOfReading(ABOUT, throttling, (counted) => {
    if (counted.is === 'no-metric') {
      return [notChecked(ABOUT, 'CloudWatch has no metric ThrottleCount of the namespace AWS/Usage here')];
    }
    const calls = counted.calls.toSorted((one, other) => other.count - one.count);
    if (calls.length === 0) return [ok(ABOUT, 'AWS refused no call for its rate within the last day')];
    const worst = calls.map(({ call, count: times }) => `${call} ${count(times, 'time')}`);
    return [
      warning(
        ABOUT,
        `within the last day AWS refused for their rate: ${listed(worst)}`,
        'find out who makes the calls (CloudTrail, by event name); of the janitor nothing is lost but time',
      ),
    ];
  });
}
