/** Answers from end to end: who gave one is told, written down and said again when the NLB is gone. */
import { readHistory } from '../cli/deletion-records.ts';
import { renderHistory } from '../cli/history.ts';
import { mergeScopes, someOf, type Scope } from '../lambda/core/scope.ts';
import { readBatch } from '../lambda/core/trigger/batch.ts';
import { outcomesIn } from './reap/due-orphan.ts';
import { apiCall, identity, queueEvent, tagFlip } from './support/events.ts';
import { ADA, BOB, deeds, Life, settingsOf } from './support/life.ts';

const ONLY_PLATFORM = { approvers: ['arn:aws:iam::123456789012:role/platform'] };
const AT = '2026-03-03T09:00:00Z';

/** Quarantined and told of on day 0; it is day 1. */
async function quarantined(settings: Readonly<Record<string, unknown>> = {}) {
  const life = new Life(settings);
  const arn = life.anOrphan();
  await life.sweep();
  life.toDay(1);
  life.writes();
  return { life, arn };
}

const lastEntries = (life: Life) => life.digests.at(-1)?.entries ?? [];
const lookUps = (life: Life): number => life.account.calls.filter(({ command }) => command === 'LookupEvents').length;

describe('an approval', () => {
  it('is acknowledged with the name, deleted after its window, and told with the name again', async () => {
    const { life, arn } = await quarantined();
    const eventId = life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish payments/api approved by ada',
      `AddTags payments/api approved-by=${ADA} at ${AT} approval-event=${eventId}`,
    ]);
    expect(lastEntries(life)).toMatchObject([
      {
        kind: 'answered',
        answer: 'approved',
        by: ADA,
        answeredAt: AT,
        notBefore: '2026-03-09T09:00:00Z',
        doesNotCount: null,
      },
    ]);
    // Once.
    life.toDay(2);
    await life.sweep();
    expect(life.writes()).toEqual([]);

    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(lastEntries(life)).toMatchObject([{ kind: 'deleted', approvedBy: `${ADA} at ${AT}` }]);
    const approvedBy = { principal: ADA, chatUser: null, at: AT, eventId, how: 'looked-up' };
    expect(outcomesIn(life)).toMatchObject([{ state: 'deleted', approvedBy }]);
    const [snapshot] = [...life.account.objects.values()].filter(({ key }) => key.endsWith('/snapshot.json'));
    expect(JSON.parse(snapshot?.text ?? '')).toMatchObject({ deletion: { approvedBy } });
    const store = life.box.reapWorld().write.snapshots;
    const history = renderHistory(await readHistory(store, life.box.clock.now(), 1), 1).replaceAll(/\s+/g, ' ');
    expect(history).toContain(`approved by ${ADA} at 2026-03-03 09:00 UTC`);
  });

  it('by the event that woke the run needs no look-up', async () => {
    const { life, arn } = await quarantined();
    life.flip(arn, 'approval', 'approved');
    const message = { ...tagFlip(arn, 'approval', 'approved') };
    const detail = { ...(message['detail'] as object), eventTime: AT };
    const { scope } = readBatch(queueEvent({ ...message, detail }), {
      account: life.account.accountId,
      region: life.account.region,
      roleArns: [],
    });
    const before = lookUps(life);
    await life.sweep(scope);
    expect(lookUps(life)).toBe(before);
    expect(lastEntries(life)).toMatchObject([{ kind: 'answered', by: expect.stringContaining('/ada') as string }]);
    // The same event again is no other answer.
    life.writes();
    await life.sweep(scope);
    expect(life.writes()).toEqual([]);
  });

  it('of several is asked for in one look-up, and in none once all are acknowledged', async () => {
    const life = new Life();
    const arns = [life.anOrphan('a/a'), life.anOrphan('b/b'), life.anOrphan('c/c')];
    await life.sweep();
    life.toDay(1);
    for (const arn of arns) life.answer(arn, 'approval', 'approved');
    const counts = [lookUps(life)];
    for (let run = 0; run < 2; run += 1) {
      await life.sweep();
      counts.push(lookUps(life));
    }
    expect(counts.map((number) => number - (counts[0] ?? 0))).toEqual([0, 1, 1]);
    expect(lastEntries(life)).toHaveLength(3);
  });

  it('says who it was in a chat', async () => {
    const { life, arn } = await quarantined();
    const by = 'arn:aws:sts::123456789012:assumed-role/channel/chatbot-session-slack-U0123ABCD';
    life.answer(arn, 'approval', 'approved', by);
    await life.sweep();
    expect(life.marks(arn)['approved-by']).toBe(`${by} slack U0123ABCD at ${AT}`);
    life.toDay(7, 10);
    await life.reap();
    expect(lastEntries(life)).toMatchObject([{ approvedBy: `${by} (slack U0123ABCD) at ${AT}` }]);
  });

  it('is acknowledged with the cautions of today', async () => {
    const { life, arn } = await quarantined();
    life.account.setFlows(arn, { newFlows: 12, peakActiveFlows: 1 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ cautions: [expect.stringContaining('flows')] }]);
  });

  it('that CloudTrail lists late is waited for in silence, and acknowledged with the name then', async () => {
    const { life, arn } = await quarantined();
    life.account.trailLagSeconds = 900;
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(life.writes()).toEqual([`AddTags payments/api approved-by=unknown since ${AT}`]);
    life.box.clock.advance({ minutes: 14 });
    await life.sweep();
    expect(life.writes()).toEqual([]);
    life.box.clock.advance({ minutes: 1 });
    await life.sweep();
    expect(life.writes()[0]).toBe('Publish payments/api approved by ada');
    expect(lastEntries(life)).toMatchObject([{ by: ADA }]);
  });

  it('whose event was lost is acknowledged after an hour without a name, and is deleted all the same', async () => {
    const { life, arn } = await quarantined();
    life.flip(arn, 'approval', 'approved');
    await life.sweep();
    life.box.clock.advance({ minutes: 59 });
    await life.sweep();
    expect(life.writes()).toEqual([`AddTags payments/api approved-by=unknown since ${AT}`]);
    life.box.clock.advance({ minutes: 1 });
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish payments/api approved',
      `AddTags payments/api approved-by=unknown since ${AT} approval-event=unknown`,
    ]);
    expect(lastEntries(life)).toMatchObject([{ by: null, notBefore: '2026-03-09T09:00:00Z' }]);
    const before = lookUps(life);
    await life.sweep();
    expect([life.writes(), lookUps(life)]).toEqual([[], before]);
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(lastEntries(life)).toMatchObject([{ approvedBy: null }]);
    expect(outcomesIn(life)[0]).not.toHaveProperty('approvedBy');
  });

  it('of which CloudTrail cannot be asked is one whose event was lost', async () => {
    const { life, arn } = await quarantined();
    life.answer(arn, 'approval', 'approved');
    life.account.fail({ command: 'LookupEvents', with: 'denied' });
    expect((await life.sweep()).failures).toEqual([]);
    life.box.clock.advance({ hours: 1 });
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ kind: 'answered', by: null }]);
  });

  it('that was withdrawn and given again by somebody else is another', async () => {
    const { life, arn } = await quarantined();
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.box.clock.advance({ hours: 1 });
    life.answer(arn, 'approval', 'pending');
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual(['RemoveTags payments/api approved-by approval-event']);
    life.box.clock.advance({ hours: 1 });
    life.answer(arn, 'approval', 'approved', BOB);
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ by: BOB }]);
  });

  it('that nobody heard of is told again', async () => {
    const { life, arn } = await quarantined();
    life.answer(arn, 'approval', 'approved');
    const mend = life.account.fail({ command: 'Publish', with: 'denied' });
    await life.sweep();
    expect(life.marks(arn)).not.toHaveProperty('approval-event');
    mend();
    await life.sweep();
    expect(life.marks(arn)).toHaveProperty('approval-event');
  });

  it('is no longer acknowledged when it was rejected between message and tag', async () => {
    const { life, arn } = await quarantined();
    life.answer(arn, 'approval', 'approved');
    life.between('notice', 'fresh tags', () => life.flip(arn, 'approval', 'rejected'));
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'rejected' });
    expect(life.marks(arn)).not.toHaveProperty('approval-event');
  });

  it('is not told of while the janitor is paused, nor of an NLB that is unknown', async () => {
    const { life, arn } = await quarantined();
    life.answer(arn, 'approval', 'approved');
    life.pause();
    await life.sweep();
    expect(life.writes()).toEqual([]);
    life.resume();
    life.cluster().reachable = false;
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });
});

