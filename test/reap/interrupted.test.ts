/**
 * What an earlier run began: a run that died, or that nobody answered, is finished by the next one, and people hear of
 * it once.
 */
import { deeds, type Life } from '../support/life.ts';
import { aDueOrphan, OUTCOME, outcomesIn, SNAPSHOT, timesTold } from './due-orphan.ts';

/** Of the day on which the orphan is due. */
function goTo(life: Life, time: string): void {
  life.box.clock.set(new Date(`2026-03-09T${time}Z`));
}

describe('people hear of a delete', () => {
  it.each([
    ['right after it', (life: Life) => life.killRunAfter('delete')],
    ['before the delete of its target group', (life: Life) => life.killRunBefore('delete of a target group')],
    ['right after the delete of its target group', (life: Life) => life.killRunAfter('delete of a target group')],
  ])('although the run died %s', async (_, kill) => {
    const { life } = await aDueOrphan();
    kill(life);
    await life.reap();
    expect(outcomesIn(life)).toEqual([]);
    goTo(life, '11:00:00');
    expect((await life.reap()).failures).toEqual([]);
    expect(timesTold(life)).toBe(1);
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('although no answer came to it', async () => {
    const { life } = await aDueOrphan();
    life.loseAnswerTo('delete');
    await life.reap();
    goTo(life, '11:00:00');
    await life.reap();
    expect(timesTold(life)).toBe(1);
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('once, although it was begun on one day and made on the next', async () => {
    const { life } = await aDueOrphan();
    goTo(life, '23:50:00');
    life.killRunBefore('delete');
    await life.reap();
    life.toDay(8, 0);
    life.box.clock.advance({ minutes: 20 });
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    for (const hour of [2, 3]) {
      life.toDay(8, hour);
      await life.reap();
    }
    expect(timesTold(life)).toBe(1);
  });

  it.each([
    [6, 1],
    [7, 0],
  ])('when the next run comes %i days later: %i times', async (days, times) => {
    const { life } = await aDueOrphan();
    life.killRunAfter('delete');
    await life.reap();
    life.toDay(7 + days);
    await life.reap();
    expect(timesTold(life)).toBe(times);
  });

  it('once its record is written, and no sooner', async () => {
    const { life } = await aDueOrphan();
    life.killRunAfter('delete');
    await life.reap();
    const heal = life.account.fail({ command: 'PutObject', with: 'denied' });
    goTo(life, '11:00:00');
    expect((await life.reap()).failures).toHaveLength(1);
    expect(timesTold(life)).toBe(0);
    heal();
    goTo(life, '12:00:00');
    expect((await life.reap()).failures).toEqual([]);
    expect(timesTold(life)).toBe(1);
  });

  it('from a later run when SNS refused the message', async () => {
    const { life } = await aDueOrphan();
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    expect((await life.reap()).failures).toHaveLength(1);
    heal();
    life.writes();
    goTo(life, '11:00:00');
    expect((await life.reap()).failures).toEqual([]);
    expect(life.writes()).toEqual([OUTCOME, 'Publish 1 deleted', OUTCOME]);
    goTo(life, '12:00:00');
    await life.reap();
    expect(life.writes()).toEqual([]);
  });
});

describe('a record', () => {
  it('that the run could not read fails it visibly', async () => {
    const { life } = await aDueOrphan();
    await life.reap();
    life.account.fail({ command: 'GetObject', with: 'denied' });
    expect((await life.reap()).failures).toHaveLength(1);
  });
});

describe('a run of the same day', () => {
  it('makes the delete with the snapshot that is there, and its record says so', async () => {
    const { life } = await aDueOrphan();
    life.killRunBefore('delete');
    await life.reap();
    const stored = snapshotsIn(life);
    expect(stored).toHaveLength(1);
    goTo(life, '12:00:00');
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(snapshotsIn(life)).toEqual(stored);
    expect(outcomesIn(life)).toEqual([
      expect.objectContaining({
        reportedAt: '2026-03-09T12:00:10Z',
        companions: [expect.objectContaining({ did: 'deleted' })],
      }),
    ]);
    expect(outcomesIn(life)[0]).not.toHaveProperty('spared');
  });

  /** At ten o'clock it was kept in the last moment, so that its record is closed; a minute later it is due again. */
  async function aClosedRecord(): Promise<{ life: Life; arn: string }> {
    const { life, arn } = await aDueOrphan();
    life.between('snapshot', 'fresh tags', () => life.flip(arn, 'keep', 'true'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(outcomesIn(life)).toEqual([expect.objectContaining({ state: 'spared' })]);
    life.account.removeTags(arn, 'nlb-janitor/keep');
    goTo(life, '10:01:00');
    life.writes();
    return { life, arn };
  }

  it.each([
    ['opens the record that is closed', aClosedRecord, [SNAPSHOT, OUTCOME, 'DeleteLoadBalancer payments/api']],
    ['has no record to open', aDueOrphan, [SNAPSHOT, 'DeleteLoadBalancer payments/api']],
  ])('%s before it deletes, so that the next run tells of it if this one dies', async (_, make, writes) => {
    const { life } = await make();
    life.killRunAfter('delete');
    await life.reap();
    expect(life.writes()).toEqual(writes);
    goTo(life, '10:20:00');
    expect((await life.reap()).failures).toEqual([]);
    expect(timesTold(life)).toBe(1);
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('deletes nothing when it could not open the closed record', async () => {
    const { life, arn } = await aClosedRecord();
    life.account.fail({
      command: 'PutObject',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes('outcome.json'),
    });
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});

describe('an NLB that lives although its delete was begun', () => {
  /** The run died between snapshot and delete, at ten o'clock, and somebody rejected the NLB then. */
  async function aBegunDelete(): Promise<{ life: Life; arn: string }> {
    const { life, arn } = await aDueOrphan();
    life.killRunBefore('delete');
    await life.reap();
    life.flip(arn, 'approval', 'rejected');
    life.writes();
    return { life, arn };
  }

  it('is left alone, with its target group', async () => {
    const { life, arn } = await aBegunDelete();
    goTo(life, '11:00:00');
    await life.reap();
    expect(life.account.loadBalancers.has(arn)).toBe(true);
    expect(life.account.targetGroups.size).toBe(1);
    expect(timesTold(life)).toBe(0);
  });

  it('has its record open for an hour: AWS may still list what it is deleting', async () => {
    const { life, arn } = await aBegunDelete();
    goTo(life, '10:59:59');
    await life.reap();
    expect(life.writes()).toEqual([]);
    life.account.removeLoadBalancer(arn);
    goTo(life, '12:00:00');
    await life.reap();
    expect(timesTold(life)).toBe(1);
    expect(life.account.targetGroups.size).toBe(0);
  });

  it('has its record closed after an hour: its end by other hands is not reported as a delete of the janitor’s', async () => {
    const { life, arn } = await aBegunDelete();
    goTo(life, '11:00:00');
    await life.reap();
    expect(life.writes()).toEqual([OUTCOME]);
    expect(outcomesIn(life)).toEqual([expect.objectContaining({ state: 'spared' })]);
    life.account.removeLoadBalancer(arn);
    goTo(life, '12:00:00');
    await life.reap();
    expect(timesTold(life)).toBe(0);
    expect(life.account.targetGroups.size).toBe(1);
  });

  it.each([
    ['stays open when an earlier run began it, whose delete may still come through', true],
    ['is closed when this run began it', false],
  ])('has a record that, when it is kept in the last moment, %s', async (_, wasBegunBefore) => {
    const { life, arn } = await aDueOrphan();
    if (wasBegunBefore) {
      life.killRunBefore('delete');
      await life.reap();
    }
    goTo(life, '10:30:00');
    life.between('snapshot', 'fresh tags', () => life.flip(arn, 'keep', 'true'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(outcomesIn(life)).toHaveLength(wasBegunBefore ? 0 : 1);
    life.account.removeLoadBalancer(arn);
    goTo(life, '12:00:00');
    await life.reap();
    expect(timesTold(life)).toBe(wasBegunBefore ? 1 : 0);
  });
});

describe('a record that says that the NLB is deleted', () => {
  it('stays as it is although AWS lists the NLB for more than an hour', async () => {
    const { life, arn } = await aDueOrphan();
    Object.assign(life.account, { unlinkDelaySeconds: 300 });
    const listed = life.account.loadBalancer(arn);
    await life.reap();
    const before = outcomesIn(life);
    expect(before).toEqual([expect.objectContaining({ state: 'deleted' })]);
    life.account.loadBalancers.set(arn, listed);
    life.flip(arn, 'approval', 'rejected');
    goTo(life, '11:30:00');
    await life.reap();
    expect(outcomesIn(life)).toEqual(before);
  });
});

/** Every version of every snapshot. */
function snapshotsIn(life: Life): readonly string[] {
  return life.account.bucket.history.filter(({ key }) => key.endsWith('/snapshot.json')).map(({ text }) => text);
}
