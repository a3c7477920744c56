/** Events are put as long as the run has time for them: a slow bus keeps it from nothing that follows. */
import type { JanitorEvent } from '../../lambda/model/event.ts';
import { NOTHING_DONE, type Done } from '../../lambda/model/outcome.ts';
import { announceReaped } from '../../lambda/tell/events.ts';
import { REAP } from '../support/quarantines.ts';

const SETTINGS = { ...REAP, helpUrl: undefined, ownerTagKeys: [], chat: undefined };

const failed = (number: number): Done => ({
  ...NOTHING_DONE,
  outcomes: Array.from({ length: number }, (_, index) => ({
    did: 'failed' as const,
    arn: `arn-${index}`,
    name: `name-${index}`,
    what: 'the delete',
    why: 'AWS said no',
  })),
});

/** @param takesMs for each call of the bus, of a run that has `leftMs` */
async function announce(number: number, leftMs: number, takesMs: number) {
  let left = leftMs;
  const calls: number[] = [];
  const world = {
    account: '123456789012',
    region: 'eu-west-3',
    bucket: 'bucket',
    deadline: { remainingMs: () => left },
    now: () => new Date('2026-03-02T09:00:00Z'),
    events: {
      put: async (events: readonly JanitorEvent[]) => {
        calls.push(events.length);
        left -= takesMs;
        return events.map(() => ({ ok: true as const }));
      },
    },
  };
  const { failures } = await announceReaped([failed(number)], [], SETTINGS, world);
  return { calls, failures };
}

test('all of them where there is time', async () => {
  expect(await announce(25, 60_000, 0)).toEqual({ calls: [10, 10, 5], failures: [] });
});

test('those that there is time for, and says how many are missing', async () => {
  const failures = ['15 events were not put: the time of this run is over'];
  expect(await announce(25, 40_000, 20_000)).toEqual({ calls: [10], failures });
});

test('none where the run is nearly over', async () => {
  const failures = ['1 event was not put: the time of this run is over'];
  expect(await announce(1, 29_999, 0)).toEqual({ calls: [], failures });
  expect(await announce(1, 30_000, 0)).toEqual({ calls: [1], failures: [] });
});