describe('a release by hand', () => {
  const KEYS = ['quarantined-at', 'reason', 'evidence', 'approval', 'notified-at', 'delete-after'];

  /** @returns the run that CloudTrail's event of it woke */
  function release(life: Life, arn: string, keys: readonly string[], issuer?: string): Scope {
    const own = keys.map((key) => `nlb-janitor/${key}`);
    life.account.removeTagsBy(ADA, arn, ...own);
    const message = apiCall({
      eventName: 'RemoveTags',
      eventTime: AT,
      requestParameters: { resourceArns: [arn], tagKeys: own },
      ...(issuer === undefined ? {} : { userIdentity: identity(issuer) }),
    });
    const { accountId: account, region } = life.account;
    const janitor = `arn:aws:iam::${account}:role/janitor`;
    const { scope } = readBatch(queueEvent(message), { account, region, roleArns: [janitor] });
    return scope ?? someOf({ arns: [arn] });
  }

  it('is named in the notice that follows', async () => {
    const { life, arn } = await quarantined();
    await life.sweep(release(life, arn, KEYS));
    expect(life.told.slice(1)).toEqual(['orphan payments/api']);
    expect(lastEntries(life)).toMatchObject([
      {
        kind: 'orphan',
        restartedBecause:
          "arn:aws:sts::123456789012:assumed-role/people/ada took the janitor's tags off at 2026-03-03 09:00 UTC, and it still looks orphaned",
      },
    ]);
    expect(life.marks(arn)).toMatchObject({ approval: 'pending', 'notified-at': expect.any(String) as string });
  });

  it.each<[string, (life: Life, arn: string) => Scope, string | null]>([
    [
      'nobody heard of it: the schedule was quicker',
      (life, arn) => {
        release(life, arn, KEYS);
        return { is: 'everything' };
      },
      null,
    ],
    ['the janitor did it', (life, arn) => release(life, arn, KEYS, 'arn:aws:iam::123456789012:role/janitor'), null],
    ['only one tag went', (life, arn) => release(life, arn, ['approval']), 'its approval tag was removed'],
    [
      'it was another load balancer',
      (life, arn) => {
        const scope = release(life, life.anOrphan('other/other'), KEYS);
        life.account.removeTags(arn, ...KEYS.map((key) => `nlb-janitor/${key}`));
        return mergeScopes([scope, someOf({ arns: [arn] })]);
      },
      null,
    ],
  ])('is not where %s', async (_, released, because) => {
    const { life, arn } = await quarantined();
    await life.sweep(released(life, arn));
    const entry = lastEntries(life).find((one) => 'arn' in one && one.arn === arn);
    expect(entry).toMatchObject({ kind: 'orphan', restartedBecause: because });
  });
});

