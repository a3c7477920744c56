/** What is said to programs in a life: each thing once, what the modes leave out, and that a failing put fails nothing else. */
import { EVENT_DETAILS } from '../infra/event-json-schema.ts';
import { EVENT_SOURCE, type EventType } from '../lambda/model/event.ts';
import { ADA, Life } from './support/life.ts';

function said(life: Life): readonly string[] {
  return life.account.bus.events
    .filter(({ type }) => type !== 'Sweep Completed')
    .map(({ type, resources }) => [type, ...resources.map((arn) => life.labelOf(arn))].join(' '));
}

const completed = (life: Life) => life.account.bus.events.filter(({ type }) => type === 'Sweep Completed');
const details = (life: Life, type: EventType) =>
  life.account.bus.events.filter((event) => event.type === type).map(({ detail }) => detail);

async function quarantined(settings: Readonly<Record<string, unknown>> = {}): Promise<{ life: Life; arn: string }> {
  const life = new Life({ maxDeletePercent: 100, ...settings });
  const arn = life.anOrphan();
  await life.sweep();
  return { life, arn };
}

async function approved(settings: Readonly<Record<string, unknown>> = {}): Promise<{ life: Life; arn: string }> {
  const { life, arn } = await quarantined(settings);
  life.toDay(1);
  life.answer(arn, 'approval', 'approved');
  await life.sweep();
  return { life, arn };
}

describe('each thing is said once', () => {
  it('a quarantine by the sweep that made it, and by no other', async () => {
    const { life, arn } = await quarantined({ ownerTagKeys: ['team'] });
    expect(said(life)).toEqual(['NLB Quarantined payments/api']);
    const [event] = life.account.bus.events;
    expect(event).toMatchObject({ source: EVENT_SOURCE, resources: [arn], at: life.box.clock.now() });
    expect(event?.detail).toMatchObject({
      version: 1,
      account: life.account.accountId,
      region: 'eu-west-3',
      mode: 'delete',
      arn,
      cluster: 'prod',
      service: 'payments/api',
      reason: 'service-gone',
      restartedBecause: null,
    });
    await life.sweep();
    expect(said(life)).toEqual(['NLB Quarantined payments/api']);
  });

  it('an approval when people are told of it, and not by each sweep', async () => {
    const { life } = await approved();
    expect(said(life)).toEqual(['NLB Quarantined payments/api', 'NLB Approved payments/api']);
    expect(details(life, 'NLB Approved')).toEqual([
      expect.objectContaining({ approvedBy: ADA, notBefore: '2026-03-09T09:00:00Z' }),
    ]);
    await life.sweep();
    life.toDay(2);
    await life.sweep();
    expect(said(life)).toHaveLength(2);
  });

  it('an approval that does not count is none', async () => {
    const { life } = await approved({ approvers: ['arn:aws:iam::123456789012:role/nobody'] });
    expect(said(life)).toEqual(['NLB Quarantined payments/api']);
  });

  it('an approval that nobody was told of waits until somebody is', async () => {
    const { life, arn } = await quarantined();
    life.toDay(1);
    life.answer(arn, 'approval', 'approved');
    const silence = life.account.fail({ command: 'Publish', with: 'denied' });
    await life.sweep();
    expect(said(life)).toEqual(['NLB Quarantined payments/api']);
    silence();
    await life.sweep();
    expect(said(life)).toEqual(['NLB Quarantined payments/api', 'NLB Approved payments/api']);
  });

  it('a release', async () => {
    const { life } = await quarantined();
    life.serve('payments/api');
    await life.sweep();
    await life.sweep();
    expect(said(life)).toEqual(['NLB Quarantined payments/api', 'NLB Released payments/api']);
    expect(details(life, 'NLB Released')).toEqual([
      expect.objectContaining({ verdict: 'in-use', reason: 'serves-service' }),
    ]);
  });

  it('a delete, by reap', async () => {
    const { life } = await approved();
    life.toDay(7, 10);
    await life.reap();
    await life.reap();
    expect(said(life).slice(2)).toEqual(['NLB Deleted payments/api']);
    expect(details(life, 'NLB Deleted')).toEqual([
      expect.objectContaining({
        by: 'approval',
        approvedBy: ADA,
        isFoundGone: false,
        bucket: life.account.bucket.name,
      }),
    ]);
  });

  it('a delete whose run died before it could say so, by the run that finishes it', async () => {
    const { life } = await approved();
    life.toDay(7, 10);
    life.killRunAfter('delete');
    await life.reap();
    life.toDay(7, 12);
    await life.reap();
    await life.reap();
    expect(said(life).slice(2)).toEqual(['NLB Deleted payments/api']);
    expect(details(life, 'NLB Deleted')).toEqual([expect.objectContaining({ isFoundGone: true })]);
  });

  it('a delete of which people have still to be told is not said again with the message', async () => {
    const { life } = await approved();
    life.toDay(7, 10);
    const silence = life.account.fail({ command: 'Publish', with: 'denied' });
    await life.reap();
    silence();
    await life.reap();
    expect(said(life).slice(2)).toEqual(['NLB Deleted payments/api']);
  });

  it('a delete that AWS refuses, and not the day on which it is not tried', async () => {
    const { life, arn } = await approved();
    life.account.loadBalancer(arn).usedByService = true;
    life.toDay(7, 10);
    await life.reap();
    await life.reap();
    expect(said(life).slice(2)).toEqual(['Delete Failed payments/api']);
    expect(details(life, 'Delete Failed')).toEqual([
      expect.objectContaining({ cluster: 'prod', what: expect.stringContaining('refused'), why: expect.any(String) }),
    ]);
  });
});

