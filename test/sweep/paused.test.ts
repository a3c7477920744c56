/** The kill switch: a paused sweep reads and reports, and changes nothing. */
import { PAUSE_PARAMETER } from '../../lambda/model/pause.ts';
import { deeds, Life } from '../support/life.ts';

it('judges and reports while it is paused, and quarantines nobody', async () => {
  const life = new Life();
  life.anOrphan();
  life.pause();
  expect(await life.sweep()).toMatchObject({ outcomes: [], failures: [] });
  expect(life.notes).toEqual(expect.arrayContaining(['paused', 'verdict', 'judged']));
  expect([life.writes(), life.told]).toEqual([[], []]);
  life.resume();
  expect(deeds(life, await life.sweep())).toEqual(['quarantined payments/api']);
});

it('takes no tag off either: what is in use again is released after the pause', async () => {
  const life = new Life();
  const arn = life.anOrphan();
  await life.sweep();
  life.serve('payments/api');
  life.pause();
  life.writes();
  await life.sweep();
  expect(life.writes()).toEqual([]);
  life.resume();
  await life.sweep();
  expect(life.marks(arn)).toEqual({});
});

it('writes no proof down either: that comes before the first batch', async () => {
  const life = new Life();
  life.addCluster('old');
  life.anOrphan('mail/smtp', { cluster: 'old' });
  life.account.deleteCluster('old');
  life.toDay(1);
  life.pause();
  await life.sweep();
  expect(life.writes()).toEqual([]);
  life.resume();
  await life.sweep();
  expect(life.writes()[0]).toMatch(/^AddTags mail\/smtp cluster-deleted=/);
});

it('judges and fails, without a write, when the switch cannot be read', async () => {
  const life = new Life();
  life.anOrphan();
  life.account.fail({ command: 'GetParameter', with: 'denied' });
  const run = await life.sweep();
  expect(run.failures).toEqual([expect.stringContaining('add ssm:GetParameter to the role')]);
  expect([life.writes(), life.notes.includes('judged')]).toEqual([[], true]);
});

it.each([
  ['paused', (life: Life) => life.pause(), 0],
  ['not paused', () => undefined, 1],
])('begins no batch that comes after a pause: %s', async (_, change, quarantined) => {
  const life = new Life();
  life.anOrphan('payments/api');
  let asked = 0;
  const pass = life.account.onCall;
  life.account.onCall = async (call, nth) => {
    if (call.command === 'GetParameter' && ++asked === 3) change(life);
    await pass?.(call, nth);
  };
  const run = await life.sweep();
  expect(run.outcomes).toHaveLength(quarantined);
  expect(life.told).toHaveLength(quarantined);
});

it('that is paused while it reads takes no tag off either', async () => {
  const life = new Life();
  const arn = life.anOrphan();
  await life.sweep();
  life.serve('payments/api');
  life.writes();
  const marks = life.marks(arn);
  let isPaused = false;
  life.account.onAnswer = ({ command }) => {
    // The first thing that a sweep lists: it goes on reading for minutes.
    if (command !== 'DescribeLoadBalancers' || isPaused) return;
    isPaused = true;
    life.account.secrets.setParameter(PAUSE_PARAMETER, 'since 2026-03-01T00:00:00Z by jane', 'String');
  };
  await life.sweep();
  expect([life.writes(), life.marks(arn)]).toEqual([[], marks]);
});
