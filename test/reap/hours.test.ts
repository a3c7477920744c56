/** The hours of deletion: nothing is deleted outside of them, and everything else goes on. */
import fc from 'fast-check';
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, outcomesIn } from './due-orphan.ts';

/** It is 10 o'clock UTC, 11 in Paris, on a Monday when the orphan is due. */
const hoursOf = (from: string, to: string, days = ['MON']) => ({
  deletionHours: { days, from, to, timeZone: 'Europe/Paris' },
});

const deletes = (life: Life): readonly string[] => life.writes().filter((write) => write.startsWith('Delete'));

it.each([
  ['a minute before they begin', '11:01', '17:00', false],
  ['when they begin', '11:00', '17:00', true],
  ['a minute after they begin', '10:59', '17:00', true],
  ['a minute before they end', '09:00', '11:01', true],
  ['when they end', '09:00', '11:00', false],
  ['a minute after they end', '09:00', '10:59', false],
])('are kept %s', async (_what, from, to, isDeleted) => {
  const { life, arn } = await aDueOrphan(hoursOf(from, to));
  const run = await life.reap();
  expect([run.failures, life.account.loadBalancers.has(arn)]).toEqual([[], !isDeleted]);
  const records = [...life.account.objects.keys()].filter((key) => !key.startsWith('report/'));
  expect([deletes(life).length, records.length, life.notes.includes('waiting')]).toEqual(
    isDeleted ? [2, 2, false] : [0, 0, true],
  );
});

it('make it wait, and the run that comes within them deletes it', async () => {
  const { life } = await aDueOrphan(hoursOf('14:00', '17:00'));
  await life.reap();
  life.toDay(7, 13);
  expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
});

it('let sweep quarantine and tell at any hour', async () => {
  const life = new Life(hoursOf('02:00', '03:00'));
  life.anOrphan();
  expect(deeds(life, await life.sweep())).toEqual(['quarantined payments/api']);
});

it('that end while an NLB is looked at spare it: no failure, and no record is left open', async () => {
  const { life, arn } = await aDueOrphan(hoursOf('09:00', '11:30'));
  life.between('snapshot', 'count of the day', () => life.box.clock.advance({ minutes: 40 }));
  const run = await life.reap();
  expect([deeds(life, run), run.failures, deletes(life)]).toEqual([['spared payments/api'], [], []]);
  expect(life.account.loadBalancers.has(arn)).toBe(true);
  expect(outcomesIn(life)).toEqual([
    expect.objectContaining({ spared: expect.stringContaining('outside the hours of deletion') }),
  ]);
});

it('that end after an NLB keep its target groups for the next time', async () => {
  const { life } = await aDueOrphan(hoursOf('09:00', '11:30', ['MON', 'TUE']));
  life.between('delete', 'look at a target group', () => life.box.clock.advance({ minutes: 40 }));
  const run = await life.reap();
  expect([deeds(life, run), run.failures]).toEqual([['deleted payments/api'], []]);
  expect(deletes(life)).toEqual(['DeleteLoadBalancer payments/api']);
  await life.reap();
  expect(deletes(life)).toEqual([]);
  life.toDay(8);
  await life.reap();
  expect(deletes(life)).toEqual(['DeleteTargetGroup payments/api#1']);
});

it('are kept by every delete, whenever runs come and however long they take', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 6 }),
      fc.integer({ min: 0, max: 20 }),
      async (first, length, pauses, minutesPerCall) => {
        const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;
        const life = new Life({
          maxDeletePercent: 100,
          deletionHours: { days: ['MON', 'TUE'], from: clock(first), to: clock(first + length), timeZone: 'UTC' },
        });
        const arns = ['a/one', 'a/two'].map((name) => life.anOrphan(name));
        await life.due(...arns);
        const at: Date[] = [];
        life.account.onCall = ({ command }) => {
          if (command.startsWith('Delete')) at.push(life.box.clock.now());
          else if (/^(ListObjectsV2|DescribeTargetGroups)$/.test(command))
            life.box.clock.advance({ minutes: minutesPerCall });
        };
        for (const minutes of pauses) {
          await life.reap();
          life.box.clock.advance({ minutes });
        }
        const isWithin = (instant: Date): boolean => life.settings.deletionHours?.isOpen(instant) === true;
        expect(at.filter((instant) => !isWithin(instant))).toEqual([]);
      },
    ),
    { numRuns: 10, seed: 11 },
  );
});
