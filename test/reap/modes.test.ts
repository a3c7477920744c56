/** What the modes promise, whatever the world: `report` changes nothing, `quarantine` deletes nothing. */
import { settingsOf, type Life } from '../support/life.ts';
import { aDueOrphan } from './due-orphan.ts';

describe('whatever the world', () => {
  const WORLDS: readonly (readonly [string, (life: Life) => void])[] = [
    ['a due orphan', () => undefined],
    ['a Service that came back', (life) => life.serve('payments/api')],
    ['a cluster out of reach', (life) => void (life.cluster().reachable = false)],
    [
      'tags that make no sense',
      (life) => {
        for (const arn of life.account.loadBalancers.keys()) life.flip(arn, 'quarantined-at', 'yesterday');
      },
    ],
    [
      'a rejected NLB',
      (life) => {
        for (const arn of life.account.loadBalancers.keys()) life.flip(arn, 'approval', 'rejected');
      },
    ],
    [
      'another target group',
      (life) => {
        for (const arn of life.account.loadBalancers.keys()) life.addTargetGroup(arn, {}, 'more');
      },
    ],
  ];

  it.each(WORLDS)('mode report changes nothing: %s', async (_, change) => {
    const { life } = await aDueOrphan();
    change(life);
    for (const approval of ['required', 'automatic']) {
      life.settings = settingsOf({ mode: 'report', approval, graceDays: 0, minimumAgeHours: 0 });
      await life.sweep();
      await life.reap();
    }
    expect(life.writes()).toEqual([]);
  });

  it.each(WORLDS)('mode quarantine deletes nothing: %s', async (_, change) => {
    const { life } = await aDueOrphan();
    change(life);
    for (const approval of ['required', 'automatic']) {
      life.settings = settingsOf({ mode: 'quarantine', approval, graceDays: 0 });
      for (let hour = 11; hour < 15; hour += 1) {
        life.toDay(7, hour);
        await life.sweep();
        for (const arn of life.account.loadBalancers.keys()) {
          if (life.marks(arn)['approval'] === 'pending') life.flip(arn, 'approval', 'approved');
        }
        await life.reap();
      }
    }
    expect(life.writes().filter((write) => /^(Delete|PutObject)/.test(write))).toEqual([]);
  });
});
