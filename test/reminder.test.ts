/**
 * Automatic deletions: nothing goes without a reminder that people had time to answer, and every doubt in between begins the
 * wait again. Each reminder and each delete is asserted with the exact set of writes.
 */
import { someOf } from '../lambda/core/scope.ts';
import type { Protocol } from '../sandbox/aws/topic.ts';
import { deeds, Life, settingsOf } from './support/life.ts';

const AUTOMATIC = { approval: 'automatic', maxDeletePercent: 100 };

interface Quarantined {
  readonly life: Life;
  readonly arn: string;
}

/** Quarantined and told of at 9 o'clock on day 0: due at that hour of day 7, and reminded from that of day 6 on. */
async function quarantined(settings: Readonly<Record<string, unknown>> = {}): Promise<Quarantined> {
  const life = new Life({ ...AUTOMATIC, ...settings });
  const arn = life.anOrphan();
  await life.sweep();
  life.writes();
  return { life, arn };
}

/** Reminded at 9 o'clock on day 6. */
async function reminded(settings: Readonly<Record<string, unknown>> = {}): Promise<Quarantined> {
  const made = await quarantined(settings);
  made.life.toDay(6);
  await made.life.sweep();
  made.life.writes();
  return made;
}

const atMinute = (life: Life, day: number, minute: number): void => life.toDay(day, 9 + minute / 60);
const reminders = (life: Life): number => life.told.filter((entry) => entry.startsWith('reminder')).length;
const REMINDER = [
  'Publish payments/api is deleted from 2026-03-09 unless you answer',
  'AddTags payments/api reminded-at=2026-03-08T09:00:00Z',
];

