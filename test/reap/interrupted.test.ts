/**
 * What an earlier run began: a run that died, or that nobody answered, is finished by the next one, and people hear of
 * it once.
 */
import { deeds, type Life } from '../support/life.ts';
import { aDueOrphan, OUTCOME, outcomesIn, timesTold } from './due-orphan.ts';

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
    [13, 1],
    [14, 0],
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
  it('stores a snapshot of its own, which holds what was added meanwhile, and takes no second place of the day', async () => {
    const { life, arn } = await aDueOrphan({ maxDeletesPerDay: 1 });
    life.killRunBefore('delete');
    await life.reap();
    const [first] = snapshotsIn(life);
    life.flip(arn, 'cost-center', '7');
    goTo(life, '12:00:00');
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(snapshotsIn(life)).toEqual([first, expect.stringContaining('nlb-janitor/cost-center')]);
    expect(first).not.toContain('nlb-janitor/cost-center');
    expect(outcomesIn(life)).toEqual([
      expect.objectContaining({ state: 'spared' }),
      expect.objectContaining({ state: 'deleted', companions: [expect.objectContaining({ did: 'deleted' })] }),
    ]);
    expect(timesTold(life)).toBe(1);
  });

  it.each([
    ['in the same second', 'failed payments/api', '10:00:00'],
    ['a second later', 'deleted payments/api', '10:00:01'],
  ])('that begins %s: %s, since a snapshot is never another attempt’s', async (_, deed, time) => {
    const { life } = await aDueOrphan();
    life.killRunBefore('delete');
    await life.reap();
    goTo(life, time);
    expect(deeds(life, await life.reap())).toEqual([deed]);
  });

  it('that AWS throttles leaves a record which is closed: what somebody else deletes later is not told', async () => {
    const { life, arn } = await aDueOrphan();
    // Kept in the last moment once, then due again.
    life.between('snapshot', 'fresh tags', () => life.flip(arn, 'keep', 'true'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    life.account.removeTags(arn, 'nlb-janitor/keep');
    goTo(life, '10:01:00');
    const heal = life.account.fail({ command: 'DeleteLoadBalancer', with: 'throttled' });
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    heal();
    life.flip(arn, 'approval', 'rejected');
    goTo(life, '12:00:00');
    await life.reap();
    expect(outcomesIn(life).map(({ state }) => state)).toEqual(['spared', 'spared']);
    life.account.removeLoadBalancer(arn);
    goTo(life, '13:00:00');
    await life.reap();
    expect(timesTold(life)).toBe(0);
  });
});

describe('the record of a delete', () => {
  it.each([
    ['that AWS answered', () => undefined, undefined],
    ['that nobody heard an answer to', (life: Life) => life.loseAnswerTo('delete'), true],
  ])('%s says so, and so does the message', async (_, disturb, foundGone) => {
    const { life } = await aDueOrphan();
    disturb(life);
    await life.reap();
    goTo(life, '11:00:00');
    await life.reap();
    expect(outcomesIn(life).map((outcome) => outcome['foundGone'])).toEqual([foundGone]);
    expect(life.digests.at(-1)?.entries[0]).toMatchObject({ kind: 'deleted', isFoundGone: foundGone ?? false });
  });

  it.each([
    ['that version 0.2 opened again is closed while the NLB lives', (begun: string) => begun, '"state": "spared"', 0],
    ['that nobody can read is told and stays', () => 'torn', 'torn', 1],
  ])('%s', async (_, outcomeOf, end, faults) => {
    const { life, arn } = await aDueOrphan();
    life.killRunBefore('delete');
    await life.reap();
    life.flip(arn, 'approval', 'rejected');
    const [snapshot] = [...life.account.objects.values()].filter(({ key }) => key.endsWith('/snapshot.json'));
    const { deletion } = JSON.parse(snapshot?.text ?? '') as { deletion: object };
    const text = outcomeOf(JSON.stringify(deletion));
    const key = (snapshot?.key ?? '').replace('snapshot.json', 'outcome.json');
    life.account.bucket.put({ key, text, contentType: undefined, storedAt: life.box.clock.now() });
    goTo(life, '12:00:00');
    const { failures } = await life.reap();
    expect(failures.filter((failure) => failure.includes('is not an outcome'))).toHaveLength(faults);
    expect(life.account.objects.get(key)?.text).toContain(end);
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

  it('has a record that is closed when it is kept in the last moment', async () => {
    const { life, arn } = await aDueOrphan();
    life.between('snapshot', 'fresh tags', () => life.flip(arn, 'keep', 'true'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(outcomesIn(life)).toHaveLength(1);
    life.account.removeLoadBalancer(arn);
    goTo(life, '12:00:00');
    await life.reap();
    expect(timesTold(life)).toBe(0);
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
