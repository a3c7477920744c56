/** What `sweep` does last: it wakes `reap` when something may be due. */
import { someOf } from '../../lambda/core/scope.ts';
import { Life } from '../support/life.ts';

const EVERYTHING = '"everything"';

/** What lies in the queue of `reap`, without the name of the run. */
function wakes(life: Life): readonly string[] {
  return life.account.queues.reap.bodies.map((body) => JSON.stringify((JSON.parse(body) as { scope: unknown }).scope));
}

async function dueLife(settings: Readonly<Record<string, unknown>> = {}) {
  const life = new Life(settings);
  const arn = life.anOrphan();
  await life.due(arn);
  return { life, arn };
}

it('wakes it once its window is over and a person has approved', async () => {
  const { life } = await dueLife();
  await life.sweep();
  expect(wakes(life)).toEqual([EVERYTHING]);
  expect(life.notes.at(-1)).toBe('woke reap');
});

it('does not while nobody has approved', async () => {
  const { life, arn } = await dueLife();
  life.flip(arn, 'approval', 'pending');
  await life.sweep();
  expect(wakes(life)).toEqual([]);
});

it('does not a minute before the window is over', async () => {
  const { life } = await dueLife();
  life.toDay(7, 8);
  await life.sweep();
  expect(wakes(life)).toEqual([]);
});

it('wakes it for the NLB that the run is about, by its ARN', async () => {
  const { life, arn } = await dueLife();
  await life.sweep(someOf({ clusters: ['prod'] }));
  expect(wakes(life)).toEqual([JSON.stringify({ arns: [arn], clusters: [] })]);
});

it('wakes it in each run anew, also within five minutes', async () => {
  const { life } = await dueLife();
  await life.sweep();
  await life.sweep();
  expect(wakes(life)).toEqual([EVERYTHING, EVERYTHING]);
});

it('does so after everything else', async () => {
  const { life } = await dueLife({ maxDeletePercent: 100 });
  life.anOrphan('shop/web');
  await life.sweep();
  expect(life.writes().at(-1)).toBe('SendMessage');
});

it('never in mode quarantine, which has nobody to wake', async () => {
  const { life } = await dueLife();
  life.settings = { ...life.settings, mode: 'quarantine' };
  life.writes();
  await life.sweep();
  expect(wakes(life)).toEqual([]);
});

it('fails the run when it cannot, with everything else done', async () => {
  const { life } = await dueLife();
  life.anOrphan('shop/web');
  life.account.fail({ command: 'SendMessage', with: 'server-error' });
  const run = await life.sweep();
  expect(run.failures).toEqual([expect.stringContaining('reap was not woken')]);
  expect(run.outcomes).toMatchObject([{ did: 'quarantined' }]);
});