describe('a release because of an answer', () => {
  it.each([
    ['keep', 'until=2026-12-31', 'kept'],
    ['approval', 'rejected', 'rejected'],
  ])('says by whom, in one message: %s=%s', async (key, value, word) => {
    const { life, arn } = await quarantined();
    life.answer(arn, key, value, BOB);
    await life.sweep();
    expect(life.told.slice(1)).toEqual(['released payments/api']);
    expect(lastEntries(life)).toMatchObject([
      { reason: word, explanation: expect.stringContaining(`It was ${word} by ${BOB}.`) as string },
    ]);
    expect(life.marks(arn)).toEqual({ [key]: value });
  });

  it('does not wait for a name', async () => {
    const { life, arn } = await quarantined();
    life.flip(arn, 'keep', 'true');
    await life.sweep();
    expect(life.told.slice(1)).toEqual(['released payments/api']);
    expect(JSON.stringify(lastEntries(life))).not.toContain('It was kept by');
  });
});

describe('the days for which an approval holds', () => {
  it('are over: it is not deleted, that is told once, and it is to be given again', async () => {
    const { life, arn } = await quarantined({ approvalValidDays: 10 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.cluster().reachable = false;
    life.toDay(11);
    life.cluster().reachable = true;
    life.writes();
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish payments/api is not deleted',
      'AddTags payments/api approval=pending told=approval-expired 2026-03-13',
      'RemoveTags payments/api approved-by approval-event',
    ]);
    expect(lastEntries(life)).toMatchObject([
      { what: 'approval-expired', why: expect.stringContaining('10 days after it was given: approve again') as string },
    ]);
    await life.sweep();
    expect(life.writes()).toEqual([]);
    life.box.clock.advance({ hours: 1 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ kind: 'answered', doesNotCount: null }]);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('are not over one second before', async () => {
    const { life, arn } = await quarantined({ approvalValidDays: 10 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(11);
    life.box.clock.advance({ seconds: -1 });
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('end before the earliest deletion: that is said at once', async () => {
    const { life, arn } = await quarantined({ approvalValidDays: 3 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([
      { doesNotCount: expect.stringContaining('approve after 2026-03-06 09:00 UTC') as string, notBefore: null },
    ]);
    expect(life.marks(arn)).toMatchObject({ approval: 'pending' });
  });
});

describe('the limit of the day', () => {
  it('for which an approved one waits is told once a day', async () => {
    const life = new Life({ maxDeletesPerDay: 1 });
    const arns = [life.anOrphan('a/a'), life.anOrphan('b/b')];
    await life.sweep();
    life.toDay(1);
    for (const arn of arns) life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    const said = async () => {
      const before = life.digests.length;
      await life.sweep();
      return life.digests
        .slice(before)
        .flatMap(({ entries }) =>
          entries.map(({ kind, what, why }) => `${String(kind)} ${String(what)}: ${String(why)}`),
        );
    };
    const waits =
      /^note waits-for-limit: approved and due, but waits .*: 1 deletion a day, and 1 approved before it goes first$/;
    expect(await said()).toEqual([expect.stringMatching(waits)]);
    expect(await said()).toEqual([]);
    life.toDay(8, 1);
    expect(await said()).toEqual([expect.stringMatching(waits)]);
    await life.reap();
    expect(await said()).toEqual([]);
    life.toDay(9, 1);
    await life.reap();
    expect(life.account.loadBalancers.size).toBe(0);
  });
});

describe('where approvers are named', () => {
  it('one of them approves, and it is deleted', async () => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ by: ADA, doesNotCount: null }]);
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
    expect(lastEntries(life)).toMatchObject([{ approvedBy: `${ADA} at ${AT}` }]);
  });

  it('anybody else is told that it does not count, and it goes back to pending', async () => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved', BOB);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish an answer for payments/api does not count',
      'AddTags payments/api approval=pending told=answer-taken-back 2026-03-03',
    ]);
    expect(lastEntries(life)).toMatchObject([
      {
        by: BOB,
        notBefore: null,
        doesNotCount: expect.stringContaining('is not among those whose approval counts') as string,
      },
    ]);
    await life.sweep();
    expect(life.writes()).toEqual([]);
    // One of them may approve after that.
    life.box.clock.advance({ hours: 1 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it.each<[string, (life: Life, arn: string) => unknown, readonly string[]]>([
    ['nothing', () => undefined, ['deleted']],
    ['rejected, and approved again by somebody else,', (life, arn) => reapproved(life, arn, BOB), []],
    ['approved again by the same', (life, arn) => life.answer(arn, 'approval', 'approved'), ['deleted']],
    ['kept, and the keep taken off,', (life, arn) => keptForAWhile(life, arn), []],
    ['with other tags of its own', (life, arn) => life.answer(arn, 'note', 'x', BOB), ['deleted']],
  ])('%s since then, and no sweep in between: %j %j', async (_, change, done) => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    change(life, arn);
    const approved = deeds(life, await life.reap());
    expect(approved).toEqual(done.map((did) => `${did} payments/api`));
  });

  it('an answer that comes after the snapshot counts', async () => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    life.between('snapshot', 'count of the day', () => reapproved(life, arn, BOB));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
    expect(outcomesIn(life)).toMatchObject([
      { spared: expect.stringContaining('another answer followed it') as string },
    ]);
  });

  it.each<[string, (life: Life, arn: string, other: string) => string]>([
    ['another NLB', (life, _, other) => life.answer(other, 'approval', 'approved')],
    ['another answer', (life, arn) => life.answer(arn, 'approval', 'rejected')],
    ['nothing', () => '00000000-0000-4000-8000-ffffffffffff'],
    ['the janitor', (life, arn) => life.answer(arn, 'approval', 'approved', life.account.callerArn)],
  ])('a forged tag that names an event of %s proves nothing', async (_, make) => {
    const life = new Life(ONLY_PLATFORM);
    const arn = life.anOrphan();
    const other = life.anOrphan('shop/web');
    await life.sweep();
    life.toDay(1);
    const eventId = make(life, arn, other);
    life.flip(arn, 'approval', 'approved');
    life.flip(arn, 'approved-by', `${ADA} at ${AT}`);
    life.flip(arn, 'approval-event', eventId);
    life.account.setTags(other, { 'nlb-janitor/approval': 'pending' });
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual([]);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
    expect(life.notes).toContain('approval does not count');
  });

  it.each([
    ['denied', 1],
    ['not denied', 0],
  ])('CloudTrail that cannot be read spares it: %s', async (_, left) => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    if (left === 1) life.account.fail({ command: 'LookupEvents', with: 'denied' });
    await life.reap();
    expect(life.account.loadBalancers.size).toBe(left);
  });

  it('an event that is not there after an hour is told of once, and nothing is deleted before it is', async () => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.account.trailLagSeconds = 90_000 + 6 * 86_400;
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.box.clock.advance({ hours: 1 });
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish payments/api waits until it is known who approved',
      'AddTags payments/api told=waits-for-event 2026-03-03',
    ]);
    life.toDay(7, 9.5);
    await life.sweep();
    expect(life.writes().filter((write) => write.startsWith('Publish'))).toEqual([]);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.account.trailLagSeconds = 0;
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ kind: 'answered', by: ADA }]);
    expect(deeds(life, await life.reap(someOf({ arns: [arn] })))).toEqual(['deleted payments/api']);
  });
});

