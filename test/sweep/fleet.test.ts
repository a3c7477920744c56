/** The size of the fleet is written down by every full sweep in mode delete, and by no other. */
import { FLEET_KEY } from '../../lambda/records/fleet.ts';
import { someOf } from '../../lambda/core/scope.ts';
import { Life } from '../support/life.ts';

const stored = (life: Life): unknown => {
  const text = life.account.objects.get(FLEET_KEY)?.text;
  return text === undefined ? undefined : JSON.parse(text);
};

it('counts what is in use and what is an orphan', async () => {
  const life = new Life();
  life.anOrphan('a/one');
  life.anOrphan('a/two');
  life.account.setTags(life.anOrphan('a/kept'), { 'nlb-janitor/keep': 'true' });
  life.serve('a/two');
  await life.sweep();
  expect(stored(life)).toEqual({ version: 1, judgedAt: '2026-03-02T09:00:00Z', fleet: 2 });
});

it.each([
  ['a scoped sweep', {}, (life: Life, arn: string) => life.sweep(someOf({ arns: [arn] }))],
  ['mode quarantine', { mode: 'quarantine' }, (life: Life) => life.sweep()],
  ['mode report', { mode: 'report' }, (life: Life) => life.sweep()],
])('is not written by %s', async (_, settings, run) => {
  const life = new Life(settings);
  await run(life, life.anOrphan());
  expect(stored(life)).toBeUndefined();
});

it('that cannot be stored fails the run, and nothing else', async () => {
  const life = new Life();
  const arn = life.anOrphan();
  life.account.fail({ command: 'PutObject', with: 'denied' });
  const run = await life.sweep();
  expect(run.failures).toEqual([expect.stringContaining('report/state.json could not be stored') as string]);
  expect(life.marks(arn)).toMatchObject({ reason: 'service-gone' });
});