describe('the reminder', () => {
  it.each([
    [-1, []],
    [0, REMINDER],
    [
      1,
      [
        'Publish payments/api is deleted from 2026-03-09 unless you answer',
        'AddTags payments/api reminded-at=2026-03-08T09:01:00Z',
      ],
    ],
  ])('is sent 24 hours before the window ends: at %i minutes', async (minute, writes) => {
    const { life } = await quarantined();
    atMinute(life, 6, minute);
    await life.sweep();
    expect(life.writes()).toEqual(writes);
  });

  it('says from when on the NLB may go, and is sent once', async () => {
    const { life } = await quarantined();
    life.toDay(6, 12);
    await life.sweep();
    expect(life.digests.at(-1)?.entries).toEqual([
      expect.objectContaining({ kind: 'reminder', deadline: '2026-03-09T12:00:00Z' }),
    ]);
    life.toDay(6, 13);
    await life.sweep();
    expect(reminders(life)).toBe(1);
  });

  it('is sent by a run about this NLB too, and by none about another', async () => {
    const { life, arn } = await quarantined();
    life.toDay(6);
    await life.sweep(someOf({ arns: [`${arn}0`] }));
    expect(life.writes()).toEqual([]);
    await life.sweep(someOf({ arns: [arn] }));
    expect(life.writes()).toEqual(REMINDER);
  });

  it.each<[string, Readonly<Record<string, unknown>>, (made: Quarantined) => void]>([
    ['approval is required', { approval: 'required' }, () => undefined],
    ['the mode deletes nothing', { mode: 'quarantine' }, () => undefined],
    ['a person approved it', {}, ({ life, arn }) => life.flip(arn, 'approval', 'approved')],
    ['a person answered with another word', {}, ({ life, arn }) => life.flip(arn, 'approval', 'no')],
    ['there is a caution', {}, ({ life, arn }) => life.account.setFlows(arn, { newFlows: 5, peakActiveFlows: 0 })],
    ['its cluster is out of reach', {}, ({ life }) => void (life.cluster().reachable = false)],
    ['it is paused', {}, ({ life }) => life.pause()],
  ])('is not sent while %s', async (_, settings, change) => {
    const made = await quarantined(settings);
    change(made);
    made.life.toDay(6);
    await made.life.sweep();
    expect([reminders(made.life), 'reminded-at' in made.life.marks(made.arn)]).toEqual([0, false]);
  });

  it('comes again when a longer grace window moved the day', async () => {
    const { life, arn } = await reminded();
    life.settings = settingsOf({ ...AUTOMATIC, graceDays: 14 });
    life.toDay(15);
    await life.sweep();
    expect(reminders(life)).toBe(2);
    expect(life.marks(arn)['reminded-at']).toBe('2026-03-17T09:00:00Z');
    atMinute(life, 15, 24 * 60 - 1);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.toDay(16);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it.each([
    ['kept', 'keep', 'true'],
    ['rejected', 'approval', 'rejected'],
    ['approved', 'approval', 'approved'],
    ['given other evidence', 'evidence', '0123456789abcdef'],
    ['left as it is', 'other', 'x'],
  ])('is not written down where the NLB was %s between message and tag', async (_, key, value) => {
    const { life, arn } = await quarantined();
    life.toDay(6);
    life.between('notice', 'fresh tags', () => life.flip(arn, key, value));
    await life.sweep();
    expect('reminded-at' in life.marks(arn)).toBe(key === 'other');
    expect(life.account.tagsOf(arn).get(`nlb-janitor/${key}`)).toBe(value);
  });

  it('that was sent and not written down is sent again, and never deletes earlier', async () => {
    const { life, arn } = await quarantined();
    life.toDay(6);
    life.killRunAfter('notice');
    await life.sweep().catch(() => undefined);
    expect([reminders(life), 'reminded-at' in life.marks(arn)]).toEqual([1, false]);
    life.toDay(7);
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    expect(reminders(life)).toBe(2);
    atMinute(life, 8, -1);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('that SNS did not accept is none', async () => {
    const { life, arn } = await quarantined();
    life.toDay(6);
    life.account.fail({ command: 'Publish', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    expect('reminded-at' in life.marks(arn)).toBe(false);
  });

  it('is not sent where there is no room for its tag, and the run fails', async () => {
    const { life, arn } = await quarantined();
    life.account.setTags(arn, Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`team-${nth}`, 'x'])));
    life.toDay(6);
    expect((await life.sweep()).failures).toEqual([expect.stringContaining('was not told of before its deletion')]);
    expect(reminders(life)).toBe(0);
  });
});

describe('an automatic delete', () => {
  it.each([
    [-1, []],
    [0, ['deleted payments/api']],
    [1, ['deleted payments/api']],
  ])('waits for a whole day after the reminder: at %i minutes', async (minute, expected) => {
    const { life } = await quarantined();
    atMinute(life, 6, 30);
    await life.sweep();
    atMinute(life, 7, 30 + minute);
    expect(deeds(life, await life.reap())).toEqual(expected);
  });

  it('is not made without a reminder, however long ago the window ended', async () => {
    const { life, arn } = await quarantined();
    life.toDay(60);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it.each([
    ['that is no instant', 'yesterday', []],
    ['of before the notice', '2026-03-02T08:59:59Z', []],
    ['of the moment of the notice', '2026-03-02T09:00:00Z', []],
    ['in the future', '2026-03-10T09:00:01Z', []],
    ['a second too young', '2026-03-09T09:00:01Z', []],
    ['a day old', '2026-03-09T09:00:00Z', ['deleted payments/api']],
  ])('is not made by a reminder %s', async (_, value, expected) => {
    const { life, arn } = await quarantined();
    life.flip(arn, 'reminded-at', value);
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(expected);
  });

  it.each<[string, (made: Quarantined) => void, readonly string[]]>([
    ['kept', ({ life, arn }) => life.flip(arn, 'keep', 'true'), []],
    ['rejected', ({ life, arn }) => life.flip(arn, 'approval', 'rejected'), []],
    ['given a caution', ({ life, arn }) => life.account.setFlows(arn, { newFlows: 5, peakActiveFlows: 0 }), []],
    ['left alone', () => undefined, ['deleted payments/api']],
  ])('follows the reminder only where nothing came after it: %s', async (_, change, expected) => {
    const made = await reminded();
    change(made);
    made.life.toDay(7, 10);
    expect(deeds(made.life, await made.life.reap())).toEqual(expected);
  });

  it('is spared when the reminder is taken off at the last moment', async () => {
    const { life, arn } = await reminded();
    life.toDay(7, 10);
    life.between('snapshot', 'count of the day', () => life.account.removeTags(arn, 'nlb-janitor/reminded-at'));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it.each([
    [1, 0],
    [2, 2],
    [3, 2],
  ])('is made up to the limit of the day, and refused beyond it: %i places for two', async (maxDeletesPerDay, gone) => {
    const life = new Life({ ...AUTOMATIC, maxDeletesPerDay });
    life.anOrphan('payments/api');
    life.anOrphan('shop/web');
    await life.due();
    await life.reap();
    expect(life.account.loadBalancers.size).toBe(2 - gone);
  });
});

describe('a reminder that must not count any more', () => {
  const REMOVAL = 'RemoveTags payments/api reminded-at';

  it('is taken off while its NLB is unknown; another one comes, and another wait', async () => {
    const { life } = await reminded();
    life.cluster().reachable = false;
    life.toDay(6, 12);
    await life.sweep();
    expect(life.writes()).toEqual([REMOVAL]);
    life.cluster().reachable = true;
    life.toDay(7);
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    expect(reminders(life)).toBe(2);
    atMinute(life, 8, -1);
    expect(deeds(life, await life.reap())).toEqual([]);
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('stays while its NLB is an orphan', async () => {
    const { life } = await reminded();
    life.toDay(6, 12);
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });

  it('is taken off where the tags of its target group cannot be read', async () => {
    const { life } = await reminded();
    const group = life.targetGroup('payments/api#1');
    life.account.fail({
      command: 'DescribeTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes(group),
    });
    await life.sweep();
    expect(life.writes()).toEqual([REMOVAL]);
  });

  it('is taken off where its own tags could not be read at first, and can be a moment later', async () => {
    const { life } = await reminded();
    const seen = life.account.fail({ command: 'DescribeTags', with: 'denied' });
    life.between('plan', 'fresh tags', seen);
    life.toDay(6, 12);
    await life.sweep();
    expect(life.writes()).toEqual([REMOVAL]);
  });

  it('is the only thing that a paused sweep writes, whatever it finds', async () => {
    const { life, arn } = await reminded();
    const other = life.anOrphan('shop/web');
    life.pause();
    life.toDay(6, 12);
    const marks = life.marks(arn);
    expect((await life.sweep()).failures).toEqual([]);
    expect(life.writes()).toEqual([REMOVAL]);
    const { 'reminded-at': _, ...rest } = marks;
    expect([life.marks(arn), life.marks(other)]).toEqual([rest, {}]);
    life.toDay(6, 13);
    await life.sweep();
    expect(life.writes()).toEqual([]);
    life.resume();
    life.toDay(7);
    expect(deeds(life, await life.reap())).toEqual([]);
    await life.sweep();
    expect(life.told.filter((entry) => entry === 'reminder payments/api')).toHaveLength(2);
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('is none where a person must approve anyway: there a paused sweep writes nothing', async () => {
    const { life, arn } = await quarantined({ approval: 'required' });
    life.flip(arn, 'reminded-at', '2026-03-08T09:00:00Z');
    life.pause();
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });

  it('fails the run where it cannot be taken off', async () => {
    for (const doubt of [(life: Life) => life.pause(), (life: Life) => void (life.cluster().reachable = false)]) {
      const { life } = await reminded();
      doubt(life);
      life.account.fail({ command: 'RemoveTags', with: 'denied' });
      const { failures } = await life.sweep();
      expect(failures).toEqual([expect.stringContaining('its reminder could not be taken off')]);
    }
  });

  it('fails the run where nobody can see whether it stands', async () => {
    const { life } = await reminded();
    life.pause();
    life.account.fail({ command: 'DescribeTags', with: 'denied' });
    const { failures } = await life.sweep();
    expect(failures).toEqual([expect.stringMatching(/^whether a reminder stands on 1 load balancer is not known: /)]);
  });

  it('is void also where the pause comes and goes in the middle of the run that sent it', async () => {
    const life = new Life({ ...AUTOMATIC, maxDeletesPerDay: 100 });
    for (let nth = 0; nth < 21; nth += 1) life.anOrphan(`shop/web-${nth}`);
    await life.sweep();
    life.toDay(6);
    life.between('plan', 'notice', () => life.pause());
    await life.sweep();
    life.resume();
    const standing = [...life.account.loadBalancers.keys()].filter((arn) => 'reminded-at' in life.marks(arn));
    expect([reminders(life), standing]).toEqual([20, []]);
    await life.sweep();
    expect(reminders(life)).toBe(41);
  });
});

describe('who must hear the reminder', () => {
  const SUBSCRIBERS: readonly [
    string,
    Protocol,
    { readonly confirmed?: boolean; readonly filterPolicy?: string },
    number,
  ][] = [
    ['an address that was not confirmed', 'email', { confirmed: false }, 0],
    ['an address with a filter', 'email', { filterPolicy: '{"region":["eu-west-1"]}' }, 0],
    ['a function', 'lambda', {}, 0],
    ['a queue', 'sqs', {}, 0],
    ['an address', 'email', {}, 1],
    ['an address for programs', 'email-json', {}, 1],
    ['a telephone', 'sms', {}, 1],
  ];

  it.each(SUBSCRIBERS)('%s', async (_, protocol, part, number) => {
    const { life } = await quarantined();
    life.account.topic.unsubscribe({ protocol: 'email', endpoint: 'team@shop.example' });
    life.account.subscribe({ protocol, endpoint: 'somebody', confirmed: true, ...part });
    life.toDay(6);
    const { failures } = await life.sweep();
    expect([reminders(life), failures.length]).toEqual([number, 1 - number]);
    life.toDay(30);
    expect(deeds(life, await life.reap())).toHaveLength(number);
  });
});