describe('where approvers are named, an approval that people were told of', () => {
  const ONLY_OPS = { approvers: ['arn:aws:iam::123456789012:role/ops'] };
  const narrowed = (life: Life): void => {
    life.settings = settingsOf(ONLY_OPS);
  };
  const publishes = (life: Life) => life.writes().filter((write) => write.startsWith('Publish'));

  /** Told of, and its window is over. */
  async function ripe() {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(7, 10);
    life.writes();
    return { life, arn };
  }

  it.each<[string, (life: Life, arn: string) => unknown, string]>([
    ['the setting was narrowed', narrowed, 'is not among those whose approval counts'],
    ['it was kept and let go between two runs', keptForAWhile, `another answer followed it, by ${BOB}`],
  ])('is taken back, and that is told once, when %s', async (_, change, why) => {
    const { life, arn } = await ripe();
    change(life, arn);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish an answer for payments/api does not count',
      'AddTags payments/api approval=pending told=answer-taken-back 2026-03-09',
      'RemoveTags payments/api approved-by approval-event',
      'SendMessage',
    ]);
    expect(lastEntries(life)).toMatchObject([
      { kind: 'answered', by: ADA, doesNotCount: expect.stringContaining(why) as string },
    ]);
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    expect(publishes(life)).toEqual([]);
  });

  it.each<[string, (life: Life) => unknown]>([
    ['nothing happened', () => undefined],
    [
      'CloudTrail cannot be read',
      (life) => {
        narrowed(life);
        life.account.fail({ command: 'LookupEvents', with: 'denied' });
      },
    ],
    [
      'the time of the run is short',
      (life) => {
        narrowed(life);
      },
    ],
  ])('stands when %s', async (name, change) => {
    const { life, arn } = await ripe();
    change(life);
    await life.sweep(undefined, name.includes('short') ? { remainingMs: () => 299_000 } : undefined);
    expect(publishes(life)).toEqual([]);
    expect(life.marks(arn)).toMatchObject({ approval: 'approved', 'approved-by': `${ADA} at ${AT}` });
  });

  it('is asked about only by a run about everything, and only once its window is over', async () => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    const counts = [lookUps(life)];
    life.toDay(7, 8);
    await life.sweep();
    counts.push(lookUps(life));
    life.toDay(7, 10);
    await life.sweep(someOf({ arns: [arn] }));
    counts.push(lookUps(life));
    await life.sweep();
    counts.push(lookUps(life));
    // One event, and two lists of what followed.
    expect(counts.map((number) => number - (counts[0] ?? 0))).toEqual([0, 0, 0, 3]);
  });

  it('is taken for the one that followed it and counts, of which no event came', async () => {
    const { life, arn } = await ripe();
    narrowed(life);
    const by = 'arn:aws:sts::123456789012:assumed-role/ops/eve';
    const eventId = life.answer(arn, 'approval', 'approved', by);
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ kind: 'answered', by, doesNotCount: null }]);
    expect(life.marks(arn)).toMatchObject({ approval: 'approved', 'approval-event': eventId });
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('and that CloudTrail does not list any more is told of once, and left as it is', async () => {
    const { life, arn } = await ripe();
    life.flip(arn, 'approval-event', '00000000-0000-4000-8000-ffffffffffff');
    await life.sweep();
    expect(life.writes().slice(0, 2)).toEqual([
      'Publish payments/api waits until it is known who approved',
      'AddTags payments/api told=waits-for-event 2026-03-09',
    ]);
    await life.sweep();
    expect(publishes(life)).toEqual([]);
    expect(life.marks(arn)).toMatchObject({ approval: 'approved' });
  });
});

