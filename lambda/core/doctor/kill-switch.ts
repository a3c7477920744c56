/** Whether the kill switch is pulled: then the functions read and report, and do nothing else. */
import type { PauseAnswer } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { checksOfReading, ok, warning, type Check } from './check.ts';

const PAUSE = { id: 'paused', title: 'Kill switch' };

export function pauseChecks(pause: Reading<PauseAnswer>, region: string): readonly Check[] {
  // The functions take for paused what they cannot read, but their rights are not the caller's.
  return checksOfReading(PAUSE, pause, (answer) => [
    answer.is === 'running'
      ? ok(PAUSE, 'not paused')
      : warning(
          PAUSE,
          `paused${answer.since}: nothing is quarantined, told or deleted`,
          'when the reason is gone, let it run again',
          [`npx nlb-janitor resume --region ${region}`],
        ),
  ]);
}
