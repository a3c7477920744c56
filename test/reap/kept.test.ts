/** An NLB that was due, and that something speaks for when the run begins: it is kept. */
import { settingsOf, type Life } from '../support/life.ts';
import { aDueOrphan } from './due-orphan.ts';

describe('an NLB is kept when, at the start of the run,', () => {
  it.each([
    ['it is kept', (life: Life, arn: string) => life.flip(arn, 'keep', 'true')],
    ['its Service is back', (life: Life) => life.serve('payments/api')],
    ['its cluster is out of reach', (life: Life) => void (life.cluster().reachable = false)],
    ['it is protected', (life: Life, arn: string) => void (life.account.loadBalancer(arn).deletionProtection = true)],
    ['its evidence is another', (life: Life, arn: string) => life.flip(arn, 'evidence', '0123456789abcdef')],
    [
      'its target group has gone',
      (life: Life) => {
        for (const [arn] of life.account.listeners) life.account.listeners.delete(arn);
      },
    ],
    ['the policy has changed', (life: Life) => void (life.settings = settingsOf({ approval: 'automatic' }))],
    ['the day may have no deletes', (life: Life) => void (life.settings = settingsOf({ maxDeletesPerDay: 0 }))],
  ])('%s', async (_, change) => {
    const { life, arn } = await aDueOrphan();
    change(life, arn);
    await life.reap();
    expect(life.writes()).toEqual([]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});