describe('an approval that counts and comes while that of somebody else is taken back', () => {
  const MEANWHILE = '2026-03-03T09:00:30Z';

  /** The run that the event of ADA, or of whoever else approved, wakes. */
  const heard = (life: Life, arn: string, by: string, at = MEANWHILE) => {
    const message = tagFlip(arn, 'approval', 'approved');
    const detail = { ...(message['detail'] as object), eventTime: at, userIdentity: identityOf(by) };
    const self = { account: life.account.accountId, region: life.account.region, roleArns: [] };
    return readBatch(queueEvent({ ...message, detail }), self).scope;
  };

  async function takenBack(meanwhile: (life: Life, arn: string) => unknown) {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved', BOB);
    life.between('notice', 'fresh tags', () => meanwhile(life, arn));
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending' });
    life.writes();
    return { life, arn };
  }

  it('goes with it, and that is told once', async () => {
    const { life, arn } = await takenBack((its, nlb) => its.answer(nlb, 'approval', 'approved'));
    await life.sweep(heard(life, arn, ADA));
    expect(life.writes()).toEqual([
      'Publish payments/api is not deleted',
      'AddTags payments/api told=approval-overwritten 2026-03-03',
    ]);
    expect(lastEntries(life)).toMatchObject([
      {
        what: 'approval-overwritten',
        why: expect.stringContaining(`approved by ${ADA} at 2026-03-03 09:00 UTC, but`) as string,
      },
    ]);
    await life.sweep(heard(life, arn, ADA));
    expect(life.writes()).toEqual([]);
  });

  it('is not told of where the event is that of the other one', async () => {
    const { life, arn } = await takenBack(() => undefined);
    await life.sweep(heard(life, arn, BOB, AT));
    expect(life.writes()).toEqual([]);
  });

  it('is not told of where nothing was taken back: whoever gave it withdrew it', async () => {
    const { life, arn } = await quarantined(ONLY_PLATFORM);
    life.answer(arn, 'approval', 'approved');
    life.answer(arn, 'approval', 'pending');
    await life.sweep(heard(life, arn, ADA));
    expect(life.writes()).toEqual([]);
  });

  it('is not told of where it is the one that was taken back, as given too early', async () => {
    const { life, arn } = await quarantined({ ...ONLY_PLATFORM, approvalValidDays: 3 });
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(life.marks(arn)).toMatchObject({ approval: 'pending' });
    life.writes();
    await life.sweep(heard(life, arn, ADA, AT));
    expect(life.writes()).toEqual([]);
  });
});

