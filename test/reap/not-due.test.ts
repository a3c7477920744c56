/** When nothing is due by the tags: nothing is deleted, and no cluster is asked. */
import { deeds, settingsOf, type Life } from '../support/life.ts';
import { aDueOrphan } from './due-orphan.ts';

describe('nothing is due, and no cluster is asked, when', () => {
  it.each([
    ['the window is not over', (life: Life) => life.toDay(6)],
    ['the window is over in a second', (life: Life) => life.box.clock.set(new Date('2026-03-09T08:59:59Z'))],
    ['nobody approved', (life: Life, arn: string) => life.flip(arn, 'approval', 'pending')],
    ['the approval is not the exact word', (life: Life, arn: string) => life.flip(arn, 'approval', 'Approved')],
    ['it was rejected', (life: Life, arn: string) => life.flip(arn, 'approval', 'rejected')],
    ['no notice is known', (life: Life, arn: string) => life.account.removeTags(arn, 'nlb-janitor/notified-at')],
    ['there is no deadline', (life: Life, arn: string) => life.account.removeTags(arn, 'nlb-janitor/delete-after')],
    ['the grace is longer now', (life: Life) => void (life.settings = settingsOf({ graceDays: 8 }))],
    ['the mode is report', (life: Life) => void (life.settings = settingsOf({ mode: 'report' }))],
    ['the mode is quarantine', (life: Life) => void (life.settings = settingsOf({ mode: 'quarantine' }))],
  ])('%s', async (_, change) => {
    const { life, arn } = await aDueOrphan();
    change(life, arn);
    const { views } = life.cluster();
    expect(await life.reap()).toEqual({ outcomes: [], failures: [] });
    expect(life.writes()).toEqual([]);
    expect(life.cluster().views).toBe(views);
  });
});

it('is due in the very second in which the window is over', async () => {
  const { life } = await aDueOrphan();
  life.box.clock.set(new Date('2026-03-09T09:00:00Z'));
  expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
});