describe('the end of a sweep', () => {
  it('is said with its counts', async () => {
    const { life } = await quarantined();
    expect(completed(life)).toEqual([expect.objectContaining({ resources: [] })]);
    expect(details(life, 'Sweep Completed')).toEqual([
      {
        version: 1,
        account: life.account.accountId,
        region: 'eu-west-3',
        mode: 'delete',
        scope: 'everything',
        isPaused: false,
        loadBalancers: { inUse: 0, orphan: 1, unknown: 0, leftAlone: 0 },
        waiting: 1,
        unreadableClusters: 0,
        quarantined: 1,
        released: 0,
        failures: 0,
      },
    ]);
  });

  it('of some NLBs has no counts of all', async () => {
    const { life, arn } = await quarantined();
    await life.sweep({ is: 'some', arns: [arn], clusters: [] });
    expect(details(life, 'Sweep Completed').at(-1)).toMatchObject({
      scope: 'some',
      loadBalancers: { inUse: null, orphan: null },
      waiting: null,
    });
  });

  it('is said while it is paused, too; nothing else is', async () => {
    const life = new Life();
    life.anOrphan();
    life.pause();
    await life.sweep();
    expect(said(life)).toEqual([]);
    expect(details(life, 'Sweep Completed')).toMatchObject([{ isPaused: true }]);
  });

  it('is not said by a run that could not judge', async () => {
    const life = new Life();
    life.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
    await life.sweep();
    expect(life.account.bus.events).toEqual([]);
  });
});

it.each([
  ['report', []],
  ['quarantine', ['NLB Quarantined payments/api']],
])('in mode %s', async (mode, expected) => {
  const { life } = await quarantined({ mode });
  expect(said(life)).toEqual(expected);
  expect(completed(life)).toHaveLength(1);
});