describe('what somebody writes who may write tags', () => {
  const BACK = {
    'nlb-janitor/quarantined-at': '2026-02-01T00:00:00Z',
    'nlb-janitor/notified-at': '2026-02-01T00:00:01Z',
    'nlb-janitor/delete-after': '2026-02-08T00:00:01Z',
  };

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['an approval', {}],
    ['an approval, where approvers are named', { approvers: ['arn:aws:iam::123456789012:role/platform'] }],
    ['a reminder', { approval: 'automatic' }],
  ])('ends no window before its time, after %s', async (_, settings) => {
    const { life, arn } = await quarantined(settings);
    if (settings['approval'] === undefined) {
      life.answer(arn, 'approval', 'approved');
      await life.sweep();
    }
    life.account.addTagsBy(BOB, arn, { ...BACK, 'nlb-janitor/reminded-at': '2026-02-07T12:00:00Z' });
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([
      { kind: 'orphan', restartedBecause: expect.stringContaining('somebody changed its janitor tags') as string },
    ]);
    expect(deeds(life, await life.reap())).toEqual([]);
  });

  it('hides no approval: the event that woke the run says who gave it', async () => {
    const { life, arn } = await quarantined();
    life.account.addTagsBy(BOB, arn, {
      'nlb-janitor/approval': 'approved',
      'nlb-janitor/approved-by': `${ADA} at 2026-03-03T09:00:00Z`,
      'nlb-janitor/approval-event': '11111111-1111-4111-8111-111111111111',
    });
    await life.sweep();
    life.toDay(7, 10);
    await life.reap();
    expect(lastEntries(life)).toMatchObject([{ kind: 'deleted', approvedBy: null }]);
  });

  it('fills up the tags: the run fails, and people are not told again and again', async () => {
    const { life, arn } = await quarantined();
    const room = 50 - life.account.tagsOf(arn).size;
    life.account.setTags(arn, Object.fromEntries(Array.from({ length: room }, (_, nth) => [`team-${nth}`, 'x'])));
    life.answer(arn, 'approval', 'approved');
    const run = await life.sweep();
    expect(run.failures).toEqual([expect.stringContaining('people were not told of its answer') as string]);
    expect(life.writes()).toEqual([]);
  });
});

describe('with approval automatic', () => {
  it('an answer that does not count takes the reminder back: people heard that nothing is deleted', async () => {
    const { life, arn } = await quarantined({
      approval: 'automatic',
      approvers: ['arn:aws:iam::123456789012:role/platform'],
    });
    life.toDay(6, 10);
    await life.sweep();
    life.toDay(7, 11);
    life.writes();
    life.answer(arn, 'approval', 'approved', BOB);
    await life.sweep();
    expect(life.writes()).toEqual([
      'Publish an answer for payments/api does not count',
      'RemoveTags payments/api reminded-at',
      'AddTags payments/api approval=pending told=answer-taken-back 2026-03-09',
      'SendMessage',
    ]);
    expect(deeds(life, await life.reap())).toEqual([]);
  });
});

describe('the acknowledgement says from when on it may go', () => {
  // 2 March 2026 is a Monday.
  const MONDAYS = { days: ['MON'], from: '10:00', to: '17:00', timeZone: 'UTC' };

  it.each<[string, Readonly<Record<string, unknown>>, number, string]>([
    ['when the window ends', {}, 1, '2026-03-09T09:00:00Z'],
    ['within the hours of deletion', { deletionHours: MONDAYS }, 1, '2026-03-09T10:00:00Z'],
    ['now, where the window has ended', {}, 20, '2026-03-22T09:00:00Z'],
    ['at the next hours, where the window has ended', { deletionHours: MONDAYS }, 20, '2026-03-23T10:00:00Z'],
  ])('%s', async (_, settings, day, expected) => {
    const { life, arn } = await quarantined(settings);
    life.toDay(day);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(lastEntries(life)).toMatchObject([{ kind: 'answered', notBefore: expected }]);
  });
});

function reapproved(life: Life, arn: string, by: string): void {
  life.answer(arn, 'approval', 'rejected', by);
  life.answer(arn, 'approval', 'approved', by);
}

function keptForAWhile(life: Life, arn: string): void {
  life.answer(arn, 'keep', 'true', BOB);
  life.account.removeTagsBy(BOB, arn, 'nlb-janitor/keep');
}

/** Of a session of a role. */
function identityOf(arn: string): object {
  const role = arn.split('/')[1] ?? '';
  const issuer = `arn:aws:iam::123456789012:role/${role}`;
  return { type: 'AssumedRole', arn, sessionContext: { sessionIssuer: { arn: issuer } } };
}