describe('a put that fails', () => {
  it.each(['denied', 'server-error'] as const)('(%s) is told, and everything else is done', async (fault) => {
    const undisturbed = await quarantined();
    const life = new Life({ maxDeletePercent: 100 });
    const arn = life.anOrphan();
    life.account.fail({ command: 'PutEvents', with: fault });
    const { failures } = await life.sweep();
    expect(failures).toEqual([
      expect.stringMatching(/^1 event was not put: NLB Quarantined: events PutEvents: /),
      expect.stringMatching(/^1 event was not put: Sweep Completed: events PutEvents: /),
    ]);
    expect(life.writes()).toEqual(undisturbed.life.writes());
    expect(life.marks(arn)).toEqual(undisturbed.life.marks(undisturbed.arn));
    expect(life.told).toEqual(undisturbed.life.told);
  });

  it('is told by reap, which deletes all the same', async () => {
    const { life, arn } = await approved();
    life.toDay(7, 10);
    life.account.fail({ command: 'PutEvents', with: 'denied' });
    const { failures, outcomes } = await life.reap();
    expect(outcomes).toMatchObject([{ did: 'deleted', arn }]);
    expect(failures).toEqual([expect.stringMatching(/^1 event was not put: NLB Deleted: .*AccessDenied/)]);
  });

  it('is not begun where the time of the run is over, and reap is woken all the same', async () => {
    const { life, arn } = await approved();
    life.toDay(7, 10);
    life.writes();
    const { failures } = await life.sweep({ is: 'some', arns: [arn], clusters: [] }, { remainingMs: () => 29_000 });
    expect(failures).toContain('1 event was not put: the time of this run is over');
    expect(life.writes()).toContain('SendMessage');
  });

  it('because of too many calls passes by itself', async () => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({ command: 'PutEvents', with: 'throttled', times: 2 });
    const { failures } = await life.sweep();
    expect(failures).toEqual([]);
    expect(said(life)).toEqual(['NLB Quarantined payments/api']);
  });

  it('in part is tried again for what failed alone', async () => {
    const life = new Life();
    life.anOrphan('shop/a');
    life.anOrphan('shop/b');
    let refusals = 1;
    life.account.bus.refusal = ({ Resources = [] }) => {
      if (life.labelOf(Resources[0] ?? '') !== 'shop/a' || refusals === 0) return undefined;
      refusals -= 1;
      return { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };
    };
    const { failures } = await life.sweep();
    expect(failures).toEqual([]);
    expect([...said(life)].toSorted()).toEqual(['NLB Quarantined shop/a', 'NLB Quarantined shop/b']);
  });

  it('in part and for good costs no other event', async () => {
    const life = new Life();
    life.anOrphan('shop/a');
    life.anOrphan('shop/b');
    life.account.bus.refusal = ({ Resources = [] }) =>
      life.labelOf(Resources[0] ?? '') === 'shop/a'
        ? { ErrorCode: 'NotAuthorizedForDetailTypeException', ErrorMessage: 'no' }
        : undefined;
    const { failures } = await life.sweep();
    expect(said(life)).toEqual(['NLB Quarantined shop/b']);
    expect(failures).toEqual([
      '1 event was not put: NLB Quarantined: events PutEvents: NotAuthorizedForDetailTypeException: no',
    ]);
  });
});

it('all that was said has the form that docs/events.schema.json promises', async () => {
  const { life, arn } = await approved({ ownerTagKeys: ['team'] });
  life.anOrphan('shop/other', { tags: { team: 'shop' } });
  await life.sweep();
  life.serve('shop/other');
  await life.sweep();
  life.account.loadBalancer(arn).usedByService = true;
  life.toDay(7, 10);
  await life.reap();
  life.account.loadBalancer(arn).usedByService = false;
  life.toDay(8, 10);
  await life.reap();
  const types = new Set(life.account.bus.events.map(({ type }) => type));
  expect([...types].toSorted()).toEqual(Object.keys(EVENT_DETAILS).toSorted());
  for (const { type, detail } of life.account.bus.events) {
    expect([type, EVENT_DETAILS[type as EventType].safeParse(detail).error]).toEqual([type, undefined]);
  }
});
